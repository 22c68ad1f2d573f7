package import Values

extension BankFact {
    func write(to writer: inout CanonicalWriter) {
        switch self {
        case .statementRecorded(let statement): statement.write(to: &writer)
        case .entryBooked(let entry): entry.write(to: &writer)
        case .receiptPending(let receipt): receipt.write(to: &writer)
        case .payerLearned(let rule): rule.write(to: &writer)
        case .entryAttributed(let id, let share):
            writer.field("entry", id.text)
            share.write(to: &writer)
        case .shareReleased(let id, let customer, let credit, let on, let reason):
            writer.field("entry", id.text)
            writer.field("customer", customer.text)
            credit.write(to: &writer)
            writer.field("on", on)
            writer.field("reason", reason)
        case .entrySetAside(let id, let reason), .entryReopened(let id, let reason):
            writer.field("entry", id.text)
            writer.field("reason", reason)
        case .entryReturned(let id, let returned, let reason):
            writer.field("entry", id.text)
            returned.write(to: &writer)
            writer.field("reason", reason)
        case .receiptCleared(let customer, let id):
            writer.field("customer", customer.text)
            writer.field("entry", id.text)
        case .writeOffReversed(let customer, let receivable, let amount, let on):
            writer.field("customer", customer.text)
            receivable.write(to: &writer)
            writer.field("amount", amount)
            writer.field("on", on)
        case .payerForgotten(let id, let reason):
            writer.field("payer", id.text)
            writer.field("reason", reason)
        }
    }
}

extension BankStatement {
    func write(to writer: inout CanonicalWriter) {
        writer.field("id", id.text)
        writer.field("account", account)
        writer.field("currency", currency.code)
        writer.field("reference", reference)
        writer.field("from", from)
        writer.field("until", until)
        writer.field("opening", opening)
        writer.field("closing", closing)
        writer.field("entries", entries)
        writer.field("import", importID.text)
    }
}

extension BankEntry {
    package func write(to writer: inout CanonicalWriter) {
        writer.field("id", id.text)
        writer.field("statement", statement.text)
        writer.field("account", account)
        writer.field("bookedOn", bookedOn)
        writer.field("valueOn", valueOn)
        writer.field("amount", amount)
        writer.field("currency", currency.code)
        writer.field("label", text.label)
        if !text.remittance.isEmpty { writer.field("remittance", text.remittance) }
        if !text.details.isEmpty {
            writer.objects("details", text.details) { writer, detail in
                writer.field("qualifier", detail.qualifier)
                writer.field("text", detail.text)
            }
        }
        if !party.isEmpty { writer.object("party") { party.write(to: &$0) } }
        if !ultimateParty.isEmpty { writer.object("ultimateParty") { ultimateParty.write(to: &$0) } }
        references.write(to: &writer)
        nature.write(to: &writer)
    }
}

extension BankParty {
    fileprivate func write(to writer: inout CanonicalWriter) {
        writer.field("name", name)
        writer.field("account", account)
        writer.field("identifier", identifier)
    }
}

extension EntryReferences {
    fileprivate func write(to writer: inout CanonicalWriter) {
        writer.field("endToEnd", endToEnd)
        writer.field("creditor", creditor)
        writer.field("mandate", mandate)
        writer.field("instruction", instruction)
        writer.field("paymentInformation", paymentInformation)
        writer.field("bank", bank)
    }
}

extension EntryNature {
    fileprivate func write(to writer: inout CanonicalWriter) {
        if source != .statement { writer.field("source", source.rawValue) }
        writer.field("operation", operation)
        writer.field("returnReason", returnReason)
        writer.flag("reversal", isReversal)
        writer.field("charges", charges)
        if let original {
            writer.field("originalAmount", original.minor)
            writer.field("originalCurrency", original.currency.code)
        }
        writer.field("batch", batch)
        writer.flag("perhapsKnown", isPerhapsKnown)
    }
}

extension EntryShare {
    package func write(to writer: inout CanonicalWriter) {
        writer.field("customer", customer.text)
        credit.write(to: &writer)
        writer.field("amount", amount)
        writer.field("on", on)
        writer.flag("recognised", isRecognised)
        writer.objects("allocations", allocations) { $0.field("number", $1) }
        writer.objects("remissions", remissions) { writer, remission in
            writer.field("kind", remission.kind.rawValue)
            remission.receivable.write(to: &writer)
            writer.field("amount", remission.amount)
        }
        writer.flag("automatic", evidence.isAutomatic)
        writer.field("probability", evidence.probability.map { Int64($0) })
        writer.objects("reasons", evidence.reasons) { writer, reason in
            writer.field("code", reason.code)
            writer.field("value", reason.value)
        }
        writer.objects("filed", filed) { writer, payment in
            writer.field("reference", payment.id.text)
            writer.field("on", payment.on)
            writer.field("invoice", payment.invoice?.text)
            writer.field("amount", payment.amount)
            writer.flag("books", payment.isOfBooks)
        }
    }
}

extension ReturnedCredit {
    package func write(to writer: inout CanonicalWriter) {
        writer.field("customer", customer.text)
        credit.write(to: &writer)
        writer.objects("allocations", allocations) { $0.field("number", $1) }
    }
}

extension PendingReceipt {
    package func write(to writer: inout CanonicalWriter) {
        writer.field("customer", customer.text)
        writer.field("entry", entry.text)
        writer.field("currency", currency.code)
        writer.field("amount", amount)
        writer.strings("invoices", invoices.map(\.text))
        writer.field("on", on)
    }
}

extension PayerRule {
    package func write(to writer: inout CanonicalWriter) {
        writer.field("id", id.text)
        writer.field("kind", kind.rawValue)
        writer.field("value", value)
        writer.field("customer", customer.text)
        writer.field("role", role.rawValue)
        writer.field("entry", entry?.text)
    }
}

extension CashPolicy {
    func write(to writer: inout CanonicalWriter) {
        writer.field("precision", precision)
        writer.field("smallDifference", smallDifference)
        writer.field("bankCharges", bankCharges)
        writer.field("discount", discount)
        writer.field("discountDays", discountDays)
    }
}
