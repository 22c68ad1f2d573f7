/// Where the members of a list that only grows stand, so that an account of many thousands of invoices is not read
/// from end to end for each of them. Derived from the list: it says nothing about equality.
struct Positions<Key: Hashable & Sendable>: Hashable, Sendable {
    private var places: [Key: Int] = [:]
    private var first: Key?
    private var last: Key?
    private var covered = 0

    /// Lists shorter than this are simply read.
    private static var shortest: Int { 64 }

    /// Notes the members that were appended since the last time.
    mutating func follow(_ count: Int, _ key: (Int) -> Key) {
        guard count >= Self.shortest else { return }
        if !isSound(count, key) { self = Positions() }
        guard count > covered else { return }
        for index in covered..<count { places[key(index)] = index }
        first = key(0)
        last = key(count - 1)
        covered = count
    }

    /// The place of a member, the last one if it stands twice.
    func place(of wanted: Key, _ count: Int, _ key: (Int) -> Key) -> Int? {
        let known = isSound(count, key) ? covered : 0
        for index in stride(from: count - 1, through: known, by: -1) where key(index) == wanted { return index }
        guard known > 0, let index = places[wanted] else { return nil }
        return key(index) == wanted ? index : nil
    }

    /// Whether the list still begins with what was noted: whoever replaced it did not tell.
    private func isSound(_ count: Int, _ key: (Int) -> Key) -> Bool {
        covered == 0 || covered <= count && key(0) == first && key(covered - 1) == last
    }

    static func == (_: Positions, _: Positions) -> Bool { true }
    func hash(into _: inout Hasher) {}
}
