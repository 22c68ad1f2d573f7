package import Values

extension CompanyProfile {
    package func write(to writer: inout CanonicalWriter) {
        writer.field("id", id.text)
        writer.field("name", name)
        writer.field("calendar", calendar.rawValue)
        writer.field("timeZone", timeZone)
        writer.flag("live", isLive)
        writer.field("email", letterhead.email)
        writer.field("phone", letterhead.phone)
        writer.strings("address", letterhead.addressLines)
        writer.field("siren", letterhead.siren)
        writer.field("iban", letterhead.iban)
        writer.field("bic", letterhead.bic)
        writer.field("signatory", letterhead.signatory)
        writer.field("signatoryTitle", letterhead.signatoryTitle)
        writer.field("defaultTerms", policy.defaultTerms)
        writer.field("lateImportLimit", policy.lateImportLimit)
        writer.flag("approvesFirstLiveSend", policy.approvesFirstLiveSend)
        writer.field("freshnessDays", policy.freshnessDays.map { Int64($0) })
        writer.field("messagesPerHour", policy.messagesPerHour.map { Int64($0) })
        writer.field("messagesPerHourAndDomain", policy.messagesPerHourAndDomain.map { Int64($0) })
        writer.field("morningHour", policy.morningHour)
        if policy.cash != CashPolicy() { writer.object("cash") { policy.cash.write(to: &$0) } }
    }
}

extension Customer {
    package func write(to writer: inout CanonicalWriter) {
        writer.field("id", id.text)
        writer.field("name", name)
        writer.field("email", email)
        writer.field("phone", phone)
        writer.field("address", address)
        writer.field("postcode", postcode)
        writer.field("city", city)
        writer.field("country", country)
        writer.field("siren", siren)
        writer.field("segment", segment)
        writer.field("language", language)
        writer.field("scenario", scenario?.text)
        writer.field("terms", terms)
        writer.objects("contacts", contacts) { writer, contact in
            writer.field("name", contact.name)
            writer.field("role", contact.role)
            writer.field("email", contact.email)
            writer.field("phone", contact.phone)
        }
    }
}

extension Invoice {
    func write(to writer: inout CanonicalWriter) {
        writer.field("id", id.text)
        writer.field("customer", customer.text)
        writer.field("issuedOn", issuedOn)
        writer.field("currency", currency.code)
        writer.field("orderReference", orderReference)
        writer.field("import", importID?.text)
        writer.flag("needsApproval", needsApproval)
        writer.objects("receivables", receivables) { writer, receivable in
            writer.field("rank", receivable.rank)
            writer.field("dueOn", receivable.dueOn)
            writer.field("amount", receivable.amount)
        }
    }
}

extension DeclaredStep {
    func write(to writer: inout CanonicalWriter) {
        writer.field("step", step)
        writer.field("rank", rank)
        writer.field("on", on)
    }
}

extension QuarantinedVersion {
    func write(to writer: inout CanonicalWriter) {
        writer.field("customer", customer.text)
        writer.field("invoice", invoice.text)
        writer.field("otherCustomer", otherCustomer.text)
        writer.field("otherCurrency", otherCurrency.code)
        writer.field("otherAmount", otherAmount)
        writer.field("import", importID?.text)
    }
}

extension Credit {
    func write(to writer: inout CanonicalWriter) {
        writer.field("id", id.text)
        writer.field("kind", kind.rawValue)
        writer.field("customer", customer.text)
        writer.field("on", on)
        writer.field("currency", currency.code)
        writer.field("amount", amount)
        writer.field("invoice", invoice?.text)
    }
}

extension CreditKey {
    func write(to writer: inout CanonicalWriter) {
        writer.field("creditKind", kind.rawValue)
        writer.field("credit", id.text)
    }
}

extension ReceivableID {
    func write(to writer: inout CanonicalWriter) {
        writer.field("invoice", invoice.text)
        writer.field("rank", rank)
    }
}

extension Allocation {
    func write(to writer: inout CanonicalWriter) {
        writer.field("number", number)
        credit.write(to: &writer)
        receivable.write(to: &writer)
        writer.field("amount", amount)
        writer.field("on", on)
    }
}

extension Hold {
    package func write(to writer: inout CanonicalWriter) {
        writer.field("id", id.text)
        writer.field("kind", kind.rawValue)
        writer.field("customer", customer.text)
        writer.field("invoice", invoice?.text)
        writer.field("from", from)
        writer.field("until", until)
        writer.field("amount", amount)
        writer.field("currency", currency?.code)
        writer.field("reason", reason)
        writer.field("author", author)
        writer.strings("covers", covers.map(\.text))
    }
}

extension ScenarioText {
    func write(to writer: inout CanonicalWriter) {
        writer.field("id", id.text)
        writer.field("version", version)
        writer.field("yaml", yaml)
    }
}

extension ImportReceipt {
    func write(to writer: inout CanonicalWriter) {
        writer.field("id", id.text)
        writer.field("file", file)
        writer.field("kind", kind)
        writer.field("rows", rows)
        writer.field("created", created)
        writer.field("updated", updated)
        writer.field("unchanged", unchanged)
        writer.field("rejected", rejected)
    }
}

extension FollowUp {
    func write(to writer: inout CanonicalWriter) {
        writer.field("id", id.text)
        writer.field("kind", kind.rawValue)
        writer.field("customer", customer.text)
        writer.field("on", on)
        writer.field("currency", currency?.code)
        writer.field("amount", amount)
        writer.field("about", about)
    }
}
