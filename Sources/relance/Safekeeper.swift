import CommandLine
import Foundation
import Ledger
import SQL
import SQLiteEngine
import Safekeeping
import Storage
import Values
import Workflows

/// Backups of this program's database and their way back, on the disk and on the server.
struct Safekeeper: Sendable {
    let program: Program

    private var environment: Environment { program.environment }

    // MARK: Backing up

    func backUp(_ desk: Desk, _ location: DatabaseLocation, _ given: String?) async throws(SafekeepingFailure) -> BackupReport {
        do throws(BackupProblem) {
            let path: String
            if let given { path = given } else { path = try ownPath(program.folder(location)) }
            let file = try BackupFile(path)
            do throws(BackupProblem) {
                let companies = try await BackupWriter(desk).write { bytes throws(BackupProblem) in try file.write(bytes) }
                try await verify(try file.settle(), like: desk)
                desk.ports.reached(.backupWriting)
                try file.finish()
                return BackupReport(path: path, bytes: file.bytes, companies: companies)
            } catch {
                file.discard()
                throw error
            }
        } catch { throw .backup(error) }
    }

    private func ownPath(_ folder: String) throws(BackupProblem) -> String {
        let own = folder + "/backups"
        do throws(DatabaseFailure) { try Files.makePrivateFolder(own) } catch { throw .file(own, reason: "\(error)") }
        return own + "/relance-" + Self.stamp(Clock.now) + ".backup"
    }

    /// `20261122-201503`, in UTC.
    static func stamp(_ now: Instant) -> String {
        String(now.iso.compactMap { $0.isNumber ? $0 : $0 == "T" ? "-" : nil })
    }

    /// Reads a backup into a database of its own, checks that, and forgets it.
    private func verify(_ path: String, like desk: Desk) async throws(BackupProblem) {
        let scratch = path + ".check"
        Self.remove(scratch)
        defer { Self.remove(scratch) }
        let database: SQLiteDatabase
        do throws(SQLError) { database = try SQLiteDatabase(path: scratch, retry: .patient) } catch { throw BackupProblem(error) }
        let copy = Desk(database: database, ports: desk.ports.apart())
        do throws(BackupProblem) {
            try await Self.fill(copy, from: path, by: "relance")
            await database.close()
        } catch {
            await database.close()
            throw error
        }
    }

    /// The backup in an empty database, and all that must hold of it. Answers how many facts there are of how many companies.
    @discardableResult
    static func fill(_ copy: Desk, from path: String, by actor: String) async throws(BackupProblem) -> (companies: Int, facts: Int64) {
        do throws(DeskError) { try await copy.open() } catch { throw .desk(error) }
        try await BackupReader(BackupFile.source(path)).load(into: copy, by: actor)
        var checks: [CompanyCheck] = []
        do throws(DeskError) {
            for profile in try await copy.companies() { checks.append(try await copy.audit(profile.id)) }
        } catch { throw .desk(error) }
        let unsound = checks.filter { !$0.isSound }.map(\.company.text)
        guard unsound.isEmpty else { throw .unsound(unsound) }
        return (checks.count, checks.reduce(0) { $0 + $1.facts })
    }

    static func remove(_ path: String) {
        for suffix in ["", "-wal", "-shm", ".lock"] { unlink(path + suffix) }
    }

    // MARK: Restoring

    func restore(_ request: RestoreRequest, _ location: DatabaseLocation) async throws(SafekeepingFailure) -> RestoreReport {
        let folder = program.folder(location)
        let head: BackupHead
        do throws(BackupProblem) { head = try BackupReader(BackupFile.source(request.path)).verify() } catch { throw .backup(error) }
        let read: JournalReading
        do throws(FileFailure) { read = try journals(location, request.journals) } catch { throw .file(error) }
        let ports: Ports
        do throws(DatabaseFailure) { ports = try Ports.real(environment, folder: folder) } catch { throw .database(error) }
        let place: any RestorePlace = environment.databaseURL.map { PostgresPlace($0) } ?? SQLitePlace(folder)
        let scratch = try await place.prepare(replacing: request.replaces)
        let copy = Desk(database: scratch, ports: ports.apart(reached: ports.reached))
        do throws(BackupProblem) {
            let (companies, facts) = try await Self.fill(copy, from: request.path, by: request.actor)
            let merge: JournalMerge
            let wanted: Int
            do throws(DeskError) {
                merge = try await copy.merge(read.entries)
                wanted = try await copy.instance().journalsWanted.count
            } catch { throw .desk(error) }
            await scratch.close()
            ports.reached(.restoring)
            let kept = try await place.exchange(stamp: Self.stamp(ports.now()), reached: ports.reached)
            return RestoreReport(
                head: head, companies: companies, facts: facts, kept: kept, merge: merge, journalsWanted: wanted,
                damagedLines: read.damaged)
        } catch {
            await scratch.close()
            await place.discard()
            throw .backup(error)
        }
    }

    /// What the data folder's journal and the files given say.
    func journals(_ location: DatabaseLocation, _ paths: [String]) throws(FileFailure) -> JournalReading {
        var reading = JournalReading()
        for path in JournalFolder(environment, folder: program.folder(location)).files + paths {
            let text = JournalText(try Files.read(path, limit: JournalFolder.longest))
            reading.entries += text.entries
            reading.damaged += text.damaged.map { "\(path):\($0)" }
        }
        // Several places may have carried one message: what was noted later counts.
        reading.entries = reading.entries.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
        return reading
    }
}

/// Where a restored database is to be.
protocol RestorePlace: Sendable {
    /// An empty database beside the one that is there; what an earlier restore left unfinished is removed.
    func prepare(replacing: Bool) async throws(SafekeepingFailure) -> any Database
    /// Puts the prepared one in the place of the other at once, and answers where that one is kept.
    func exchange(stamp: String, reached: @Sendable (CrashPoint) -> Void) async throws(BackupProblem) -> String?
    func discard() async
}

extension Ports {
    /// The same time and chance, with no way out and nothing noted: for a database that is only looked at.
    func apart(reached: @escaping @Sendable (CrashPoint) -> Void = { _ in }) -> Ports {
        Ports(
            now: now, localDay: localDay, instant: instant, chance: chance, channel: { _, _ in nil }, compose: compose,
            leaseClock: leaseClock, place: { nil }, reached: reached)
    }
}
