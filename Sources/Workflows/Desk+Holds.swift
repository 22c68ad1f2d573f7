import Dunning
package import Ledger
import SQL
import Storage
package import Values

/// A hold as a person asks for it.
package struct HoldRequest: Sendable {
    package let kind: Hold.Kind
    package let customer: CustomerID
    package let invoice: InvoiceID?
    package let from: LocalDate
    /// Last day (hold, mute), promised day (promise), deadline (dispute).
    package let until: LocalDate?
    /// As written; read in the currency of the invoice, else of the customer's open items.
    package let amount: String?
    package let reason: String

    package init(
        kind: Hold.Kind, customer: CustomerID, invoice: InvoiceID? = nil, from: LocalDate, until: LocalDate? = nil,
        amount: String? = nil, reason: String
    ) {
        self.kind = kind
        self.customer = customer
        self.invoice = invoice
        self.from = from
        self.until = until
        self.amount = amount
        self.reason = reason
    }
}

/// A hold as it was placed.
package struct PlacedHold: Sendable {
    package let hold: Hold
    /// Promises about the same receivables that were under way: they ended when this one was made.
    package let replaced: [Hold]
}

extension Desk {
    /// Whose an invoice is.
    package func owner(of invoice: InvoiceID, in company: CompanyID) async throws(DeskError) -> CustomerID {
        let found = try await database.read(for: .company(company.text)) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in try Lookups.owner(of: invoice, company, session) }
        }
        guard let found else { throw .unknownInvoice(invoice) }
        return found
    }

    /// Places a hold, a mute, a promise or a dispute; it counts from its first day on, whoever asks afterwards. A promise
    /// takes the place of those about the same receivables, and is never of more than they owe.
    package func place(
        _ request: HoldRequest, in company: CompanyID, by actor: String
    ) async throws(DeskError) -> PlacedHold {
        if let until = request.until, until < request.from {
            throw .datesReversed(from: request.from, until: until)
        }
        let stamp = Stamp(actor: actor, knownOn: request.from, at: ports.now())
        return try await work(company, stamp) { unit throws(DeskError) in
            try unit.load([request.customer], .whole)
            let account = try unit.account(request.customer)
            let hold = try Self.hold(request, account, author: actor)
            let replaced = account.promises(replacedBy: hold, WorkingCalendar(unit.book.profile.calendar))
            for old in replaced {
                try unit.record(.holdReleased(request.customer, old.id, on: max(old.from, hold.from)))
            }
            try unit.record(.holdPlaced(hold))
            return PlacedHold(hold: hold, replaced: replaced)
        }
    }

    private static func hold(
        _ request: HoldRequest, _ account: Account, author: String
    ) throws(DeskError) -> Hold {
        let open = account.invoices.filter { $0.open > 0 }
        var currency = open.map(\.currency).min() ?? .eur
        if let id = request.invoice {
            guard let invoice = account.invoice(id) else { throw .invoiceOfAnotherCustomer(id, request.customer) }
            currency = invoice.currency
        }
        var amount: Int64?
        if let text = request.amount {
            guard let money = try? Money(parsing: text, currency), money.isPositive else { throw .amountNotPositive }
            amount = money.minor
            // All that is open is the whole, and stops the clock as the whole does.
            let invoice = request.invoice.flatMap { account.invoice($0) }
            if request.kind == .dispute, let invoice, money.minor >= invoice.open { amount = nil }
        }
        if request.kind == .promise, let amount {
            let due = account.due(in: currency, of: request.invoice)
            guard amount <= due else {
                throw .promiseAboveDue(asked: Money(minor: amount, currency), due: Money(minor: due, currency))
            }
        }
        let covers = request.kind == .promise && request.invoice == nil
            ? open.filter { amount == nil || $0.currency == currency }.map(\.id) : []
        return Hold(
            id: HoldID("\(request.kind.rawValue)-\(account.holds.count + 1)"), kind: request.kind,
            customer: request.customer, invoice: request.invoice, from: request.from, until: request.until,
            amount: amount, currency: amount == nil ? nil : currency, reason: request.reason, author: author,
            covers: covers)
    }

    /// Ends what is under way: receivables are free from `day` on. Answers the holds released.
    package func release(
        _ kind: Hold.Kind, of customer: CustomerID, invoice: InvoiceID?, in company: CompanyID, on day: LocalDate,
        by actor: String
    ) async throws(DeskError) -> [Hold] {
        try await work(company, Stamp(actor: actor, knownOn: day, at: ports.now())) { unit throws(DeskError) in
            try unit.load([customer], .whole)
            let account = try unit.account(customer)
            let active = account.holds.filter { $0.kind == kind && $0.releasedOn == nil && $0.invoice == invoice }
            guard !active.isEmpty else { throw .nothingToRelease(kind, customer, invoice) }
            for hold in active { try unit.record(.holdReleased(customer, hold.id, on: day)) }
            return active
        }
    }

    /// Records that a payment came back: what it had settled is open again.
    package func returnPayment(
        _ reference: CreditID, in company: CompanyID, on day: LocalDate, reason: String, by actor: String
    ) async throws(DeskError) {
        try await onCredit(CreditKey(kind: .payment, id: reference), company, day, actor) { unit, customer, key throws(DeskError) in
            if let before = try unit.account(customer).credit(key)?.returnedOn {
                throw .paymentReturnedAlready(key.id, on: before)
            }
            try unit.record(.creditReturned(customer, key, on: day, reason: reason))
        }
    }

    /// Takes part of a receivable off the books, oldest receivable of the invoice first.
    package func writeOff(
        _ invoice: InvoiceID, amount: String?, in company: CompanyID, on day: LocalDate, reason: String, by actor: String
    ) async throws(DeskError) {
        try await onInvoice(invoice, company, day, actor) { unit, found throws(DeskError) in
            var left = found.open
            if let amount {
                guard let money = try? Money(parsing: amount, found.currency), money.isPositive, money.minor <= found.open
                else { throw .amountNotPositive }
                left = money.minor
            }
            for receivable in found.receivables where receivable.open > 0 && left > 0 {
                let part = min(left, receivable.open)
                left -= part
                let id = ReceivableID(invoice: invoice, rank: receivable.rank)
                try unit.record(.receivableWrittenOff(found.customer, id, amount: part, on: day, reason: reason))
            }
        }
    }

    /// Gives up interest and indemnity on an invoice.
    package func waiveAccessories(
        of invoice: InvoiceID, in company: CompanyID, on day: LocalDate, reason: String, by actor: String
    ) async throws(DeskError) {
        try await onInvoice(invoice, company, day, actor) { unit, found throws(DeskError) in
            try unit.record(.accessoriesWaived(found.customer, invoice, reason: reason))
        }
    }

    /// A person looked at the two versions of an invoice: the recorded one holds.
    package func releaseQuarantine(
        of invoice: InvoiceID, in company: CompanyID, on day: LocalDate, by actor: String
    ) async throws(DeskError) {
        try await onInvoice(invoice, company, day, actor) { unit, found throws(DeskError) in
            if found.isQuarantined { try unit.record(.quarantineReleased(found.customer, invoice)) }
        }
    }

    private func onInvoice(
        _ id: InvoiceID, _ company: CompanyID, _ day: LocalDate, _ actor: String,
        _ body: @escaping @Sendable (inout UnitOfWork, Invoice) throws(DeskError) -> Void
    ) async throws(DeskError) {
        try await work(company, Stamp(actor: actor, knownOn: day, at: ports.now())) { unit throws(DeskError) in
            let session = unit.session
            let owner = try DeskError.lifting { () throws(SQLError) in try Lookups.owner(of: id, company, session) }
            guard let owner else { throw .unknownInvoice(id) }
            try unit.load([owner], .whole)
            guard let invoice = try unit.account(owner).invoice(id) else { throw .unknownInvoice(id) }
            try body(&unit, invoice)
        }
    }

    private func onCredit(
        _ key: CreditKey, _ company: CompanyID, _ day: LocalDate, _ actor: String,
        _ body: @escaping @Sendable (inout UnitOfWork, CustomerID, CreditKey) throws(DeskError) -> Void
    ) async throws(DeskError) {
        try await work(company, Stamp(actor: actor, knownOn: day, at: ports.now())) { unit throws(DeskError) in
            let session = unit.session
            let owner = try DeskError.lifting { () throws(SQLError) in try Lookups.owner(of: key, company, session) }
            guard let owner else { throw .unknownCredit(key) }
            try unit.load([owner], .whole)
            try body(&unit, owner, key)
        }
    }
}

extension Account {
    /// The promises under way that speak of nothing but what a new one covers.
    fileprivate func promises(replacedBy new: Hold, _ calendar: WorkingCalendar) -> [Hold] {
        guard new.kind == .promise else { return [] }
        return holds.filter { old in
            guard old.kind == .promise, old.releasedOn == nil, let frees = old.promiseFreesOn(calendar), new.from < frees
            else { return false }
            let covered = old.invoice.map { [$0] } ?? old.covers
            return !covered.isEmpty && covered.allSatisfy(new.covers)
        }
    }

    /// What is open, with the interest and the fixed sum that messages asked besides.
    fileprivate func due(in currency: Currency, of invoice: InvoiceID?) -> Int64 {
        var asked: [ReceivableID: Int64] = [:]
        for line in messages.flatMap(\.lines) where line.asksAccessories {
            asked[line.receivable] = max(asked[line.receivable] ?? 0, line.interest &+ line.indemnity)
        }
        var due: Int64 = 0
        for found in invoices where found.currency == currency && (invoice == nil || found.id == invoice) {
            due &+= found.open
            for receivable in found.receivables {
                due &+= asked[ReceivableID(invoice: found.id, rank: receivable.rank)] ?? 0
            }
        }
        return due
    }
}
