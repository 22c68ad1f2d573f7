/// The formats in which banks write statements, apart from tables.
package enum StatementFormat: String, Hashable, Sendable, CaseIterable {
    case cfonb120 = "cfonb-120"
    /// camt.052, .053 and .054.
    case camt
    /// Also MT942.
    case mt940
    case ofx

    /// How many first bytes are worth showing.
    package static let headLength = 4_096

    /// Tells from the first bytes of a file, never from its name; nil when it is none of these.
    package init?(head: [UInt8]) {
        let text = Self.plain(head)
        if Self.isOFX(text) {
            self = .ofx
        } else if Self.isCamt(text) {
            self = .camt
        } else if Self.isMT940(text) {
            self = .mt940
        } else if Self.isCFONB(text) {
            self = .cfonb120
        } else {
            return nil
        }
    }

    /// Without byte order mark, without the zero bytes of UTF-16, without blank lines at the start.
    private static func plain(_ head: [UInt8]) -> [UInt8] {
        var bytes = Array(head.prefix(headLength))
        let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        if isWide { bytes = bytes.dropFirst(2).filter { $0 != 0 } }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        return Array(bytes.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D })
    }

    private static func isOFX(_ text: [UInt8]) -> Bool {
        let upper = text.map { $0 >= 0x61 && $0 <= 0x7A ? $0 - 0x20 : $0 }
        return upper.starts(with: Array("OFXHEADER:".utf8)) || upper.starts(with: Array("<OFX>".utf8))
            || upper.first == 0x3C && (upper.place(of: Array("<?OFX".utf8)) ?? upper.place(of: Array("<OFX>".utf8))) != nil
    }

    private static func isCamt(_ text: [UInt8]) -> Bool {
        guard text.first == 0x3C else { return false }
        let marks = ["BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn", "BkToCstmrAcctRpt", "camt.052.", "camt.053.", "camt.054."]
        return marks.contains { text.place(of: Array($0.utf8)) != nil }
    }

    /// An envelope of SWIFT, a tag at the very start, or the reference of a message within the first lines.
    private static func isMT940(_ text: [UInt8]) -> Bool {
        if text.starts(with: Array("{1:F".utf8)) || text.starts(with: Array("{4:".utf8)) { return true }
        for (index, line) in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).prefix(8).enumerated() {
            guard line.first == 0x3A, let end = line.dropFirst().prefix(4).firstIndex(of: 0x3A) else { continue }
            let tag = String(decoding: line[(line.startIndex + 1)..<end], as: UTF8.self)
            if tag == "20" || index == 0 && ["25", "28", "28C", "60F", "60M", "61", "62F", "64", "86", "940", "NS"].contains(tag) { return true }
        }
        return false
    }

    /// A record of 120 columns with a bank, a branch, an account and an amount or a day where they belong.
    private static func isCFONB(_ text: [UInt8]) -> Bool {
        let line = text.prefix(120).prefix { $0 != 0x0A && $0 != 0x0D }
        let record = CFONBRecord(Array(line), line: 1)
        guard line.count >= 60, ["01", "04", "05", "07"].contains(record.kind), !line.contains(0x3B), !line.contains(0x09),
            record[3, 7].number != nil, record[12, 16].number != nil, record[17, 19].allSatisfy({ $0.isUpper || $0 == 0x20 }),
            record[20, 20].number != nil || record[20, 20].isBlank, record[21, 21].isBlank, !record[22, 32].isBlank
        else { return false }
        return record.date(35) != nil || record.amount(91) != nil
    }
}
