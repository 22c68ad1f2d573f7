internal import Ledger

/// What a careful person could tell from what is seen on a movement, the customers' names, the open items and the history.
///
/// It reads texts in a way of its own: whole words in capitals, whole numbers, nothing repaired.
struct TrialSight {
    private struct Seen {
        let kind: TrialTruth.Kind
        let words: Set<String>
        let account: String?
        let showsNumbers: Bool
        let isUnique: Bool
        let isOne: Bool
        let customer: CustomerID?
        let isTraceable: Bool
    }

    private var seen: [Seen] = []
    private var words: [String: Set<CustomerID>] = [:]
    private var accounts: [String: Set<CustomerID>] = [:]
    private static let tooMany = 20

    /// A movement of the history, and whose it was.
    mutating func learn(_ entry: BankEntry, _ customers: [CustomerID]) {
        guard !customers.isEmpty else { return }
        for word in Self.words(entry) where words[word, default: []].count <= Self.tooMany { words[word, default: []].formUnion(customers) }
        if let account = entry.party.account { accounts[account, default: []].formUnion(customers) }
    }

    mutating func see(
        _ entry: BankEntry, _ kind: TrialTruth.Kind, numbers: [String], isUnique: Bool, isOne: Bool, customer: CustomerID?
    ) {
        let text = [entry.text.label, entry.text.remittance, entry.references.creditor ?? ""]
            .map { $0.uppercased().filter { $0.isLetter || $0.isNumber } }.joined(separator: "|")
        let shows = !numbers.isEmpty && numbers.allSatisfy { number in
            let plain = number.filter { $0.isLetter || $0.isNumber }.uppercased()
            return plain.count >= 6 && text.contains(plain)
        }
        seen.append(
            Seen(
                kind: kind, words: Self.words(entry), account: entry.party.account, showsNumbers: shows, isUnique: isUnique, isOne: isOne,
                customer: customer, isTraceable: (entry.references.endToEnd?.count ?? 0) > 6 && entry.references.endToEnd != "NOTPROVIDED"))
    }

    /// For each movement seen, whether there is one answer.
    func decidable(names: [(CustomerID, String)]) -> [Bool] {
        var owners = words
        for (customer, name) in names {
            for word in Self.words(name, isCut: false) { owners[word, default: []].insert(customer) }
        }
        return seen.map { isDecidable($0, owners) }
    }

    private func isDecidable(_ seen: Seen, _ owners: [String: Set<CustomerID>]) -> Bool {
        switch seen.kind {
        case .single, .several, .scattered: return seen.showsNumbers || seen.isUnique && showsPayer(seen, owners)
        case .part, .half, .overpaid: return seen.showsNumbers && showsPayer(seen, owners)
        case .discount, .charges, .costs: return seen.showsNumbers || seen.isUnique && showsPayer(seen, owners)
        case .netted: return showsPayer(seen, owners) && (seen.showsNumbers || seen.isUnique)
        case .parent, .factor: return seen.showsNumbers
        case .collection: return seen.isTraceable || seen.isUnique && showsPayer(seen, owners)
        case .recognised: return showsPayer(seen, owners)
        case .returned: return seen.isTraceable
        case .wrongReference, .duplicate, .onAccount, .chequeBatch, .cardBatch, .noise: return false
        }
    }

    private func showsPayer(_ seen: Seen, _ owners: [String: Set<CustomerID>]) -> Bool {
        guard let customer = seen.customer else { return false }
        if let account = seen.account, accounts[account] == [customer] { return true }
        var common: Set<CustomerID>?
        for word in seen.words {
            guard let own = owners[word], own.count <= Self.tooMany else { continue }
            common = common?.intersection(own) ?? own
        }
        return common == [customer]
    }

    private static func words(_ entry: BankEntry) -> Set<String> {
        var words = words(entry.text.label, isCut: entry.text.label.utf8.count >= 31)
        words.formUnion(Self.words(entry.text.remittance, isCut: false))
        if let name = entry.party.name { words.formUnion(Self.words(name, isCut: false)) }
        return words
    }

    private static func words(_ text: String, isCut: Bool) -> Set<String> {
        var all = TrialNames.printed(text).split { !$0.isLetter && !$0.isNumber }.map(String.init)
        if isCut { _ = all.popLast() }
        return Set(all.filter { word in word.count >= 3 && word.contains(where: \.isLetter) && !TrialNames.forms.contains(word) })
    }
}
