package import Ledger
package import SQL
package import Values

/// One customer before and after some facts; before is nil for a customer that is new.
///
/// Shared, because accounts are large and every table of the projections walks through all changes.
package final class AccountChange: Sendable {
    package let before: Account?
    package let after: Account
    /// The days on which something can next happen to a receivable have to be told anew (another scenario).
    package let reschedules: Bool

    package init(before: Account?, after: Account, reschedules: Bool = false) {
        self.before = before
        self.after = after
        self.reschedules = reschedules
    }
}

/// The day on which something can next happen to a receivable, told by whoever knows the scenarios.
package typealias NextActionRule = @Sendable (Account, Receivable) -> LocalDate?

/// Records facts and brings the projections to what they fold to, in the caller's transaction.
package enum Recorder {
    /// - Parameter next: the day on which something can next happen to a receivable of an account.
    /// - Returns: the last sequence number of the company.
    @discardableResult
    package static func record(
        _ bodies: [FactBody], changes: [AccountChange], company: CompanyID, _ stamp: Stamp, next: @escaping NextActionRule,
        _ session: Session
    ) throws(SQLError) -> Int64 {
        let linked = try FactLog.append(bodies, to: company, stamp, session)
        try project(linked, changes, next, session)
        return linked.end.sequence
    }

    /// The same for facts that were linked beforehand, since when nobody else has written.
    package static func record(
        _ linked: LinkedFacts, changes: [AccountChange], next: @escaping NextActionRule, _ session: Session
    ) throws(SQLError) {
        try FactLog.append(linked, session)
        try project(linked, changes, next, session)
    }

    /// The same in the transaction that made other writers wait before it read where the history ends.
    package static func record(
        extending linked: LinkedFacts, changes: [AccountChange], next: @escaping NextActionRule, _ session: Session
    ) throws(SQLError) {
        try FactLog.extend(linked, session)
        try project(linked, changes, next, session)
    }

    private static func project(
        _ linked: LinkedFacts, _ changes: [AccountChange], _ next: @escaping NextActionRule, _ session: Session
    ) throws(SQLError) {
        let company = linked.company
        for (sequence, body) in zip((linked.start.sequence + 1)..., linked.bodies) {
            try CompanyStore.project(body, sequence: sequence, company, linked.stamp, session)
        }
        try AccountWriter(company: company, next: next).write(changes, linked.bodies, session)
        try BankWriter(company: company).write(linked.bodies, session)
        try InsightTotals.add(changes, company, session)
    }
}

/// Writes the rows in which accounts differ from what is stored.
struct AccountWriter {
    let company: CompanyID
    let rows: ProjectedRows

    init(company: CompanyID, next: @escaping NextActionRule) {
        self.company = company
        rows = ProjectedRows(company: company, next: next)
    }

    func write(_ changes: [AccountChange], _ bodies: [FactBody], _ session: Session) throws(SQLError) {
        try writeCustomers(changes, Set(bodies.compactMap(\.customerOfItsRow)), session)
        try writeInvoices(changes, session)
        try writeReceivables(changes, session)
        try writeCredits(changes, session)
        try writeAllocations(changes, session)
        try writeHolds(changes, session)
        try writeMessages(changes, session)
        try writeTasks(changes, session)
        try writePending(changes, session)
    }

    func key(_ customer: CustomerID) -> [SQLValue] { [.text(company.text), .text(customer.text)] }

    // MARK: Customers

    private static let updateCustomer = Query(
        "customer changed",
        """
        UPDATE customers SET search = $3, record = $4, assigned_scenario = $5, restart_on = $6, suspended = $7,
        waived = $8, last_allocation = $9 WHERE company = $1 AND id = $2
        """)

    /// - Parameter touched: customers whose own row a fact may have changed; the others are not looked at.
    private func writeCustomers(
        _ changes: [AccountChange], _ touched: Set<CustomerID>, _ session: Session
    ) throws(SQLError) {
        var created: [[SQLValue]] = []
        var updated: [[SQLValue]] = []
        for change in changes {
            guard let before = change.before else {
                created.append(rows.row(change.after))
                continue
            }
            guard touched.contains(change.after.customer.id) else { continue }
            let row = rows.row(change.after)
            if RowBytes(rows.row(before)).bytes != RowBytes(row).bytes { updated.append(row) }
        }
        if !created.isEmpty { try session.insertMany(ProjectedTable.customers.insert, created) }
        if !updated.isEmpty { try session.executeMany(Self.updateCustomer, updated) }
    }

    // MARK: Invoices

    private static let updateInvoice = Query(
        "invoice changed",
        "UPDATE invoices SET is_quarantined = $4, needs_approval = $5 WHERE company = $1 AND customer = $2 AND id = $3")

    private func writeInvoices(_ changes: [AccountChange], _ session: Session) throws(SQLError) {
        var updated: [[SQLValue]] = []
        for change in changes {
            guard let before = change.before else { continue }
            for (old, new) in zip(before.invoices, change.after.invoices)
            where old.isQuarantined != new.isQuarantined || old.needsApproval != new.needsApproval {
                updated.append(
                    key(new.customer) + [.text(new.id.text), .bool(new.isQuarantined), .bool(new.needsApproval)])
            }
        }
        if !updated.isEmpty { try session.executeMany(Self.updateInvoice, updated) }
        guard changes.contains(where: { !$0.newInvoices.isEmpty }) else { return }
        try session.insertMany(ProjectedTable.invoices.insert) { sink throws(SQLError) in
            for change in changes {
                for invoice in change.newInvoices { try rows.add(invoice, to: sink) }
            }
        }
    }

    // MARK: Receivables

    private static let updateReceivable = Query(
        "receivable changed",
        """
        UPDATE receivables SET open = $5, written_off = $6, next_on = $7
        WHERE company = $1 AND customer = $2 AND invoice = $3 AND rank = $4
        """)

    private func writeReceivables(_ changes: [AccountChange], _ session: Session) throws(SQLError) {
        var updated: [[SQLValue]] = []
        for change in changes {
            guard let before = change.before else { continue }
            for (old, new) in zip(before.invoices, change.after.invoices) where change.reschedules || old != new {
                for (was, receivable) in zip(old.receivables, new.receivables)
                where change.reschedules || was != receivable {
                    updated.append(
                        key(new.customer) + [
                            .text(new.id.text), SQLValue(receivable.rank), .int64(receivable.open),
                            .int64(receivable.writtenOff), SQLValue(rows.next(change.after, receivable)),
                        ])
                }
            }
        }
        if !updated.isEmpty { try session.executeMany(Self.updateReceivable, updated) }
        guard changes.contains(where: { !$0.newInvoices.isEmpty }) else { return }
        try session.insertMany(ProjectedTable.receivables.insert) { sink throws(SQLError) in
            for change in changes {
                for invoice in change.newInvoices {
                    try rows.addReceivables(of: invoice, in: change.after, to: sink)
                }
            }
        }
    }
}

extension AccountChange {
    var newInvoices: ArraySlice<Invoice> { after.invoices.dropFirst(before?.invoices.count ?? 0) }
}

extension FactBody {
    /// The customer whose own row it may change; nil when it changes other rows only.
    fileprivate var customerOfItsRow: CustomerID? {
        switch self {
        case .customerRecorded, .scenarioAssigned, .addressSuspended, .addressRestored, .accessoriesWaived, .allocationMade: customer
        case .companyDescribed, .invoiceIssued, .invoiceQuarantined, .quarantineReleased, .creditRecorded,
            .creditReturned, .allocationReversed, .receivableWrittenOff, .holdPlaced, .holdReleased, .scenarioRecorded,
            .defaultScenarioChosen, .importRecorded, .messagePlanned, .messageMoved, .taskOpened, .taskClosed, .dayPlayed, .bank: nil
        }
    }
}
