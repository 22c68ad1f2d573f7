import Ledger
import Statements
import Values

/// Tells which movements of a statement are new, from what is recorded of the account: the same statement twice counts
/// once, in whatever pieces and formats it comes, and two movements that say the same count twice (I4).
///
/// A movement is the one that is recorded when it says the same, rank by rank within its day. Besides:
/// - a statement that begins where another one ended, with its balance, shares no movement with it;
/// - a day in the middle of a statement with balances is complete: what is told of it again in other words is known;
/// - a notification and the statement that books it tell of one movement.
struct StatementComparison {
    let statement: ReadStatement
    /// Statements of the account.
    private let known: [BankStatement]
    /// Movements of the account around the days of the statement.
    private let recorded: [BankEntry]
    /// The statement that ended last before this one begins.
    private let before: BankStatement?
    private let overlapsAny: Bool
    /// Days around those of the statement that another one with balances holds whole.
    private let covered: Set<LocalDate>

    init(statement: ReadStatement, known: [BankStatement], recorded: [BankEntry]) {
        self.statement = statement
        self.known = known
        self.recorded = recorded
        let currency = statement.draft.currency
        before = statement.opening.flatMap { opening in
            known.filter { $0.closing != nil && $0.until <= opening.on && $0.currency == currency }
                .max { ($0.until, $0.from) < ($1.until, $1.from) }
        }
        overlapsAny = known.contains { Self.overlaps(statement, $0) }
        covered = Self.covered(known, statement.entries.map(\.bookedOn) + recorded.map(\.bookedOn))
    }

    /// Those of some days that lie in the middle of a statement with balances.
    private static func covered(_ known: [BankStatement], _ days: [LocalDate]) -> Set<LocalDate> {
        let whole = known.filter { $0.opening != nil && $0.closing != nil && $0.until.days(since: $0.from) > 1 }
        guard !whole.isEmpty else { return [] }
        return Set(days).filter { day in whole.contains { $0.from < day && day < $0.until } }
    }

    struct Answer {
        /// New movements with their names, by place in the statement.
        var fresh: [(place: Int, id: EntryID)] = []
        /// Known in the same words.
        var same = 0
        /// Known in other words: from another format, or a notification.
        var otherwise = 0
        /// Sums that movements told here make up, with the places of these: one or the others count.
        var detailed: [(sum: EntryID, parts: [Int])] = []
        /// The statement before it does not end where this one begins.
        var gap: BankStatement?
        var overlaps: Bool = false
    }

    /// A notification tells of a movement that is booked within so many days.
    static let notificationDays = 5

    func answer(_ identities: [EntryIdentity]) -> Answer {
        var answer = Answer()
        answer.overlaps = overlapsAny
        answer.gap = gap
        if isKnownInOtherWords {
            answer.otherwise = statement.entries.count
            return answer
        }
        var places = unseen(identities, &answer)
        places = dropCovered(places, identities, &answer)
        places = dropNotified(places, &answer)
        name(places, identities, &answer)
        return answer
    }

    // MARK: Statement by statement

    private var gap: BankStatement? {
        guard let opening = statement.opening, let before, before.closing != opening.amount else { return nil }
        return overlapsAny ? nil : before
    }

    private static func overlaps(_ statement: ReadStatement, _ other: BankStatement) -> Bool {
        guard let days = statement.days, other.currency == statement.draft.currency else { return false }
        return other.from < days.upperBound && days.lowerBound < other.until
            || other.from == days.lowerBound && other.until == days.upperBound
    }

    /// The same days, the same balances, the same sums day by day: the statement in another format.
    private var isKnownInOtherWords: Bool {
        guard let opening = statement.opening, let closing = statement.closing, let days = statement.days,
            let twin = known.first(where: {
                $0.until == days.upperBound && $0.opening == opening.amount && $0.closing == closing.amount
                    && $0.entries == statement.entries.count && $0.currency == statement.draft.currency
            })
        else { return false }
        var sums: [Sum: Int] = [:]
        for entry in recorded where entry.statement == twin.id { sums[Sum(entry), default: 0] += 1 }
        for entry in statement.entries { sums[Sum(entry), default: 0] -= 1 }
        return !statement.entries.isEmpty && sums.allSatisfy { $0.value == 0 }
    }

    // MARK: Movement by movement

    /// Places of movements that are not recorded in the same words.
    private func unseen(_ identities: [EntryIdentity], _ answer: inout Answer) -> [Int] {
        var left: [EntryIdentity: Int] = [:]
        let others = others
        for entry in recorded where !others.contains(entry.statement) {
            if let identity = EntryIdentity(entry.id) { left[identity, default: 0] += 1 }
        }
        var places: [Int] = []
        for (place, identity) in identities.enumerated() {
            if let count = left[identity], count > 0 {
                left[identity] = count - 1
                answer.same += 1
            } else {
                places.append(place)
            }
        }
        return places
    }

    /// Statements whose movements are other ones: those that ended before this one began, the last of them with the
    /// balance that it began with.
    private var others: Set<StatementID> {
        guard let opening = statement.opening, let days = statement.days, let before, before.closing == opening.amount,
            days.lowerBound == before.until, !overlapsAny
        else { return [] }
        return Set(known.filter { $0.closing != nil && $0.until <= before.until }.map(\.id))
    }

    private func dropCovered(_ places: [Int], _ identities: [EntryIdentity], _ answer: inout Answer) -> [Int] {
        guard places.contains(where: { covered.contains(statement.entries[$0].bookedOn) }) else { return places }
        let seen = Set(identities)
        var left: [Sum: Int] = [:]
        for entry in recorded where entry.nature.source == .statement && covered.contains(entry.bookedOn) {
            guard let identity = EntryIdentity(entry.id), !seen.contains(identity) else { continue }
            left[Sum(entry), default: 0] += 1
        }
        return places.filter { place in
            let sum = Sum(statement.entries[place])
            guard let count = left[sum], count > 0 else { return true }
            left[sum] = count - 1
            answer.otherwise += 1
            return false
        }
    }

    private func dropNotified(_ places: [Int], _ answer: inout Answer) -> [Int] {
        var others = Dictionary(grouping: recorded.filter { $0.nature.source != statement.source }, by: \.amount)
        guard !others.isEmpty else { return places }
        var left: [Int] = []
        for place in places {
            let entry = statement.entries[place]
            if let index = others[entry.amount]?.firstIndex(where: { isSame(entry, $0) }) {
                others[entry.amount]?.remove(at: index)
                answer.otherwise += 1
            } else {
                left.append(place)
            }
        }
        let rest = others.values.flatMap { $0 }.sorted { $0.id < $1.id }
        return statement.source == .notification ? dropDetails(left, rest, &answer) : dropSums(left, rest, &answer)
    }

    /// A statement books as one sum what notifications told one by one.
    private func dropSums(_ places: [Int], _ notified: [BankEntry], _ answer: inout Answer) -> [Int] {
        let batches = Dictionary(grouping: notified, by: { $0.nature.batch ?? "" })
        return places.filter { place in
            let entry = statement.entries[place]
            let parts = Self.names(of: entry.references).flatMap { batches[$0] ?? [] }
            guard parts.count > 1, parts.reduce(0, { $0 &+ $1.amount }) == entry.amount else { return true }
            answer.otherwise += 1
            return false
        }
    }

    /// A notification tells one by one what a statement booked as one sum: the sum counts no more.
    private func dropDetails(_ places: [Int], _ booked: [BankEntry], _ answer: inout Answer) -> [Int] {
        let batches = Dictionary(grouping: places, by: { statement.entries[$0].batch ?? "" })
        for sum in booked {
            let parts = Self.names(of: ReferencesDraft(sum.references)).flatMap { batches[$0] ?? [] }
            if parts.count > 1, parts.reduce(0, { $0 &+ statement.entries[$1].amount }) == sum.amount {
                answer.detailed.append((sum: sum.id, parts: parts))
            }
        }
        return places
    }

    /// Under which names a sum may be told in parts.
    private static func names(of references: ReferencesDraft) -> [String] {
        Set([references.bank, references.paymentInformation].compactMap { $0 }.filter { !$0.isEmpty }).sorted()
    }

    /// One movement, told by a notification and by a statement: the same sum about the same day, under a name that both
    /// give, or from the same account, or in the same words.
    ///
    /// Without the bank's own name for it, a notification is told by the first statement that holds its day, and by none
    /// that ends before.
    private func isSame(_ entry: EntryDraft, _ other: BankEntry) -> Bool {
        guard entry.amount == other.amount, entry.currency == other.currency,
            abs(entry.bookedOn.days(since: other.bookedOn)) <= Self.notificationDays
        else { return false }
        if let left = entry.references.bank, let right = other.references.bank { return left == right }
        let isNotice = statement.source == .notification
        let (noticed, booked) = isNotice ? (entry.bookedOn, other.bookedOn) : (other.bookedOn, entry.bookedOn)
        guard noticed <= booked, isNotice || !isToldBefore(noticed) else { return false }
        if let left = entry.references.endToEnd, let right = other.references.endToEnd, left != "NOTPROVIDED" {
            return left == right
        }
        if let left = entry.party.account, let right = other.party.account { return left.filter { $0 != " " } == right }
        if let left = entry.party.name, let right = other.party.name { return left == right }
        return entry.label == other.text.label || entry.remittance.joined(separator: " ") == other.text.remittance
    }

    /// Another statement with balances holds the day, and had its movements.
    private func isToldBefore(_ day: LocalDate) -> Bool {
        known.contains {
            $0.opening != nil && $0.closing != nil && $0.from <= day && day <= $0.until && !Self.overlaps(statement, $0)
        }
    }

    // MARK: Names

    private func name(_ places: [Int], _ identities: [EntryIdentity], _ answer: inout Answer) {
        var ranks: [EntryIdentity: Int] = [:]
        for entry in recorded {
            if let identity = EntryIdentity(entry.id) { ranks[identity, default: 0] += 1 }
        }
        for place in places {
            let rank = ranks[identities[place], default: 0] + 1
            ranks[identities[place]] = rank
            answer.fresh.append((place: place, id: identities[place].id(rank: rank)))
        }
    }

    private struct Sum: Hashable {
        let day: LocalDate
        let amount: Int64

        init(_ entry: EntryDraft) { (day, amount) = (entry.bookedOn, entry.amount) }
        init(_ entry: BankEntry) { (day, amount) = (entry.bookedOn, entry.amount) }
    }
}

extension ReferencesDraft {
    fileprivate init(_ references: EntryReferences) {
        self.init()
        bank = references.bank
        paymentInformation = references.paymentInformation
    }
}
