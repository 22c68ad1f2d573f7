internal import Values

/// Makes a draft of each row of a table of one kind, or the list of what is wrong with it.
struct DraftReader {
    private let kind: TableKind
    private var cells: CellReader

    init(_ survey: TableSurvey) {
        kind = survey.kind
        cells = CellReader(survey)
    }

    mutating func read(_ row: TableRow) -> IntakeRow {
        cells.begin(row)
        let draft: Draft? =
            switch kind {
            case .customers: .customer(customer(row))
            case .contacts: .contact(contact(row))
            case .invoices: invoice(row).map(Draft.invoice)
            case .creditNotes: creditNote(row).map(Draft.creditNote)
            case .payments: payment(row).map(Draft.payment)
            case .statement: statementRow(row).map(Draft.statementRow)
            }
        guard cells.problems.isEmpty, let draft else { return .rejected(line: row.line, cells.problems + total(row)) }
        return .draft(draft)
    }

    /// The sum that many exports add at the end has no customer and no day, and a cell that calls it by its name.
    private func total(_ row: TableRow) -> [Diagnostic] {
        let isLacking = cells.problems.count { $0.code == .missingValue } > 1
        guard isLacking || cells.problems.contains(where: { $0.code == .rowTooShort }) else { return [] }
        let words = (0..<row.count).lazy.map { row.text(at: $0) }
        guard let found = words.first(where: { Self.isTotal($0) }) else { return [] }
        return [Diagnostic(.totalRow, line: row.line, value: found)]
    }

    private static func isTotal(_ text: String) -> Bool {
        let word = text.lowercased().drop { $0 == " " }
        return ["total", "totaux", "sous-total", "sous total", "subtotal", "sub-total", "grand total"].contains { word.hasPrefix($0) }
    }

    private mutating func customer(_ row: TableRow) -> CustomerDraft {
        CustomerDraft(
            line: row.line, number: cells.required(.customerNumber, row), name: cells.required(.name, row),
            emails: emails(row), phone: cells.text(.phone, row), address: cells.text(.address, row),
            postcode: cells.text(.postcode, row), city: cells.text(.city, row),
            country: converted(.country, row, .countryUnknown, CountryNames.code),
            siren: converted(.siren, row, .sirenInvalid, IdentityText.siren),
            segment: cells.text(.segment, row),
            language: converted(.language, row, .languageUnknown, IdentityText.language),
            scenario: cells.text(.scenario, row), terms: cells.text(.terms, row))
    }

    private mutating func contact(_ row: TableRow) -> ContactDraft {
        let draft = ContactDraft(
            line: row.line, customerNumber: cells.required(.customerNumber, row), name: cells.text(.contactName, row),
            role: cells.text(.role, row), emails: emails(row), phone: cells.text(.phone, row))
        if draft.emails.isEmpty, draft.phone == nil, cells.problems.isEmpty { cells.missing(.email, row) }
        return draft
    }

    private mutating func invoice(_ row: TableRow) -> InvoiceDraft? {
        let number = cells.required(.invoiceNumber, row)
        let customer = cells.required(.customerNumber, row)
        let issuedOn = cells.requiredDate(.issuedOn, row)
        let dueOn = cells.date(.dueOn, row)
        let amount = cells.positiveAmount(row)
        let lastStep = cells.text(.lastStep, row)
        let lastStepOn = cells.date(.lastStepOn, row)
        let terms = cells.text(.terms, row)
        let name = cells.text(.name, row)
        let order = cells.text(.orderReference, row)
        guard let issuedOn, let amount, cells.problems.isEmpty else { return nil }
        if let dueOn, dueOn < issuedOn {
            cells.refuse(.dueBeforeIssue, .dueOn, ArraySlice(dueOn.iso.utf8), row, ["issuedOn": issuedOn.iso])
        }
        if (lastStep == nil) != (lastStepOn == nil) {
            let (given, missing) = lastStep == nil ? (Field.lastStepOn, Field.lastStep) : (.lastStep, .lastStepOn)
            let value = lastStep ?? lastStepOn?.iso ?? ""
            cells.refuse(.lastStepIncomplete, given, ArraySlice(value.utf8), row, ["field": missing.rawValue])
        }
        return InvoiceDraft(
            line: row.line, number: number, customerNumber: customer, customerName: name, issuedOn: issuedOn,
            dueOn: dueOn, terms: terms, amount: amount, orderReference: order, lastStep: lastStep, lastStepOn: lastStepOn)
    }

    private mutating func creditNote(_ row: TableRow) -> CreditNoteDraft? {
        let number = cells.required(.invoiceNumber, row)
        let customer = cells.required(.customerNumber, row)
        let issuedOn = cells.requiredDate(.issuedOn, row)
        let amount = cells.positiveAmount(row)
        let name = cells.text(.name, row)
        let order = cells.text(.orderReference, row)
        let credited = cells.text(.creditedInvoice, row)
        guard let issuedOn, let amount else { return nil }
        return CreditNoteDraft(
            line: row.line, number: number, customerNumber: customer, customerName: name, issuedOn: issuedOn,
            amount: amount, orderReference: order, creditedInvoice: credited)
    }

    private mutating func payment(_ row: TableRow) -> PaymentDraft? {
        let reference = cells.text(.paymentReference, row)
        let customer = cells.required(.customerNumber, row)
        let receivedOn = cells.requiredDate(.receivedOn, row)
        let amount = cells.positiveAmount(row)
        let invoice = cells.text(.invoiceNumber, row)
        guard let receivedOn, let amount else { return nil }
        return PaymentDraft(
            line: row.line, reference: reference, customerNumber: customer, receivedOn: receivedOn, amount: amount,
            invoiceNumber: invoice)
    }

    private mutating func statementRow(_ row: TableRow) -> StatementRowDraft? {
        let bookedOn = cells.requiredDate(.bookedOn, row)
        let valueOn = cells.date(.valueOn, row)
        let currency = cells.currency(row)
        let balance = currency.flatMap { cells.amount(.balance, in: $0, row) }
        let amount = currency.flatMap { movement(row, in: $0, hasBalance: balance != nil) }
        let labels = [Field.label, .secondLabel, .thirdLabel].compactMap { cells.text($0, row) }
        let account = cells.text(.account, row)
        let party = (name: cells.text(.partyName, row), account: cells.text(.partyAccount, row))
        let reference = cells.text(.bankReference, row)
        guard let bookedOn, let amount, let currency else { return nil }
        return StatementRowDraft(
            line: row.line, account: account, bookedOn: bookedOn, valueOn: valueOn, amount: Money(minor: amount, currency.currency),
            balance: balance, labels: labels, partyName: party.name, partyAccount: party.account, reference: reference)
    }

    /// The amount seen from the account: signed as written, by its side, or by the column in which it stands. Many banks
    /// put a minus before their debits besides.
    private mutating func movement(_ row: TableRow, in currency: (currency: Currency, decimals: Int), hasBalance: Bool) -> Int64? {
        let before = cells.problems.count
        if let amount = cells.amount(.amount, in: currency, row) {
            guard let side = cells.text(.side, row) else { return amount }
            guard let isDebit = IdentityText.isDebit(side) else {
                cells.refuse(.sideUnknown, .side, ArraySlice(side.utf8), row)
                return nil
            }
            return isDebit ? -abs(amount) : abs(amount)
        }
        let debit = cells.amount(.debit, in: currency, row)
        let credit = cells.amount(.credit, in: currency, row)
        guard cells.problems.count == before else { return nil }
        switch (debit, credit) {
        case (nil, nil):
            // A row that only tells a balance moves nothing.
            if hasBalance { return 0 }
            cells.missing(cells.has(.amount) ? .amount : .credit, row)
            return nil
        case (let debit?, nil), (let debit?, 0?): return -abs(debit)
        case (_, let credit?):
            if debit ?? 0 == 0 { return credit }
            cells.refuse(.entryBothSides, .credit, ArraySlice(Money(minor: credit, currency.currency).decimalText.utf8), row)
            return nil
        }
    }

    private mutating func emails(_ row: TableRow) -> [String] {
        guard let text = cells.text(.email, row) else { return [] }
        guard let addresses = IdentityText.emails(text) else {
            cells.refuse(.emailInvalid, .email, ArraySlice(text.utf8), row)
            return []
        }
        return addresses
    }

    private mutating func converted<Value>(
        _ field: Field, _ row: TableRow, _ code: DiagnosticCode, _ convert: (String) -> Value?
    ) -> Value? {
        guard let text = cells.text(field, row) else { return nil }
        if let value = convert(text) { return value }
        cells.refuse(code, field, ArraySlice(text.utf8), row, code == .languageUnknown ? ["known": "fr, en"] : [:])
        return nil
    }
}
