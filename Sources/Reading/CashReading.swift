package import Ledger
import Matching
import SQL
import Storage
package import Values
package import Workflows

/// What the bank accounts brought, what is thought of it and what became of it.
package struct CashReading: Sendable {
    package let profile: CompanyProfile
    package let today: LocalDate
    /// Empty before the first statement.
    package let accounts: [BankAccountReading]
    /// Sure: the next matching will allocate them.
    package let sure: CashGroup<MatchedEntry>
    package let toConfirm: CashGroup<MatchedEntry>
    package let unexplained: CashGroup<MatchedEntry>
    /// Decided in the last days, by the program and by people, the newest first.
    package let decided: CashGroup<MatchedEntry>
    package let returned: CashGroup<BookedEntry>
    package let setAside: CashGroup<BookedEntry>
    /// Of every customer that is named here.
    package let names: [CustomerID: String]

    /// How far back decisions are shown, in days.
    package static let days = 14
    /// How far back money that went back and what was set aside are shown, in days of booking.
    package static let settledDays = 45
}

/// Movements counted and summed; long lists are cut.
package struct CashGroup<Item: Sendable>: Sendable {
    package private(set) var items: [Item] = []
    package private(set) var total = CountedMoney()

    /// Movements listed of a group.
    package static var limit: Int { 60 }

    init(_ all: [Item], _ amount: (Item) -> Money) {
        items = Array(all.prefix(Self.limit))
        for item in all { total.add(amount(item)) }
    }

    package var isEmpty: Bool { items.isEmpty }
    package var others: Int { total.count - items.count }
}

/// How many and how much.
package struct CountedMoney: Sendable, Hashable {
    package private(set) var count = 0
    package private(set) var amounts = MoneyBag()

    mutating func add(_ money: Money) {
        count += 1
        amounts.add(money.minor, money.currency)
    }
}

/// The part of the page that holds until the history grows.
struct CashAnswer: Sendable {
    let accounts: [BankAccountReading]
    let proposals: [MatchedEntry]
    let decided: CashGroup<MatchedEntry>
    let returned: CashGroup<BookedEntry>
    let setAside: CashGroup<BookedEntry>
    let names: [CustomerID: String]
}

extension ReadingRoom {
    /// Receipts and what they pay, as of today.
    package func cash(_ company: CompanyID) async throws(DeskError) -> CashReading {
        try await read(company) { session throws(DeskError) in
            let profile = try Desk.book(company, session).profile
            let today = desk.today(profile)
            let answer = try DeskError.lifting { () throws(SQLError) in
                try cash.answer(today, company, session) { () throws(SQLError) in
                    try Self.cash(profile, on: today, session)
                }
            }
            let receipts = answer.proposals.filter(\.isWorthShowing)
            return CashReading(
                profile: profile, today: today, accounts: answer.accounts, sure: Self.group(receipts, .post),
                toConfirm: Self.group(receipts, .suggest), unexplained: Self.group(receipts, .none), decided: answer.decided,
                returned: answer.returned, setAside: answer.setAside, names: answer.names)
        }
    }

    private static func group(_ entries: [MatchedEntry], _ outcome: MatchProposal.Outcome) -> CashGroup<MatchedEntry> {
        CashGroup(entries.filter { $0.outcome == outcome }) { $0.stillOpen }
    }

    private static func cash(
        _ profile: CompanyProfile, on day: LocalDate, _ session: Session
    ) throws(SQLError) -> CashAnswer {
        let company = profile.id
        let proposals = try Desk.proposals(company, profile.policy, on: day, session)
        let settledSince = day.adding(days: -CashReading.settledDays)
        let decided = CashGroup(
            try CashStore.decided(from: day.adding(days: -CashReading.days), through: day, company, session)) { $0.decidedMoney }
        let returned = CashGroup(try CashStore.returned(since: settledSince, company, session)) { $0.entry.money }
        let setAside = CashGroup(try CashStore.setAside(since: settledSince, company, session)) { $0.entry.money }
        let accounts = try AccountLoader(company, .whole).load(.these(decided.items.flatMap { $0.shares.map(\.customer) }), session)
        let named = proposals.flatMap(\.customers) + returned.items.flatMap { $0.returned.map(\.customer) }
        let others = try AccountLoader(company, .customer).load(.these(named.filter { accounts[$0] == nil }), session)
        let names = accounts.merging(others) { first, _ in first }.mapValues(\.customer.name)
        return CashAnswer(
            accounts: try bankAccounts(profile, on: day, session), proposals: proposals,
            decided: decided.map { MatchedEntry(posted: $0, accounts) }, returned: returned, setAside: setAside, names: names)
    }
}

extension CashGroup {
    func map<Other>(_ change: (Item) -> Other) -> CashGroup<Other> { CashGroup<Other>(items: items.map(change), total: total) }

    fileprivate init(items: [Item], total: CountedMoney) {
        self.items = items
        self.total = total
    }
}

extension MatchedEntry {
    /// Charges of the bank and payments to suppliers are nobody's receipts; what looks like a return is looked at.
    fileprivate var isWorthShowing: Bool {
        booked.entry.isReceipt || outcome != .none || doubts.contains { $0.code == MatchDoubt.returnUnknown.rawValue }
    }

    /// What is still to be attributed; all of it for money that went out.
    package var stillOpen: Money {
        booked.entry.isReceipt ? Money(minor: booked.unattributed, booked.entry.currency) : booked.entry.money
    }

    fileprivate var customers: [CustomerID] {
        let explanations = [explanation].compactMap { $0 } + alternatives
        return explanations.flatMap { $0.shares.map(\.customer) + $0.returned.map(\.customer) }
    }
}

extension BookedEntry {
    /// What the shares told here make up.
    var decidedMoney: Money { Money(minor: shares.reduce(0) { $0 &+ $1.amount }, entry.currency) }
}
