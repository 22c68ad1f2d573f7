import CommandLine
import Foundation
import PostgresEngine
import SQL
import SQLiteEngine
import Workflows

/// Finds the database: on a PostgreSQL server, in a file of the data folder, or behind the server that has that file.
struct Databases: Sendable {
    /// What was found.
    enum Found: Sendable {
        case open(any Database)
        case server(socket: String)
    }

    /// How long a command waits for another one to finish with the file.
    private static let patience: Int64 = 10_000
    private let environment: Environment

    init(_ environment: Environment) { self.environment = environment }

    /// - Parameter onBreakage: told that the disk failed the file, which this process must then leave alone.
    func reach(
        _ folder: String, isForWorker: Bool = false, onBreakage: @escaping @Sendable (SQLError) -> Void = { _ in }
    ) async throws(DatabaseFailure) -> Found {
        if let url = environment.databaseURL { return .open(try await postgres(url, isForWorker)) }
        let start = Clock.uptime
        while true {
            if let socket = SocketFile.answering(in: folder) { return .server(socket: socket) }
            do throws(DatabaseFailure) { return .open(try openFile(in: folder, onBreakage)) } catch {
                guard case .locked = error, Clock.uptime - start < Self.patience else { throw error }
                try? await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    /// Opens the database for a server: no waiting behind another server.
    func openForServer(
        _ folder: String, onBreakage: @escaping @Sendable (SQLError) -> Void
    ) async throws(DatabaseFailure) -> any Database {
        switch try await reach(folder, isForWorker: true, onBreakage: onBreakage) {
        case .open(let database): return database
        case .server: throw .alreadyServed
        }
    }

    /// A worker decides between two questions in moments: when it asks nothing for longer, others need its locks.
    private func postgres(_ url: String, _ isForWorker: Bool) async throws(DatabaseFailure) -> any Database {
        let patience = isForWorker ? 15 : 300
        do throws(SQLError) { return try await PostgresDatabase(url: url, idleSeconds: patience, retry: .patient) } catch {
            throw DatabaseFailure(error)
        }
    }

    private func openFile(
        in folder: String, _ onBreakage: @escaping @Sendable (SQLError) -> Void
    ) throws(DatabaseFailure) -> any Database {
        try Files.makePrivateFolder(folder)
        do throws(SQLError) {
            let crash = CrashPoints(environment)
            return try SQLiteDatabase(
                path: folder + "/relance.sqlite", retry: .patient, onBreakage: onBreakage,
                atCheckpoint: { crash.reached(.checkpointing) })
        } catch { throw DatabaseFailure(error) }
    }
}

extension RetryPolicy {
    /// For conflicts between workers: bounded, with jitter.
    static let patient = RetryPolicy(
        attempts: 12, random: { Int64.random(in: 0...max(0, $0)) },
        sleep: { try? await Task.sleep(for: .milliseconds($0)) })
}
