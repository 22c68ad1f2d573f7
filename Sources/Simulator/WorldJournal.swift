import Ledger
import Workflows

/// The send journal of the simulated machine: it outlives its database.
///
/// `@unchecked`: see `World`.
final class WorldJournal: @unchecked Sendable {
    /// Its openings, and what left since the last backup: what a restored database does not know.
    private(set) var entries: [JournalEntry] = []
    private var marks: [String: JournalMark] = [:]

    var port: SendJournal {
        SendJournal(
            keep: { entry throws(JournalProblem) in self.add(entry) }, note: { self.add($0) },
            last: { instance, company throws(JournalProblem) in self.marks[instance + " " + company.text] })
    }

    func keepOpenings() { entries.removeAll { $0.event != .opened } }

    private func add(_ entry: JournalEntry) {
        entries.append(entry)
        if case .committing(_, _, _, let mark) = entry.event { marks[entry.instance + " " + entry.company.text] = mark }
    }
}
