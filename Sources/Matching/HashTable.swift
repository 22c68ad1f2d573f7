/// Numbers by the hash of a text: open addressing, several numbers for one hash in the order they were added.
struct HashTable: Sendable {
    private var keys: [UInt64]
    private var heads: [Int32]
    private var tails: [Int32]
    private var values: [Int32] = []
    private var next: [Int32] = []
    private var used = 0

    init(capacity: Int) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        keys = Array(repeating: 0, count: size)
        heads = Array(repeating: -1, count: size)
        tails = heads
        values.reserveCapacity(capacity)
        next.reserveCapacity(capacity)
    }

    mutating func add(_ value: Int32, for hash: UInt64) {
        if used * 2 >= keys.count { grow() }
        let slot = slot(of: hash)
        let place = Int32(truncatingIfNeeded: values.count)
        values.append(value)
        next.append(-1)
        if heads[slot] < 0 {
            keys[slot] = hash
            heads[slot] = place
            used += 1
        } else {
            next[Int(tails[slot])] = place
        }
        tails[slot] = place
    }

    func forEach(_ hash: UInt64, _ body: (Int32) -> Void) {
        var place = heads[slot(of: hash)]
        while place >= 0 {
            body(values[Int(place)])
            place = next[Int(place)]
        }
    }

    /// At most `limit` of them.
    func all(_ hash: UInt64, limit: Int = 64) -> [Int32] {
        var found: [Int32] = []
        var place = heads[slot(of: hash)]
        while place >= 0, found.count < limit {
            found.append(values[Int(place)])
            place = next[Int(place)]
        }
        return found
    }

    func count(_ hash: UInt64, limit: Int) -> Int {
        var count = 0
        var place = heads[slot(of: hash)]
        while place >= 0, count < limit {
            count += 1
            place = next[Int(place)]
        }
        return count
    }

    @inline(__always)
    func contains(_ hash: UInt64) -> Bool { heads[slot(of: hash)] >= 0 }

    @inline(__always)
    private func slot(of hash: UInt64) -> Int {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: (hash ^ (hash >> 29)) &* 0x9E37_79B9_7F4A_7C15 >> 20) & mask
        while heads[slot] >= 0, keys[slot] != hash { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let (oldKeys, oldHeads, oldTails) = (keys, heads, tails)
        keys = Array(repeating: 0, count: oldKeys.count * 2)
        heads = Array(repeating: -1, count: keys.count)
        tails = heads
        for place in oldKeys.indices where oldHeads[place] >= 0 {
            let slot = slot(of: oldKeys[place])
            keys[slot] = oldKeys[place]
            heads[slot] = oldHeads[place]
            tails[slot] = oldTails[place]
        }
    }
}
