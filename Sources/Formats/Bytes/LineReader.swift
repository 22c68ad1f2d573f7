/// The lines of a text, ended by LF, CRLF or CR; a last line without an end counts.
package struct LineReader {
    /// The number of the line read last, from 1.
    package private(set) var lineNumber = 0

    private var source: UTF8Source
    private let limit: Int
    private var chunk: [UInt8] = []
    private var position = 0
    private var skipsLineFeed = false

    package var encoding: TextEncoding? { source.encoding }

    /// Refuses lines of more than `limit` bytes.
    package init(_ source: UTF8Source, limit: Int = 65_536) {
        self.source = source
        self.limit = limit
    }

    /// Replaces `line` with the next line, without its end, as UTF-8; false at the end.
    ///
    /// Throws `line_too_long`, or what the source throws.
    package mutating func next(into line: inout [UInt8]) throws(Diagnostic) -> Bool {
        line.removeAll(keepingCapacity: true)
        var hasLine = false
        while true {
            guard position < chunk.count else {
                guard let more = try source.next() else { return hasLine && started() }
                chunk = more
                position = 0
                continue
            }
            if skipsLineFeed {
                skipsLineFeed = false
                if chunk[position] == 0x0A {
                    position += 1
                    continue
                }
            }
            hasLine = true
            let end = chunk[position...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? chunk.count
            guard line.count + end - position <= limit else {
                throw Diagnostic(.lineTooLong, line: lineNumber + 1, parameters: ["limit": String(limit)])
            }
            line.append(contentsOf: chunk[position..<end])
            position = end
            guard end < chunk.count else { continue }
            skipsLineFeed = chunk[end] == 0x0D
            position += 1
            return started()
        }
    }

    private mutating func started() -> Bool {
        lineNumber += 1
        return true
    }
}
