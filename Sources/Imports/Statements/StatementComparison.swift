import Ledger
import Statements
import Values

/// Tells which movements of a statement are new, from what is recorded of the account: a movement counts once, in
/// whatever pieces, orders and formats it is told, and two movements that say the same count twice (I4).
///
/// In order:
/// - a statement that begins where another one ended, with its balance, shares no movement with it;
/// - a movement that says the same as a recorded one is that one, rank by rank within its day;
/// - a statement of the same balances and sums is the same statement;
/// - of a day that a statement with balances tells whole, as many movements of a sum are known as are recorded, in
///   whatever words; of other days, those that names or words show to be the same;
/// - a notification and the statement that books it tell of one movement;
/// - a movement dated otherwise is known where balances prove that it cannot be another one.
///
/// What remains is new. Where it may still be one that is known, it is taken in and waits for a person: neither a payment
/// lost nor one counted twice.
struct StatementComparison {
    let statement: ReadStatement
    private let known: AccountTold
    private let calendar: WorkingCalendar

    init(statement: ReadStatement, known: AccountTold, calendar: WorkingCalendar) {
        self.statement = statement
        self.known = known
        self.calendar = calendar
    }

    /// Why a movement that is new may be one that is known.
    enum Doubt: Hashable {
        /// Statements with balances tell its day whole, without it.
        case beyondBalances
        /// Another file told of the same sum, in other words or about another day.
        case alike(EntryID)
    }

    struct Fresh {
        let place: Int
        let id: EntryID
        let doubt: Doubt?
        /// It waits for a person: nothing proves that it is another one.
        let isHeld: Bool
    }

    struct Answer {
        var fresh: [Fresh] = []
        /// Known in the same words.
        var same = 0
        /// Known in other words: from another format, or a notification.
        var otherwise = 0
        /// Sums that movements told here make up, with the places of these: one or the others count.
        var detailed: [(sum: EntryID, parts: [Int])] = []
        /// So many of those that are known were told by another statement.
        var overlap = 0
        /// A statement that cannot be right beside this one.
        var contradicted: BankStatement?
    }

    /// Movements this far around the days of a statement may be told by it.
    static let days = NotifiedMovements.bookedWithin

    func answer(_ identities: [EntryIdentity]) -> Answer {
        var answer = Answer()
        var pairs = SumPairs(statement, known, calendar)
        var places = pairs.dropSame(identities)
        answer.same = identities.count - places.count
        if known.holdsTwin(of: statement) {
            answer.otherwise = places.count
            answer.overlap = statement.entries.count
            return answer
        }
        places = pairs.dropOnDay(places)
        let told = identities.count - answer.same - places.count + pairs.toldAgain
        answer.overlap = statement.source == .notification ? 0 : told
        var notified = NotifiedMovements(
            statement, pairs.others, isToldBefore: known.isTold(besides: statement), days: pairs.ownDays)
        places = notified.drop(places)
        answer.detailed = notified.detailed(by: places)
        if statement.source == .statement { pairs.add(notices: notified.rest) }
        let parts = Set(answer.detailed.flatMap(\.parts))
        answer.detailed += pairs.dropSums(&places, besides: parts)
        let doubts = statement.source == .notification ? [:] : pairs.dropMoved(&places, besides: Set(answer.detailed.flatMap(\.parts)))
        answer.otherwise = identities.count - answer.same - places.count
        name(places, identities, doubts, &answer)
        return answer
    }

    private func name(_ places: [Int], _ identities: [EntryIdentity], _ doubts: [Int: Doubt], _ answer: inout Answer) {
        guard !places.isEmpty else { return }
        answer.contradicted = known.contradicts(statement)
        var ranks: [EntryIdentity: Int] = [:]
        for entry in known.entries {
            if let identity = EntryIdentity(entry.id) { ranks[identity, default: 0] += 1 }
        }
        // Balances prove that it happened: only those who tell its day whole are contradicted.
        let isProven = statement.opening != nil && statement.closing != nil
        for place in places {
            let rank = ranks[identities[place], default: 0] + 1
            ranks[identities[place]] = rank
            let doubt = doubts[place] ?? answer.contradicted.map { _ in .beyondBalances }
            answer.fresh.append(
                Fresh(
                    place: place, id: identities[place].id(rank: rank), doubt: doubt,
                    isHeld: doubt.map { $0 != .beyondBalances || !isProven || answer.contradicted != nil } ?? false))
        }
    }
}
