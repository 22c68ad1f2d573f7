import Ledger
import Outbox
import Values

/// A message that the journal knows to be, or perhaps to be, in somebody's hands.
struct JournalledMessage: Sendable {
    let content: Correspondence
    let header: String
    /// SHA-256 of the bytes that left, hexadecimal.
    let digest: String
    /// `accepted`, or `uncertain` when nobody knows.
    let state: MessageState
    let at: Instant
    /// The lines of the journal that say so.
    let entries: [JournalEntry]

    /// What left of a company, in the order in which it left. Tries that came to nothing are left out.
    static func all(_ entries: [JournalEntry]) -> [JournalledMessage] {
        var begun: [MessageID: (begin: JournalEntry, end: JournalEntry?)] = [:]
        var order: [MessageID] = []
        for entry in entries {
            switch entry.event {
            case .opened: break
            case .committing:
                if begun[entry.message] == nil { order.append(entry.message) }
                // What was accepted once stays accepted, whatever came later.
                if begun[entry.message]?.end?.isAccepted != true { begun[entry.message] = (entry, nil) }
            case .ended:
                if let begin = begun[entry.message]?.begin, begun[entry.message]?.end?.isAccepted != true {
                    begun[entry.message] = (begin, entry)
                }
            }
        }
        return order.compactMap { id in begun[id].flatMap { JournalledMessage($0.begin, $0.end) } }
    }

    private init?(_ begin: JournalEntry, _ end: JournalEntry?) {
        guard case .committing(let content, let header, let digest, _) = begin.event else { return nil }
        var state = MessageState.uncertain
        if case .ended(let ended, _)? = end?.event {
            guard ended == .accepted || ended == .uncertain else { return nil }
            state = ended
        }
        self.content = content
        self.header = header
        self.digest = digest
        self.state = state
        at = begin.at
        entries = [begin] + (end.map { [$0] } ?? [])
    }
}

extension JournalEntry {
    fileprivate var isAccepted: Bool { if case .ended(.accepted, _) = event { true } else { false } }
}
