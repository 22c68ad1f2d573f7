package import Ledger
package import SQL
package import Values

/// One customer before and after some facts; before is nil for a customer that is new.
package struct AccountChange: Sendable {
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
        let last = try FactLog.append(bodies, to: company, stamp, session)
        var sequence = last - Int64(bodies.count)
        for body in bodies {
            sequence += 1
            try CompanyStore.project(body, sequence: sequence, company, stamp, session)
        }
        try AccountWriter(company: company, next: next).write(changes, bodies, session)
        return last
    }
}

/// Writes the rows in which accounts differ from what is stored.
struct AccountWriter {
    let company: CompanyID
    let next: NextActionRule

    func write(_ changes: [AccountChange], _ bodies: [FactBody], _ session: Session) throws(SQLError) {
        var declared: [InvoiceID: DeclaredStep] = [:]
        for case .invoiceIssued(let invoice, let step?) in bodies { declared[invoice.id] = step }
        try writeCustomers(changes, session)
        try insertInvoices(changes, declared, session)
        try updateInvoices(changes, session)
        try writeReceivables(changes, session)
        try writeCredits(changes, session)
        try writeAllocations(changes, session)
        try writeHolds(changes, session)
        try writeMessages(changes, session)
        try writeTasks(changes, session)
    }

    func key(_ customer: CustomerID) -> [SQLValue] { [.text(company.text), .text(customer.text)] }

    // MARK: Customers

    private static let insertCustomers = BulkInsert(
        into: "customers",
        ["company", "id", "search", "record", "assigned_scenario", "restart_on", "suspended", "waived", "last_allocation"])
    private static let updateCustomer = Query(
        "customer changed",
        """
        UPDATE customers SET search = $3, record = $4, assigned_scenario = $5, restart_on = $6, suspended = $7,
        waived = $8, last_allocation = $9 WHERE company = $1 AND id = $2
        """)

    private func writeCustomers(_ changes: [AccountChange], _ session: Session) throws(SQLError) {
        var created: [[SQLValue]] = []
        var updated: [[SQLValue]] = []
        for change in changes {
            let row = row(of: change.after)
            guard let before = change.before else {
                created.append(row)
                continue
            }
            if self.row(of: before) != row { updated.append(row) }
        }
        if !created.isEmpty { try session.insertMany(Self.insertCustomers, created) }
        if !updated.isEmpty { try session.executeMany(Self.updateCustomer, updated) }
    }

    private func row(of account: Account) -> [SQLValue] {
        let customer = account.customer
        return key(customer.id) + [
            .text(SearchText.fold(customer.name + " " + customer.id.text)), .text(customer.storedText),
            SQLValue(account.assignment?.scenario.text), SQLValue(account.assignment?.restartOn),
            .text(JSON.strings(account.suspendedAddresses).text),
            .text(JSON.strings(account.waivedAccessories.map(\.text)).text), SQLValue(account.lastAllocation),
        ]
    }

    // MARK: Invoices

    private static let insertInvoice = BulkInsert(
        into: "invoices",
        [
            "company", "customer", "id", "issued_on", "currency", "order_reference", "import_id", "is_quarantined",
            "needs_approval", "declared_step", "declared_rank", "declared_on",
        ])
    private static let updateInvoice = Query(
        "invoice changed",
        "UPDATE invoices SET is_quarantined = $4, needs_approval = $5 WHERE company = $1 AND customer = $2 AND id = $3")

    private func insertInvoices(
        _ changes: [AccountChange], _ declared: [InvoiceID: DeclaredStep], _ session: Session
    ) throws(SQLError) {
        guard changes.contains(where: { $0.after.invoices.count > ($0.before?.invoices.count ?? 0) }) else { return }
        try session.insertMany(Self.insertInvoice) { rows throws(SQLError) in
            for change in changes {
                for invoice in change.after.invoices.dropFirst(change.before?.invoices.count ?? 0) {
                    rows.add(company.text)
                    rows.add(invoice.customer.text)
                    rows.add(invoice.id.text)
                    rows.add(invoice.issuedOn)
                    rows.add(invoice.currency.code)
                    rows.add(invoice.orderReference)
                    rows.add(invoice.importID?.text)
                    rows.add(invoice.isQuarantined)
                    rows.add(invoice.needsApproval)
                    let step = declared[invoice.id]
                    rows.add(step?.step)
                    rows.add(step.map { Int64($0.rank) })
                    rows.add(step?.on)
                    try rows.endRow()
                }
            }
        }
    }

    private func updateInvoices(_ changes: [AccountChange], _ session: Session) throws(SQLError) {
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
    }

    // MARK: Receivables

    private static let insertReceivables = BulkInsert(
        into: "receivables",
        [
            "company", "customer", "invoice", "rank", "currency", "due_on", "amount", "open", "written_off", "next_on",
        ])
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
                            .int64(receivable.writtenOff), SQLValue(next(change.after, receivable)),
                        ])
                }
            }
        }
        if !updated.isEmpty { try session.executeMany(Self.updateReceivable, updated) }
        guard changes.contains(where: { $0.after.invoices.count > ($0.before?.invoices.count ?? 0) }) else { return }
        try session.insertMany(Self.insertReceivables) { rows throws(SQLError) in
            for change in changes {
                for invoice in change.after.invoices.dropFirst(change.before?.invoices.count ?? 0) {
                    for receivable in invoice.receivables {
                        rows.add(company.text)
                        rows.add(invoice.customer.text)
                        rows.add(invoice.id.text)
                        rows.add(receivable.rank)
                        rows.add(invoice.currency.code)
                        rows.add(receivable.dueOn)
                        rows.add(receivable.amount)
                        rows.add(receivable.open)
                        rows.add(receivable.writtenOff)
                        rows.add(next(change.after, receivable))
                        try rows.endRow()
                    }
                }
            }
        }
    }
}
