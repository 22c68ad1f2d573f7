import Foundation

/// Runs the measures one after the other, each in its own process, and prints their lines.
struct Conductor {
    private let options: Options
    private let folder: URL

    init(_ options: Options) {
        self.options = options
        folder = FileManager.default.temporaryDirectory.appending(path: "relance-bench-\(ProcessInfo.processInfo.processIdentifier)")
    }

    func run() async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var firms: Set<String> = []
        var failures: [String] = []
        for job in jobs {
            do {
                if job.measure.needsFirm { try record(for: job, &firms) }
                try measure(job)
                if job.measure == .record { firms.insert(firm(job)) }
            } catch { failures.append("\(error)") }
        }
        for name in firms.sorted() where name.hasPrefix(BenchEngine.postgres.rawValue) {
            try await BenchEngine.dropDatabase(name, in: folder.path)
        }
        if let first = failures.first { throw BenchProblem.unexpected(first) }
    }

    private var jobs: [Job] {
        options.measures.flatMap { measure in
            measure.engines.filter(isWanted).flatMap { engine in
                (options.sizes ?? measure.sizes).flatMap { size in
                    measure.variants.map { Job(measure, engine, size, $0, runs: options.runs, folder: folder.path) }
                }
            }
        }
    }

    private func isWanted(_ engine: BenchEngine) -> Bool {
        if engine == .postgres, BenchEngine.server == nil { return false }
        return options.engines?.contains(engine) ?? true
    }

    private func firm(_ job: Job) -> String { "\(job.engine.rawValue)-\(job.size)" }

    /// The measures that read a firm share it; recording it is a measure in itself.
    private func record(for job: Job, _ firms: inout Set<String>) throws {
        guard !firms.contains(firm(job)) else { return }
        try measure(Job(.record, job.engine, job.size, .plain, runs: 1, folder: folder.path))
        firms.insert(firm(job))
    }

    private func measure(_ job: Job) throws {
        FileHandle.standardError.write(Data("… \(job.name)\n".utf8))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = job.arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw BenchProblem.childFailed(job.name) }
        FileHandle.standardOutput.write(data)
    }
}
