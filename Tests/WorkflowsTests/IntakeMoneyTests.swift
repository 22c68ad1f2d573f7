import Formats
import Ledger
import SQL
import TestKit
import Testing
import Values

@testable import Imports
@testable import Workflows

@Suite("Money that comes in settles what it names, once", .serialized)
struct IntakeMoneyTests {
    private func stage(_ database: any Database) async throws -> IntakeStage {
        let stage = try await IntakeStage(database)
        try await stage.take(Table.two)
        try await stage.take(
            Table.invoices(
                "F1,C1,2026-10-01,2026-10-31,100.00,EUR", "F1,C1,2026-10-01,2026-11-30,50.00,EUR",
                "F2,C2,2026-10-01,2026-10-31,80.00,GBP"))
        return stage
    }

    @Test("A payment settles its invoice, the oldest instalment first; the excess stays", arguments: TestEngine.allCases)
    func payments(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database)
            let text = Table.payments(
                "R1,C1,2026-11-02,120.00,EUR,F1", "R2,C1,2026-11-03,40.00,EUR,F1", "R3,C1,2026-11-04,9.00,EUR,",
                "R4,C1,2026-11-04,5.00,EUR,F9", "R5,C1,2026-11-04,6.00,EUR,F2", "R6,C2,2026-11-04,7.00,EUR,F2")
            let report = try await stage.take(text)
            #expect(report.counts == [6, 6, 0, 0, 0])
            #expect(
                report.warningCodes
                    == ["payment_exceeds_invoice", "unknown_invoice", "other_customers_invoice", "other_currency"])
            let account = try await stage.account()
            #expect(account.invoice(InvoiceID("F1"))?.receivables.map(\.open) == [0, 0])
            #expect(account.allocations.map(\.amount) == [10_000, 2_000, 3_000])
            #expect(account.allocations.map(\.on.iso) == ["2026-11-02", "2026-11-02", "2026-11-03"])
            #expect(account.credits.map(\.unallocated) == [0, 1_000, 900, 500, 600])
            #expect(try await stage.take(text + "R7,C1,2026-11-05,1.00,EUR,\n").counts == [7, 1, 0, 6, 0])
            try await stage.check()
        }
    }

    @Test("One money event is one payment (I4)", arguments: TestEngine.allCases)
    func once(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database)
            let named = Table.payments(
                "R1,C1,2026-11-02,10.00,EUR,", "R1,C1,2026-11-02,10.00,EUR,", "R1,C1,2026-11-02,11.00,EUR,")
            let first = try await stage.take(named)
            #expect(first.counts == [3, 1, 0, 1, 1] && first.codes == ["conflict"] && first.isApplied)
            // Two true identical transfers without a reference both count, and the same file again brings none.
            let bare = "customer_number,received_on,amount,numero_facture_reglee\n"
            let rows = "C2,2026-11-03,20.00,\nC2,2026-11-03,20.00,\n"
            #expect(try await stage.take(bare + rows, as: .payments).counts == [2, 2, 0, 0, 0])
            #expect(try await stage.take(bare + rows + "C2,2026-11-03,20.00,\n", as: .payments).counts == [3, 1, 0, 2, 0])
            let credits = try await stage.account("C2").credits
            #expect(credits.count == 3 && credits.allSatisfy { $0.amount == 2_000 })
            try await stage.check()
        }
    }

    @Test("A credit note settles its invoice when it fits, and else stays whole", arguments: TestEngine.allCases)
    func notes(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database)
            let report = try await stage.take(
                Table.notes(
                    "A1,F1,C1,2026-11-02,30.00,EUR", "A2,F1,C1,2026-11-03,140.00,EUR", "A3,,C1,2026-11-03,1.00,EUR",
                    "A4,F1,C9,2026-11-03,1.00,EUR"), as: .creditNotes, partial: true)
            #expect(report.counts == [4, 3, 0, 0, 1] && report.codes == ["unknown_customer"])
            #expect(report.warningCodes == ["note_exceeds_invoice"])
            let account = try await stage.account()
            #expect(account.invoice(InvoiceID("F1"))?.receivables.map(\.open) == [7_000, 5_000])
            #expect(account.credits.map(\.unallocated) == [0, 14_000, 100])
            try await stage.check()
        }
    }
}
