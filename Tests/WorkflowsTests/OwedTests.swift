import Dunning
import Ledger
import Reading
import SQL
import Storage
import TestKit
import Testing
import Values

@testable import Workflows

@Suite("The fixed sum for recovery costs", .serialized)
struct OwedTests {
    @Test("Asked and shown once, by the instalment that is late, not by one that money at hand paid in time", arguments: TestEngine.allCases)
    func lateInstalment(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let world = World(database)
            try await world.open()
            let yaml = """
                id: asking
                name: Asking
                interest: { regime: FIXED, rate: 12.00, asked_from: L1 }
                steps:
                  - { id: L1, offset: 3, channel: email, template: courteous }
                """
            _ = try await world.desk.addScenario(yaml, to: world.company, isDefault: true, on: day("2026-02-20"), by: "test")
            let parts = [(1, "2026-03-02", Int64(10_000)), (2, "2026-03-03", 20_000)].map { rank, due, amount in
                Receivable(rank: rank, dueOn: day(due), amount: amount)
            }
            // Money that names no invoice, come when the first instalment was due.
            try await world.know(
                customer("C1"),
                .invoiceIssued(
                    Invoice(
                        id: InvoiceID("A"), customer: CustomerID("C1"), issuedOn: day("2026-01-31"), currency: .eur,
                        receivables: parts), declared: nil),
                .creditRecorded(payment("R1", 10_000, on: "2026-03-02")), on: "2026-03-02")
            world.makeIt(day("2026-03-06").at(hour: 9))
            let report = try await world.desk.run(world.company, on: day("2026-03-06"), by: "test")
            let lines = try #require(report.outcomes.first).action.lines
            #expect(lines.map(\.indemnity) == [0, 4_000])
            let page = try await ReadingRoom(world.desk).invoice(InvoiceID("A"), in: world.company)
            #expect(page.accessories[1]?.indemnity == 0)
            #expect(page.accessories[2]?.indemnity == 4_000)
        }
    }
}
