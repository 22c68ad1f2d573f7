package import SQL
package import Workflows

/// Why a backup was not made, or is not restored. Nothing was changed when it is thrown.
package enum BackupProblem: Error, Sendable {
    /// The file cannot be read or written: the system's words.
    case file(String, reason: String)
    /// There is a file already.
    case exists(String)
    /// The file is no backup of this program.
    case notABackup(String)
    /// The bytes are not those that were written: cut off, or changed.
    case damaged(String, reason: String)
    /// Made by a later version of the program.
    case newer(found: Int, known: Int)
    /// What was written does not pass its own check: the companies that do not.
    case unsound([String])
    /// The database to restore into holds companies.
    case notEmpty
    case desk(DeskError)
}

extension BackupProblem: TransactionFailure {
    package init(_ error: SQLError) { self = .desk(.storage(error)) }

    package var sqlError: SQLError? { if case .desk(let error) = self { error.sqlError } else { nil } }
}
