package import Ledger
package import SQL
package import Values

/// How much of each account is needed.
package enum AccountDepth: Hashable, Sendable {
    /// Who the customer is and what was decided about it; none of its documents.
    case customer
    /// What planning a day, or any day after it, needs: open receivables, what is not lettered, holds, recent messages;
    /// everything about customers whose promise may just have been kept or who may have paid all that was asked.
    case open(on: LocalDate)
    /// Its invoices and credits as they stand, settled ones too; no message, no hold, no task.
    case documents
    /// Everything ever known.
    case whole
}

/// Which customers are needed.
package enum AccountScope: Hashable, Sendable {
    case all
    case these([CustomerID])
}

/// Reads accounts from the projections, in one consistent state.
package struct AccountLoader {
    let company: CompanyID
    let depth: AccountDepth

    package init(_ company: CompanyID, _ depth: AccountDepth) {
        self.company = company
        self.depth = depth
    }

    package func load(_ scope: AccountScope, _ session: Session) throws(SQLError) -> [CustomerID: Account] {
        var accounts: [CustomerID: Account] = [:]
        switch scope {
        case .all: try load(from: "", through: "\u{10FFFF}", into: &accounts, session)
        case .these(let customers):
            let names = Set(customers)
            let sorted = names.sorted()
            if try areDense(sorted, session), let first = sorted.first, let last = sorted.last {
                try load(from: first.text, through: last.text, only: names, into: &accounts, session)
            } else {
                for name in sorted { try load(from: name.text, through: name.text, into: &accounts, session) }
            }
        }
        try deepen(&accounts, session)
        return accounts
    }

    private static let count = Query(
        "customers within a range, up to so many",
        """
        SELECT count(*) FROM (SELECT 1 FROM customers WHERE company = $1 AND id >= $2 AND id <= $3 LIMIT $4) AS known
        """)

    /// From one customer in so many on, reading the rows of all between the first and the last and keeping those of
    /// some is faster than asking for each: a question to a server costs as much as many rows.
    private func areDense(_ names: [CustomerID], _ session: Session) throws(SQLError) -> Bool {
        guard names.count > 2, let first = names.first, let last = names.last else { return false }
        let most = switch session.dialect {
        case .sqlite: names.count * 6
        case .postgres: names.count * 24
        }
        let values: [SQLValue] = [.text(company.text), .text(first.text), .text(last.text), SQLValue(most)]
        return try session.first(Self.count, values) { row throws(SQLError) in try row.int(0) } ?? 0 < most
    }

    private func load(
        from: String, through: String, only wanted: Set<CustomerID>? = nil, into accounts: inout [CustomerID: Account],
        _ session: Session
    ) throws(SQLError) {
        let range: [SQLValue] = [.text(company.text), .text(from), .text(through)]
        try loadCustomers(range, wanted, &accounts, session)
        guard depth != .customer else { return }
        try loadInvoices(range, &accounts, session)
        try loadCredits(range, &accounts, session)
        guard depth != .documents else { return }
        try loadAllocations(range, &accounts, session)
        try loadHolds(range, &accounts, session)
        try loadPending(range, &accounts, session)
        try loadMessages(range, &accounts, session)
        try loadTasks(range, &accounts, session)
    }

    /// Whether somebody is to be thanked is told by what was settled: those few accounts are read whole.
    private func deepen(_ accounts: inout [CustomerID: Account], _ session: Session) throws(SQLError) {
        guard case .open(let day) = depth else { return }
        let thankable = accounts.values.filter { $0.mayBeThanked(from: day) }
        guard !thankable.isEmpty else { return }
        let whole = AccountLoader(company, .whole)
        for id in thankable.map(\.customer.id).sorted() {
            try whole.load(from: id.text, through: id.text, into: &accounts, session)
        }
    }

    /// Settled documents are wanted as well.
    var isWhole: Bool { depth == .whole || depth == .documents }

    private static let customers = Query(
        "customers",
        """
        SELECT record, assigned_scenario, restart_on, suspended, waived, last_allocation, id FROM customers
        WHERE company = $1 AND id >= $2 AND id <= $3
        """)

    private func loadCustomers(
        _ range: [SQLValue], _ wanted: Set<CustomerID>?, _ accounts: inout [CustomerID: Account], _ session: Session
    ) throws(SQLError) {
        try session.scan(Self.customers, range) { row throws(SQLError) in
            if let wanted, !wanted.contains(CustomerID(try row.text(6))) { return }
            let customer = try row.decoded(0, "a customer") { text throws(FactCodingError) in try Customer(text: text) }
            var account = Account(customer: customer)
            if let scenario = try row.optionalText(1) {
                account.assignment = ScenarioAssignment(
                    scenario: ScenarioID(scenario), restartOn: try row.optionalDate(2))
            }
            account.suspendedAddresses = try list(row, 3)
            account.waivedAccessories = try list(row, 4).map { InvoiceID($0) }
            account.lastAllocation = try row.int(5)
            accounts[customer.id] = account
        }
    }

    func list(_ row: borrowing Row, _ column: Int) throws(SQLError) -> [String] {
        let text = try row.text(column)
        if text == "[]" { return [] }
        guard let values = (try? JSON(parsing: text))?.arrayValue else { throw row.unreadable(column, "not a list") }
        return values.compactMap(\.stringValue)
    }

    // Joins name the range on both sides: prepared for any range, PostgreSQL would read the other side whole.
    private static let invoices = Query(
        "invoices and their receivables",
        """
        SELECT r.customer, r.invoice, r.rank, r.due_on, r.amount, r.open, r.written_off, i.issued_on, i.currency,
        i.order_reference, i.import_id, i.is_quarantined, i.needs_approval, i.declared_step, i.declared_rank,
        i.declared_on FROM receivables r
        JOIN invoices i ON i.company = r.company AND i.customer = r.customer AND i.id = r.invoice
        WHERE r.company = $1 AND r.customer >= $2 AND r.customer <= $3 AND i.company = $1 AND i.customer >= $2
        AND i.customer <= $3 AND (r.open > 0 OR $4 OR i.needs_approval)
        ORDER BY r.customer, r.invoice, r.rank
        """)

    private func loadInvoices(
        _ range: [SQLValue], _ accounts: inout [CustomerID: Account], _ session: Session
    ) throws(SQLError) {
        var pending: Invoice?
        var ofCustomer: [Invoice] = []
        var current = CurrentCustomer()
        try session.scan(Self.invoices, range + [.bool(isWhole)]) { row throws(SQLError) in
            guard try current.isAmong(accounts, row) else { return }
            let id = InvoiceID(try row.text(1))
            var receivable = Receivable(rank: try row.int(2), dueOn: try row.date(3), amount: try row.int64(4))
            receivable.open = try row.int64(5)
            receivable.writtenOff = try row.int64(6)
            if let step = try row.optionalText(13) {
                receivable.steps = [
                    StepTaken(
                        step: step, rank: try row.int(14), on: try row.date(15), message: nil, standing: .sent)
                ]
            }
            if pending?.id == id {
                pending?.receivables.append(receivable)
                return
            }
            let next = try invoice(row, id, receivable)
            if let pending {
                ofCustomer.append(pending)
                if pending.customer != next.customer {
                    accounts[pending.customer]?.invoices = ofCustomer
                    ofCustomer = []
                }
            }
            pending = next
        }
        if let pending { accounts[pending.customer]?.invoices = ofCustomer + [pending] }
    }

    private func invoice(
        _ row: borrowing Row, _ id: InvoiceID, _ receivable: Receivable
    ) throws(SQLError) -> Invoice {
        var invoice = Invoice(
            id: id, customer: CustomerID(try row.text(0)), issuedOn: try row.date(7),
            currency: try currency(row, 8), orderReference: try row.optionalText(9),
            importID: try row.optionalText(10).map { ImportID($0) }, needsApproval: try row.bool(12),
            receivables: [receivable])
        invoice.isQuarantined = try row.bool(11)
        return invoice
    }

    /// Whether the customer that a row begins with is one of those loaded, looked up when it changes.
    struct CurrentCustomer {
        private var name: [UInt8] = []
        private var isLoaded = false

        mutating func isAmong(_ accounts: [CustomerID: Account], _ row: borrowing Row) throws(SQLError) -> Bool {
            let isSame = try row.withUTF8(0) { bytes throws(SQLError) in name.elementsEqual(bytes) }
            if isSame, !name.isEmpty { return isLoaded }
            let customer = try row.text(0)
            name = Array(customer.utf8)
            isLoaded = accounts[CustomerID(customer)] != nil
            return isLoaded
        }
    }

    func currency(_ row: borrowing Row, _ column: Int) throws(SQLError) -> Currency {
        guard let currency = Currency(code: try row.text(column)) else { throw row.unreadable(column, "not a currency") }
        return currency
    }
}
