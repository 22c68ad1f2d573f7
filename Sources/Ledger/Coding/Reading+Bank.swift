import Values

extension BankFact {
    /// Nil when no fact of the bank has that kind.
    init?(kind: String, _ reader: FactReader) throws(FactCodingError) {
        switch kind {
        case "statement_recorded": self = .statementRecorded(try BankStatement(reader))
        case "entry_booked": self = .entryBooked(try BankEntry(reader))
        case "entry_attributed": self = .entryAttributed(try reader.id("entry"), try EntryShare(reader))
        case "share_released":
            self = .shareReleased(
                try reader.id("entry"), try reader.id("customer"), try CreditKey(reader), on: try reader.day("on"),
                reason: try reader.text("reason"))
        case "entry_set_aside": self = .entrySetAside(try reader.id("entry"), reason: try reader.text("reason"))
        case "entry_reopened": self = .entryReopened(try reader.id("entry"), reason: try reader.text("reason"))
        case "entry_returned":
            self = .entryReturned(
                try reader.id("entry"), try ReturnedCredit(reader), reason: try reader.text("reason"))
        case "receipt_pending": self = .receiptPending(try PendingReceipt(reader))
        case "receipt_cleared": self = .receiptCleared(try reader.id("customer"), try reader.id("entry"))
        case "write_off_reversed":
            self = .writeOffReversed(
                try reader.id("customer"), try ReceivableID(reader), amount: try reader.number("amount"),
                on: try reader.day("on"))
        case "payer_learned": self = .payerLearned(try PayerRule(reader))
        case "payer_forgotten": self = .payerForgotten(try reader.id("payer"), reason: try reader.text("reason"))
        default: return nil
        }
    }
}

extension CashPolicy {
    init(_ reader: FactReader) throws(FactCodingError) {
        self.init(
            precision: try reader.int("precision"), smallDifference: try reader.number("smallDifference"),
            bankCharges: try reader.number("bankCharges"), discount: try reader.number("discount"),
            discountDays: try reader.int("discountDays"))
    }
}

extension BankStatement {
    init(_ reader: FactReader) throws(FactCodingError) {
        self.init(
            id: try reader.id("id"), account: try reader.text("account"), currency: try reader.currency("currency"),
            reference: reader.optionalText("reference"), from: try reader.day("from"), until: try reader.day("until"),
            opening: reader.optionalNumber("opening"), closing: reader.optionalNumber("closing"),
            entries: try reader.int("entries"), importID: try reader.id("import"))
    }
}

extension BankEntry {
    /// Reads the canonical text written by `write`.
    package init(text: String) throws(FactCodingError) { try self.init(FactReader(text: text)) }

    init(_ reader: FactReader) throws(FactCodingError) {
        self.init(
            id: try reader.id("id"), statement: try reader.id("statement"), account: try reader.text("account"),
            bookedOn: try reader.day("bookedOn"), valueOn: try reader.optionalDay("valueOn"),
            amount: try reader.number("amount"), currency: try reader.currency("currency"),
            text: EntryText(
                label: try reader.text("label"), remittance: reader.optionalText("remittance") ?? "",
                details: try reader.list("details") { detail throws(FactCodingError) in
                    EntryDetail(try detail.text("qualifier"), try detail.text("text"))
                }),
            party: BankParty(reader.object("party")), ultimateParty: BankParty(reader.object("ultimateParty")),
            references: EntryReferences(reader), nature: try EntryNature(reader))
    }
}

extension BankParty {
    fileprivate init(_ reader: FactReader?) {
        self.init(
            name: reader?.optionalText("name"), account: reader?.optionalText("account"),
            identifier: reader?.optionalText("identifier"))
    }
}

extension EntryReferences {
    fileprivate init(_ reader: FactReader) {
        self.init(
            endToEnd: reader.optionalText("endToEnd"), creditor: reader.optionalText("creditor"),
            mandate: reader.optionalText("mandate"), instruction: reader.optionalText("instruction"),
            paymentInformation: reader.optionalText("paymentInformation"), bank: reader.optionalText("bank"))
    }
}

extension EntryNature {
    fileprivate init(_ reader: FactReader) throws(FactCodingError) {
        var original: Money?
        if let minor = reader.optionalNumber("originalAmount") {
            original = Money(minor: minor, try reader.currency("originalCurrency"))
        }
        self.init(
            source: reader.json["source"] == nil ? .statement : try reader.choice("source"),
            operation: reader.optionalText("operation"), returnReason: reader.optionalText("returnReason"),
            isReversal: reader.flag("reversal"), charges: reader.optionalNumber("charges"), original: original,
            batch: reader.optionalText("batch"), isPerhapsKnown: reader.flag("perhapsKnown"))
    }
}

extension EntryShare {
    /// Reads the canonical text written by `write`.
    package init(text: String) throws(FactCodingError) { try self.init(FactReader(text: text)) }

    init(_ reader: FactReader) throws(FactCodingError) {
        self.init(
            customer: try reader.id("customer"), credit: try CreditKey(reader), amount: try reader.number("amount"),
            on: try reader.day("on"), isRecognised: reader.flag("recognised"), allocations: try reader.numbers("allocations"),
            remissions: try reader.list("remissions") { part throws(FactCodingError) in
                Remission(try part.choice("kind"), try ReceivableID(part), try part.number("amount"))
            },
            evidence: MatchEvidence(
                isAutomatic: reader.flag("automatic"), probability: reader.optionalNumber("probability").map { Int($0) },
                reasons: try reader.list("reasons") { part throws(FactCodingError) in
                    MatchEvidence.Reason(try part.text("code"), try part.text("value"))
                }),
            filed: try reader.list("filed") { part throws(FactCodingError) in
                FiledPayment(
                    id: try part.id("reference"), on: try part.day("on"), invoice: part.optionalText("invoice").map { InvoiceID($0) },
                    amount: part.optionalNumber("amount"), isOfBooks: part.flag("books"))
            })
    }
}

extension ReturnedCredit {
    /// Reads the canonical text written by `write`.
    package init(text: String) throws(FactCodingError) { try self.init(FactReader(text: text)) }

    init(_ reader: FactReader) throws(FactCodingError) {
        self.init(
            customer: try reader.id("customer"), credit: try CreditKey(reader),
            allocations: try reader.numbers("allocations"))
    }
}

extension PendingReceipt {
    /// Reads the canonical text written by `write`.
    package init(text: String) throws(FactCodingError) { try self.init(FactReader(text: text)) }

    init(_ reader: FactReader) throws(FactCodingError) {
        self.init(
            customer: try reader.id("customer"), entry: try reader.id("entry"), currency: try reader.currency("currency"),
            amount: try reader.number("amount"), invoices: reader.texts("invoices").map { InvoiceID($0) },
            on: try reader.day("on"))
    }
}

extension PayerRule {
    /// Reads the canonical text written by `write`.
    package init(text: String) throws(FactCodingError) { try self.init(FactReader(text: text)) }

    init(_ reader: FactReader) throws(FactCodingError) {
        self.init(
            id: try reader.id("id"), kind: try reader.choice("kind"), value: try reader.text("value"),
            customer: try reader.id("customer"), role: try reader.choice("role"), entry: reader.optionalID("entry"))
    }
}

extension FactReader {
    fileprivate func numbers(_ name: String) throws(FactCodingError) -> [Int] {
        try list(name) { part throws(FactCodingError) in try part.int("number") }
    }
}
