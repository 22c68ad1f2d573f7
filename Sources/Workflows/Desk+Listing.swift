package import Dunning
package import Ledger
import SQL
import Storage
package import Values

/// A customer as a list shows it.
package struct CustomerLine: Sendable {
    package let customer: Customer
    package let scenario: ScenarioID?
    package let source: ScenarioSource
    /// Addresses where nothing goes any more.
    package let suspended: [String]
    /// What is owed less what is not lettered, by currency; minor units.
    package let balances: [(currency: Currency, amount: Int64)]
}

/// One receivable that is not settled.
package struct OpenLine: Sendable {
    package let customer: Customer
    package let invoice: InvoiceID
    package let issuedOn: LocalDate
    package let currency: Currency
    package let receivable: Receivable
}

/// Work that waits for a person.
package struct OpenTask: Sendable {
    package let task: FollowUp
    /// Of an invoice that a file contradicts: its amount as recorded.
    package let recorded: Money?
    /// Of a call: money came in that is perhaps this customer's.
    package let isPaymentBeingIdentified: Bool

    init(_ task: FollowUp, _ account: Account) {
        self.task = task
        let invoice = task.kind == .decideVersion ? account.invoice(InvoiceID(task.about)) : nil
        recorded = invoice.map { Money(minor: $0.amount, $0.currency) }
        isPaymentBeingIdentified = task.kind == .call
            && account.pending.contains { task.currency == nil || $0.currency == task.currency }
    }
}

extension Desk {
    /// Every customer of a company, by number.
    package func customers(_ company: CompanyID) async throws(DeskError) -> [CustomerLine] {
        let day = today(try await book(company).profile)
        return try await database.read(for: .company(company.text)) { session throws(DeskError) in
            let book = try Self.book(company, session)
            let rules = rulebook.rules(book)
            return try Self.open(company, on: day, session).map { account in
                CustomerLine(
                    customer: account.customer, scenario: rules.scenario(for: account)?.id,
                    source: rules.source(for: account), suspended: account.suspendedAddresses,
                    balances: account.currencies.map { ($0, account.balance(in: $0)) })
            }
        }
    }

    /// What is not settled today, by customer, then by due date.
    package func openItems(_ company: CompanyID) async throws(DeskError) -> [OpenLine] {
        let day = today(try await book(company).profile)
        return try await database.read(for: .company(company.text)) { session throws(DeskError) in
            try Self.open(company, on: day, session).flatMap { account in
                Self.openLines(of: account)
            }
        }
    }

    /// The work that waits for a person, oldest first.
    package func openTasks(_ company: CompanyID) async throws(DeskError) -> [OpenTask] {
        let day = today(try await book(company).profile)
        return try await database.read(for: .company(company.text)) { session throws(DeskError) in
            try Self.open(company, on: day, session).flatMap { account in
                account.tasks.filter { $0.closedOn == nil }.map { OpenTask($0, account) }
            }
            .sorted { ($0.task.on, $0.task.customer, $0.task.id) < ($1.task.on, $1.task.customer, $1.task.id) }
        }
    }

    /// Marks a task as done.
    package func close(
        _ task: TaskID, of customer: CustomerID, in company: CompanyID, on day: LocalDate, by actor: String
    ) async throws(DeskError) {
        try await work(company, Stamp(actor: actor, knownOn: day, at: ports.now())) { unit throws(DeskError) in
            try unit.load([customer], .whole)
            let found = try unit.account(customer).tasks.first { $0.id == task }
            guard let found else { throw .unknownTask(task) }
            if found.closedOn == nil { try unit.record(.taskClosed(customer, task, on: day)) }
        }
    }

    private static func openLines(of account: Account) -> [OpenLine] {
        var lines: [OpenLine] = []
        for invoice in account.invoices {
            for receivable in invoice.receivables where receivable.open > 0 {
                lines.append(
                    OpenLine(
                        customer: account.customer, invoice: invoice.id, issuedOn: invoice.issuedOn,
                        currency: invoice.currency, receivable: receivable))
            }
        }
        return lines.sorted { left, right in
            let first = (left.receivable.dueOn, left.invoice, left.receivable.rank)
            return first < (right.receivable.dueOn, right.invoice, right.receivable.rank)
        }
    }

    private static func open(
        _ company: CompanyID, on day: LocalDate, _ session: Session
    ) throws(DeskError) -> [Account] {
        let accounts = try DeskError.lifting { () throws(SQLError) in
            try AccountLoader(company, .open(on: day)).load(.all, session)
        }
        return accounts.keys.sorted().compactMap { accounts[$0] }
    }
}
