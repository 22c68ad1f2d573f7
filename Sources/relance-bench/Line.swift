import Foundation

/// What one measure found, as a line of JSON.
struct Line {
    private var members: [(name: String, value: String)] = []

    /// - Parameter count: how many things of the given unit were done in the best time.
    init(_ job: Job, _ timing: Timing, count: Int, _ unit: String) {
        add("measure", text: job.measure.rawValue)
        add("engine", text: job.engine.rawValue)
        add("size", job.size)
        if job.variant != .plain { add("due", text: job.variant.rawValue) }
        add("seconds", timing.seconds, decimals: 6)
        add("rate", Int((Double(count) / max(timing.seconds, 1e-9)).rounded()))
        add("unit", text: unit + "/s")
        add("cpuSeconds", timing.cpuSeconds, decimals: 6)
        add("runs", timing.runs)
        add("peakMiB", Process.peakMiB)
    }

    mutating func add(_ name: String, _ value: Int) { members.append((name, String(value))) }

    mutating func add(_ name: String, text: String) { members.append((name, "\"\(text)\"")) }

    mutating func add(_ name: String, _ value: Double, decimals: Int) {
        members.append((name, String(format: "%.\(decimals)f", value)))
    }

    var text: String { "{" + members.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ",") + "}" }

    private enum Process {
        /// The most memory that this process ever held, as the kernel counts it.
        static var peakMiB: Int {
            let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
            let kibibytes = line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0
            return kibibytes / 1024
        }
    }
}
