import Dunning
import Ledger
import SQL
import Storage
import Values
import Workflows

/// The transaction of one file: facts are decided on accounts loaded as deep as needed, and written with their
/// projections some thousands at a time, so that memory does not grow with the file.
///
/// It works beside the session: while some thousands are written, the next ones are read and decided.
struct IntakeBatch {
    let company: CompanyID
    let profile: CompanyProfile
    let rules: PlanningRules
    let stamp: Stamp
    let importID: ImportID
    /// How deep accounts are loaded unless something else is asked.
    let depth: AccountDepth

    private let line: SessionLine
    private var chain: FactChain
    private var accounts: [CustomerID: Account] = [:]
    private var stored: [CustomerID: Account] = [:]
    private var absent: Set<CustomerID> = []
    private var deep: Set<CustomerID> = []
    private var touched: Set<CustomerID> = []
    private var rescheduled: Set<CustomerID> = []
    private var facts: [FactBody] = []
    private var scenarios: [CustomerID: Scenario?] = [:]
    private var firstLevels: [CustomerID: Int?] = [:]
    private var knowsEverybody = false
    /// Something was recorded, written already or not.
    private(set) var hasRecorded = false

    /// Facts written at once: few at first, so that the writing begins early, then as many as is best for a database.
    private var lot = 4096
    private static let largestLot = 32_768

    init(_ start: IntakeStart, _ line: SessionLine, depth: AccountDepth, importID: ImportID, stamp: Stamp) {
        profile = start.profile
        rules = start.rules
        company = start.profile.id
        chain = FactChain(start.head, of: start.profile.id, stamp)
        self.line = line
        self.depth = depth
        self.importID = importID
        self.stamp = stamp
    }

    /// What the ledger answers, everything recorded and flushed so far included.
    func ask<Value: Sendable>(
        _ question: @escaping @Sendable (CompanyID, Session) throws(SQLError) -> Value
    ) throws(DeskError) -> Value {
        let company = company
        return try DeskError.lifting { () throws(SQLError) in
            try line.ask { session throws(SQLError) in try question(company, session) }
        }
    }

    // MARK: Accounts

    /// The customer as known so far, nil when the company has none of that number.
    mutating func account(_ id: CustomerID) throws(DeskError) -> Account? {
        try bring(id)
        return accounts[id]
    }

    private mutating func bring(_ id: CustomerID) throws(DeskError) {
        guard !knowsEverybody, !has(id), !absent.contains(id) else { return }
        try load([id], depth)
    }

    /// Loads every account at once: for files that speak of so many that asking one by one would take longer.
    mutating func loadEverybody() throws(DeskError) {
        guard !knowsEverybody else { return }
        let depth = depth
        take(try ask { company, session throws(SQLError) in try AccountLoader(company, depth).load(.all, session) })
        knowsEverybody = true
    }

    mutating func load(_ customers: [CustomerID], _ depth: AccountDepth) throws(DeskError) {
        let missing = customers.filter { !has($0) && !absent.contains($0) }
        guard !knowsEverybody, !missing.isEmpty else { return }
        take(try ask { company, session throws(SQLError) in try AccountLoader(company, depth).load(.these(missing), session) })
        for id in missing where !has(id) { absent.insert(id) }
    }

    private mutating func take(_ loaded: [CustomerID: Account]) {
        for (id, account) in loaded where !has(id) {
            accounts[id] = account
            stored[id] = account
        }
    }

    /// Brings in everything that is known of a customer, its settled invoices too.
    mutating func deepen(_ id: CustomerID) throws(DeskError) {
        let isNew = has(id) && stored.index(forKey: id) == nil
        guard depth != .whole, !isNew, deep.insert(id).inserted else { return }
        if touched.contains(id) { try flush() }
        let found = try ask { company, session throws(SQLError) in
            try AccountLoader(company, .whole).load(.these([id]), session)
        }
        accounts[id] = found[id]
        stored[id] = found[id]
        absent.remove(id)
    }

    // Questions that do not hand out the account, nor take it out of the dictionary, which is a copy of all its parts:
    // one that lives while facts are recorded would have the account copied.

    mutating func knows(_ id: CustomerID) throws(DeskError) -> Bool {
        try bring(id)
        return has(id)
    }

    private func has(_ id: CustomerID) -> Bool { accounts.index(forKey: id) != nil }

    mutating func customer(_ id: CustomerID) throws(DeskError) -> Customer? {
        try bring(id)
        return accounts.index(forKey: id).map { accounts.values[$0].customer }
    }

    /// The customer's own payment terms.
    mutating func terms(of id: CustomerID) throws(DeskError) -> String? {
        try bring(id)
        return accounts.index(forKey: id).flatMap { accounts.values[$0].customer.terms }
    }

    mutating func invoice(_ invoice: InvoiceID, of id: CustomerID) throws(DeskError) -> Invoice? {
        try bring(id)
        return accounts.index(forKey: id).flatMap { accounts.values[$0].invoice(invoice) }
    }

    func credit(_ key: CreditKey, of id: CustomerID) -> Credit? {
        accounts.index(forKey: id).flatMap { accounts.values[$0].credit(key) }
    }

    func lastAllocation(of id: CustomerID) -> Int {
        accounts.index(forKey: id).map { accounts.values[$0].lastAllocation } ?? 0
    }

    /// The scenario that decides about a customer.
    mutating func scenario(of id: CustomerID) -> Scenario? {
        if let known = scenarios[id] { return known }
        guard let account = accounts[id] else { return nil }
        let scenario = rules.scenario(for: account)
        scenarios[id] = .some(scenario)
        return scenario
    }

    /// Days from the due date to the first reminder after it, nil when there is none.
    mutating func firstLevel(of id: CustomerID) -> Int? {
        if let known = firstLevels[id] { return known }
        let offset = scenario(of: id)?.steps.lazy.filter { !$0.isNotice }.map(\.offsetDays).min()
        firstLevels[id] = .some(offset)
        return offset
    }

    // MARK: Facts

    mutating func record(_ body: FactBody) throws(DeskError) {
        facts.append(body)
        hasRecorded = true
        guard let id = body.customer else { return }
        touched.insert(id)
        if case .customerRecorded(let customer) = body {
            scenarios[id] = nil
            firstLevels[id] = nil
            guard has(id) else {
                accounts[id] = Account(customer: customer)
                absent.remove(id)
                return
            }
        }
        guard let slot = accounts.index(forKey: id) else { throw .unknownCustomer(id) }
        do throws(FoldError) { try accounts.values[slot].apply(body) } catch { throw .damaged(error) }
    }

    /// The days on which something can happen to the customer's receivables are told anew.
    mutating func reschedule(_ id: CustomerID) { rescheduled.insert(id) }

    /// Call between rows: a row's facts are written together.
    mutating func flushIfFull() throws(DeskError) {
        guard facts.count >= lot else { return }
        try flush()
        lot = min(2 * lot, Self.largestLot)
    }

    mutating func flush() throws(DeskError) {
        guard !facts.isEmpty else { return }
        var known: [CustomerID: Scenario] = [:]
        var changes: [AccountChange] = []
        changes.reserveCapacity(touched.count)
        for id in touched.sorted() {
            guard let account = accounts[id] else { continue }
            known[id] = scenario(of: id)
            changes.append(AccountChange(before: stored[id], after: account, reschedules: rescheduled.contains(id)))
        }
        try write(chain.link(facts), changes, known)
        facts.removeAll(keepingCapacity: true)
        settle()
    }

    private func write(
        _ linked: LinkedFacts, _ changes: [AccountChange], _ scenarios: [CustomerID: Scenario]
    ) throws(DeskError) {
        try DeskError.lifting { () throws(SQLError) in
            try line.write { session throws(SQLError) in
                try Recorder.record(
                    linked, changes: changes,
                    next: { account, receivable in
                        NextAction.on(
                            receivable, scenario: scenarios[account.customer.id], restartOn: account.assignment?.restartOn)
                    }, session)
            }
        }
    }

    /// What was written is what is stored; what is settled is not looked at again.
    private mutating func settle() {
        for id in touched {
            if depth != .whole, !deep.contains(id), let slot = accounts.index(forKey: id) {
                accounts.values[slot].forgetSettled(all: depth == .customer)
            }
            stored[id] = accounts[id]
        }
        touched = []
        rescheduled = []
    }
}

extension Account {
    /// Leaves what can still be settled, as an account that was just loaded for that; or no document at all.
    fileprivate mutating func forgetSettled(all: Bool) {
        if all { invoices = [] } else { invoices.removeAll { $0.open == 0 } }
        credits.removeAll { all || $0.unallocated == 0 }
        allocations = []
    }
}
