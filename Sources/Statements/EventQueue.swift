/// Events that were made and not told yet, in their order.
struct EventQueue {
    private var events: [StatementEvent] = []
    private var told = 0

    var isEmpty: Bool { told == events.count }

    mutating func append(_ event: StatementEvent) { events.append(event) }

    mutating func next() -> StatementEvent? {
        guard told < events.count else { return nil }
        defer {
            told += 1
            if told == events.count {
                events.removeAll(keepingCapacity: true)
                told = 0
            }
        }
        return events[told]
    }
}
