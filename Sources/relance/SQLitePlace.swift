import CommandLine
import Glibc
import SQL
import SQLiteEngine
import Safekeeping
import Workflows

/// A database in a file of the data folder.
struct SQLitePlace: RestorePlace {
    private let folder: String

    init(_ folder: String) { self.folder = folder }

    private var path: String { folder + "/relance.sqlite" }
    private var scratch: String { path + ".restoring" }

    func prepare(replacing: Bool) async throws(SafekeepingFailure) -> any Database {
        if SocketFile.answering(in: folder) != nil { throw .database(.alreadyServed) }
        do throws(DatabaseFailure) { try Files.makePrivateFolder(folder) } catch { throw .database(error) }
        if !replacing, access(path, F_OK) == 0 {
            guard try await isEmpty() else { throw .backup(.notEmpty) }
        }
        Safekeeper.remove(scratch)
        do throws(SQLError) { return try SQLiteDatabase(path: scratch, retry: .patient) } catch { throw .database(DatabaseFailure(error)) }
    }

    private func isEmpty() async throws(SafekeepingFailure) -> Bool {
        do throws(SQLError) {
            let database = try SQLiteDatabase(path: path, retry: .patient)
            do throws(SQLError) {
                let isEmpty = try await Target.isEmpty(database)
                await database.close()
                return isEmpty
            } catch {
                await database.close()
                throw error
            }
        } catch { throw .database(DatabaseFailure(error)) }
    }

    func exchange(stamp: String, reached: @Sendable (CrashPoint) -> Void) async throws(BackupProblem) -> String? {
        let kept = access(path, F_OK) == 0 ? path + ".replaced-" + stamp : nil
        do throws(SQLError) {
            try await SQLiteDatabase.exchange(path, for: scratch, keeping: kept) { reached(.restoring) }
        } catch { throw BackupProblem(error) }
        Safekeeper.remove(scratch)
        return kept
    }

    func discard() async { Safekeeper.remove(scratch) }
}
