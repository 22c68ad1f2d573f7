import Ledger
import Matching
import SQL
import Storage
import Values

/// What lies on the table when movements are matched: the movements, everything that is open, and what is known of
/// payers. Read in one state of the database.
struct MatchTable: Sendable {
    let entries: [BookedEntry]
    let items: OpenItems
    let knowledge: Knowledge
    let policy: MatchPolicy

    /// How far back things are looked at, in days.
    private enum Reach {
        /// Money that goes back does so within thirteen months (unauthorised direct debits).
        static let returns = 400
        /// Money that went out longer ago reopens nothing by itself.
        static let debits = 45
        static let settled = 180
        static let habits = 730
    }

    /// - Returns: nil when there is nothing to match.
    init?(_ company: CompanyID, _ policy: MatchPolicy, on day: LocalDate, _ session: Session) throws(SQLError) {
        let entries = try BankStore.toMatch(outSince: day.adding(days: -Reach.debits), company, session)
            .filter { $0.isOpen && $0.entry.bookedOn <= day }
        guard !entries.isEmpty else { return nil }
        try self.init(entries, company, policy, on: day, session)
    }

    init(_ entries: [BookedEntry], _ company: CompanyID, _ policy: MatchPolicy, on day: LocalDate, _ session: Session) throws(SQLError) {
        self.entries = entries
        self.policy = policy
        let first = entries.map(\.entry.bookedOn).min() ?? day
        items = try Self.items(company, policy, from: first, session)
        knowledge = try Self.knowledge(
            company, on: day, hasDebits: entries.contains { !$0.entry.isReceipt }, session)
    }

    /// What is thought of each movement, one after the other.
    func judged() -> [MatchedEntry] {
        judged(Matching.propose(entries, openItems: items, knowledge: knowledge, policy: policy))
    }

    /// The same, read by several tasks at once.
    func judged(tasks: Int) async -> [MatchedEntry] {
        judged(await Matching.propose(entries, openItems: items, knowledge: knowledge, policy: policy, tasks: tasks))
    }

    private func judged(_ proposals: [MatchProposal]) -> [MatchedEntry] { judged(entries, proposals, besides: []) }

    /// - Parameter posted: receipts that are nobody's no more.
    private func judged(_ entries: [BookedEntry], _ proposals: [MatchProposal], besides posted: [BookedEntry]) -> [MatchedEntry] {
        let known = Set(posted.map(\.entry.id))
        let unknown = Set(self.entries.filter { $0.entry.isReceipt && !known.contains($0.entry.id) }.map(\.entry.money))
        return zip(entries, proposals).map { MatchedEntry($0, $1).unlessInDoubt.unlessOf(unknown).waitingForItsPayer }
    }

    /// Money that went out, judged anew beside what was posted meanwhile: it may have come and gone back on one morning.
    func judgedAgain(beside posted: [BookedEntry]) -> [MatchedEntry] {
        let debits = entries.filter { !$0.entry.isReceipt }
        var knowledge = knowledge
        for booked in posted { knowledge.learn(booked, remembersReceipt: true) }
        return judged(
            debits, Matching.propose(debits, openItems: items, knowledge: knowledge, policy: policy), besides: posted)
    }

    private static func items(
        _ company: CompanyID, _ policy: MatchPolicy, from first: LocalDate, _ session: Session
    ) throws(SQLError) -> OpenItems {
        let disputes = Dictionary(grouping: try MatchStore.disputes(company, session), by: \.customer)
        var receivables: [CustomerID: [OpenReceivable]] = [:]
        for row in try MatchStore.open(company, session) {
            let isDisputed = disputes[row.customer]?.contains { $0.covers(row.receivable.invoice) } ?? false
            receivables[row.customer, default: []].append(
                OpenReceivable(
                    id: row.receivable, issuedOn: row.issuedOn, dueOn: row.dueOn, currency: row.currency,
                    amount: row.amount, open: row.open, orderReference: row.orderReference,
                    isContested: isDisputed || row.isQuarantined))
        }
        let since = first.adding(days: -policy.recognitionDays)
        let credits = Dictionary(grouping: try MatchStore.credits(since: since, company, session), by: \.credit.customer)
        let settled = Dictionary(
            grouping: try MatchStore.settled(since: first.adding(days: -Reach.settled), company, session), by: \.customer)
        return OpenItems(
            try MatchStore.customers(company, session).map { customer in
                CustomerItems(
                    id: customer.id, name: customer.name, otherNames: customer.contacts.map(\.name), siren: customer.siren,
                    receivables: receivables[customer.id] ?? [],
                    credits: (credits[customer.id] ?? []).map { KnownCredit($0, since: since) },
                    settled: (settled[customer.id] ?? []).map {
                        SettledReceivable(id: $0.receivable, amount: $0.amount, currency: $0.currency, settledOn: $0.on)
                    })
            })
    }

    private static func knowledge(_ company: CompanyID, on day: LocalDate, hasDebits: Bool, _ session: Session) throws(SQLError) -> Knowledge {
        var knowledge = Knowledge()
        for rule in try BankStore.payers(company, session) { knowledge.learn(rule) }
        let since = day.adding(days: -Reach.habits)
        let returnsSince = day.adding(days: -Reach.returns)
        var last: BookedEntry?
        var hasGone = false
        func close() {
            // What went back already does not go back again.
            let remembers = hasDebits && !hasGone
            if let last { knowledge.learn(last, remembersReceipt: remembers && last.entry.bookedOn >= returnsSince) }
        }
        for (entry, share, isGone) in try BankStore.attributed(since: since, company, session) {
            if last?.entry.id == entry.id {
                last?.shares.append(share)
                hasGone = hasGone || isGone
                continue
            }
            close()
            last = BookedEntry(entry)
            last?.shares = [share]
            hasGone = isGone
        }
        close()
        for entry in try MatchStore.setAside(since: since, company, session) { knowledge.learn(entry, of: []) }
        return knowledge
    }
}

extension Knowledge {
    fileprivate mutating func learn(_ booked: BookedEntry, remembersReceipt: Bool) {
        learn(booked.entry, of: booked.shares.map(\.customer))
        if remembersReceipt { remember(booked) }
    }
}

extension KnownCredit {
    fileprivate init(_ row: MatchStore.CreditRow, since day: LocalDate) {
        let credit = row.credit
        self.init(
            key: credit.key, on: credit.on, currency: credit.currency, amount: credit.amount,
            unallocated: credit.unallocated, invoice: credit.invoice,
            awaitsMovement: credit.kind == .payment && row.isAlone && credit.on >= day)
    }
}
