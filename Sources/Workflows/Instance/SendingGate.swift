/// Whether what is live may leave from here. Planning, imports and reading go on in any case.
package enum SendingGate: Hashable, Sendable {
    case open
    case closed(ClosedReason)

    package var reason: ClosedReason? { if case .closed(let reason) = self { reason } else { nil } }
}

/// Why nothing leaves until a person releases it.
package enum ClosedReason: String, Hashable, Sendable, CaseIterable {
    /// The database comes from a backup.
    case restored
    /// The database is a copy of another one, which may be at work.
    case copied
    /// The data folder is a copy, was moved, or is on a machine that was not admitted.
    case unknownPlace = "unknown_place"
    /// The send journal of this place tells of messages that the database has never heard of: it went back in time.
    case behindJournal = "behind_journal"
    /// What identifies this place, or its send journal, cannot be read.
    case unreadable
}
