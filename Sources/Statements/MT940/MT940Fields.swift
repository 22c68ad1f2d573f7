import Formats

/// A tag and what follows it, until the next tag.
struct MT940Field {
    /// `20`, `60F`, `NS`.
    let tag: String
    var lines: [[UInt8]]
    let line: Int

    /// Its lines, without the blank ones.
    var text: String { lines.map(\.trimmed).filter { !$0.isEmpty }.joined(separator: "\n") }
    var first: [UInt8] { lines.first ?? [] }
}

/// Cuts a file into fields: `:tag:` at the start of a line. What stands before the first one, envelopes of SWIFT and the
/// dashes that end a message belong to none.
struct MT940Fields {
    private var reader: LineReader
    private var pending: MT940Field?
    private var isFinished = false
    /// Between an opening balance and the closing one, where no message can begin.
    private var isInside = false
    /// A line held nothing but the colon of a tag.
    private var hasLoneColon = false
    /// Lines of a field that are kept; banks write twenty at most.
    private static let longest = 400

    private static let known: Set<String> = [
        "12", "13", "13C", "13D", "20", "21", "25", "25P", "28", "28C", "28D", "34F", "60F", "60M", "61", "62F", "62M", "64", "65", "86",
        "90C", "90D", "940", "942", "NS",
    ]
    /// Fields of free text, in which a line may begin with a colon.
    private static let wordy: Set<String> = ["61", "86", "NS"]

    init(_ source: UTF8Source) { reader = LineReader(source, limit: 8_192) }

    mutating func next() throws(Diagnostic) -> MT940Field? {
        var line: [UInt8] = []
        while !isFinished {
            guard try reader.next(into: &line) else {
                isFinished = true
                break
            }
            if let complete = try take(line) { return complete }
        }
        defer { pending = nil }
        return pending
    }

    /// The field before, when the line begins another one or ends the message.
    private mutating func take(_ raw: [UInt8]) throws(Diagnostic) -> MT940Field? {
        let complete = pending
        guard let line = Self.unwrapped(raw) else {
            pending = nil
            isInside = false
            return complete
        }
        if line == [0x3A] {
            hasLoneColon = true
            return nil
        }
        // A tag that was broken behind its first colon; a line that has its own needs none.
        let whole = hasLoneColon && line.first != 0x3A ? [0x3A] + line : line
        hasLoneColon = false
        if let (tag, rest) = Self.tag(of: whole), begins(tag, rest) {
            if tag.hasPrefix("60") { isInside = true }
            if tag.hasPrefix("62") { isInside = false }
            pending = MT940Field(tag: tag, lines: [rest], line: reader.lineNumber)
            return complete
        }
        guard pending != nil else { return nil }
        guard pending?.lines.count ?? 0 < Self.longest else {
            throw Diagnostic(.lineTooLong, line: reader.lineNumber, parameters: ["limit": String(Self.longest)])
        }
        pending?.lines.append(whole)
        return nil
    }

    /// Whether it is a tag, and not a time of day that stands at the start of a line of text (`:12:11`).
    private func begins(_ tag: String, _ rest: [UInt8]) -> Bool {
        guard let pending, Self.wordy.contains(pending.tag) else { return true }
        guard Self.known.contains(tag) else { return false }
        let couldBeTime = tag.utf8.count == 2 && tag.utf8.allSatisfy { $0.digit != nil } && rest.prefix(2).allSatisfy { $0.digit != nil } && rest.count >= 2
        return !(isInside && couldBeTime && tag != "61" && tag != "86")
    }

    private static func tag(of line: [UInt8]) -> (String, [UInt8])? {
        guard line.first == 0x3A, let end = line.dropFirst().prefix(5).firstIndex(of: 0x3A), end > 1,
            line[1..<end].allSatisfy({ $0.digit != nil || ($0 >= 0x41 && $0 <= 0x5A) })
        else { return nil }
        return (String(decoding: line[1..<end], as: UTF8.self), Array(line[(end + 1)...]))
    }

    /// The line without the envelope of SWIFT (`{1:F01…}{4:`); nil when it only ends a message.
    private static func unwrapped(_ line: [UInt8]) -> [UInt8]? {
        guard line.first == 0x7B || line.starts(with: [0x2D, 0x7D]) else {
            // A dash, and a mark of transmission behind it at most.
            return line.first == 0x2D && line.dropFirst().allSatisfy { $0 <= 0x20 } ? nil : line
        }
        guard let block = line.place(of: Array("{4:".utf8)) else { return nil }
        let rest = Array(line[(block + 3)...])
        return rest.isEmpty ? nil : rest
    }
}
