import Values

/// What a person reads in the bytes of a message: read from the bytes alone.
struct MessageText {
    struct Line: Equatable {
        let invoice: String
        /// Minor units, as the digits say.
        let amount: Int64
    }

    private(set) var lines: [Line] = []
    private(set) var total: Int64?
    /// The template, as far as its words betray it.
    private(set) var template: String?
    private(set) var speaksOfEuros = false
    /// What a mail calls itself.
    private(set) var name: String?
    let text: String

    var isThanks: Bool { template == "thanks" }

    init(_ bytes: [UInt8], isMail: Bool) {
        text = String(decoding: bytes, as: UTF8.self)
        if isMail { readMail() } else { readLetter() }
    }

    private mutating func readMail() {
        for bytes in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let line = Substring(bytes.last == 0x0D ? bytes.dropLast() : bytes)
            if line.hasPrefix("Subject: ") { template = Self.template(String(line.dropFirst(9))) }
            if line.hasPrefix("Message-ID: ") { name = String(line.dropFirst(12)) }
            if let amount = Self.lastColumn(line) { take(label: Self.firstColumn(line), amount: amount) }
        }
    }

    private mutating func readLetter() {
        if text.contains("METTONS EN DEMEURE") || text.contains("FORMAL NOTICE") { template = "formal_notice" }
        for row in text.components(between: "<tr><td", and: "</tr>") {
            let cells = row.components(between: ">", and: "</td>").map { $0.before("<") }
            guard let label = cells.first, let amount = cells.last, cells.count > 1 else { continue }
            take(label: label, amount: amount)
        }
    }

    private mutating func take(label: String, amount: String) {
        if label.hasPrefix("Total") {
            total = Self.minor(amount)
            speaksOfEuros = amount.contains("€")
        } else if Self.isNumber(label), let minor = Self.minor(amount) {
            lines.append(Line(invoice: label, amount: minor))
        }
    }

    private static func template(_ subject: String) -> String? {
        if subject.hasSuffix(": merci") || subject.hasSuffix(": thank you") { return "thanks" }
        let words: [(String, String)] = [
            ("Dernier rappel", "last_notice"), ("Last reminder", "last_notice"), ("Rappel", "firm"), ("Reminder", "firm"),
            ("Mise en demeure", "formal_notice"), ("Formal notice", "formal_notice"),
        ]
        for (start, template) in words where subject.hasPrefix(start) { return template }
        if subject.contains("arrivée") || subject.contains("now due") { return "courteous" }
        return subject.contains("échéance") || subject.contains("due on") || subject.contains("falling due") ? "notice" : nil
    }

    /// The simulated companies number their invoices `F1`, `F2`, …
    private static func isNumber(_ label: String) -> Bool {
        label.hasPrefix("F") && label.count > 1 && label.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
    }

    private static func firstColumn(_ line: Substring) -> String {
        let bytes = Array(line.utf8)
        let gap = bytes.indices.dropLast().first { bytes[$0] == 0x20 && bytes[$0 + 1] == 0x20 }
        return String(decoding: bytes[..<(gap ?? bytes.count)], as: UTF8.self)
    }

    /// What stands at the right edge, after two spaces at least.
    private static func lastColumn(_ line: Substring) -> String? {
        var bytes = Array(line.utf8)
        guard let first = bytes.first, first != 0x20 else { return nil }
        while bytes.last == 0x20 { bytes.removeLast() }
        guard let gap = bytes.indices.dropFirst().last(where: { bytes[$0] == 0x20 && bytes[$0 - 1] == 0x20 }) else { return nil }
        return String(decoding: bytes[(gap + 1)...], as: UTF8.self)
    }

    private static func minor(_ text: String) -> Int64? {
        let digits = text.unicodeScalars.filter { $0.value >= 0x30 && $0.value <= 0x39 }
        guard !digits.isEmpty, let value = Int64(String(String.UnicodeScalarView(digits))) else { return nil }
        return text.contains("−") || text.contains("-") ? -value : value
    }
}

extension String {
    /// What stands between two marks, each time. Compared byte by byte: letters are long.
    fileprivate func components(between start: String, and end: String) -> [String] {
        let (bytes, start, end) = (Array(utf8), Array(start.utf8), Array(end.utf8))
        var found: [String] = []
        var place = 0
        while let opening = bytes.place(of: start, from: place),
            let closing = bytes.place(of: end, from: opening + start.count) {
            found.append(String(decoding: bytes[(opening + start.count)..<closing], as: UTF8.self))
            place = closing + end.count
        }
        return found
    }

    fileprivate func before(_ mark: Character) -> String { String(prefix { $0 != mark }) }
}

extension [UInt8] {
    /// Where a mark first stands from `start` on.
    func place(of mark: [UInt8], from start: Int = 0) -> Int? {
        guard let first = mark.first else { return nil }
        var place = start
        while place + mark.count <= count {
            if self[place] == first, self[place..<(place + mark.count)].elementsEqual(mark) { return place }
            place += 1
        }
        return nil
    }
}
