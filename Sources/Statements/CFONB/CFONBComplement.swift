import Values

extension CFONBRecord {
    /// Bank, branch and number, as a person would copy them.
    var accountText: String {
        let (bank, branch, number) = account
        return [bank, branch, number].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Branch and number are those of the account; banks that merged write either of their codes.
    func isAbout(_ other: StatementAccount) -> Bool {
        let (_, branch, number) = account
        return other.text.hasSuffix([branch, number].filter { !$0.isEmpty }.joined(separator: " "))
    }
}

extension EntryDraft {
    /// Takes what a 05 record says. Nothing is dropped: what has no field stays under its qualifier, and so does what
    /// repeats a field that is taken.
    mutating func complete(qualifier: String, _ record: CFONBRecord) {
        let text = record[49, 118].trimmed
        let (first, second) = (record.text(49, 83), record.text(84, 118))
        switch qualifier {
        case "LIB", "LCC", "LC2": remittance.append(text)
        case "NPY", "NBE": fill(\.party.name, text, qualifier)
        case "IPY", "IBE": identify(\.party.identifier, first, second, qualifier)
        case "CPY", "CBE": fill(\.party.account, text, qualifier)
        case "NPO", "NBU": fill(\.ultimateParty.name, text, qualifier)
        case "IPO", "IBU": identify(\.ultimateParty.identifier, first, second, qualifier)
        case "LCS": fill(\.references.creditor, text, qualifier)
        case "RCN":
            fill(\.references.endToEnd, first ?? "", qualifier)
            if let second { details.append(DetailDraft("RCN purpose", second)) }
        case "REF":
            fill(\.references.paymentInformation, first ?? "", qualifier)
            if let second { fill(\.references.instruction, second, qualifier) }
        case "RUM":
            fill(\.references.mandate, first ?? "", qualifier)
            if let second { details.append(DetailDraft("RUM sequence", second)) }
        case "MMO":
            original = original ?? record.sum(at: 49)
            details.append(DetailDraft(qualifier, text))
        case "FEE":
            if charges == nil, let fee = record.sum(at: 49), fee.currency == currency { charges = fee.minor }
            details.append(DetailDraft(qualifier, text))
        default: details.append(DetailDraft(qualifier, text))
        }
    }
}

extension EntryDraft {
    /// An identifier and its kind, 35 characters each.
    private mutating func identify(_ field: WritableKeyPath<EntryDraft, String?>, _ text: String?, _ kind: String?, _ qualifier: String) {
        fill(field, text ?? "", qualifier)
        if let kind { details.append(DetailDraft(qualifier + " type", kind)) }
    }
}

extension CFONBRecord {
    /// Currency 3, decimals 1, amount 14 (`MMO`, `FEE`).
    fileprivate func sum(at first: Int) -> Money? {
        guard let code = text(first, first + 2), let currency = Currency(code: code), let decimals = self[first + 3, first + 3].number,
            let written = self[first + 4, first + 17].number ?? amount(first + 4),
            let minor = try? Scale.minor(written, decimals: Int(decimals), of: currency)
        else { return nil }
        return Money(minor: minor, currency)
    }
}
