package import Ledger

/// What left, written down outside the database: what a restored database is told of afterwards (I26).
///
/// A struct of closures: files of the data folder in the program, lists in tests and simulations.
package struct SendJournal: Sendable {
    /// Keeps a line for good before it returns: nothing leaves when it throws.
    package let keep: @Sendable (JournalEntry) throws(JournalProblem) -> Void
    /// Adds a line that may be lost with the machine: the hand-over it ends then counts as uncertain.
    package let note: @Sendable (JournalEntry) -> Void
    /// The last hand-over of a company that an installation kept here; nil when there was none.
    package let last: @Sendable (_ instance: String, CompanyID) throws(JournalProblem) -> JournalMark?

    package init(
        keep: @escaping @Sendable (JournalEntry) throws(JournalProblem) -> Void,
        note: @escaping @Sendable (JournalEntry) -> Void,
        last: @escaping @Sendable (String, CompanyID) throws(JournalProblem) -> JournalMark?
    ) {
        self.keep = keep
        self.note = note
        self.last = last
    }

    /// Remembers nothing.
    package static let none = SendJournal(
        keep: { _ throws(JournalProblem) in }, note: { _ in }, last: { _, _ throws(JournalProblem) in nil })
}

/// Where a company's history stood when a message was handed over.
package struct JournalMark: Sendable, Hashable {
    /// The fact that says so, and the link of the chain that it makes.
    package let sequence: Int64
    package let hash: [UInt8]

    package init(sequence: Int64, hash: [UInt8]) {
        self.sequence = sequence
        self.hash = hash
    }
}

/// The journal cannot be read or written: the system's words.
package struct JournalProblem: Error, Sendable, Hashable {
    package let reason: String

    package init(_ reason: String) { self.reason = reason }
}
