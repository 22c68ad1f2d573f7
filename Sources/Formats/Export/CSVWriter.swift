package import Values

/// Writes a table as delimited text that spreadsheets open and that an import reads back as it was.
///
/// Texts that a spreadsheet would run get a leading apostrophe; amounts and dates are written bare. Cells are
/// added one after another; `take()` hands over what is ready, so that memory does not grow with the table.
package struct CSVWriter {
    private let separator: UInt8
    private let decimalMark: DecimalMark
    private var bytes: [UInt8]
    private var isRowStart = true

    /// `marksEncoding` puts the byte order mark without which some spreadsheets misread accents.
    package init(separator: Separator = .semicolon, decimalMark: DecimalMark = .comma, marksEncoding: Bool = true) {
        self.separator = separator.rawValue
        self.decimalMark = decimalMark
        bytes = marksEncoding ? [0xEF, 0xBB, 0xBF] : []
    }

    /// A text cell; nil is an empty one.
    package mutating func text(_ text: String?) {
        beginCell()
        guard let text else { return }
        let content = text.utf8
        let isDefended = SpreadsheetText.needsDefence(content)
        let separator = separator
        let isQuoted = content.contains { $0 == separator || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
            || content.first == 0x20 || content.last == 0x20 || Self.announcesSeparator(content)
        if isQuoted { bytes.append(0x22) }
        if isDefended { bytes.append(0x27) }
        for byte in content {
            if byte == 0x22 { bytes.append(byte) }
            bytes.append(byte)
        }
        if isQuoted { bytes.append(0x22) }
    }

    /// An amount without its currency, with all its decimals and no grouping.
    package mutating func amount(_ amount: Money?) {
        beginCell()
        guard let amount else { return }
        let needsQuotes = separator == decimalMark.rawValue && amount.currency.decimals > 0
        if needsQuotes { bytes.append(0x22) }
        for byte in amount.decimalText.utf8 { bytes.append(byte == 0x2E ? decimalMark.rawValue : byte) }
        if needsQuotes { bytes.append(0x22) }
    }

    /// `YYYY-MM-DD`.
    package mutating func date(_ date: LocalDate?) {
        beginCell()
        if let date { bytes.append(contentsOf: date.iso.utf8) }
    }

    package mutating func integer(_ value: Int) {
        beginCell()
        bytes.append(contentsOf: String(value).utf8)
    }

    package mutating func endRow() {
        bytes.append(0x0D)
        bytes.append(0x0A)
        isRowStart = true
    }

    /// Text cells and the end of the row: headers, mostly.
    package mutating func row(_ texts: [String]) {
        for cell in texts { text(cell) }
        endRow()
    }

    /// What was written since the last call.
    package mutating func take() -> [UInt8] {
        let ready = bytes
        bytes.removeAll(keepingCapacity: true)
        return ready
    }

    /// A first line `sep=;` names the separator and is no row: a text that begins so is quoted.
    private static func announcesSeparator(_ text: String.UTF8View) -> Bool {
        text.starts(with: "sep=".utf8) || text.starts(with: "SEP=".utf8)
    }

    private mutating func beginCell() {
        if !isRowStart { bytes.append(separator) }
        isRowStart = false
    }
}
