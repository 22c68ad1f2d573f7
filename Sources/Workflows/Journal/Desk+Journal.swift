import Ledger
import Outbox
import SQL
import Storage

/// What a database was told by send journals.
package struct JournalMerge: Sendable, Hashable {
    /// Messages that it knew to have left.
    package var known = 0
    /// Messages that it thought had not left.
    package var moved = 0
    /// Messages that it had never heard of.
    package var added = 0
    /// Messages whose invoices, or some of them, are not there: they count as soon as they are.
    package var waiting = 0
    /// Of these, messages of which nobody knows whether they were taken.
    package var uncertain = 0
    /// Places whose journal was among what was read.
    package var places: [String] = []
}

extension Desk {
    /// Who the history says it has it from.
    package static let journalName = "journal"
    /// Messages taken in by one transaction.
    private static let settledAtOnce = 200

    /// Tells the ledger what left according to send journals; told twice, it changes nothing more.
    package func merge(_ entries: [JournalEntry]) async throws(DeskError) -> JournalMerge {
        var merge = JournalMerge()
        merge.places = Set(entries.map(\.place)).sorted()
        for profile in try await companies() {
            let day = today(profile)
            let messages = JournalledMessage.all(entries.filter { $0.company == profile.id })
            for part in messages.parts(of: Self.settledAtOnce) {
                let settled = try await work(profile.id, stamp(day, Self.journalName)) { unit throws(DeskError) in
                    var settled = JournalMerge()
                    for message in part { settled.count(try unit.settle(message, on: day), message) }
                    return settled
                }
                merge.add(settled)
                ports.reached(.restoring)
            }
        }
        let places = merge.places
        try await database.write(for: .everyCompany) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in
                guard let record = try InstanceStore.record(session) else { return }
                let wanted = record.journalsWanted.filter { !places.contains($0) }
                guard wanted != record.journalsWanted else { return }
                try InstanceStore.put(
                    InstanceRecord(
                        id: record.id, epoch: record.epoch, home: record.home, closedAt: record.closedAt,
                        heldThrough: record.heldThrough, journalsWanted: wanted), session)
            }
        }
        return merge
    }
}

extension JournalMerge {
    fileprivate mutating func count(_ settlement: JournalSettlement, _ message: JournalledMessage) {
        switch settlement {
        case .known: known += 1
        case .moved: moved += 1
        case .added: added += 1
        case .waiting: waiting += 1
        }
        if message.state == .uncertain { uncertain += 1 }
    }

    fileprivate mutating func add(_ other: JournalMerge) {
        known += other.known
        moved += other.moved
        added += other.added
        waiting += other.waiting
        uncertain += other.uncertain
    }
}
