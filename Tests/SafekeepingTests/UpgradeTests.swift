import Ledger
import SQL
import Safekeeping
import Storage
import Synchronization
import TestKit
import Testing
import Values

@testable import Workflows

/// A process that dies at the second migration that it makes: that one is undone, the first one stays.
private struct DyingProcess: Database {
    let inner: any Database
    let death: Death

    final class Death: Sendable {
        private let migrations = Mutex(0)

        var isDead: Bool { migrations.withLock { $0 > 1 } }

        func reached(_ point: CrashPoint) {
            if point == .migrating { migrations.withLock { $0 += 1 } }
        }
    }

    var dialect: Dialect { inner.dialect }
    var retry: SQL.RetryPolicy { inner.retry }

    func attempt<Value: Sendable, Failure: TransactionFailure>(
        _ transaction: Transaction, _ body: @escaping @Sendable (Session) throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        guard !death.isDead else { throw Failure(.io("the process is dead")) }
        let death = death
        return try await inner.attempt(transaction) { session throws(Failure) in
            let value = try body(session)
            if death.isDead { throw Failure(.io("the process died")) }
            return value
        }
    }

    func close() async {}
}

@Suite("A ledger of an older program, brought to the newest schema by a program that dies again and again")
struct UpgradeTests {
    @Test(
        "Nothing of it is lost, its history holds, and the mornings after it are those of a ledger that was always new",
        arguments: TestEngine.allCases, OlderDatabase.versions)
    func killed(engine: TestEngine, version: Int) async throws {
        try await engine.withDatabase { newer in
            let world = House.World()
            let house = House(newer, world)
            try await house.open()
            try await house.knowThreeCustomers()
            if version > 1 {
                try await house.run(from: "2026-03-02", through: "2026-03-05")
                world.state.withLock { $0.putsOff = true }
                try await house.run("2026-03-06")
                world.state.withLock { $0.putsOff = false }
                #expect(!world.taken.isEmpty)
            }
            try await engine.withDatabase(schema: Array(Schema.migrations.prefix(version))) { older in
                try await OlderDatabase.fill(older, version: version, from: newer)
                let deaths = try await Self.open(older, world)
                #expect(deaths == Schema.migrations.count - version - 1)
                let upgraded = House(older, world)
                try await upgraded.desk.open()
                #expect(try await Migrator(Schema.migrations).pending(older) == [])
                #expect(try await upgraded.audit().isSound)
                try await upgraded.run(from: "2026-03-07", through: "2026-04-10")
                #expect(try await upgraded.audit().isSound)
                #expect(Set(world.taken).count == world.taken.count)
                let reference = House(newer)
                try await reference.run(from: "2026-03-07", through: "2026-04-10")
                let known = try await upgraded.told
                #expect(known.count > 6)
                #expect(try await known == reference.told)
            }
        }
    }

    /// Opens it until a process lives to the end; answers how many died.
    private static func open(_ database: any Database, _ world: House.World) async throws -> Int {
        for deaths in 0..<Schema.migrations.count {
            let death = DyingProcess.Death()
            let dying = DyingProcess(inner: database, death: death)
            do {
                try await House(dying, world, reached: { death.reached($0) }).desk.open()
                return deaths
            } catch {
                guard death.isDead else { throw error }
            }
        }
        return Schema.migrations.count
    }
}

extension House {
    /// Every message, what it asked, and what became of it.
    fileprivate var told: [String] {
        get async throws {
            try await desk.messages(Self.company).map { "\($0.id) \($0.on.iso) \($0.step) \($0.amount) \($0.state)" }
        }
    }
}
