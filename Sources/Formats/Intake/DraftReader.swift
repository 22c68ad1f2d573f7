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
