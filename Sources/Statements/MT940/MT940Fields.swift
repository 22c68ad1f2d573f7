import Formats

/// A tag and what follows it, until the next tag.
struct MT940Field {
    /// `20`, `60F`, `NS`.
    let tag: String
    var lines: [[UInt8]]
    let line: Int

    var text: String { String(decoding: Array(lines.joined(separator: [0x0A])), as: UTF8.self) }
    var first: [UInt8] { lines.first ?? [] }
}

/// Cuts a file into fields: `:tag:` at the start of a line. What stands before the first one, envelopes of SWIFT and the
/// dashes that end a message belong to none.
struct MT940Fields {
    private var reader: LineReader
    private var pending: MT940Field?
    private var isFinished = false
    /// Lines of a field that are kept; banks write twenty at most.
    private static let longest = 400

    init(_ source: UTF8Source) { reader = LineReader(source) }

    mutating func next() throws(Diagnostic) -> MT940Field? {
        var line: [UInt8] = []
        while !isFinished {
            guard try reader.next(into: &line) else {
                isFinished = true
                break
            }
            if let (tag, rest) = Self.tag(of: line) {
                let complete = pending
                pending = MT940Field(tag: tag, lines: [rest], line: reader.lineNumber)
                if complete != nil { return complete }
            } else if Self.endsMessage(line) {
                if let complete = pending {
                    pending = nil
                    return complete
                }
            } else if pending != nil {
                guard pending?.lines.count ?? 0 < Self.longest else {
                    throw Diagnostic(.lineTooLong, line: reader.lineNumber, parameters: ["limit": String(Self.longest)])
                }
                pending?.lines.append(line)
            }
        }
        defer { pending = nil }
        return pending
    }

    /// `:61:` and what follows; also behind the header of a SWIFT envelope (`{4:`).
    private static func tag(of line: [UInt8]) -> (String, [UInt8])? {
        guard line.first == 0x3A, let end = line.dropFirst().prefix(5).firstIndex(of: 0x3A), end > 1,
            line[1..<end].allSatisfy({ $0.digit != nil || ($0 >= 0x41 && $0 <= 0x5A) })
        else { return nil }
        return (String(decoding: line[1..<end], as: UTF8.self), Array(line[(end + 1)...]))
    }

    private static func endsMessage(_ line: [UInt8]) -> Bool {
        line.starts(with: [0x2D, 0x7D]) || line == [0x2D] || line.first == 0x7B
    }
}
