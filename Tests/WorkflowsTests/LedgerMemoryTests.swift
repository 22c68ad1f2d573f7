import Ledger
import SQL
import Storage
import TestKit
import Testing
import Values

@testable import Workflows

@Suite("What a process remembers of a ledger")
struct LedgerMemoryTests {
    private static let stamp = Stamp(actor: "test", knownOn: day("2026-03-05"), at: Instant(milliseconds: 0))
    private static let customer = CustomerID("C1")

    private static func hold(_ id: String) -> FactBody {
        .holdPlaced(Hold(id: HoldID(id), kind: .hold, customer: customer, from: day("2026-03-05"), reason: "r", author: "anne"))
    }

    private static func holds(_ desk: Desk, _ company: CompanyID) async throws -> [String] {
        try await desk.work(company, stamp) { unit throws(DeskError) in
            try unit.load([customer], .open(on: stamp.knownOn))
            return try unit.account(customer).holds.map(\.id.text)
        }
    }

    private static func place(_ id: String, _ desk: Desk, _ company: CompanyID) async throws {
        try await desk.work(company, stamp) { unit throws(DeskError) in
            try unit.load([customer], .open(on: stamp.knownOn))
            try unit.record(hold(id))
        }
    }

    private static func opened(_ database: any Database) async throws -> World {
        let world = World(database)
        try await world.open()
        try await world.know(.customerRecorded(Customer(id: customer, name: "Client")), on: "2026-02-20")
        return world
    }

    @Test("what another process writes is seen at once", arguments: TestEngine.allCases)
    func others(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = try await Self.opened(database)
            let other = Desk(database: database, ports: world.desk.ports)
            try await Self.place("H1", world.desk, world.company)
            #expect(try await Self.holds(other, world.company) == ["H1"])
            try await Self.place("H2", other, world.company)
            #expect(try await Self.holds(world.desk, world.company) == ["H1", "H2"])
            try await Self.place("H3", world.desk, world.company)
            #expect(try await Self.holds(other, world.company) == ["H1", "H2", "H3"])
        }
    }

    @Test("what a file brings is seen at once", arguments: TestEngine.allCases)
    func history(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = try await Self.opened(database)
            #expect(try await Self.holds(world.desk, world.company) == [])
            let company = world.company
            // As files are taken in: beside any unit of work.
            try await database.write(for: .company(company.text)) { session throws(SQLError) in
                guard let account = try AccountLoader(company, .whole).load(.these([Self.customer]), session)[Self.customer] else { return }
                var after = account
                after.customer = Customer(id: Self.customer, name: "Client SA")
                try Recorder.record(
                    [.customerRecorded(after.customer)], changes: [AccountChange(before: account, after: after)],
                    company: company, Self.stamp, next: { _, _ in nil }, session)
            }
            let name = try await world.desk.work(company, Self.stamp) { unit throws(DeskError) in
                try unit.load([Self.customer], .open(on: Self.stamp.knownOn))
                return try unit.account(Self.customer).customer.name
            }
            #expect(name == "Client SA")
        }
    }

    @Test("what was undone is not remembered", arguments: TestEngine.allCases)
    func undone(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = try await Self.opened(database)
            try await Self.place("H1", world.desk, world.company)
            await #expect(throws: DeskError.self) {
                try await world.desk.work(world.company, Self.stamp) { unit throws(DeskError) in
                    try unit.load([Self.customer], .open(on: Self.stamp.knownOn))
                    try unit.record(Self.hold("H2"))
                    try unit.finish(Self.stamp)
                    throw DeskError.unknownMessage(MessageID("M"))
                }
            }
            #expect(try await Self.holds(world.desk, world.company) == ["H1"])
        }
    }

    @Test("the account read for one day does not do for another, unless it was read whole")
    func depths() async throws {
        let monday = AccountDepth.open(on: day("2026-03-02"))
        let tuesday = AccountDepth.open(on: day("2026-03-03"))
        #expect(monday.holds(monday))
        #expect(!monday.holds(tuesday))
        #expect(!tuesday.holds(monday))
        #expect(AccountDepth.whole.holds(tuesday))
        #expect(!AccountDepth.documents.holds(.customer))
    }

    @Test("so many accounts and no more")
    func bounded() async throws {
        try await TestEngine.sqliteMemory.withDatabase { database in
            let world = try await Self.opened(database)
            try await Self.place("H1", world.desk, world.company)
            #expect(world.desk.memory.page(of: world.company)?.accounts.count == 1)
            let many = (0..<1001).map { "C\($0 + 100)" }
            try await world.desk.work(world.company, Self.stamp) { unit throws(DeskError) in
                for name in many { try unit.record(.customerRecorded(Customer(id: CustomerID(name), name: name))) }
            }
            try await world.desk.work(world.company, Self.stamp) { unit throws(DeskError) in
                try unit.load(many.map { CustomerID($0) }, .whole)
            }
            #expect(world.desk.memory.page(of: world.company) == nil)
            #expect(try await Self.holds(world.desk, world.company) == ["H1"])
        }
    }
}
