/// Delimited text as spreadsheets and accounting software write it (RFC 4180, and what they make of it).
///
/// Fields may be quoted and then hold separators, doubled quotes and line ends; lines end with LF, CRLF or CR;
/// blank lines are passed over; a first line `sep=;` names the separator.
package struct CSVReader: TableReader {
    /// Longest record, in bytes: beyond it a quote was left open.
    package static let longestRecord = 1_048_576

    /// The first bytes, as UTF-8, from which the separator is told; nothing but blanks there is an empty file.
    private static let sample = 32_768

    private enum State { case fieldStart, unquoted, quoted, quoteInQuoted, misquoted }

    private var source: UTF8Source
    private var chunk: [UInt8] = []
    private var position = 0
    private var separator: UInt8 = 0
    private var line = 1
    private var state = State.fieldStart
    private var skipsLineFeed = false
    private var quoteLine = 0
    /// Whether the last chunk ended inside quotes with a carriage return.
    private var endedWithReturn = false

    package var form: TableForm { TableForm(encoding: source.encoding, separator: Separator(rawValue: separator)) }

    /// Reads enough of the file to find the separator, unless it is declared.
    ///
    /// Throws `empty_file`, `not_a_table` when no separator makes columns, and what the source throws.
    package init(_ source: ByteSource, separator: Separator? = nil, encoding: TextEncoding? = nil) throws(Diagnostic) {
        self.source = UTF8Source(source, declared: encoding)
        while chunk.count < Self.sample, let more = try self.source.next() { chunk += more }
        // Exactly so much: what a file is taken for must not depend on the chunks in which it comes.
        let sample = chunk.prefix(Self.sample)
        guard sample.contains(where: { $0 > 0x20 }) else { throw Diagnostic(.emptyFile) }
        let announced = takeAnnouncedSeparator()
        guard let found = separator ?? announced ?? Separator.detect(in: sample) else {
            throw Diagnostic(.notATable, line: 1, value: firstLine)
        }
        self.separator = found.rawValue
    }

    package mutating func next(into row: inout TableRow) throws(Diagnostic) -> Bool {
        repeat {
            guard try readRecord(into: &row) else { return false }
        } while row.isBlank
        return true
    }

    /// Consumes a first line `sep=X`.
    private mutating func takeAnnouncedSeparator() -> Separator? {
        guard chunk.count > 5, chunk[..<4].elementsEqual("sep=".utf8) || chunk[..<4].elementsEqual("SEP=".utf8),
            let found = Separator(rawValue: chunk[4]), chunk[5] == 0x0A || chunk[5] == 0x0D
        else { return nil }
        position = 6
        line = 2
        skipsLineFeed = chunk[5] == 0x0D
        return found
    }

    private var firstLine: String {
        let end = chunk.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? chunk.count
        return String(decoding: chunk[..<min(end, 1000)], as: UTF8.self)
    }

    private mutating func readRecord(into row: inout TableRow) throws(Diagnostic) -> Bool {
        state = .fieldStart
        var hasBegun = false
        while true {
            if position == chunk.count {
                guard let more = try source.next() else { return hasBegun ? try finish(&row) : false }
                chunk = more
                position = 0
            }
            if skipsLineFeed {
                skipsLineFeed = false
                if chunk[position] == 0x0A {
                    position += 1
                    continue
                }
            }
            if !hasBegun {
                hasBegun = true
                row.begin(line: line)
            }
            if consume(into: &row) { return true }
            guard row.byteCount <= Self.longestRecord else {
                throw Diagnostic(
                    .lineTooLong, line: state == .quoted ? quoteLine : row.line,
                    parameters: ["limit": String(Self.longestRecord)])
            }
        }
    }

    /// The end of the file ends the last record.
    private mutating func finish(_ row: inout TableRow) throws(Diagnostic) -> Bool {
        guard state != .quoted else {
            throw Diagnostic(.quoteUnclosed, line: quoteLine, parameters: ["openedOn": String(quoteLine)])
        }
        row.endCell(state == .misquoted ? .misquoted : .text)
        row.isUnterminated = true
        state = .fieldStart
        return true
    }

    /// Reads on in the chunk; true when the record is complete, false when the chunk is used up.
    private mutating func consume(into row: inout TableRow) -> Bool {
        while position < chunk.count {
            let byte = chunk[position]
            switch state {
            case .fieldStart, .unquoted:
                if byte == 0x22, state == .fieldStart {
                    state = .quoted
                    quoteLine = line
                    position += 1
                } else if takeUnquoted(into: &row) {
                    return true
                }
            case .quoted: takeQuoted(into: &row)
            case .quoteInQuoted:
                if byte == 0x22 {
                    row.append(byte)
                    state = .quoted
                    position += 1
                } else if byte == separator || byte == 0x0A || byte == 0x0D {
                    if endField(byte, .text, &row) { return true }
                } else {
                    // Spaces between a closing quote and the separator are harmless; anything else is part of what is shown.
                    if byte == 0x20 { position += 1 } else { state = .misquoted }
                }
            case .misquoted:
                if byte == separator || byte == 0x0A || byte == 0x0D {
                    if endField(byte, .misquoted, &row) { return true }
                } else {
                    row.append(byte)
                    position += 1
                }
            }
        }
        return false
    }

    /// Takes bytes up to a separator or a line end; true when that ended the record.
    private mutating func takeUnquoted(into row: inout TableRow) -> Bool {
        var end = position
        while end < chunk.count, chunk[end] != separator, chunk[end] != 0x0A, chunk[end] != 0x0D { end += 1 }
        row.append(chunk[position..<end])
        position = end
        guard end < chunk.count else {
            state = .unquoted
            return false
        }
        return endField(chunk[end], .text, &row)
    }

    /// Takes bytes up to the next quote, counting the lines they span.
    private mutating func takeQuoted(into row: inout TableRow) {
        var end = position
        while end < chunk.count, chunk[end] != 0x22 {
            let byte = chunk[end]
            let follows = end > position ? chunk[end - 1] == 0x0D : endedWithReturn
            if byte == 0x0D || (byte == 0x0A && !follows) { line += 1 }
            end += 1
        }
        row.append(chunk[position..<end])
        endedWithReturn = end == chunk.count && chunk[end - 1] == 0x0D
        position = end
        guard end < chunk.count else { return }
        state = .quoteInQuoted
        position += 1
    }

    private mutating func endField(_ byte: UInt8, _ kind: TableRow.CellKind, _ row: inout TableRow) -> Bool {
        row.endCell(kind)
        state = .fieldStart
        position += 1
        guard byte != separator else { return false }
        line += 1
        skipsLineFeed = byte == 0x0D
        return true
    }
}
