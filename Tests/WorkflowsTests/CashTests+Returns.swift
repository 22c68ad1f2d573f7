import Ledger
import Matching
import TestKit
import Testing
import Values

@testable import Workflows

/// Money that goes back.
extension CashTests {
    @Test("Money that goes back reopens what it had settled, and settles it again when that was wrong", arguments: TestEngine.allCases)
    func returned(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database, [Self.clear[0]])
            let before = try await stage.openItems()
            #expect(try await match(stage).map(\.outcome) == [.post])
            let after = try await stage.openItems()
            try await stage.take(
                StatementText.cfonb(
                    from: "2026-11-19", opening: 1200_00, until: "2026-11-20",
                    [("2026-11-20", -1200_00, "RETOUR VIR MENUISERIE LEFEVRE")]))
            let debit = try #require(try await match(stage).first { $0.booked.entry.amount < 0 })
            #expect(debit.explanation?.returned.map(\.customer.text) == ["C1"])
            let desk = stage.world.desk
            if debit.outcome != .post {
                _ = try await desk.accept(debit.booked.entry.id, in: stage.company, on: Self.today, by: "anne")
            }
            #expect(try await stage.openItems() == before)
            // Its money is gone: it pays nobody else meanwhile.
            let receipt = try #require(try await stage.account().credits.first).id.text
            do throws(DeskError) {
                _ = try await desk.allocate(
                    AllocationRequest(entry: EntryID(receipt), parts: [.init(InvoiceID("FA-2026-102"), nil)]), in: stage.company,
                    on: Self.today, by: "anne")
                Issue.record("the money is gone")
            } catch { #expect("\(error)".hasPrefix("receiptWentBack")) }
            for _ in 0..<2 {
                _ = try await desk.reverse(debit.booked.entry.id, in: stage.company, on: Self.today, by: "anne")
                #expect(try await stage.openItems() == after)
                // From the day on which the money came: no interest runs while it was thought to be gone.
                #expect(try await stage.account().allocations.filter(\.isLive).map(\.on) == [day("2026-11-19")])
                #expect(try await match(stage).allSatisfy { $0.booked.entry.amount > 0 })
                // Taken up again, it is a return once more.
                _ = try await desk.reverse(debit.booked.entry.id, in: stage.company, on: Self.today, by: "anne")
                _ = try await desk.accept(debit.booked.entry.id, in: stage.company, on: Self.today, by: "anne")
                #expect(try await stage.openItems() == before)
            }
            try await stage.check()
        }
    }

    @Test("What went back once does not go back again with another debit of the amount", arguments: TestEngine.allCases)
    func returnedOnce(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database, [Self.clear[0]])
            _ = try await match(stage)
            try await stage.take(
                StatementText.cfonb(
                    from: "2026-11-19", opening: 1200_00, until: "2026-11-20",
                    [("2026-11-20", -1200_00, "RETOUR VIR MENUISERIE LEFEVRE")]))
            let debit = try #require(try await match(stage).first { $0.booked.entry.amount < 0 })
            if debit.outcome != .post {
                _ = try await stage.world.desk.accept(debit.booked.entry.id, in: stage.company, on: Self.today, by: "anne")
            }
            try await stage.take(
                StatementText.cfonb(
                    from: "2026-11-20", opening: 0, until: "2026-11-21", [("2026-11-21", -1200_00, "RETOUR VIR MENUISERIE LEFEVRE")]))
            let second = try await match(stage).first { $0.booked.entry.bookedOn == day("2026-11-21") }
            #expect(second?.explanation?.returned.isEmpty != false)
            try await stage.check()
        }
    }

    @Test("What came and went back is taken for it on the first matching, whatever shows it", arguments: TestEngine.allCases)
    func oneMorning(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database, [Self.clear[0]])
            try await stage.take(
                StatementText.cfonb(
                    from: "2026-11-19", opening: 1200_00, until: "2026-11-20", [("2026-11-20", -1200_00, "REJET VIR FA2026101")]))
            let first = try await match(stage).filter { $0.booked.entry.amount < 0 }.map(\.outcome)
            let facts = try await stage.facts()
            _ = try await match(stage)
            #expect(try await stage.facts() == facts, "the first matching said \(first)")
            try await stage.check()
        }
    }

    @Test("What went back may be a receipt that nobody has identified: then a person says which", arguments: [true, false])
    func unidentified(isAlone: Bool) async throws {
        try await TestEngine.sqliteMemory.withDatabase { database in
            let stage = try await stage(database, isAlone ? [Self.clear[0]] : [Self.clear[0], ("2026-11-19", 1200_00, "VIR INST")])
            _ = try await match(stage)
            try await stage.take(
                StatementText.cfonb(
                    from: "2026-11-19", opening: isAlone ? 1200_00 : 2400_00, until: "2026-11-20",
                    [("2026-11-20", -1200_00, "RETOUR VIR MENUISERIE LEFEVRE")]))
            let told = try await match(stage)
            let debit = try #require(told.first { $0.booked.entry.amount < 0 })
            #expect(debit.explanation?.returned.map(\.customer.text) == ["C1"])
            #expect(debit.outcome == (isAlone ? .post : .suggest))
            #expect(try await stage.openItems().contains("C1 FA-2026-101 1200.00 EUR") == isAlone)
        }
    }
}
