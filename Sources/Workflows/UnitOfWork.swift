import Dunning
import Ledger
import Outbox
import SQL
import Storage
import Values

/// One transaction on a company's ledger: accounts are loaded, facts are decided one after the other on what they
/// fold to, and both are written together. Other writers of the company wait.
struct UnitOfWork {
    private(set) var book: Book
    /// Where the history stands: what was recorded and not yet written comes after it.
    private var head: FactLog.Head
    let rules: PlanningRules
    private var originals: [CustomerID: Account] = [:]
    private var depths: [CustomerID: AccountDepth] = [:]
    /// What the process knew of the company already, as of `head`.
    private let known: LedgerMemory.Page?
    private var changesCompany = false
    /// Decided and not yet written.
    private(set) var facts: [FactBody] = []
    private var rescheduled: Set<CustomerID> = []
    private var outgoing: [(message: Correspondence, header: InternetMessageID, state: MessageState, at: Instant, sealed: SealedMessage?)] = []
    let company: CompanyID
    let session: Session

    private let rulebook: Rulebook

    /// - Parameter page: what the process remembers of the company; used when its history still ends there.
    init(
        _ company: CompanyID, _ session: Session, _ rulebook: Rulebook, remembering page: LedgerMemory.Page?
    ) throws(DeskError) {
        let end = try DeskError.lifting { () throws(SQLError) in
            try page == nil ? nil : FactLog.lockedHead(company, session)
        }
        if let page, page.head == end {
            known = page
            (book, head) = (page.book, page.head)
        } else {
            known = nil
            let found = try DeskError.lifting { () throws(SQLError) in try CompanyStore.lockedBook(company, session) }
            guard let found else { throw .unknownCompany(company) }
            (book, head) = found
        }
        book.bank = BankBook()
        rules = try rulebook.rules(book, as: known?.rules, session)
        self.rulebook = rulebook
        self.company = company
        self.session = session
    }

    /// A unit that is never written: what would be decided, found out in a session that only reads.
    init(
        rehearsing company: CompanyID, _ session: Session, _ rulebook: Rulebook
    ) throws(DeskError) {
        book = try Desk.book(company, session)
        let head = try DeskError.lifting { () throws(SQLError) in try FactLog.head(company, session) }
        guard let head else { throw .unknownCompany(company) }
        self.head = head
        known = nil
        book.bank = BankBook()
        rules = try rulebook.rules(book, session)
        self.rulebook = rulebook
        self.company = company
        self.session = session
    }

    /// Brings accounts into the unit; those already there stay as they are.
    mutating func load(_ customers: [CustomerID], _ depth: AccountDepth) throws(DeskError) {
        var missing: [CustomerID] = []
        for id in customers where book.accounts[id] == nil {
            if let known = known?.accounts[id], known.depth.holds(depth), known.depth.reached(known.account) == known.depth {
                enter(known.account, known.depth)
            } else {
                missing.append(id)
            }
        }
        guard !missing.isEmpty else { return }
        let loaded = try DeskError.lifting { () throws(SQLError) in
            try AccountLoader(company, depth).load(.these(missing), session)
        }
        for account in loaded.values { enter(account, depth.reached(account)) }
    }

    private mutating func enter(_ account: Account, _ depth: AccountDepth) {
        let id = account.customer.id
        book.accounts[id] = account
        originals[id] = account
        depths[id] = depth
    }

    /// Brings movements of the bank into the unit; those already there stay as they are.
    mutating func enter(_ entries: [BookedEntry]) {
        let known = book.bank?.entries ?? [:]
        book.bank?.enter(entries.filter { known[$0.entry.id] == nil })
    }

    mutating func loadAll(_ depth: AccountDepth) throws(DeskError) {
        let loaded = try DeskError.lifting { () throws(SQLError) in
            try AccountLoader(company, depth).load(.all, session)
        }
        book.accounts = loaded
        originals = loaded
        depths = loaded.mapValues { depth.reached($0) }
    }

    func account(_ id: CustomerID) throws(DeskError) -> Account {
        guard let account = book.accounts[id] else { throw .unknownCustomer(id) }
        return account
    }

    mutating func record(_ body: FactBody) throws(DeskError) {
        do throws(FoldError) { try book.apply(body) } catch { throw .damaged(error) }
        facts.append(body)
    }

    /// The message enters the outbox when the unit is written.
    mutating func enqueue(
        _ message: Correspondence, _ header: InternetMessageID, _ state: MessageState, at now: Instant,
        _ sealed: SealedMessage? = nil
    ) {
        outgoing.append((message, header, state, now, sealed))
    }

    /// Receivables of every loaded account get the day of their next step anew.
    mutating func rescheduleAll() { rescheduled.formUnion(book.accounts.keys) }

    /// Writes facts and projections. Nothing is written when nothing was recorded.
    @discardableResult
    mutating func finish(_ stamp: Stamp) throws(DeskError) -> Int64 {
        try closeSettledTasks(on: stamp.knownOn)
        // Scenarios recorded in this very unit already count for when receivables come up again.
        let rules = facts.contains { $0.customer == nil } ? rulebook.rules(book) : rules
        let changes = book.sortedCustomers.compactMap { id -> AccountChange? in
            guard let after = book.accounts[id] else { return nil }
            let before = originals[id]
            let reschedules = rescheduled.contains(id) || before.map { $0.isDecided(otherwiseThan: after, by: rules) } ?? false
            if let before, before == after, !reschedules { return nil }
            return AccountChange(before: before, after: after, reschedules: reschedules)
        }
        let company = company
        let session = session
        var chain = FactChain(head, of: company, stamp)
        let linked = chain.link(facts)
        try DeskError.lifting { () throws(SQLError) in
            try Recorder.record(
                extending: linked, changes: changes,
                next: { account, receivable in
                    NextAction.on(
                        receivable, scenario: rules.scenario(for: account), restartOn: account.assignment?.restartOn)
                }, session)
        }
        head = linked.end
        changesCompany = changesCompany || facts.contains { $0.customer == nil }
        for entry in outgoing {
            try DeskError.lifting { () throws(SQLError) in
                try OutboxStore.add(
                    entry.message, messageID: entry.header, state: entry.state, domain: entry.message.recipientDomain,
                    at: entry.at, content: entry.sealed?.bytes,
                    digest: entry.sealed?.digest, company, session)
            }
        }
        outgoing = []
        self.facts = []
        originals = book.accounts
        rescheduled = []
        return head.sequence
    }

    /// Writes what was recorded so far, and answers where the history then stands.
    mutating func writtenHead(_ stamp: Stamp) throws(DeskError) -> FactLog.Head {
        try finish(stamp)
        return head
    }

    /// What is known of the company once this unit is durable.
    var page: LedgerMemory.Page {
        var accounts = known?.accounts ?? [:]
        for (id, account) in book.accounts {
            accounts[id] = depths[id].map { LedgerMemory.Known(account, $0) }
        }
        var book = book
        book.accounts = [:]
        book.imports = []
        book.bank = nil
        let areSettled = !changesCompany && !rules.isFirstLiveSend
        return LedgerMemory.Page(head: head, book: book, rules: areSettled ? rules : nil, accounts: accounts)
    }

    var isEmpty: Bool { facts.isEmpty }

    /// Work that what happened has made needless waits for nobody.
    private mutating func closeSettledTasks(on day: LocalDate) throws(DeskError) {
        for id in book.sortedCustomers {
            guard let account = book.accounts[id] else { continue }
            for task in account.tasks where task.closedOn == nil && task.isSettled(in: account) {
                try record(.taskClosed(id, task.id, on: day))
            }
        }
    }
}

extension Account {
    /// Another scenario, or another restart, decides about the customer since `after`.
    fileprivate func isDecided(otherwiseThan after: Account, by rules: PlanningRules) -> Bool {
        if assignment != after.assignment { return true }
        return customer != after.customer && rules.scenario(for: self)?.id != rules.scenario(for: after)?.id
    }
}

extension Desk {
    /// Runs a piece of work on a company's ledger in one durable transaction.
    func work<Value: Sendable>(
        _ company: CompanyID, _ stamp: Stamp, _ body: @escaping @Sendable (inout UnitOfWork) throws(DeskError) -> Value
    ) async throws(DeskError) -> Value {
        let rulebook = rulebook
        let memory = memory
        let (value, page) = try await database.write(for: .company(company.text)) { session throws(DeskError) in
            var unit = try UnitOfWork(company, session, rulebook, remembering: memory.page(of: company))
            let value = try body(&unit)
            try unit.finish(stamp)
            return (value, page: unit.page)
        }
        memory.keep(page, of: company)
        return value
    }
}
