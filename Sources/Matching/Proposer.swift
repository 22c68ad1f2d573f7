internal import Ledger
internal import Values

/// Proposes day by day: what is posted is taken, what two movements of a day want with equal right is nobody's.
struct Proposer {
    private var explainer: Explainer
    private let judge: Judge
    private let writer: ProposalWriter
    /// The last day on which a customer's movement of an amount was posted.
    private var lastPosted: [UInt64: LocalDate] = [:]
    /// Days within which the same amount of the same customer is perhaps paid twice.
    private static let repeatDays = 15
    /// Payments of the books that stay on account: another movement wants what theirs pays with as good a right.
    private var onAccount: Set<EntryID> = []
    private var shared = SharedPayments()

    init(_ index: MatchIndex) {
        explainer = Explainer(index)
        judge = Judge(index: index)
        writer = ProposalWriter(index: index)
    }

    /// In the order of the readings.
    mutating func propose(_ readings: [EntryReading]) -> [MatchProposal] {
        shared = SharedPayments(readings, explainer.index)
        var answers: [MatchProposal?] = Array(repeating: nil, count: readings.count)
        let order = readings.indices.sorted { (readings[$0].bookedOn, readings[$0].entry) < (readings[$1].bookedOn, readings[$1].entry) }
        var start = 0
        while start < order.count {
            var end = start
            while end < order.count, readings[order[end]].bookedOn == readings[order[start]].bookedOn { end += 1 }
            for (place, verdict) in day(order[start..<end].map { $0 }, readings) { answers[place] = writer.proposal(readings[place], verdict) }
            start = end
        }
        return zip(answers, readings).map { $0 ?? MatchProposal(entry: $1.entry, outcome: .none) }
    }

    /// Rounds, until nothing more is taken: a movement that had two ways may be left with one.
    private mutating func day(_ places: [Int], _ readings: [EntryReading]) -> [(Int, Verdict)] {
        var settled: [(Int, Verdict)] = []
        var pending = places.map { ($0, verdict(readings[$0])) }
        var contested: Set<Int> = []
        for _ in 0..<4 {
            let (winners, losers) = resolve(pending.filter { $0.1.isPost && !contested.contains($0.0) })
            let yielding = Set(pending.filter { losers.contains($0.0) && $0.1.hasSurePurpose }.map(\.0))
            onAccount.formUnion(yielding.map { readings[$0].entry })
            contested.formUnion(losers.subtracting(yielding))
            var touched: Set<Int> = []
            for (place, found) in pending where winners.contains(place) {
                take(found, readings[place])
                touched.formUnion(found.best?.debtors ?? [])
                settled.append((place, found))
            }
            if winners.isEmpty, yielding.isEmpty { break }
            pending = pending.filter { !winners.contains($0.0) }.map { place, found in
                let isTouched = found.sketches.contains { !touched.isDisjoint(with: $0.debtors) } || found.best?.receipt != nil
                return (place, isTouched || yielding.contains(place) ? verdict(readings[place]) : found)
            }
        }
        return settled + pending.map { place, found in
            (place, found.isPost ? judge.contested(found) : found)
        }
    }

    private func verdict(_ reading: EntryReading) -> Verdict {
        var found = judge.verdict(reading, explainer.sketches(reading)) { isRepeated($0, reading) }
        guard let best = found.best else { return found }
        if best.fit != .recognised, let payment = shared.payment(of: best.debtors, reading.entry) {
            return judge.doubtful(found, partOf: payment)
        }
        guard found.isPost, best.fit == .recognised else { return found }
        let purpose = judge.verdict(reading, explainer.purposes(reading, of: best)) { isRepeated($0, reading) }
        found.purposes = purpose.sketches
        found.hasSurePurpose = purpose.isPost && !onAccount.contains(reading.entry)
        return found
    }

    private func isRepeated(_ sketch: Sketch, _ reading: EntryReading) -> Bool {
        guard let debtor = sketch.debtors.first else { return false }
        let key = key(debtor, reading)
        return [lastPosted[key], explainer.index.lastPaid[key]].contains { last in
            last.map { (0...Self.repeatDays).contains(reading.bookedOn.days(since: $0)) } ?? false
        }
    }

    private func key(_ debtor: Int, _ reading: EntryReading) -> UInt64 {
        Knowledge.payment(of: explainer.index.debtors[debtor].id, reading.amount, reading.currency)
    }

    private mutating func take(_ verdict: Verdict, _ reading: EntryReading) {
        guard let best = verdict.best else { return }
        if let receipt = best.receipt { return explainer.standing.giveBack(receipt) }
        explainer.standing.take(best)
        if let purpose = verdict.purpose {
            explainer.standing.take(purpose)
            for place in best.recognised { explainer.standing.spend(explainer.index.awaitedCredits[place]) }
        }
        for debtor in best.debtors { lastPosted[key(debtor, reading)] = reading.bookedOn }
    }

    /// Who gets what several want: those whose wishes can all be had; else the one that names it, when only one does.
    private func resolve(_ wanting: [(Int, Verdict)]) -> (winners: Set<Int>, losers: Set<Int>) {
        var claims: [Claim: [(place: Int, amount: Int64, isNamed: Bool)]] = [:]
        for (place, verdict) in wanting {
            for sketch in [verdict.best, verdict.purpose].compactMap({ $0 }) {
                for (claim, amount) in Self.claims(sketch) { claims[claim, default: []].append((place, amount, sketch.reference >= 4)) }
            }
            guard verdict.hasSurePurpose, let best = verdict.best else { continue }
            for (debtor, credit) in best.recognised.map({ explainer.index.awaitedCredits[$0] }) {
                let claim = Claim.credit(debtor: Int(debtor), place: Int(credit))
                claims[claim, default: []].append((place, left(claim), true))
            }
        }
        var losers: Set<Int> = []
        var deferred: Set<Int> = []
        for (claim, all) in claims where all.count > 1 && all.reduce(0, { $0 &+ $1.amount }) > left(claim) {
            if case .recognised = claim { deferred.formUnion(all.map(\.place).sorted().dropFirst()); continue }
            let named = all.filter(\.isNamed)
            let winner = named.count == 1 ? named[0].place : -1
            // The one that names it goes first; the others look again at what is left.
            if winner >= 0 { deferred.formUnion(all.map(\.place).filter { $0 != winner }) } else { losers.formUnion(all.map(\.place)) }
        }
        return (Set(wanting.map(\.0)).subtracting(losers).subtracting(deferred), losers)
    }

    private enum Claim: Hashable {
        case item(Int)
        case credit(debtor: Int, place: Int)
        case recognised(Int)
        case receipt(Int)
    }

    private static func claims(_ sketch: Sketch) -> [(Claim, Int64)] {
        var claims: [Claim: Int64] = [:]
        for part in sketch.parts { claims[.item(part.item), default: 0] += part.amount }
        for (item, amount) in sketch.remitted { claims[.item(item), default: 0] += amount }
        for netting in sketch.nettings {
            claims[.item(netting.item), default: 0] += netting.amount
            claims[.credit(debtor: netting.debtor, place: netting.credit), default: 0] += netting.amount
        }
        for place in sketch.recognised { claims[.recognised(place)] = 1 }
        if let receipt = sketch.receipt { claims[.receipt(receipt)] = 1 }
        return claims.map { ($0.key, $0.value) }
    }

    private func left(_ claim: Claim) -> Int64 {
        switch claim {
        case .item(let place): explainer.standing.open[place]
        case .credit(let debtor, let place): explainer.standing.credits[debtor][place]
        case .recognised, .receipt: 1
        }
    }
}
