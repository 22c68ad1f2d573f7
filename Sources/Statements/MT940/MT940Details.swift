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

    /// Code and subfields of `171?00SEPA LASTSCHRIFT?20EREF+…`; nil for another form.
    private static func numbered(_ bytes: [UInt8]) -> [(tag: String, text: [UInt8])]? {
        let marks = bytes.indices.filter { place in
            bytes[place] == 0x3F && place + 2 < bytes.count && bytes[place + 1].digit != nil && bytes[place + 2].digit != nil
        }
        guard let first = marks.first, first <= 4, bytes[..<first].allSatisfy({ $0.digit != nil || ($0 >= 0x41 && $0 <= 0x5A) }) else {
            return nil
        }
        var parts = [(tag: "", text: Array(bytes[..<first]))]
        for (place, next) in zip(marks, marks.dropFirst() + [bytes.count]) {
            parts.append((String(decoding: bytes[(place + 1)...(place + 2)], as: UTF8.self), Array(bytes[(place + 3)..<next])))
        }
        return parts
    }

    private static func take(numbered parts: [(tag: String, text: [UInt8])], into entry: inout EntryDraft) {
        var purpose: [UInt8] = []
        var name: [UInt8] = []
        for (tag, text) in parts {
            switch tag {
            case "": entry.details.append(DetailDraft("code", text.trimmed))
            case "00": entry.label = text.trimmed
            case "20"..."29", "60"..."63": purpose += text
            case "31": entry.party.account = text.trimmed
            case "32", "33": name += text
            case "34": entry.returnReason = text.trimmed
            default: entry.details.append(DetailDraft("?" + tag, text.trimmed))
            }
        }
        if !name.isEmpty { entry.party.name = name.trimmed }
        take(purpose: purpose, into: &entry)
    }

    /// `EREF+…MREF+…SVWZ+…`, or plain words.
    private static func take(purpose: [UInt8], into entry: inout EntryDraft) {
        let keys = ["EREF", "KREF", "MREF", "CRED", "DEBT", "COAM", "OAMT", "SVWZ", "ABWA", "ABWE", "IBAN", "BIC"]
        let marks = keys.compactMap { key in purpose.place(of: Array((key + "+").utf8)).map { (key, $0) } }.sorted { $0.1 < $1.1 }
        let lead = purpose[..<(marks.first?.1 ?? purpose.count)].trimmed
        if !lead.isEmpty { entry.remittance.append(lead) }
        for (mark, end) in zip(marks, marks.dropFirst().map(\.1) + [purpose.count]) {
            let text = purpose[(mark.1 + mark.0.utf8.count + 1)..<end].trimmed
            take(mark.0, text, into: &entry)
        }
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

    private static func take(_ key: String, _ text: String, into entry: inout EntryDraft) {
        if text.isEmpty { return }
        switch key {
        case "EREF": entry.references.endToEnd = text == "NOTPROVIDED" ? nil : text
        case "MREF", "MARF": entry.references.mandate = text
        case "PREF", "KREF": entry.references.paymentInformation = text
        case "CDTRREF": entry.references.creditor = text
        case "SVWZ", "REMI", "USTD", "STRD": entry.remittance.append(text)
        case "NAME", "ORDP", "BENM": entry.party.name = entry.party.name ?? text
        case "IBAN": entry.party.account = entry.party.account ?? text
        case "ABWA", "ULTD": entry.ultimateParty.name = text
        case "RTRN": entry.returnReason = text
        default: entry.details.append(DetailDraft(key, text))
        }
    }
}

extension [UInt8] {
    func place(of mark: [UInt8]) -> Int? {
        guard let first = mark.first, mark.count <= count else { return nil }
        return (0...(count - mark.count)).first { self[$0] == first && self[$0..<($0 + mark.count)].elementsEqual(mark) }
    }
}
