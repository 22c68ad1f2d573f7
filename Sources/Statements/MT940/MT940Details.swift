import Values

/// What a `:86:` says, in one of its three forms: free text, `?20…` (Germany, Austria), `/EREF/…` (Netherlands, SEPA).
enum MT940Details {
    static func read(_ lines: [[UInt8]], into entry: inout EntryDraft) {
        let joined = Array(lines.joined())
        if let parts = numbered(joined) {
            take(numbered: parts, into: &entry)
        } else if let parts = named(joined) {
            take(named: parts, into: &entry)
        } else {
            let texts = lines.map { $0.trimmed }.filter { !$0.isEmpty }
            entry.remittance += texts
            if entry.label.isEmpty { entry.label = texts.first ?? "" }
        }
    }

    // MARK: ?nn

    /// Code and subfields of `171?00SEPA LASTSCHRIFT?20EREF+…`, also with `>`; nil for another form.
    private static func numbered(_ bytes: [UInt8]) -> [(tag: String, text: [UInt8])]? {
        guard let mark = bytes.prefix(5).first(where: { $0 == 0x3F || $0 == 0x3E }) else { return nil }
        let marks = bytes.indices.filter { place in
            bytes[place] == mark && place + 2 < bytes.count && bytes[place + 1].digit != nil && bytes[place + 2].digit != nil
        }
        guard let first = marks.first, first <= 4, bytes[..<first].allSatisfy({ $0.digit != nil || $0.isUpper }) else { return nil }
        var parts = [(tag: "", text: Array(bytes[..<first]))]
        for (place, next) in zip(marks, marks.dropFirst() + [bytes.count]) {
            parts.append((String(decoding: bytes[(place + 1)...(place + 2)], as: UTF8.self), Array(bytes[(place + 3)..<next])))
        }
        return parts
    }

    private static func take(numbered parts: [(tag: String, text: [UInt8])], into entry: inout EntryDraft) {
        var purpose: [UInt8] = []
        var name: [UInt8] = []
        let isReturn = returns.contains(parts.first?.text.trimmed ?? "")
        for (tag, text) in parts {
            switch tag {
            case "": entry.details.append(DetailDraft("code", text.trimmed))
            case "00": entry.fill(\.label, text.trimmed, "?00")
            case "20"..."29", "60"..."63": purpose += text
            case "31": entry.fill(\.party.account, text.trimmed, "?31")
            case "32", "33": name += text
            case "34" where isReturn: entry.fill(\.returnReason, text.trimmed, "?34")
            default: entry.details.append(DetailDraft("?" + tag, text.trimmed))
            }
        }
        entry.fill(\.party.name, name.trimmed, "?32")
        take(purpose: purpose, into: &entry)
    }

    /// Transaction codes of the German banks for debits and transfers that came back: only then the text key says why.
    private static let returns: Set<String> = ["108", "109", "159", "181", "183", "184", "185"]

    private static let purposeKeys = ["EREF", "KREF", "MREF", "CRED", "DEBT", "COAM", "OAMT", "SVWZ", "ABWA", "ABWE", "IBAN", "BIC"]

    /// `EREF+…MREF+…SVWZ+…`, the same with colons (`EREF: …`), or plain words.
    private static func take(purpose: [UInt8], into entry: inout EntryDraft) {
        let marks = purpose.indices.compactMap { mark(in: purpose, at: $0) }
        let lead = purpose[..<(marks.first?.place ?? purpose.count)].trimmed
        if !lead.isEmpty { entry.remittance.append(lead) }
        for (mark, end) in zip(marks, marks.dropFirst().map(\.place) + [purpose.count]) {
            take(mark.key, purpose[min(mark.behind, end)..<end].trimmed, into: &entry)
        }
    }

    private static func mark(in text: [UInt8], at place: Int) -> (key: String, place: Int, behind: Int)? {
        guard text[place].isUpper else { return nil }
        for key in purposeKeys {
            let end = place + key.utf8.count
            guard end < text.count, text[place..<end].elementsEqual(key.utf8) else { continue }
            if text[end] == 0x2B { return (key, place, end + 1) }
            let isWord = place == 0 || text[place - 1] == 0x20
            if text[end] == 0x3A, isWord { return (key, place, end + 1) }
        }
        return nil
    }

    // MARK: /KEY/

    private static let keys: Set<String> = [
        "EREF", "REMI", "ORDP", "BENM", "NAME", "IBAN", "BIC", "MARF", "MREF", "CSID", "ISDT", "RTRN", "TRTP", "USTD", "STRD", "CNTP",
        "SVCL", "PREF", "TRCD", "NRTX", "ID", "ULTC", "ULTD", "PURP", "CDTRREF", "CDTRREFTP", "KREF", "CRED", "SVWZ", "INFO", "RREF",
    ]

    /// The parts of `/EREF/…/REMI/…`; nil for another form.
    private static func named(_ bytes: [UInt8]) -> [(key: String, text: [UInt8])]? {
        guard bytes.first == 0x2F else { return nil }
        var parts: [(key: String, text: [UInt8])] = []
        for piece in bytes.split(separator: 0x2F, omittingEmptySubsequences: false).dropFirst() {
            let word = String(decoding: piece, as: UTF8.self)
            if keys.contains(word) {
                parts.append((word, []))
            } else if let last = parts.indices.last {
                parts[last].text += (parts[last].text.isEmpty ? [] : [0x2F]) + piece
            } else {
                return nil
            }
        }
        return parts.isEmpty ? nil : parts
    }

    private static func take(named parts: [(key: String, text: [UInt8])], into entry: inout EntryDraft) {
        for (key, text) in parts { take(key, text.trimmed, into: &entry) }
    }

    /// What is said twice stays with the details.
    private static func take(_ key: String, _ text: String, into entry: inout EntryDraft) {
        switch key {
        case "EREF": if text != "NOTPROVIDED" { entry.fill(\.references.endToEnd, text, key) }
        case "MREF", "MARF": entry.fill(\.references.mandate, text, key)
        case "PREF", "KREF": entry.fill(\.references.paymentInformation, text, key)
        case "CDTRREF": entry.fill(\.references.creditor, text, key)
        case "SVWZ", "REMI", "USTD", "STRD": if !text.isEmpty { entry.remittance.append(text) }
        case "NAME", "ORDP", "BENM": entry.fill(\.party.name, text, key)
        case "IBAN": entry.fill(\.party.account, text, key)
        case "ABWA", "ULTD": entry.fill(\.ultimateParty.name, text, key)
        case "RTRN": entry.fill(\.returnReason, text, key)
        default: if !text.isEmpty { entry.details.append(DetailDraft(key, text)) }
        }
    }

    // MARK: :NS:

    /// Subfields of two digits at the start of each line: 01 to 14 purpose, 15 and 16 name, 17 kind of movement,
    /// 33 and 34 bank and account of the other side.
    static func read(subfields lines: [[UInt8]], into entry: inout EntryDraft) {
        var name: [String] = []
        var account: [String] = []
        for line in lines where !line.isBlank {
            let number = line.prefix(2).number ?? -1
            let text = number < 0 ? line.trimmed : line.dropFirst(2).trimmed
            if text.isEmpty { continue }
            switch number {
            case 1...14: entry.remittance.append(text)
            case 15, 16: name.append(text)
            case 17: entry.fill(\.label, text, "NS17")
            case 33, 34: account.append(text)
            default: entry.details.append(DetailDraft(number < 0 ? "NS" : "NS" + line.prefix(2).trimmed, text))
            }
        }
        entry.fill(\.party.name, name.joined(separator: " "), "NS15")
        entry.fill(\.party.account, account.joined(separator: " "), "NS34")
    }
}

extension [UInt8] {
    func place(of mark: [UInt8]) -> Int? {
        guard let first = mark.first, mark.count <= count else { return nil }
        return (0...(count - mark.count)).first { self[$0] == first && self[$0..<($0 + mark.count)].elementsEqual(mark) }
    }
}
