import CommandLine
import Foundation
import Glibc
import SQL
import SQLiteEngine
import Safekeeping
import Storage
import Texts
import Values
import Workflows

/// The parts of the program, put together.
struct Program: Sendable {
    let environment: Environment

    init(_ environment: Environment) { self.environment = environment }

    var surroundings: Surroundings {
        Surroundings(
            reach: { location throws(DatabaseFailure) in try await reach(location) },
            migrate: { location throws(DatabaseFailure) in try await migrate(location) },
            serve: { settings, location, console throws(DatabaseFailure) in
                try await Server(self, settings, location, console).run()
            },
            work: { desk, settings, console in
                let place = Workplace(desk: desk, console: console)
                return switch settings {
                case .always: await place.run()
                case .once: await place.look()
                }
            },
            databaseFailure: { $0.sqlError.map { DatabaseFailure($0) } },
            fileDamage: { desk throws(DatabaseFailure) in
                guard let file = desk.database as? SQLiteDatabase else { return [] }
                do throws(SQLError) { return try await file.damage() } catch { throw DatabaseFailure(error) }
            }, today: { Clock.today },
            readFile: { path, limit throws(FileFailure) in try Files.read(path, limit: limit) },
            writeFile: { path, bytes throws(FileFailure) in try Files.write(bytes, to: path) },
            backup: { desk, location, path throws(SafekeepingFailure) in
                try await Safekeeper(program: self).backUp(desk, location, path)
            },
            restore: { request, location throws(SafekeepingFailure) in
                try await Safekeeper(program: self).restore(request, location)
            },
            journals: { location, paths throws(FileFailure) in try Safekeeper(program: self).journals(location, paths) },
            uptime: { Clock.uptime },
            simulate: { request, console throws(DatabaseFailure) in
                try await Rehearsals(environment, console).play(request)
            })
    }

    /// What commands run by the server see: its own desk.
    ///
    /// - Parameter folder: the server's own, whatever theirs would be.
    func surroundings(serving desk: Desk, in folder: String) -> Surroundings {
        let own = surroundings
        let location = DatabaseLocation(folder: folder)
        return Surroundings(
            reach: { _ throws(DatabaseFailure) in .open(desk, close: {}) }, migrate: { _ throws(DatabaseFailure) in [] },
            serve: { _, _, _ throws(DatabaseFailure) in throw .alreadyServed }, work: own.work,
            databaseFailure: own.databaseFailure,
            fileDamage: own.fileDamage, today: own.today, readFile: own.readFile, writeFile: own.writeFile,
            backup: { desk, _, path throws(SafekeepingFailure) in try await own.backup(desk, location, path) },
            restore: { _, _ throws(SafekeepingFailure) in throw .database(.alreadyServed) },
            journals: { _, paths throws(FileFailure) in try own.journals(location, paths) }, uptime: own.uptime)
    }

    func folder(_ location: DatabaseLocation) -> String { location.folder ?? environment.dataFolder }

    /// The desk over an open database, brought to this program's schema.
    func desk(_ database: any Database, _ folder: String) async throws(DatabaseFailure) -> Desk {
        let desk = Desk(database: database, ports: try Ports.real(environment, folder: folder))
        try await keepBeforeMigrating(database)
        do throws(DeskError) { try await desk.open() } catch {
            await database.close()
            throw error.sqlError.map { DatabaseFailure($0) } ?? .other("\(error)")
        }
        return desk
    }

    /// A file whose schema is about to change is copied first, beside itself, under the number of the last one known to it.
    /// What a server holds is its administrator's to copy.
    private func keepBeforeMigrating(_ database: any Database) async throws(DatabaseFailure) {
        guard let file = database as? SQLiteDatabase else { return }
        do throws(SQLError) {
            let pending = try await Migrator(Schema.migrations).pending(database)
            guard let first = pending.first, first > 1 else { return }
            let kept = file.path + ".schema-\(first - 1)"
            unlink(kept + ".partial")
            try await file.backUp(to: kept + ".partial")
            chmod(kept + ".partial", 0o600)
            rename(kept + ".partial", kept)
        } catch {
            await database.close()
            throw DatabaseFailure(error)
        }
    }

    private func reach(_ location: DatabaseLocation) async throws(DatabaseFailure) -> ReachedDatabase {
        let folder = folder(location)
        switch try await Databases(environment).reach(folder, isForWorker: location.isForWorker) {
        case .server(let socket): return .server { arguments, console throws(DatabaseFailure) in
            try await SocketClient(socket).run(arguments, console)
        }
        case .open(let database):
            let desk = try await desk(database, folder)
            return .open(desk, close: { await database.close() })
        }
    }

    private func migrate(_ location: DatabaseLocation) async throws(DatabaseFailure) -> [Int] {
        switch try await Databases(environment).reach(folder(location)) {
        // A server opened the database: it has the schema of the server's program.
        case .server: return []
        case .open(let database):
            try await keepBeforeMigrating(database)
            do throws(SQLError) {
                let applied = try await Migrator(Schema.migrations).migrate(database, at: Clock.now)
                await database.close()
                return applied
            } catch {
                await database.close()
                throw DatabaseFailure(error)
            }
        }
    }
}

extension DatabaseFailure {
    init(_ error: SQLError) {
        switch error {
        case .lockedBy(let pid): self = .locked(pid: pid)
        case .busy, .serialization: self = .busy
        case .full: self = .diskFull
        case .io(let what): self = .disk(what)
        case .corrupt(let what): self = .damaged(what)
        case .connectionLost(let commitUnknown): self = commitUnknown ? .commitUnknown : .unreachable("\(error)")
        case .schemaUnknown(let found, let known): self = .schemaNewer(found: found, known: known)
        case .schemaForeign: self = .schemaForeign
        case .schemaAltered(let migration, _): self = .schemaAltered(migration)
        case .unsuitable(let what): self = .unsuitable(what)
        case .typeMismatch, .unreadable: self = .damaged("\(error)")
        case .constraint, .misuse: self = .other("\(error)")
        case .other(let code, let message, _):
            self = code.hasPrefix("08") || code == "57P03" || code == "3D000" ? .unreachable(message) : .other("\(error)")
        }
    }
}
