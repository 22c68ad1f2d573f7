/// Words of customers' names by how they begin, for a name that the bank cut off: `VIR SEPA SAS ELECTRICITE LEFEVR`.
struct NameBeginnings: Sendable {
    /// The first eight letters as one number, in order, with the hash of the whole word.
    private var words: [(letters: UInt64, hash: UInt64)] = []

    /// Fewer letters begin too many names.
    private static let fewest = 3
    private static let most = 8

    mutating func add(_ letters: ArraySlice<UInt8>, _ hash: UInt64) { words.append((Self.number(letters), hash)) }

    /// To be called once all are added.
    mutating func close() {
        words.sort { ($0.letters, $0.hash) < ($1.letters, $1.hash) }
        var kept: [(letters: UInt64, hash: UInt64)] = []
        for word in words where kept.last?.hash != word.hash { kept.append(word) }
        words = kept
    }

    /// Hashes of the words that begin so and go on; none when there are more than `limit`.
    func all(_ letters: ArraySlice<UInt8>, limit: Int) -> [UInt64] {
        guard letters.count >= Self.fewest else { return [] }
        let first = Self.number(letters)
        let rest = UInt64.max >> UInt64(8 * min(letters.count, Self.most))
        let last = letters.count >= Self.most ? first : first | rest
        var low = 0
        var high = words.count
        while low < high {
            let middle = (low + high) / 2
            if words[middle].letters < first { low = middle + 1 } else { high = middle }
        }
        var found: [UInt64] = []
        while low < words.count, words[low].letters <= last {
            if found.count == limit { return [] }
            found.append(words[low].hash)
            low += 1
        }
        return found
    }

    private static func number(_ letters: ArraySlice<UInt8>) -> UInt64 {
        var number: UInt64 = 0
        for letter in letters.prefix(most) { number = number << 8 | UInt64(letter) }
        return number << UInt64(8 * (most - min(letters.count, most)))
    }
}
