internal import Values

/// The rows of a sheet, queued as they are completed.
final class SheetHandler: XMLHandler {
    /// Beyond it a cell is not read: no table of ours is that wide.
    private static let lastColumn = 1024
    private static let longestCell = 65_536
    /// The last row that a sheet can have (Excel 2007 and later).
    private static let lastRow = 1_048_576

    /// Rows complete and not yet taken, in order.
    var rows: [TableRow] = []
    private(set) var refusal: Diagnostic?

    private let texts: SharedTextsHandler
    private let areDates: [Bool]
    private let countsFrom1904: Bool

    private var row = TableRow()
    private var rowNumber = 0
    private var column = -1
    private var type: CellType = .number
    private var style = 0
    private var value: [UInt8] = []
    private var formula: [UInt8] = []
    private var hasFormula = false
    private var hasValue = false
    private var reading = Reading.nothing

    private enum CellType { case number, shared, inline, formulaText, boolean, error, date }
    private enum Reading { case nothing, value, formula }

    private let part: String

    /// `part` names the sheet's part in refusals.
    init(texts: SharedTextsHandler, areDates: [Bool], countsFrom1904: Bool, part: String) {
        self.part = part
        self.texts = texts
        self.areDates = areDates
        self.countsFrom1904 = countsFrom1904
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if name == "c" {
            beginCell(attributes)
        } else if name == "v" {
            (reading, hasValue) = (.value, true)
        } else if name == "t" {
            if type == .inline { (reading, hasValue) = (.value, true) }
        } else if name == "f" {
            (reading, hasFormula) = (.formula, true)
        } else if name == "row" {
            // Rows stand in order: a number that does not follow would make a row pass for one above the headers.
            let stated = attributes["r"].flatMap(Self.integer) ?? 0
            rowNumber = stated > rowNumber && stated <= Self.lastRow ? stated : rowNumber + 1
            row.begin(line: rowNumber)
            row.isSparse = true
            column = -1
        }
    }

    func end(_ name: XMLName) {
        if name == "v" || name == "t" || name == "f" {
            reading = .nothing
        } else if name == "c" {
            endCell()
        } else if name == "row", !row.isBlank {
            rows.append(row)
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        switch reading {
        case .nothing: return
        case .value: value.append(contentsOf: bytes)
        case .formula: formula.append(contentsOf: bytes)
        }
        if value.count > Self.longestCell || formula.count > Self.longestCell {
            refusal = Diagnostic(.lineTooLong, line: rowNumber, parameters: ["limit": String(Self.longestCell)])
        }
    }

    private func beginCell(_ attributes: XMLAttributes) {
        column = attributes["r"].flatMap(Self.column) ?? column + 1
        style = attributes["s"].flatMap(Self.integer) ?? 0
        type = Self.type(attributes["t"])
        value.removeAll(keepingCapacity: true)
        formula.removeAll(keepingCapacity: true)
        (hasFormula, hasValue, reading) = (false, false, .nothing)
    }

    private func endCell() {
        guard column < Self.lastColumn, !value.isEmpty || hasFormula else { return }
        guard column >= row.count else {
            // Cells stand in order, each once: one that does not would be lost.
            refusal = Diagnostic(.xmlMalformed, line: rowNumber, parameters: ["part": part])
            return
        }
        while row.count < column { row.endCell() }
        if hasFormula, !hasValue || (value.isEmpty && type != .formulaText) {
            row.append(0x3D)
            row.append(formula[...])
            row.endCell(.formulaWithoutValue)
            return
        }
        row.endCell(writeValue())
    }

    /// Writes the text of the cell into the row and says what it is.
    private func writeValue() -> TableRow.CellKind {
        switch type {
        case .shared:
            guard let index = value.withUnsafeBufferPointer(Self.integer), let text = texts[index] else {
                row.append(value[...])
                return .error
            }
            row.append(text)
            return .text
        case .inline, .formulaText:
            row.append(value[...])
            return .text
        case .boolean:
            row.append(ArraySlice((value == [0x31] ? "TRUE" : "FALSE").utf8))
            return .text
        case .error:
            row.append(value[...])
            return .error
        case .date:
            row.append(value.prefix(10))
            return .date
        case .number: return writeNumber()
        }
    }

    private func writeNumber() -> TableRow.CellKind {
        guard let plain = DecimalText.plain(value) else {
            row.append(value[...])
            return .text
        }
        if style < areDates.count, areDates[style], let day = day(serial: plain) {
            row.append(ArraySlice(day.iso.utf8))
            return .date
        }
        row.append(plain[...])
        return .number
    }

    /// The day of a serial number; its fraction is the time of day.
    ///
    /// Serial 60 of the 1900 system is 29 February 1900, which never was: days before it are one further on.
    private func day(serial plain: [UInt8]) -> LocalDate? {
        let whole = plain.prefix { $0 != 0x2E }
        guard let serial = whole.withUnsafeBufferPointer(Self.integer), serial < 110_000 else { return nil }
        let days = countsFrom1904 ? serial - 24_107 : serial - (serial < 60 ? 25_568 : 25_569)
        return LocalDate(dayNumber: Int32(days))
    }

    private static func type(_ text: UnsafeBufferPointer<UInt8>?) -> CellType {
        guard let text, let first = text.first else { return .number }
        switch first {
        case UInt8(ascii: "s"): return text.count == 1 ? .shared : .formulaText
        case UInt8(ascii: "i"): return .inline
        case UInt8(ascii: "b"): return .boolean
        case UInt8(ascii: "e"): return .error
        case UInt8(ascii: "d"): return .date
        default: return .number
        }
    }

    /// Digits only, at most nine of them.
    private static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard !text.isEmpty, text.count <= 9 else { return nil }
        var value = 0
        for byte in text {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    /// The column of a reference such as `BC12`, from 0.
    private static func column(_ reference: UnsafeBufferPointer<UInt8>) -> Int? {
        var column = 0
        for byte in reference {
            guard byte >= 0x41, byte <= 0x5A else { break }
            column = column * 26 + Int(byte - 0x40)
            if column > 100_000 { return nil }
        }
        return column == 0 ? nil : column - 1
    }
}
