internal import Values

/// What the values of one column look like, over the first rows of a table.
struct ColumnTraits {
    /// Rows looked at.
    static let sampledRows = 200

    private var filled = 0
    private var dates = 0
    private var amounts = 0
    private var decimals = 0
    private var emails = 0
    private var sirens = 0
    private var codes = 0
    private var words = 0
    private var values: Set<[UInt8]> = []

    mutating func look(at bytes: ArraySlice<UInt8>, _ kind: TableRow.CellKind) {
        let bytes = bytes.trimmed
        guard !bytes.isEmpty else { return }
        filled += 1
        values.insert(Array(bytes))
        let digits = bytes.count { $0 >= 0x30 && $0 <= 0x39 }
        if kind == .date || (kind == .text && DateText(bytes) != .malformed && digits != bytes.count) { dates += 1 }
        switch AmountEvidence(AmountText.withoutSign(bytes, .eur)) {
        case .none: amounts += 1
        case .proves, .ambiguous:
            amounts += 1
            decimals += 1
        case .unreadable: break
        }
        if bytes.contains(0x40), IdentityText.emails(String(decoding: bytes, as: UTF8.self)) != nil { emails += 1 }
        if digits == 9 || digits == 14, digits == bytes.count { sirens += 1 }
        if digits > 0, bytes.count <= 30, !bytes.contains(0x20) { codes += 1 }
        if digits == 0, bytes.count > 3 { words += 1 }
    }

    private var isCode: Bool { all(codes) && !all(dates) && decimals == 0 && emails == 0 }
    private var areDistinct: Bool { values.count == filled }

    private func all(_ count: Int) -> Bool { filled > 0 && count == filled }

    /// Whether the values could be those of the field. Only fields that their values betray are ever answered yes.
    func couldBe(_ field: Field, in kind: TableKind) -> Bool {
        switch field {
        case .issuedOn, .receivedOn, .dueOn, .bookedOn: all(dates)
        case .amount: all(amounts) && decimals > 0 && dates == 0
        case .email: all(emails)
        case .siren: all(sirens)
        case .invoiceNumber, .paymentReference: isCode && areDistinct && filled > 1
        case .customerNumber: isCode && (kind == .customers ? areDistinct && filled > 1 : !areDistinct)
        case .name, .contactName, .label: words * 2 > filled && emails == 0 && dates == 0 && values.count * 2 > filled
        case .phone, .address, .postcode, .city, .country, .segment, .language, .scenario, .role, .creditedInvoice,
            .terms, .currency, .orderReference, .lastStep, .lastStepOn, .valueOn, .secondLabel, .thirdLabel, .debit, .credit, .side,
            .balance, .account, .partyName, .partyAccount, .bankReference:
            false
        }
    }
}
