/// Byte strings kept once and named by small numbers, in the order in which they were met.
struct ByteInterner {
    private var bytes: [UInt8] = []
    /// Where each string ends in `bytes`; the first one starts at 0.
    private var ends: [Int] = []
    /// Half of the hash of each string: tells most strings apart without a look at their bytes.
    private var marks: [UInt32] = []
    private var slots = [Int32](repeating: -1, count: 64)

    var count: Int { ends.count }

    /// The number of a string, new or known.
    mutating func id(of string: ArraySlice<UInt8>) -> Int32 {
        if ends.count * 2 >= slots.count { grow() }
        let mark = Self.mark(string)
        var slot = place(mark)
        while slots[slot] >= 0 {
            if marks[Int(slots[slot])] == mark, self[slots[slot]] == string { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        let id = Int32(truncatingIfNeeded: ends.count)
        bytes.append(contentsOf: string)
        ends.append(bytes.count)
        marks.append(mark)
        slots[slot] = id
        return id
    }

    subscript(id: Int32) -> ArraySlice<UInt8> {
        let index = Int(id)
        return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    func text(_ id: Int32) -> String { String(decoding: self[id], as: UTF8.self) }

    private func place(_ mark: UInt32) -> Int { Int(mark) & (slots.count - 1) }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for id in marks.indices {
            var slot = place(marks[id])
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(truncatingIfNeeded: id)
        }
    }

    private static func mark(_ string: ArraySlice<UInt8>) -> UInt32 {
        var hasher = Hasher()
        string.withUnsafeBytes { hasher.combine(bytes: $0) }
        return UInt32(truncatingIfNeeded: hasher.finalize())
    }
}
