import Channels
import Dunning
import Imports
import Ledger
import Outbox
import SQL
import ScenarioFiles
import Storage
import TestKit
import Testing
import Values

@testable import Workflows

@Suite("Who gets a message")
struct RecipientTests {
    private static let scenario = """
        id: roles
        name: Roles
        gap_days: 7
        interest: { regime: NONE }
        steps:
          - { id: L1, offset: 3, channel: email, to: [comptabilité, direction], template: courteous }
          - { id: L2, offset: 15, channel: email, template: firm }
        """

    private static let client = Customer(
        id: CustomerID("C1"), name: "Client", email: "accueil@client.example",
        contacts: [
            Contact(name: "Mme Ferrand", role: "Comptabilité", email: "ferrand@client.example"),
            Contact(name: "M. Roy", role: "direction", email: "roy@client.example"),
        ])

    private static func world(_ database: any Database) async throws -> World {
        let world = World(database)
        try await world.open()
        _ = try await world.desk.addScenario(scenario, to: world.company, isDefault: true, on: day("2026-02-20"), by: "test")
        return world
    }

    @Test("Each role of the step gets a message of its own; the step is taken once", arguments: TestEngine.allCases)
    func roles(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = try await Self.world(database)
            try await world.know(.customerRecorded(Self.client), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            _ = try await world.run(from: "2026-03-04", through: "2026-03-06")
            #expect(world.taken.map(\.message.envelope.recipientText) == ["ferrand@client.example", "roy@client.example"])
            let messages = try await world.desk.messages(world.company)
            #expect(messages.map(\.lines.count) == [1, 0] && messages.allSatisfy { $0.state == "accepted" })
            _ = try await world.run(from: "2026-03-07", through: "2026-03-17")
            #expect(world.taken.map(\.message.envelope.recipientText).suffix(1) == ["accueil@client.example"])
            #expect(world.taken.count == 3)
        }
    }

    @Test("Copies leave with their messages, however many customers are written to at once", arguments: TestEngine.allCases)
    func severalCustomers(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = try await Self.world(database)
            for number in 1...12 {
                let client = Customer(id: CustomerID("C\(10 + number)"), name: "Client", email: nil, contacts: Self.client.contacts)
                try await world.know(
                    .customerRecorded(client), invoice("A\(number)", of: client.id.text, due: "2026-03-02", 60_000),
                    on: "2026-02-20")
            }
            _ = try await world.run("2026-03-06")
            #expect(world.taken.count { $0.message.envelope.recipientText == "roy@client.example" } == 12)
            let states = try await world.states
            #expect(states.count == 24 && states.allSatisfy { $0 == "accepted" })
        }
    }

    @Test("The words of a contact file and those of a scenario are the same roles", arguments: TestEngine.allCases)
    func importedRoles(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = try await Self.world(database)
            try await world.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            let file = """
                customer_number,contact_name,role,email
                C1,Mme Ferrand,Comptabilité fournisseurs,ferrand@client.example
                C1,M. Roy,Direction,roy@client.example
                """
            _ = try await world.desk.importFiles(
                [IntakeFile(Array(file.utf8), named: "contacts.csv")], to: world.company,
                IntakeOptions(kind: .contacts, on: day("2026-02-20"), actor: "test"))
            _ = try await world.run(from: "2026-03-04", through: "2026-03-06")
            #expect(world.taken.map(\.message.envelope.recipientText) == ["ferrand@client.example", "roy@client.example"])
        }
    }

    @Test("Without the role, the customer's own address", arguments: [TestEngine.sqliteMemory])
    func fallback(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = try await Self.world(database)
            try await world.know(customer("C1"), invoice("A", due: "2026-03-02", 60_000), on: "2026-02-20")
            _ = try await world.run(from: "2026-03-04", through: "2026-03-06")
            #expect(world.taken.map(\.message.envelope.recipientText) == ["compta@client.example"])
        }
    }
}
