/// Events that were made and not told yet, in their order.
struct EventQueue {
    private var events: [StatementEvent] = []
    private var told = 0

    var isEmpty: Bool { told == events.count }

    mutating func append(_ event: StatementEvent) { events.append(event) }

    mutating func next() -> StatementEvent? {
        guard told < events.count else { return nil }
        if told == events.count - 1 {
            told = 0
            defer { events.removeAll(keepingCapacity: true) }
            return events.popLast()
        }
        told += 1
        return events[told - 1]
    }
}
