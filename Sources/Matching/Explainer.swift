internal import Ledger
internal import Values

/// Finds the ways to explain a movement, with what is left to settle.
struct Explainer: Sendable {
    let index: MatchIndex
    var standing: Standing
    /// Days around a recorded payment within which its movement is looked for.
    private var recognitionDays: Int { index.policy.recognitionDays }
    /// Books and bank tell of one payment as of days that are no further apart.
    private static let sameDays = 2
    /// How surely somebody has paid who is named and has such a payment in the book.
    private static let surePayer = 3
    /// How surely payments of several customers are one transfer that names none of them.
    private static let likelyPayer = 2

    init(_ index: MatchIndex) {
        self.index = index
        standing = Standing(index)
    }

    /// The ways, most probable first.
    func sketches(_ reading: EntryReading) -> [Sketch] {
        if reading.amount <= 0 { return wentBack(reading) }
        var found: [Sketch] = []
        let inBook = awaited(reading)
        if let several = severalCustomers(reading) { found.append(several) }
        if let several = inBookOfSeveral(inBook, reading) { found.append(several) }
        for (debtor, payer, isGuessed) in candidates(reading) {
            if reading.isShared, !isNamed(debtor, reading) { continue }
            found += sketches(reading, debtor, payer: payer, isGuessed: isGuessed, inBook)
        }
        if found.isEmpty { found = inBookAlone(inBook) + byAmountAlone(reading) }
        return ranked(found)
    }

    /// The customers to look at, with how surely each has paid (0 to 5).
    private func candidates(_ reading: EntryReading) -> [(debtor: Int, payer: Int, isGuessed: Bool)] {
        var found: [(Int, Int, Bool)] = []
        for guess in reading.guesses.prefix(4) {
            let others = reading.guesses.filter { $0.customer != guess.customer }.map(\.bits).max() ?? 0
            let payer = payerClass(guess, others)
            // Far behind one who surely paid, it is worth a look only when it is named.
            if payer == 0, let first = found.first, first.1 >= 3, !isNamed(Int(guess.customer), reading) { continue }
            found.append((Int(guess.customer), payer, true))
        }
        for hit in reading.named where hit.form >= .whole && found.count < 12 {
            let debtor = Int(index.documents[Int(hit.document)].customer)
            if !found.contains(where: { $0.0 == debtor }) { found.append((debtor, 0, false)) }
        }
        return found
    }

    private func payerClass(_ guess: PayerIndex.Guess, _ others: Int) -> Int {
        let margin = guess.bits - others
        let isSaid = guess.byAccount || guess.byRule || guess.bySIREN
        if isSaid, guess.bits >= 20, margin >= 8 { return 5 }
        if guess.bits >= 16, margin >= 8 { return 4 }
        if guess.bits >= 10, margin >= 6 { return 3 }
        if guess.bits >= 8, margin >= 3 { return 2 }
        return margin >= 0 ? 1 : 0
    }

    private func isNamed(_ debtor: Int, _ reading: EntryReading) -> Bool {
        reading.named.contains { $0.form >= .whole && index.documents[Int($0.document)].customer == Int32(debtor) }
    }

    private func sketches(
        _ reading: EntryReading, _ debtor: Int, payer: Int, isGuessed: Bool, _ inBook: [Awaited]
    ) -> [Sketch] {
        let view = DebtorView(debtor, reading, index, standing, isGuessed: isGuessed)
        let ways = AmountWays(view: view, reading: reading, index: index)
        var found = recognised(inBook, debtor, isGuessed: isGuessed)
        found += ways.all()
        if let first = found.first, first.recognised.contains(where: isSpent) { found = weighed(found) }
        let bits = reading.guesses.first { Int($0.customer) == debtor }?.bits ?? 0
        for place in found.indices {
            found[place].bits = bits
            found[place].payer = found[place].isInBook ? max(payer, Self.surePayer) : payer
            found[place].note(view, reading)
        }
        return found
    }

    /// What a payment of the books pays by its movement, most probable first; nothing unless all of it is on account.
    func purposes(_ reading: EntryReading, of payment: Sketch) -> [Sketch] {
        let credits = payment.recognised.map { index.awaitedCredits[$0] }
        guard payment.debtors.count == 1, let debtor = payment.debtors.first, credits.allSatisfy(isOnAccount) else { return [] }
        let view = DebtorView(
            debtor, reading, index, standing, isGuessed: reading.guesses.contains { Int($0.customer) == debtor },
            spent: credits.map { Int($0.place) })
        var found = AmountWays(view: view, reading: reading, index: index).all().filter { !$0.parts.isEmpty }
        for place in found.indices {
            found[place].bits = payment.bits
            found[place].payer = payment.payer
            found[place].isInBook = payment.isInBook
            found[place].note(view, reading)
        }
        return ranked(found)
    }

    private func isOnAccount(_ credit: (debtor: Int32, place: Int32)) -> Bool {
        let (debtor, place) = (Int(credit.debtor), Int(credit.place))
        return standing.credits[debtor][place] == index.debtors[debtor].credits[place].amount
    }

    /// A recorded payment that has settled something already leaves its amount open nowhere.
    private func isSpent(_ place: Int) -> Bool {
        let (debtor, credit) = index.awaitedCredits[place]
        let known = index.debtors[Int(debtor)].credits[Int(credit)]
        return known.unallocated < known.amount
    }

    /// What is named and open, to the cent, is perhaps not the payment that is in the book; what is merely of that
    /// amount makes it a little less sure.
    private func weighed(_ sketches: [Sketch]) -> [Sketch] {
        let isNamed = sketches.contains { $0.fit == .named && $0.reference >= 3 }
        let isExact = sketches.contains { $0.fit.rawValue <= Pattern.Fit.balance.rawValue }
        return sketches.map { sketch in
            var sketch = sketch
            if isNamed { sketch.rivals = 2 } else if isExact { sketch.rivals = max(1, sketch.rivals) }
            return sketch
        }
    }

    /// A payment that is in the book already and that awaits its movement; or several of a day that are one.
    private func recognised(_ nearest: [Awaited], _ debtor: Int, isGuessed: Bool) -> [Sketch] {
        let own = nearest.filter { $0.debtors == [debtor] }
        let isAlone = nearest.allSatisfy { $0.debtors == [debtor] }
        return own.prefix(2).map { near in
            let payment = index.awaitedPayments[near.payment]
            var sketch = Sketch(debtors: [debtor], fit: .recognised)
            sketch.recognised = payment.credits
            // Several alike on one day are one as good as the other, whichever is taken.
            sketch.rivals = near.days > Self.sameDays || !payment.isOne ? 1 : 0
            sketch.isInBook = isAlone && isGuessed && sketch.rivals == 0
            return sketch
        }
    }

    /// Payments of several customers that one transfer made, the only ones of that amount and about that day. When an invoice
    /// of each of them is named, it is as sure as can be who was paid for.
    private func inBookOfSeveral(_ inBook: [Awaited], _ reading: EntryReading) -> Sketch? {
        let nearest = inBook.filter { $0.debtors.count > 1 && $0.days <= Self.sameDays }
        guard nearest.count == 1, let near = nearest.first else { return nil }
        var sketch = Sketch(debtors: near.debtors, fit: .recognised)
        sketch.recognised = index.awaitedPayments[near.payment].credits
        let hits = reading.named.filter { $0.form >= .whole }
        let named = Set(hits.map { Int(index.documents[Int($0.document)].customer) })
        sketch.isNamed = near.debtors.allSatisfy(named.contains)
        sketch.reference = sketch.isNamed ? hits.map(\.form.rawValue).max() ?? 0 : 0
        sketch.payer = sketch.isNamed ? Self.surePayer : Self.likelyPayer
        sketch.rivals = inBook.count > 1 ? 1 : 0
        return sketch
    }

    /// Nobody who is named has such a payment: the only one of that amount and about that day, to look at.
    private func inBookAlone(_ inBook: [Awaited]) -> [Sketch] {
        let nearest = inBook.filter { $0.days <= Self.sameDays }
        guard nearest.count == 1, let near = nearest.first else { return [] }
        var sketch = Sketch(debtors: near.debtors, fit: .recognised)
        sketch.recognised = index.awaitedPayments[near.payment].credits
        sketch.rivals = 1
        return [sketch]
    }

    /// A payment in the book, so many days from a movement of its amount.
    private struct Awaited {
        let days: Int
        /// Its place among the awaited payments.
        let payment: Int
        let debtors: [Int]
    }

    /// Payments in the book of the amount of a movement, the nearest in time first.
    private func awaited(_ reading: EntryReading) -> [Awaited] {
        var found: [Awaited] = []
        index.awaited.forEach(MatchIndex.hash(reading.amount, reading.currency)) { number in
            let payment = index.awaitedPayments[Int(number)]
            guard standing.recognised.isDisjoint(with: payment.credits) else { return }
            let known = payment.credits.map(index.awaitedCredit)
            let days = abs(reading.bookedOn.days(since: known[0].on))
            guard days <= recognitionDays, known[0].currency == reading.currency,
                known.reduce(Int64(0), { $0.plus($1.amount) }) == reading.amount
            else { return }
            let debtors = Set(payment.credits.map { Int(index.awaitedCredits[$0].debtor) }).sorted()
            found.append(Awaited(days: days, payment: Int(number), debtors: debtors))
        }
        return found.sorted { ($0.days, $0.payment) < ($1.days, $1.payment) }
    }

    /// Whole references to debts of several customers, which come to the amount: a parent company or a factor.
    private func severalCustomers(_ reading: EntryReading) -> Sketch? {
        let hits = reading.named.filter { $0.form >= .whole }
        let documents = Set(hits.map(\.document)).sorted()
        let debtors = Set(documents.map { Int(index.documents[Int($0)].customer) }).sorted()
        guard debtors.count > 1, debtors.count <= 50 else { return nil }
        var sketch = Sketch(debtors: debtors, fit: .named)
        for document in documents {
            for item in index.documents[Int(document)].items where standing.open[item] > 0 && index.items[item].currency == reading.currency {
                sketch.parts.append(.init(item: item, amount: standing.open[item]))
            }
        }
        sketch.parts.sort { $0.item < $1.item }
        guard sketch.parts.reduce(0, { $0 &+ $1.amount }) == reading.amount else { return nil }
        sketch.debtors = Set(sketch.items.map { Int(index.items[$0].customer) }).sorted()
        sketch.payer = reading.isShared ? 3 : 0
        sketch.reference = hits.map(\.form.rawValue).max() ?? 0
        sketch.isNamed = true
        return sketch
    }

    /// Nobody is known to have paid: receivables of that very amount, to look at.
    private func byAmountAlone(_ reading: EntryReading) -> [Sketch] {
        var items: [Int] = []
        for number in index.amounts.all(MatchIndex.hash(reading.amount, reading.currency), limit: 8) {
            let item = Int(number)
            if standing.open[item] == reading.amount, index.items[item].issuedOn <= reading.bookedOn { items.append(item) }
        }
        return items.prefix(5).map { item in
            var sketch = Sketch(debtors: [Int(index.items[item].customer)], fit: .single)
            sketch.parts = [.init(item: item, amount: reading.amount)]
            sketch.rivals = items.count > 1 ? 2 : 0
            return sketch
        }
    }

    /// Receipts of the amount that went back.
    private func wentBack(_ reading: EntryReading) -> [Sketch] {
        let finds = reading.returns.filter { !standing.returned.contains($0.receipt) }
        func rank(_ find: ReceiptIndex.Find) -> Int { find.byReference ? 5 : find.byPayer ? 4 : 0 }
        return finds.map { find in
            var sketch = Sketch(debtors: [], fit: .returned)
            sketch.receipt = find.receipt
            sketch.charges = find.charges
            sketch.payer = rank(find)
            sketch.rivals = finds.filter { rank($0) >= rank(find) }.count > 1 ? 2 : 0
            sketch.probability = Calibration.probability(sketch.pattern)
            return sketch
        }
    }

    /// Most probable first; those that another one equals say so.
    private func ranked(_ sketches: [Sketch]) -> [Sketch] {
        var found: [Sketch] = []
        for sketch in sketches where !found.contains(where: { $0.settlesSame(as: sketch) }) { found.append(sketch) }
        for place in found.indices { found[place].rivals = max(found[place].rivals, rivals(of: found[place], among: found)) }
        for place in found.indices { found[place].probability = Calibration.probability(found[place].pattern) }
        return found.enumerated().sorted { left, right in
            (right.element.weight, right.element.probability, left.element.fit.rawValue, left.offset)
                < (left.element.weight, left.element.probability, right.element.fit.rawValue, right.offset)
        }.map(\.element)
    }

    /// Another customer's way with as good a fit and as sure a payer is a rival.
    private func rivals(of sketch: Sketch, among all: [Sketch]) -> Int {
        guard sketch.debtors.count == 1 else { return 0 }
        if sketch.isInBook { return all.contains { $0.isAsLikely(as: sketch) } ? 2 : 0 }
        var rivals = 0
        for other in all where other.debtors != sketch.debtors && other.fit.rawValue <= Pattern.Fit.netted.rawValue {
            let weight = other.payer + other.reference - sketch.payer - sketch.reference
            if weight >= 0 { rivals = 2 } else if weight >= -2 { rivals = max(rivals, 1) }
        }
        return rivals
    }
}
