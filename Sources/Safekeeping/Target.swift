package import SQL
import Storage

/// The database that a backup is to be restored into.
package enum Target {
    package static func isEmpty(_ database: any Database) async throws(SQLError) -> Bool {
        if try await isUntouched(database) { return true }
        return try await database.read(for: .everyCompany) { session throws(SQLError) in try CompanyStore.all(session).isEmpty }
    }

    /// It holds no table of ours.
    package static func isUntouched(_ database: any Database) async throws(SQLError) -> Bool {
        try await Migrator(Schema.migrations).pending(database).contains(1)
    }
}
