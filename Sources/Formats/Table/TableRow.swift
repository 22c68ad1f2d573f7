/// One row of a table: its cells side by side in one buffer that is reused from row to row.
package struct TableRow {
    /// What a cell holds besides its text.
    package enum CellKind: UInt8, Hashable, Sendable {
        /// As written in the file, whatever it looks like.
        case text
        /// A number of a workbook: plain decimal text with a point, at most 15 significant digits if it has decimals.
        case number
        /// A day of a workbook, `YYYY-MM-DD`.
        case date
        /// An error of a workbook such as `#REF!`.
        case error
        /// The text is a formula whose value was not saved.
        case formulaWithoutValue
        /// Text follows a closing quote: the field cannot be trusted.
        case misquoted
    }

    private struct Cell {
        let start: Int
        let end: Int
        let kind: CellKind
    }

    /// Physical line on which the row begins, or number of the row in the sheet; from 1.
    package private(set) var line = 0
    /// Whether the file ended without ending this row.
    package var isUnterminated = false
    /// Whether cells left out at the end of the row are simply empty, as in a workbook.
    package var isSparse = false

    private var bytes: [UInt8] = []
    private var cells: [Cell] = []

    package init() {}

    package var count: Int { cells.count }
    package var byteCount: Int { bytes.count }

    /// Whether no cell holds anything but spaces.
    package var isBlank: Bool { bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

    /// The cell as UTF-8, empty beyond the last one.
    package subscript(index: Int) -> ArraySlice<UInt8> {
        guard index >= 0, index < cells.count else { return [] }
        return bytes[cells[index].start..<cells[index].end]
    }

    package func kind(at index: Int) -> CellKind {
        index >= 0 && index < cells.count ? cells[index].kind : .text
    }

    /// The cell as text without the spaces around it.
    package func text(at index: Int) -> String {
        String(decoding: self[index].trimmed, as: UTF8.self)
    }

    mutating func begin(line: Int) {
        self.line = line
        isUnterminated = false
        bytes.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
    }

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    mutating func append(_ some: ArraySlice<UInt8>) { bytes.append(contentsOf: some) }

    /// Ends the cell that the bytes since the last one make.
    mutating func endCell(_ kind: CellKind = .text) {
        cells.append(Cell(start: cells.last?.end ?? 0, end: bytes.count, kind: kind))
    }
}

extension ArraySlice<UInt8> {
    /// Without spaces, tabs, line ends and no-break spaces at either end.
    var trimmed: ArraySlice<UInt8> {
        var slice = self
        while let first = slice.first {
            if first == 0x20 || (0x09...0x0D).contains(first) {
                slice.removeFirst()
            } else if first == 0xC2, slice.dropFirst().first == 0xA0 {
                slice.removeFirst(2)
            } else {
                break
            }
        }
        while let last = slice.last {
            if last == 0x20 || (0x09...0x0D).contains(last) {
                slice.removeLast()
            } else if last == 0xA0, slice.dropLast().last == 0xC2 {
                slice.removeLast(2)
            } else {
                break
            }
        }
        return slice
    }
}
