import Formats

/// Delimited text: the same rows however the file is cut into chunks, and what the writer writes reads back.
enum CSVChecks {
    static func check(_ bytes: [UInt8]) throws(Violation) {
        let whole = TableText { () throws(Diagnostic) in try CSVReader(ByteSource(bytes)) }
        for chunk in [1, 13, 4096] {
            let cut = TableText { () throws(Diagnostic) in try CSVReader(ByteSource(bytes, chunk: chunk)) }
            // Two mistakes far apart are met in the order of the chunks; that there is one is not a matter of chunks.
            try require((cut.end == nil) == (whole.end == nil), "read \(chunk) bytes at a time: \(String(describing: cut.end)), at once: \(String(describing: whole.end))")
            try requireSame(cut.form?.separator, whole.form?.separator ?? cut.form?.separator, "read \(chunk) bytes at a time, the separator")
            let count = min(cut.rows.count, whole.rows.count)
            try requireSame(cut.rows.prefix(count), whole.rows.prefix(count), "read \(chunk) bytes at a time")
            if whole.end == nil { try requireSame(cut.rows.count, whole.rows.count, "read \(chunk) bytes at a time, the rows") }
        }
        let lines = mostLines(bytes)
        if let end = whole.end { try requireLocated(end, lines: lines) }
        var previous = 0
        for row in whole.rows {
            try require(row.line > previous && row.line <= lines, "line \(row.line) after \(previous) of \(lines)")
            try require(row.cells.contains { cell in !cell.bytes.isEmpty }, "line \(row.line) is blank")
            previous = row.line
        }
        let rows = whole.rows.prefix(200).map { $0.cells.map(\.bytes) }
        for separator in Separator.allCases { try writes(Array(rows), separator) }
    }

    /// Rows written and read again: every cell as it was, but for the apostrophe before what a spreadsheet would run.
    private static func writes(_ rows: [[[UInt8]]], _ separator: Separator) throws(Violation) {
        var writer = CSVWriter(separator: separator)
        for row in rows { writer.row(row.map { String(decoding: $0, as: UTF8.self) }) }
        let bytes = writer.take()
        let read = TableText { () throws(Diagnostic) in try CSVReader(ByteSource(bytes), separator: separator) }
        let isEmpty = rows.allSatisfy { row in row.allSatisfy { cell in cell.allSatisfy { $0 <= 0x20 } } }
        // The separators that showed were those of the file; between tabs nothing but controls is nothing.
        if isEmpty, read.end != nil { return try requireSame(read.end?.code, .emptyFile, "a file without rows") }
        try requireSame(read.end, nil, "what the writer wrote with \(separator)")
        try requireSame(read.rows.count, rows.count, "rows written with \(separator)")
        for (found, row) in zip(read.rows, rows) {
            let expected = row.map { isDangerous($0) ? [0x27] + $0 : $0 }
            try requireSame(found.cells.map(\.bytes), expected, "a row written with \(separator)")
            try require(found.cells.allSatisfy { $0.kind == .text }, "a quote written badly with \(separator)")
        }
    }

    /// Whether a spreadsheet would run the text (OWASP), or take its apostrophe for the one that hides it.
    private static func isDangerous(_ cell: [UInt8]) -> Bool {
        let text = cell.drop { $0 == 0x27 }
        if let first = text.first, Array("=+-@\t\r\n".utf8).contains(first) { return true }
        return ["＝", "＋", "－", "＠"].contains { text.starts(with: Array($0.utf8)) }
    }

    /// A mapping file: what is read is printed as a text that reads back as the same.
    static func checkMapping(_ bytes: [UInt8]) throws(Violation) {
        let text = Input(bytes).text
        switch outcome({ () throws(Diagnostic) in try ColumnMapping(parsing: text) }) {
        case .success(let mapping):
            let again = outcome { () throws(Diagnostic) in try ColumnMapping(parsing: mapping.text) }
            var sorted = mapping
            sorted.columns.sort { $0.field < $1.field }
            try requireSame((try? again.get()), sorted, "printed as \(mapping.text)")
            try requireSame((try? again.get())?.text, mapping.text, "printed twice")
        case .failure(let problem):
            try requireLocated(problem, lines: text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).count)
        }
    }
}
