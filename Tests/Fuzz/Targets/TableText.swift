import Formats

/// What a reader said about a file: its rows, and what stopped it.
struct TableText: Equatable {
    struct Cell: Equatable {
        let bytes: [UInt8]
        let kind: TableRow.CellKind
    }

    struct Row: Equatable {
        let line: Int
        let cells: [Cell]
        let isUnterminated: Bool
    }

    private(set) var rows: [Row] = []
    private(set) var form: TableForm?
    private(set) var end: Diagnostic?

    init(_ open: () throws(Diagnostic) -> any TableReader) {
        do throws(Diagnostic) {
            var reader = try open()
            defer { form = reader.form }
            var row = TableRow()
            while try reader.next(into: &row) {
                let cells = (0..<row.count).map { Cell(bytes: Array(row[$0]), kind: row.kind(at: $0)) }
                rows.append(Row(line: row.line, cells: cells, isUnterminated: row.isUnterminated))
            }
        } catch { end = error }
    }
}

/// The lines that bytes can hold at most, in whatever encoding.
func mostLines(_ bytes: [UInt8]) -> Int {
    // A file of IBM's code page ends its lines with other bytes.
    if FEC.recognises(bytes), bytes.first.map({ $0 >= 0x80 }) ?? false { return bytes.count + 1 }
    return bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
}

/// A diagnostic says where, inside the file, and shows no more of it than a person reads.
func requireLocated(_ diagnostic: Diagnostic, lines: Int) throws(Violation) {
    if let line = diagnostic.line { try require((1...max(1, lines)).contains(line), "\(diagnostic.code) on line \(line) of \(lines)") }
    try require(diagnostic.value.unicodeScalars.count <= Diagnostic.longestValue, "\(diagnostic.code) shows \(diagnostic.value.unicodeScalars.count) characters")
    try require(!diagnostic.description.isEmpty, "a diagnostic without words")
}
