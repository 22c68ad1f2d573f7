import Dunning
import Ledger
import Outbox
import SQL
import Storage
import TestKit
import Testing
import Values

@testable import Workflows

@Suite("News of messages, and the work it makes", .serialized)
struct ReceiptTests {
    private func world(_ database: any Database, email: String) async throws -> World {
        let world = World(database)
        try await world.open()
        try await world.know(customer("C1", email: email), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
        return world
    }

    private func tasks(_ world: World) async throws -> [String] {
        try await world.book().accounts[CustomerID("C1")]?.tasks.filter { $0.closedOn == nil }
            .map { "\($0.kind.rawValue) \($0.about)" }.sorted() ?? []
    }

    @Test("Three days after a soft bounce the level no longer counts, and the letter leaves", arguments: TestEngine.allCases)
    func silence(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = try await world(database, email: "bounce.soft@client.example")
            _ = try await world.run(from: "2026-03-05", through: "2026-03-08")
            #expect(try await world.desk.messages(world.company).map(\.state) == ["delayed"])
            let lines = try await world.run(from: "2026-03-09", through: "2026-03-10")
            #expect(lines == ["2026-03-09 L1 letter 600.00 accepted"])
            #expect(try await world.desk.messages(world.company).map(\.state) == ["undelivered", "accepted"])
            #expect(try await tasks(world) == ["mend_address bounce.soft@client.example"])
        }
    }

    @Test("An address that bounced is written to again once a person restores it", arguments: TestEngine.allCases)
    func restored(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = try await world(database, email: "bounce.hard@client.example")
            #expect(try await world.run(from: "2026-03-05", through: "2026-03-16").last?.contains(" letter ") == true)
            #expect(try await tasks(world) == ["mend_address bounce.hard@client.example"])
            func restore(on text: String) async throws {
                try await world.desk.restore(
                    "bounce.hard@client.example", of: CustomerID("C1"), in: world.company, on: day(text), reason: "boîte pleine",
                    by: "anne")
            }
            try await restore(on: "2026-03-16")
            #expect(try await tasks(world).isEmpty)
            #expect(try await world.book().accounts[CustomerID("C1")]?.suspendedAddresses == [])
            await #expect(throws: DeskError.self) { try await restore(on: "2026-03-16") }
            #expect(try await world.run(from: "2026-03-17", through: "2026-03-17").first?.contains(" L2 email ") == true)
        }
    }

    @Test("After a complaint only letters leave, although another address is known", arguments: TestEngine.allCases)
    func complaint(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            let client = Customer(
                id: CustomerID("C1"), name: "Client", email: "complaint@client.example", address: "1 rue X", postcode: "75002",
                city: "Paris", contacts: [Contact(name: "B", role: "accounting", email: "autre@client.example")])
            try await world.know(.customerRecorded(client), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            let lines = try await world.run(from: "2026-03-05", through: "2026-03-17")
            #expect(lines == ["2026-03-05 L1 email 600.00 accepted", "2026-03-17 L2 letter 600.00 accepted"])
        }
    }

    @Test("Perhaps sent: somebody is told, and told no more once it is settled", arguments: TestEngine.allCases)
    func uncertain(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = try await world(database, email: "timeout@client.example")
            _ = try await world.run("2026-03-05")
            let id = try #require(try await world.desk.messages(world.company).first?.id)
            #expect(try await tasks(world) == ["resolve_delivery \(id)"])
            try await world.desk.resolve(id, wasTaken: true, evidence: "log", in: world.company, on: day("2026-03-06"), by: "anne")
            #expect(try await tasks(world).isEmpty)
        }
    }

    @Test("A refused address is a task until another one is known", arguments: TestEngine.allCases)
    func refused(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = try await world(database, email: "refuse@client.example")
            _ = try await world.run("2026-03-05")
            #expect(try await tasks(world) == ["mend_address refuse@client.example"])
            try await world.know(customer("C1", email: "neuf@client.example"), on: "2026-03-06")
            #expect(try await tasks(world).isEmpty)
        }
    }

    @Test("An address that was missing is no task any more once it is known", arguments: TestEngine.allCases)
    func addressFound(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            try await world.know(customer("C1", email: nil, address: nil), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            #expect(try await world.run("2026-03-05").outcomes.map(\.state) == ["task"])
            #expect(try await world.run("2026-03-06").tasks.isEmpty)
            #expect(try await tasks(world) == ["find_address email"])
            try await world.know(customer("C1"), on: "2026-03-09")
            #expect(try await world.run("2026-03-09").outcomes.map(\.state) == ["accepted"])
            #expect(try await tasks(world).isEmpty)
        }
    }

    @Test("Money that was to be lettered is no task any more once it is", arguments: TestEngine.allCases)
    func lettered(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = try await world(database, email: "compta@client.example")
            let money = payment("R1", 60_000, on: "2026-03-04")
            try await world.know(.creditRecorded(money), on: "2026-03-04")
            #expect(try await world.run("2026-03-05").outcomes.isEmpty)
            #expect(try await tasks(world) == ["allocate R1"])
            try await world.know(
                .allocationMade(
                    CustomerID("C1"),
                    Allocation(
                        number: 1, credit: money.key, receivable: ReceivableID(invoice: InvoiceID("A"), rank: 1), amount: 60_000,
                        on: day("2026-03-06"))), on: "2026-03-06")
            #expect(try await tasks(world).isEmpty)
        }
    }

    @Test("A call is not to be made once everything is paid", arguments: TestEngine.allCases)
    func callMoot(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            let yaml = """
                id: calls
                name: Calls
                interest: { regime: NONE }
                steps:
                  - { id: C1, offset: 3, channel: call, template: call_first }
                """
            _ = try await world.desk.addScenario(yaml, to: world.company, isDefault: true, on: day("2026-02-20"), by: "test")
            try await world.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            _ = try await world.run("2026-03-05")
            #expect(try await tasks(world) == ["call C1 A"])
            let money = payment("R1", 60_000, on: "2026-03-06")
            try await world.know(
                .creditRecorded(money),
                .allocationMade(
                    CustomerID("C1"),
                    Allocation(
                        number: 1, credit: money.key, receivable: ReceivableID(invoice: InvoiceID("A"), rank: 1), amount: 60_000,
                        on: day("2026-03-06"))), on: "2026-03-06")
            #expect(try await tasks(world).isEmpty)
        }
    }
}
