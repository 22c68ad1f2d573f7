import Dunning
import Ledger
import SQL
import Storage
import Values
import Workflows

/// Why the transaction of a file is undone.
enum IntakeStop: TransactionFailure {
    case desk(DeskError)
    /// The file is refused; its report says why.
    case refused(FileReport)
    /// Rows of one invoice stand apart: how many each has must be known first.
    case scattered

    init(_ error: SQLError) { self = .desk(.storage(error)) }

    var sqlError: SQLError? {
        switch self {
        case .desk(let error): error.sqlError
        case .refused, .scattered: nil
        }
    }

    /// Runs what the desk can throw.
    static func working<Value>(_ body: () throws(DeskError) -> Value) throws(IntakeStop) -> Value {
        do throws(DeskError) { return try body() } catch { throw .desk(error) }
    }
}

/// The transaction of one file: facts are decided on accounts loaded as deep as needed, and written with their
/// projections some thousands at a time, so that memory does not grow with the file.
struct IntakeBatch {
    let company: CompanyID
    let profile: CompanyProfile
    let rules: PlanningRules
    let stamp: Stamp
    let importID: ImportID
    let session: Session
    /// How deep accounts are loaded unless something else is asked.
    let depth: AccountDepth

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

    /// Facts written at once.
    private static let most = 32_768

    /// - Parameter book: the company, read after other writers were made to wait.
    init(
        _ book: Book, _ session: Session, _ rulebook: Rulebook, depth: AccountDepth, importID: ImportID, stamp: Stamp
    ) throws(DeskError) {
        profile = book.profile
        rules = try rulebook.rules(book, session)
        company = book.profile.id
        self.session = session
        self.depth = depth
        self.importID = importID
        self.stamp = stamp
    }

    // MARK: Accounts

    /// The customer as known so far, nil when the company has none of that number.
    mutating func account(_ id: CustomerID) throws(DeskError) -> Account? {
        try bring(id)
        return accounts[id]
    }

    private mutating func bring(_ id: CustomerID) throws(DeskError) {
        guard accounts[id] == nil, !knowsEverybody, !absent.contains(id) else { return }
        try load([id], depth)
    }

    /// Loads every account at once: for files that speak of so many that asking one by one would take longer.
    mutating func loadEverybody() throws(DeskError) {
        guard !knowsEverybody else { return }
        take(try DeskError.lifting { () throws(SQLError) in try AccountLoader(company, depth).load(.all, session) })
        knowsEverybody = true
    }

    mutating func load(_ customers: [CustomerID], _ depth: AccountDepth) throws(DeskError) {
        let missing = customers.filter { accounts[$0] == nil && !absent.contains($0) }
        guard !knowsEverybody, !missing.isEmpty else { return }
        take(try DeskError.lifting { () throws(SQLError) in try AccountLoader(company, depth).load(.these(missing), session) })
        for id in missing where accounts[id] == nil { absent.insert(id) }
    }

    private mutating func take(_ loaded: [CustomerID: Account]) {
        for (id, account) in loaded where accounts[id] == nil {
            accounts[id] = account
            stored[id] = account
        }
    }

    /// Brings in everything that is known of a customer, its settled invoices too.
    mutating func deepen(_ id: CustomerID) throws(DeskError) {
        let isNew = accounts[id] != nil && stored[id] == nil
        guard depth != .whole, !isNew, deep.insert(id).inserted else { return }
        if touched.contains(id) { try flush() }
        let found = try DeskError.lifting { () throws(SQLError) in
            try AccountLoader(company, .whole).load(.these([id]), session)
        }
        accounts[id] = found[id]
        stored[id] = found[id]
        absent.remove(id)
    }

    // Questions that do not hand out the account: a copy that lives while facts are recorded would have it copied.

    mutating func knows(_ id: CustomerID) throws(DeskError) -> Bool {
        try bring(id)
        return accounts.index(forKey: id) != nil
    }

    mutating func customer(_ id: CustomerID) throws(DeskError) -> Customer? {
        try bring(id)
        return accounts[id]?.customer
    }

    mutating func invoice(_ invoice: InvoiceID, of id: CustomerID) throws(DeskError) -> Invoice? {
        try bring(id)
        return accounts[id]?.invoice(invoice)
    }

    func credit(_ key: CreditKey, of id: CustomerID) -> Credit? { accounts[id]?.credit(key) }

    func lastAllocation(of id: CustomerID) -> Int { accounts[id]?.lastAllocation ?? 0 }

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
            guard accounts[id] != nil else {
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
        if facts.count >= Self.most { try flush() }
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
        let scenarios = known
        try DeskError.lifting { () throws(SQLError) in
            try Recorder.record(
                facts, changes: changes, company: company, stamp,
                next: { account, receivable in
                    NextAction.on(
                        receivable, scenario: scenarios[account.customer.id], restartOn: account.assignment?.restartOn)
                }, session)
        }
        facts.removeAll(keepingCapacity: true)
        settle()
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
