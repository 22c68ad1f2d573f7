import PostgresEngine
import SQL
import Simulator
import Synchronization

/// A place of its own for each seed on one PostgreSQL database: a schema, made for it and removed after it.
enum PostgresSeed {
    private static let made = Mutex(0)

    static func open(_ url: String, _ retry: RetryPolicy) async throws(SQLError) -> SimulatedStore {
        let number = made.withLock { count in
            count += 1
            return count
        }
        let name = "relance_seed_\(Clock.uptime)_\(number)"
        let owner = try await PostgresDatabase(url: url, connections: 1, retry: .never)
        do throws(SQLError) { try await owner.administer("CREATE SCHEMA \(name)") } catch {
            await owner.close()
            throw error
        }
        let mark = url.contains("?") ? "&" : "?"
        let database = try await PostgresDatabase(url: url + mark + "options=-csearch_path%3D" + name, retry: retry)
        return SimulatedStore(database, dispose: {
            await database.close()
            try? await owner.administer("DROP SCHEMA \(name) CASCADE")
            await owner.close()
        })
    }
}
