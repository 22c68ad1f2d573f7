import Values

extension CompanyProfile {
    /// Reads the canonical text written by `write`.
    package init(text: String) throws(FactCodingError) { try self.init(FactReader(text: text)) }

    init(_ reader: FactReader) throws(FactCodingError) {
        self.init(
            id: try reader.id("id"), name: try reader.text("name"), calendar: try reader.choice("calendar"),
            timeZone: try reader.text("timeZone"), isLive: reader.flag("live"),
            letterhead: Letterhead(
                email: reader.optionalText("email"), phone: reader.optionalText("phone"),
                addressLines: reader.texts("address"), siren: reader.optionalText("siren"),
                iban: reader.optionalText("iban"), bic: reader.optionalText("bic"),
                signatory: reader.optionalText("signatory"), signatoryTitle: reader.optionalText("signatoryTitle")),
            policy: CompanyPolicy(
                defaultTerms: try reader.text("defaultTerms"), lateImportLimit: try reader.int("lateImportLimit"),
                approvesFirstLiveSend: reader.flag("approvesFirstLiveSend"),
                freshnessDays: reader.optionalNumber("freshnessDays").map { Int($0) },
                messagesPerHour: reader.optionalNumber("messagesPerHour").map { Int($0) },
                messagesPerHourAndDomain: reader.optionalNumber("messagesPerHourAndDomain").map { Int($0) },
                cash: try reader.object("cash").map(CashPolicy.init) ?? CashPolicy(),
                morningHour: try reader.int("morningHour")))
    }
}

extension Customer {
    /// Reads the canonical text written by `write`.
    package init(text: String) throws(FactCodingError) { try self.init(FactReader(text: text)) }

    init(_ reader: FactReader) throws(FactCodingError) {
        self.init(
            id: try reader.id("id"), name: try reader.text("name"), email: reader.optionalText("email"),
            phone: reader.optionalText("phone"), address: reader.optionalText("address"),
            postcode: reader.optionalText("postcode"), city: reader.optionalText("city"),
            country: try reader.text("country"), siren: reader.optionalText("siren"),
            segment: reader.optionalText("segment"), language: try reader.text("language"),
            scenario: reader.optionalID("scenario"), terms: reader.optionalText("terms"),
            contacts: try reader.list("contacts") { contact throws(FactCodingError) in
                Contact(
                    name: try contact.text("name"), role: try contact.text("role"), email: contact.optionalText("email"),
                    phone: contact.optionalText("phone"))
            })
    }
}

extension Invoice {
    init(_ reader: FactReader) throws(FactCodingError) {
        self.init(
            id: try reader.id("id"), customer: try reader.id("customer"), issuedOn: try reader.day("issuedOn"),
            currency: try reader.currency("currency"), orderReference: reader.optionalText("orderReference"),
            importID: reader.optionalID("import"), needsApproval: reader.flag("needsApproval"),
            receivables: try reader.list("receivables") { part throws(FactCodingError) in
                Receivable(rank: try part.int("rank"), dueOn: try part.day("dueOn"), amount: try part.number("amount"))
            })
    }
}

extension DeclaredStep {
    init(_ reader: FactReader) throws(FactCodingError) {
        self.init(step: try reader.text("step"), rank: try reader.int("rank"), on: try reader.day("on"))
    }
}

extension QuarantinedVersion {
    init(_ reader: FactReader) throws(FactCodingError) {
        self.init(
            customer: try reader.id("customer"), invoice: try reader.id("invoice"),
            otherCustomer: try reader.id("otherCustomer"), otherCurrency: try reader.currency("otherCurrency"),
            otherAmount: try reader.number("otherAmount"), importID: reader.optionalID("import"))
    }
}

extension Credit {
    init(_ reader: FactReader) throws(FactCodingError) {
        self.init(
            id: try reader.id("id"), kind: try reader.choice("kind"), customer: try reader.id("customer"),
            on: try reader.day("on"), currency: try reader.currency("currency"), amount: try reader.number("amount"),
            invoice: reader.optionalID("invoice"))
    }
}

extension CreditKey {
    init(_ reader: FactReader) throws(FactCodingError) {
        self.init(kind: try reader.choice("creditKind"), id: try reader.id("credit"))
    }
}

extension ReceivableID {
    init(_ reader: FactReader) throws(FactCodingError) {
        self.init(invoice: try reader.id("invoice"), rank: try reader.int("rank"))
    }
}

extension Allocation {
    init(_ reader: FactReader) throws(FactCodingError) {
        self.init(
            number: try reader.int("number"), credit: try CreditKey(reader), receivable: try ReceivableID(reader),
            amount: try reader.number("amount"), on: try reader.day("on"))
    }
}

extension Hold {
    /// Reads the canonical text written by `write`.
    package init(text: String) throws(FactCodingError) { try self.init(FactReader(text: text)) }

    init(_ reader: FactReader) throws(FactCodingError) {
        self.init(
            id: try reader.id("id"), kind: try reader.choice("kind"), customer: try reader.id("customer"),
            invoice: reader.optionalID("invoice"), from: try reader.day("from"), until: try reader.optionalDay("until"),
            amount: reader.optionalNumber("amount"), currency: try reader.optionalCurrency("currency"),
            reason: try reader.text("reason"), author: try reader.text("author"),
            covers: reader.texts("covers").map { InvoiceID($0) })
    }
}

extension ScenarioText {
    init(_ reader: FactReader) throws(FactCodingError) {
        self.init(id: try reader.id("id"), version: try reader.int("version"), yaml: try reader.text("yaml"))
    }
}

extension ImportReceipt {
    init(_ reader: FactReader) throws(FactCodingError) {
        self.init(
            id: try reader.id("id"), file: try reader.text("file"), kind: try reader.text("kind"),
            rows: try reader.int("rows"), created: try reader.int("created"), updated: try reader.int("updated"),
            unchanged: try reader.int("unchanged"), rejected: try reader.int("rejected"))
    }
}

extension FollowUp {
    init(_ reader: FactReader) throws(FactCodingError) {
        self.init(
            id: try reader.id("id"), kind: try reader.choice("kind"), customer: try reader.id("customer"),
            on: try reader.day("on"), currency: try reader.optionalCurrency("currency"),
            amount: reader.optionalNumber("amount"), about: try reader.text("about"))
    }
}
