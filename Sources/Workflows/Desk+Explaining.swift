package import Dunning
package import Ledger
import SQL
import Storage
package import Values

/// Why something was or was not written about an invoice on a day, on what was known that day.
package struct InvoiceExplanation: Sendable {
    package let customer: Customer
    package let on: LocalDate
    /// As it stood that day before anything left; nil when it was not known yet.
    package let invoice: Invoice?
    /// The day on which the company came to know it.
    package let knownOn: LocalDate
    /// One for each receivable.
    package let verdicts: [Verdict]
    /// Promises that keep it from being asked that day.
    package let promises: [Hold]
    /// Money that came in by that day and perhaps pays it.
    package let receipts: [PendingReceipt]
    /// Money that had settled it, or part of it, and went back by that day.
    package let returned: [MoneyGoneBack]
    package let source: ScenarioSource
    /// Messages about it on that day, with their state as it is now.
    package let messages: [Correspondence]
}

/// A payment that had settled part of an invoice and was taken back.
package struct MoneyGoneBack: Sendable {
    package let payment: CreditKey
    /// What it had settled of the invoice.
    package let amount: Money
    package let receivedOn: LocalDate
    package let on: LocalDate
    /// The bank's, or of whoever took it back.
    package let reason: String
}

extension Desk {
    /// Judges an invoice as the run of a day did, or would: the history is folded up to that day's own messages, and what
    /// the bank brought since the last matching counts when the run is still to come.
    package func explain(
        _ invoice: InvoiceID, in company: CompanyID, on day: LocalDate
    ) async throws(DeskError) -> InvoiceExplanation {
        try await database.read(for: .company(company.text)) { session throws(DeskError) in
            let now = try Self.book(company, session)
            let owner = try DeskError.lifting { () throws(SQLError) in try Lookups.owner(of: invoice, company, session) }
            guard let owner else { throw .unknownInvoice(invoice) }
            let history = try History(owner, company, session)
            let known = history.facts.first { $0.body.issues(invoice) }?.knownOn ?? day
            let after = try history.fold(now.profile) { _ in true }
            guard let account = after.accounts[owner] else { throw .unknownCustomer(owner) }
            let messages = account.messages.filter { $0.on == day && $0.lines.contains { $0.receivable.invoice == invoice } }
            let decision = history.decision(on: day)
            var before = try history.fold(now.profile, before: decision, through: day)
            var expected: [FactBody] = []
            if decision == nil, history.isKnown(on: day) {
                expected = try expectedCash(company, on: day, session).facts.filter { $0.customer == owner }
                try before.add(expected)
            }
            let rules = rulebook.rules(before, payments: history.payments(before: decision, through: day))
            let then = before.accounts[owner]
            return InvoiceExplanation(
                customer: account.customer, on: day, invoice: then?.invoice(invoice), knownOn: known,
                verdicts: then.map { Planner.verdicts($0, invoice, on: day, rules: rules) } ?? [],
                promises: then?.promises(about: invoice, on: day, WorkingCalendar(now.profile.calendar)) ?? [],
                receipts: then?.receipts(for: invoice) ?? [],
                returned: then?.moneyGoneBack(from: invoice, history.known(before: decision, through: day).map(\.body) + expected) ?? [],
                source: then.map(rules.source) ?? .library, messages: messages)
        }
    }
}

/// The facts of one customer and of the company as a whole, in order.
struct History {
    let facts: [Fact]

    init(_ customer: CustomerID, _ company: CompanyID, _ session: Session) throws(DeskError) {
        let stored = try DeskError.lifting { () throws(SQLError) in
            try FactLog.companyFacts(company, session) + FactLog.facts(of: customer, company, session)
        }
        facts = try stored.sorted { $0.sequence < $1.sequence }.readable(of: company)
    }

    /// Where the run of a day begins to write to the customer, else where it ends without having written: what came later
    /// that day did not decide it. Nil for a day that was never played.
    func decision(on day: LocalDate) -> Int64? {
        let written = facts.first { $0.knownOn == day && $0.body.isDecided(on: day) }
        return (written ?? facts.first { $0.body == .dayPlayed(day) })?.sequence
    }

    /// Nothing was learned later of the customer, and no file taken: the money that waits was there on that day.
    func isKnown(on day: LocalDate) -> Bool {
        facts.allSatisfy { fact in
            if fact.knownOn <= day { return true }
            if case .importRecorded = fact.body { return false }
            return fact.body.customer == nil
        }
    }

    func known(before limit: Int64?, through day: LocalDate) -> [Fact] {
        facts.filter { $0.knownOn <= day && $0.isRecorded(before: limit) }
    }

    /// What the company decided for itself counts from when it was recorded: a past day that was never played is judged
    /// by today's scenarios, as its plan would be.
    func fold(_ profile: CompanyProfile, before limit: Int64?, through day: LocalDate) throws(DeskError) -> Book {
        try fold(profile) { fact in
            let counts = fact.body.customer == nil || fact.knownOn <= day
            return counts && fact.isRecorded(before: limit)
        }
    }

    /// How far payments were known.
    func payments(before limit: Int64?, through day: LocalDate) -> PaymentsKnown {
        var importedOn: LocalDate?
        var ends: [String: LocalDate] = [:]
        var statements: [BankStatement] = []
        for fact in known(before: limit, through: day) {
            if case .importRecorded(let receipt) = fact.body, CompanyStore.bringsPayments(receipt.kind) {
                importedOn = max(importedOn ?? fact.knownOn, fact.knownOn)
            } else if case .bank(.statementRecorded(let statement)) = fact.body {
                statements.append(statement)
                guard let end = PaymentsKnown.end(of: statement, knownOn: fact.knownOn) else { continue }
                ends[statement.account] = max(ends[statement.account] ?? end, end)
            }
        }
        let accounts = ends.sorted { $0.key < $1.key }.map {
            PaymentsKnown.BankAccount(account: $0.key, until: $0.value, statements: statements)
        }
        return PaymentsKnown(importedOn: importedOn, accounts: accounts)
    }

    func fold(_ profile: CompanyProfile, _ isKnown: (Fact) -> Bool) throws(DeskError) -> Book {
        var book = Book(profile: profile)
        for fact in facts where isKnown(fact) {
            do throws(FoldError) { try book.apply(fact.body) } catch {
                // A fact may lean on one that was known on a later day (a run of the past): it was not known either.
                continue
            }
        }
        return book
    }
}

extension Fact {
    fileprivate func isRecorded(before limit: Int64?) -> Bool { limit.map { sequence < $0 } ?? true }
}

extension FactBody {
    /// The plan of a day wrote it, or judged a waiting message again.
    fileprivate func isDecided(on day: LocalDate) -> Bool {
        switch self {
        case .messagePlanned(let message): message.on == day
        case .messageMoved(let move): move.content?.on == day || move.detail.flatMap(SkipReason.init(rawValue:)) != nil
        case .taskOpened(let task):
            switch task.kind {
            case .call, .allocate, .findAddress: task.on == day
            case .resolveDelivery, .mendAddress, .postLetter, .decideVersion: false
            }
        case .companyDescribed, .customerRecorded, .invoiceIssued, .invoiceQuarantined, .quarantineReleased,
            .creditRecorded, .creditReturned, .allocationMade, .allocationReversed, .receivableWrittenOff, .holdPlaced,
            .holdReleased, .scenarioRecorded, .defaultScenarioChosen, .scenarioAssigned, .importRecorded,
            .addressSuspended, .addressRestored, .taskClosed, .accessoriesWaived, .dayPlayed, .bank: false
        }
    }

    func issues(_ id: InvoiceID) -> Bool {
        if case .invoiceIssued(let invoice, _) = self { invoice.id == id } else { false }
    }
}

extension Book {
    fileprivate mutating func add(_ facts: [FactBody]) throws(DeskError) {
        for fact in facts {
            do throws(FoldError) { try apply(fact) } catch { throw .damaged(error) }
        }
    }
}

extension Account {
    fileprivate func promises(about invoice: InvoiceID, on day: LocalDate, _ calendar: WorkingCalendar) -> [Hold] {
        holds.filter { $0.covers(invoice) && $0.isPromiseUnderWay(on: day, calendar) }
    }

    fileprivate func receipts(for id: InvoiceID) -> [PendingReceipt] {
        guard let invoice = invoice(id), invoice.open > 0 else { return [] }
        return pending.filter { $0.mayPay(id, in: invoice.currency) }.sorted { ($0.on, $0.entry) < ($1.on, $1.entry) }
    }

    /// What was only put right here (undone, corrected) did not go back.
    fileprivate func moneyGoneBack(from id: InvoiceID, _ facts: [FactBody]) -> [MoneyGoneBack] {
        guard let currency = invoice(id)?.currency else { return [] }
        var found: [MoneyGoneBack] = []
        for case .creditReturned(_, let key, let on, let reason) in facts where key.kind == .payment {
            guard !["undone", "corrected"].contains(reason), let credit = credit(key) else { continue }
            let settled = allocations.filter { $0.credit == key && $0.receivable.invoice == id }.reduce(Int64(0)) { $0.plus($1.amount) }
            guard settled > 0 else { continue }
            found.append(
                MoneyGoneBack(
                    payment: key, amount: Money(minor: settled, currency), receivedOn: credit.on, on: on, reason: reason))
        }
        return found
    }
}
