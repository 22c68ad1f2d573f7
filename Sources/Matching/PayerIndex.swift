internal import Ledger

/// Who may have paid: accounts, names that rules know, words of customers' names and words learned, by customer number.
struct PayerIndex: Sendable {
    /// A customer that a movement points to, and how strongly, in bits of surprise.
    struct Guess: Sendable {
        let customer: Int32
        var bits: Int
        var byAccount = false
        var byRule = false
        var bySIREN = false
        var byName = false
        var byWords = false
    }

    private var names: HashTable
    private var beginnings = NameBeginnings()
    private var sirens: HashTable
    private var fullNames: HashTable
    private var ruleNames: HashTable
    /// Customer number and whether the payer pays for several.
    private var rules: [(customer: Int32, isShared: Bool)] = []
    private var ruleAccounts: [String: [Int]] = [:]
    private var accounts: [String: PayerCounts]
    private var words: [UInt64: PayerCounts]
    /// From the numbers of `Knowledge` to ours; -1 for customers without items.
    private var translated: [Int32] = []
    private let universe: Int
    /// How many words make up each customer's name.
    private var nameLengths: [Int32] = []

    init(_ customers: [CustomerItems], _ knowledge: Knowledge) {
        universe = max(4_096, customers.count)
        names = HashTable(capacity: customers.count * 3)
        sirens = HashTable(capacity: customers.count)
        fullNames = HashTable(capacity: customers.count)
        ruleNames = HashTable(capacity: knowledge.rules.count)
        accounts = knowledge.accounts
        words = knowledge.words
        var numbers: [CustomerID: Int32] = [:]
        for (place, customer) in customers.enumerated() {
            let number = Int32(truncatingIfNeeded: place)
            numbers[customer.id] = number
            nameLengths.append(Int32(truncatingIfNeeded: Self.nameWords(customer.name).count))
            var seen: [UInt64] = []
            for name in [customer.name] + customer.otherNames {
                FoldedText(name).nameWords { word, letters in
                    guard !seen.contains(word) else { return }
                    names.add(number, for: word)
                    beginnings.add(letters, word)
                    seen.append(word)
                }
                let full = TextHash.of(PayerName.fold(name))
                if full != TextHash.start, !fullNames.all(full).contains(number) { fullNames.add(number, for: full) }
            }
            if let siren = customer.siren { sirens.add(number, for: TextHash.of(FoldedText(siren).bytes[...])) }
        }
        beginnings.close()
        translated = knowledge.customers.map { numbers[$0] ?? -1 }
        for rule in knowledge.rules.sorted(by: { $0.id < $1.id }) {
            let place = rules.count
            rules.append((numbers[rule.customer] ?? -1, rule.role == .shared))
            switch rule.kind {
            case .account: ruleAccounts[rule.value, default: []].append(place)
            case .name: ruleNames.add(Int32(truncatingIfNeeded: place), for: TextHash.of(rule.value))
            }
        }
    }

    /// The words that make a name, each once.
    static func nameWords(_ name: String) -> [UInt64] {
        var found: [UInt64] = []
        FoldedText(name).nameWords { hash, _ in found.append(hash) }
        return found
    }

    /// The customers that a movement points to, strongest first; whether its payer pays for several.
    func guesses(_ entry: BankEntry, _ text: FoldedText) -> (guesses: [Guess], isShared: Bool) {
        var tally = Tally()
        byAccount(entry, &tally)
        byName(entry, text, &tally)
        text.words { hash, piece, isNumber in
            if isNumber, piece.count == 9 || piece.count == 14 { siren(text, piece, &tally) }
            if !BankWords.contains(hash) { word(hash, isNumber: isNumber, &tally) }
        }
        for place in text.cut { cutWord(text, text.pieces[place], &tally) }
        tally.completeNames(nameLengths, isCut: !text.cut.isEmpty)
        return (tally.sorted, tally.isShared)
    }

    private func byAccount(_ entry: BankEntry, _ tally: inout Tally) {
        guard let account = entry.party.account else { return }
        if let places = ruleAccounts[account] { return follow(places, &tally) { $0.byAccount = true } }
        guard let counts = accounts[account] else { return }
        if counts.spread > 1 { tally.isShared = true }
        for (customer, count) in counts.known {
            guard let number = translate(customer) else { continue }
            tally.change(number) { guess in
                guess.bits += counts.spread == 1 ? (Int(count) * 10 >= Int(counts.total) * 9 ? 24 : 12) : 6
                guess.byAccount = counts.spread == 1
            }
        }
    }

    /// What people said holds, whatever the words say; a payer for two customers pays for several.
    private func follow(_ places: [Int], _ tally: inout Tally, _ mark: (inout Guess) -> Void) {
        let own = Set(places.map { rules[$0].customer })
        let isShared = places.contains { rules[$0].isShared } || own.count > 1
        if isShared { tally.isShared = true }
        for place in places where rules[place].customer >= 0 {
            tally.change(rules[place].customer) { guess in
                guess.bits = max(guess.bits, isShared ? 6 : 28)
                if !isShared { mark(&guess) }
            }
        }
    }

    private func byName(_ entry: BankEntry, _ text: FoldedText, _ tally: inout Tally) {
        for name in [entry.party.name, entry.ultimateParty.name].compactMap({ $0 }) {
            let hash = TextHash.of(PayerName.fold(name))
            let exact = fullNames.all(hash, limit: 8)
            for customer in exact {
                tally.change(customer) { guess in
                    guess.bits += exact.count == 1 ? 12 : 6
                    guess.byName = true
                }
            }
            let places = ruleNames.all(hash).map { Int($0) }
            if !places.isEmpty { follow(places, &tally) { $0.byRule = true } }
        }
        guard !rules.isEmpty else { return }
        for start in text.pieces.indices where text.pieces[start].startsWord { ruleName(text, from: start, &tally) }
    }

    /// A name that a rule knows, written within the text.
    private func ruleName(_ text: FoldedText, from start: Int, _ tally: inout Tally) {
        var hash = TextHash.start
        for end in start..<min(start + 8, text.pieces.count) where text.pieces[end].segment == text.pieces[start].segment {
            if end > start, text.pieces[end].startsWord { hash = TextHash.mix(hash, 0x20) }
            hash = text.hash(text.pieces[end], from: hash)
            guard end + 1 == text.pieces.count || text.pieces[end + 1].startsWord else { continue }
            let places = ruleNames.all(hash).map { Int($0) }
            if !places.isEmpty { follow(places, &tally) { $0.byRule = true } }
        }
    }

    private func siren(_ text: FoldedText, _ piece: FoldedText.Piece, _ tally: inout Tally) {
        let digits = text.bytes[Int(piece.start)..<Int(piece.start) + 9]
        for customer in sirens.all(TextHash.of(digits), limit: 4) {
            tally.change(customer) { guess in
                guess.bits += 20
                guess.bySIREN = true
            }
        }
    }

    private func word(_ hash: UInt64, isNumber: Bool, _ tally: inout Tally) {
        let learned = words[hash]
        if let learned, learned.spread <= 2 {
            for (customer, count) in learned.known {
                guard let number = translate(customer), !isNumber || count >= 2 else { continue }
                // Seen once is half; what is seen with others or with nobody's money loses in proportion.
                let bits = 14 * Int(count) / (Int(count) + 1) * Int(count) / max(1, Int(learned.total))
                if bits > 0 { tally.learned(number, bits) }
            }
        }
        guard !isNumber else { return }
        let count = names.count(hash, limit: 65)
        guard count > 0, count <= 64 else { return }
        let rarity = universe / count
        var bits = min(12, Int.bitWidth - 1 - rarity.leadingZeroBitCount)
        if BankWords.isTrade(hash) { bits = min(bits, 3) }
        guard let learned, learned.total >= 2, learned.spread > 0 else { return names.forEach(hash) { tally.named($0, bits) } }
        // Others write it on their payments, this customer never did: its name says less then.
        let own = learned.known.compactMap { translate($0.customer) }
        names.forEach(hash) { tally.named($0, own.contains($0) || learned.spread == 3 ? bits : max(1, bits / 3)) }
    }

    /// The last word of a text that was cut is perhaps the beginning of a name.
    private func cutWord(_ text: FoldedText, _ piece: FoldedText.Piece, _ tally: inout Tally) {
        guard !piece.isDigits, piece.startsWord, names.count(text.hash(piece), limit: 1) == 0 else { return }
        let words = beginnings.all(text.bytes[Int(piece.start)..<Int(piece.end)], limit: 8)
        let count = words.reduce(0) { $0 + names.count($1, limit: 65) }
        guard count > 0, count <= 64 else { return }
        let rarity = universe / count
        for word in words {
            let bits = min(12, Int.bitWidth - 1 - rarity.leadingZeroBitCount)
            names.forEach(word) { tally.named($0, BankWords.isTrade(word) ? min(bits, 3) : bits) }
        }
    }

    private func translate(_ customer: Int32) -> Int32? {
        let number = translated[Int(customer)]
        return number < 0 ? nil : number
    }
}

/// Guesses as they gather.
private struct Tally {
    private var guesses: [PayerIndex.Guess] = []
    private var words: [(learned: Int, named: Int, count: Int)] = []
    var isShared = false

    mutating func change(_ customer: Int32, _ body: (inout PayerIndex.Guess) -> Void) { body(&guesses[place(of: customer)]) }

    mutating func learned(_ customer: Int32, _ bits: Int) {
        let place = place(of: customer)
        words[place].learned += bits
        guesses[place].byWords = true
    }

    mutating func named(_ customer: Int32, _ bits: Int) {
        let place = place(of: customer)
        words[place].named += bits
        words[place].count += 1
        guesses[place].byName = true
    }

    /// A name of several words that is there in full is worth more than its words, the longer the more; one that is
    /// there in part, less; where the text was cut, a longer name that begins alike may have stood there. What is both
    /// learned and named counts by the better of the two and half of the other.
    mutating func completeNames(_ lengths: [Int32], isCut: Bool) {
        let all = guesses.indices.map { (count: words[$0].count, length: max(1, Int(lengths[Int(guesses[$0].customer)]))) }
        for place in guesses.indices {
            let length = all[place].length
            var (learned, named, count) = words[place]
            let isDoubtful = isCut && all.contains { $0.count >= count && $0.length > $0.count && $0.length > length }
            if count >= length { named += length >= 2 && !isDoubtful ? 3 * length : 0 } else { named = named * (count + 1) / (length + 1) }
            learned = min(learned, 24)
            named = min(named, 36)
            guesses[place].bits += max(learned, named) + min(learned, named) / 2
        }
    }

    private mutating func place(of customer: Int32) -> Int {
        if let place = guesses.firstIndex(where: { $0.customer == customer }) { return place }
        guesses.append(PayerIndex.Guess(customer: customer, bits: 0))
        words.append((0, 0, 0))
        return guesses.count - 1
    }

    /// Strongest first; customer numbers follow the order of their identifiers.
    var sorted: [PayerIndex.Guess] {
        Array(guesses.filter { $0.bits >= 3 }.sorted { ($1.bits, $0.customer) < ($0.bits, $1.customer) }.prefix(6))
    }
}
