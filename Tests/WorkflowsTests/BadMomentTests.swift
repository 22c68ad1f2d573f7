import Channels
import Ledger
import Outbox
import SQL
import Storage
import Synchronization
import TestKit
import Testing
import Values

@testable import Workflows

/// A database that refuses one write for want of space, when told to.
private struct FullOnce: Database {
    let inner: any Database
    let isFull: Flag

    final class Flag: Sendable {
        private let value = Mutex(false)

        func set() { value.withLock { $0 = true } }

        func take() -> Bool { value.withLock { value in defer { value = false }; return value } }
    }

    var dialect: Dialect { inner.dialect }
    var retry: SQL.RetryPolicy { inner.retry }

    func attempt<Value: Sendable, Failure: TransactionFailure>(
        _ transaction: Transaction, _ body: @escaping @Sendable (Session) throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        if transaction.access != .read, isFull.take() { throw Failure(.full) }
        return try await inner.attempt(transaction, body)
    }

    func close() async {}
}

@Suite("What goes wrong at a bad moment costs no more than that moment", .serialized)
struct BadMomentTests {
    @Test("A disk that is full at one message's point of no return keeps no other of its domain waiting", arguments: TestEngine.allCases)
    func fullDisk(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let flag = FullOnce.Flag()
            let count = Mutex(0)
            let channel = ScriptedChannel { message, commit in
                if count.withLock({ $0 += 1; return $0 }) == 1 { flag.set() }
                return await commit() ? .accepted(reference: message.id) : .abandoned
            }
            let world = World(FullOnce(inner: database, isFull: flag), channel: channel)
            try await world.open()
            for number in 1...15 {
                try await world.know(
                    customer("C\(number)", email: "c\(number)@client.example"),
                    invoice("F\(number)", of: "C\(number)", due: "2026-03-02", 50_000), on: "2026-03-05")
            }
            _ = try await world.run("2026-03-05")
            #expect(try await world.states.sorted() == Array(repeating: "accepted", count: 14) + ["ready"])
            try await world.sayItIsTime()
            _ = try await world.run("2026-03-05")
            #expect(try await world.states == Array(repeating: "accepted", count: 15))
        }
    }

    @Test("Days on which the relay was down are not held against the recipient", arguments: TestEngine.allCases)
    func relayDown(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let isDown = Mutex(true)
            let channel = ScriptedChannel { _, _ in
                isDown.withLock { $0 }
                    ? .deferred(Reply(text: "no route"), blame: .provider)
                    : .deferred(Reply(code: 451, text: "later"), blame: .message)
            }
            let world = World(database, channel: channel)
            try await world.open()
            try await world.know(customer("C1", email: "c1@client.example"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            _ = try await world.run("2026-03-05")
            isDown.withLock { $0 = false }
            _ = try await world.run("2026-03-09")
            #expect(try await world.states == ["deferred"])
            _ = try await world.run("2026-03-10")
            #expect(try await world.states == ["deferred"])
            // Two days of "not now" about the recipient itself.
            _ = try await world.run("2026-03-12")
            #expect(try await world.states.first == "failed")
        }
    }
}
