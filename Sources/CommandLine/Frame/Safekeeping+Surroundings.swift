package import Safekeeping
package import Workflows

/// What a backup holds, and where it is.
package struct BackupReport: Sendable {
    package let path: String
    package let bytes: Int64
    package let companies: [BackupCompany]

    package init(path: String, bytes: Int64, companies: [BackupCompany]) {
        self.path = path
        self.bytes = bytes
        self.companies = companies
    }
}

/// What to restore, and how.
package struct RestoreRequest: Sendable {
    package let path: String
    /// The database that is there gives way, and is kept aside.
    package let replaces: Bool
    /// Send journals of other places.
    package let journals: [String]
    package let actor: String

    package init(path: String, replaces: Bool, journals: [String], actor: String) {
        self.path = path
        self.replaces = replaces
        self.journals = journals
        self.actor = actor
    }
}

/// What was restored.
package struct RestoreReport: Sendable {
    package let head: BackupHead
    package let companies: Int
    package let facts: Int64
    /// Where the database is that gave way; nil when there was none.
    package let kept: String?
    package let merge: JournalMerge
    /// Places whose send journal was not there.
    package let journalsWanted: Int
    /// Lines of journals that are not what was written, as `file:line`.
    package let damagedLines: [String]

    package init(
        head: BackupHead, companies: Int, facts: Int64, kept: String?, merge: JournalMerge, journalsWanted: Int,
        damagedLines: [String]
    ) {
        self.head = head
        self.companies = companies
        self.facts = facts
        self.kept = kept
        self.merge = merge
        self.journalsWanted = journalsWanted
        self.damagedLines = damagedLines
    }
}

/// What send journals say.
package struct JournalReading: Sendable {
    package var entries: [JournalEntry] = []
    /// Lines that are not what was written, as `file:line`.
    package var damaged: [String] = []

    package init() {}
}

/// Why a backup was not made or not restored.
package enum SafekeepingFailure: Error, Sendable {
    case backup(BackupProblem)
    case database(DatabaseFailure)
    case file(FileFailure)
}
