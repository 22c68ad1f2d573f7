import CommandLine
import Foundation
import SQL
import SQLiteEngine
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
            databaseFailure: { $0.sqlError.map { DatabaseFailure($0) } },
            fileDamage: { desk throws(DatabaseFailure) in
                guard let file = desk.database as? SQLiteDatabase else { return [] }
                do throws(SQLError) { return try await file.damage() } catch { throw DatabaseFailure(error) }
            }, today: { Clock.today },
            readFile: { path, limit throws(FileFailure) in try Files.read(path, limit: limit) },
            writeFile: { path, bytes throws(FileFailure) in try Files.write(bytes, to: path) },
            uptime: { Clock.uptime },
            simulate: { request, console throws(DatabaseFailure) in
                try await Rehearsals(environment, console).play(request)
            })
    }

    /// What commands run by the server see: its own desk.
    func surroundings(serving desk: Desk) -> Surroundings {
        let own = surroundings
        return Surroundings(
            reach: { _ throws(DatabaseFailure) in .open(desk, close: {}) }, migrate: { _ throws(DatabaseFailure) in [] },
            serve: { _, _, _ throws(DatabaseFailure) in throw .alreadyServed }, databaseFailure: own.databaseFailure,
            fileDamage: own.fileDamage, today: own.today, readFile: own.readFile, writeFile: own.writeFile, uptime: own.uptime)
    }

    func folder(_ location: DatabaseLocation) -> String { location.folder ?? environment.dataFolder }

    /// The desk over an open database, brought to this program's schema.
    func desk(_ database: any Database, _ folder: String) async throws(DatabaseFailure) -> Desk {
        let desk = Desk(database: database, ports: try Ports.real(environment, folder: folder))
        do throws(DeskError) { try await desk.open() } catch {
            await database.close()
            throw error.sqlError.map { DatabaseFailure($0) } ?? .other("\(error)")
        }
        return desk
    }

    private func reach(_ location: DatabaseLocation) async throws(DatabaseFailure) -> ReachedDatabase {
        let folder = folder(location)
        switch try await Databases(environment).reach(folder) {
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
