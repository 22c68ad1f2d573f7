package import Dunning
package import Insight
package import Ledger
import SQL
package import ScenarioFiles
import Storage
package import Values
package import Workflows

/// Everything known about one customer, and what comes next.
package struct CustomerReading: Sendable {
    package let profile: CompanyProfile
    package let today: LocalDate
    /// Loaded whole.
    package let account: Account
    /// By currency; empty when nothing is open.
    package let balances: [AgedRow]
    /// Nil when none applies.
    package let scenario: Scenario?
    package let scenarioName: LocalizedText?
    package let source: ScenarioSource
    /// What is open, oldest due first.
    package let open: [OpenItem]
    package let promises: [PromiseReading]
    /// Interest and fixed sums that messages asked.
    package let claims: AccessoryClaims
    /// The next messages if nothing happens meanwhile, each counted as sent; a few, within `horizon` days.
    package let coming: [ComingStep]
    /// The newest facts first, at most `entries`.
    package let history: [Fact]
    /// The sequence before which older facts are to be asked for; nil when there are none.
    package let older: Int64?

    package static let entries = 100
    /// Days ahead that are rehearsed.
    package static let horizon = 120
}

/// An open receivable as the customer's page lists it.
package struct OpenItem: Sendable {
    package let invoice: Invoice
    package let receivable: Receivable
    /// What today decides about it.
    package let verdict: Verdict?

    package func daysLate(on day: LocalDate) -> Int { max(0, day.days(since: receivable.dueOn)) }
}

/// A promise and what became of it.
package struct PromiseReading: Sendable {
    package let promise: Hold
    package let outcome: PromiseOutcome
}

/// A message to come.
package struct ComingStep: Sendable {
    package let on: LocalDate
    package let action: PlannedAction
}

extension ReadingRoom {
    /// - Parameter before: facts before this sequence only, for the older part of the history.
    package func customer(
        _ id: CustomerID, in company: CompanyID, before: Int64? = nil
    ) async throws(DeskError) -> CustomerReading {
        try await read(company) { session throws(DeskError) in
            var book = try Desk.book(company, session)
            let today = desk.today(book.profile)
            let rules = try desk.rulebook.rules(book, session)
            let (account, balances) = try DeskError.lifting { () throws(SQLError) in
                (
                    try AccountLoader(company, .whole).load(.these([id]), session)[id],
                    try InsightStore.agedRows(company, of: id, on: today, session)
                )
            }
            guard let account else { throw .unknownCustomer(id) }
            book.accounts = [id: account]
            let limit = before ?? .max
            let facts = try Self.facts(of: id, company, session).filter { $0.sequence < limit }
            let shown = Array(facts.suffix(CustomerReading.entries).reversed())
            let calendar = WorkingCalendar(rules.scenario(for: account)?.calendar ?? book.profile.calendar)
            return CustomerReading(
                profile: book.profile, today: today, account: account, balances: balances,
                scenario: rules.scenario(for: account), scenarioName: Self.name(of: rules.scenario(for: account), book), source: rules.source(for: account),
                open: Self.open(account, on: today, rules),
                promises: account.holds.filter { $0.kind == .promise }.map {
                    PromiseReading(promise: $0, outcome: PromiseOutcome($0, account, on: today, calendar: calendar))
                },
                claims: try Desk.claims(company, of: id, on: today, session),
                coming: Self.coming(book, from: today, rules), history: shown,
                older: facts.count > shown.count ? shown.last?.sequence : nil)
        }
    }

    static func facts(of customer: CustomerID, _ company: CompanyID, _ session: Session) throws(DeskError) -> [Fact] {
        try DeskError.lifting { () throws(SQLError) in try FactLog.facts(of: customer, company, session) }.readable(of: company)
    }

    private static func open(_ account: Account, on day: LocalDate, _ rules: PlanningRules) -> [OpenItem] {
        let invoices = account.invoices.filter { $0.open > 0 }
        var items: [OpenItem] = []
        for invoice in invoices {
            // Judging is linear in the account: beyond a screenful the list says what is owed and no more.
            let verdicts = invoices.count <= 200 ? Planner.verdicts(account, invoice.id, on: day, rules: rules) : []
            for receivable in invoice.receivables where receivable.open > 0 {
                items.append(
                    OpenItem(
                        invoice: invoice, receivable: receivable,
                        verdict: verdicts.first { $0.receivable.rank == receivable.rank }))
            }
        }
        return items.sorted {
            ($0.receivable.dueOn, $0.invoice.id.text, $0.receivable.rank) < ($1.receivable.dueOn, $1.invoice.id.text, $1.receivable.rank)
        }
    }

    /// Days are played on a copy until a few messages were found; a history that does not fold gives what came before.
    private static func coming(_ book: Book, from today: LocalDate, _ rules: PlanningRules) -> [ComingStep] {
        var rehearsal = Rehearsal(book)
        var steps: [ComingStep] = []
        for ahead in 0..<CustomerReading.horizon {
            let day = today.adding(days: ahead)
            guard steps.count < 4, let plan = try? rehearsal.play(day, rules: rules) else { break }
            steps += plan.actions.map { ComingStep(on: day, action: $0) }
        }
        return steps
    }
}
