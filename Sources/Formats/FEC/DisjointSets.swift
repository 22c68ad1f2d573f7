/// Numbered things put together in sets (union by size, path halving).
struct DisjointSets {
    private var parent: [Int32]
    private var size: [Int32]

    init(count: Int) {
        parent = (0..<Int32(truncatingIfNeeded: count)).map { $0 }
        size = [Int32](repeating: 1, count: count)
    }

    mutating func root(of member: Int32) -> Int32 {
        var node = member
        while parent[Int(node)] != node {
            parent[Int(node)] = parent[Int(parent[Int(node)])]
            node = parent[Int(node)]
        }
        return node
    }

    mutating func join(_ one: Int32, _ other: Int32) {
        var (large, small) = (root(of: one), root(of: other))
        guard large != small else { return }
        if size[Int(large)] < size[Int(small)] { swap(&large, &small) }
        parent[Int(small)] = large
        size[Int(large)] += size[Int(small)]
    }
}
