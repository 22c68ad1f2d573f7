import TestKit
import Testing
import Values

@Suite("The acceptance cases through commands: levels, money, time", .serialized)
struct AcceptanceTests {
    @Test("1. Five messages, on their days and on no other", arguments: engines)
    func baseline(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await office.customerC1()
            try await office.invoices("A,C1,2026-01-31,2026-03-02,1200.00,EUR")
            #expect(
                try await office.run("2026-02-20", "2026-04-30") == [
                    "2026-02-25 notice email 1200.00", "2026-03-05 L1 email 1200.00", "2026-03-17 L2 email 1200.00",
                    "2026-04-01 L3 letter 1200.00", "2026-04-16 L4 registered_letter 1200.00",
                ])
            #expect(office.taken.count == 5)
            let check = try await office.json("check")
            #expect(check["sound"]?.boolValue == true)
        }
    }

    @Test("2. A part payment lowers what is asked and resets nothing", arguments: engines)
    func partPayment(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await office.customerC1()
            try await office.invoices("A,C1,2026-01-31,2026-03-02,1500.00,EUR")
            #expect(try await office.run("2026-02-20", "2026-03-09").last == "2026-03-05 L1 email 1500.00")
            try await office.payments("R1,C1,2026-03-10,1000.00,EUR,A", on: "2026-03-10")
            let plan = try await office.plan("2026-03-17")
            #expect(plan.list("actions").first?.list("receivables").first?.word("interest") == "5.10")
            #expect(try await office.run("2026-03-10", "2026-03-17") == ["2026-03-17 L2 email 500.00"])
        }
    }

    @Test("3. Instalments climb each by itself and travel together", arguments: engines)
    func instalments(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await office.customerC1()
            try await office.invoices("A,C1,2026-01-31,2026-03-02,450.00,EUR", "A,C1,2026-01-31,2026-04-01,1050.00,EUR")
            try await office.run("2026-02-20", "2026-03-09")
            try await office.payments("R1,C1,2026-03-10,300.00,EUR,A", on: "2026-03-10")
            #expect(
                try await office.run("2026-03-10", "2026-04-15") == [
                    "2026-03-17 L2 email 150.00", "2026-03-27 notice email 1050.00", "2026-04-01 L3 letter 150.00",
                    "2026-04-07 L1 email 1050.00",
                ])
            let last = try #require(try await office.plan("2026-04-16").list("actions").first)
            #expect(last.words("receivables", "step") == ["L4", "L2"] && last.word("amount") == "1200.00")
            #expect(try await office.run("2026-04-16", "2026-04-16") == ["2026-04-16 L4 registered_letter 1200.00"])
        }
    }

    @Test("4. A credit note bigger than the invoice is carried to the next one", arguments: engines)
    func creditNote(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await office.customerC1()
            try await office.invoices("A,C1,2026-01-31,2026-03-02,400.00,EUR")
            try await office.run("2026-02-20", "2026-03-02")
            try await office.creditNotes("AV1,C1,2026-03-03,,650.00,EUR,", on: "2026-03-03")
            #expect(try await office.run("2026-03-03", "2026-04-06") == [])
            try await office.invoices("B,C1,2026-03-01,2026-04-01,900.00,EUR", on: "2026-04-07")
            let action = try #require(try await office.plan("2026-04-07").list("actions").first)
            #expect(action.words("receivables", "open") == ["400.00", "900.00"])
            #expect(action.words("credits", "amount") == ["650.00"] && action.word("amount") == "650.00")
            #expect(try await office.run("2026-04-07", "2026-04-07") == ["2026-04-07 L1 email 650.00"])
            let explained = try await office.json("explain A --on 2026-04-08")
            #expect(explained.list("receivables").first?["levelTaken"]?.intValue == 1)
        }
    }

    @Test("5. An unallocated receipt is deducted; when it covers all, a person letters it", arguments: engines)
    func unallocated(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await office.customerC1()
            try await office.invoices("A,C1,2026-01-31,2026-03-02,100.00,EUR", on: "2026-03-01")
            try await office.payments("R1,C1,2026-03-04,50.00,EUR,", on: "2026-03-04")
            #expect(try await office.plan("2026-03-05").words("actions", "amount") == ["50.00"])
            try await office.payments("R2,C1,2026-03-04,50.00,EUR,", on: "2026-03-04")
            let plan = try await office.plan("2026-03-05")
            #expect(plan.list("actions").isEmpty && plan.words("skipped", "reason") == ["covered_by_credit"])
            #expect(plan.words("tasks", "kind") == ["allocate"] && plan.words("tasks", "amount") == ["100.00"])
            try await office.run("2026-03-05", "2026-03-06")
            let tasks = try await office.json("tasks")
            #expect(tasks.arrayValue?.map { $0.word("amount") } == ["100.00"])
        }
    }

    @Test("6. A dispute on a part lowers, on the whole stops the clock", arguments: engines)
    func dispute(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await office.customerC1()
            try await office.invoices("A,C1,2026-01-31,2026-03-02,2000.00,EUR")
            try await office.run("2026-02-20", "2026-03-09")
            _ = try await office.json("dispute --customer C1 --invoice A --amount 300.00 --from 2026-03-10 --reason casse")
            #expect(try await office.run("2026-03-10", "2026-03-17") == ["2026-03-17 L2 email 1700.00"])
        }
        try await withOffice(engine) { office in
            try await office.customerC1()
            try await office.invoices("A,C1,2026-01-31,2026-03-02,2000.00,EUR")
            try await office.run("2026-02-20", "2026-03-09")
            _ = try await office.json("dispute --customer C1 --invoice A --from 2026-03-10 --reason casse")
            let explained = try await office.json("explain A --on 2026-03-17")
            #expect(explained.list("receivables").first?.word("reason") == "disputed")
            #expect(try await office.run("2026-03-10", "2026-03-30") == [])
            _ = try await office.json("release dispute --customer C1 --invoice A --on 2026-03-31")
            try await office.creditNotes("AV1,C1,2026-03-31,,300.00,EUR,A", on: "2026-03-31")
            #expect(
                try await office.run("2026-03-31", "2026-05-10") == [
                    "2026-04-07 L2 email 1700.00", "2026-04-22 L3 letter 1700.00", "2026-05-07 L4 registered_letter 1700.00",
                ])
        }
    }

    @Test("7. A changed scenario keeps the rank, or restarts, or falls silent", arguments: engines)
    func changedScenario(engine: TestEngine) async throws {
        func moved(_ assignment: String) async throws -> [String] {
            var lines: [String] = []
            try await withOffice(engine) { office in
                try await office.customerC1()
                try await office.invoices("A,C1,2026-01-31,2026-03-02,1200.00,EUR")
                try await office.run("2026-02-20", "2026-03-19")
                office.write(Yaml.g, to: "g.yaml")
                _ = try await office.json("scenario add g.yaml --on 2026-03-20")
                _ = try await office.json("scenario assign \(assignment) --customer C1 --on 2026-03-20")
                lines = try await office.run("2026-03-20", "2026-05-10")
                let balance = try await office.json("balance")
                #expect(balance.list("customers").first?.word("open") == "1200.00")
            }
            return lines
        }
        #expect(try await moved("g") == ["2026-04-16 G3 email 1200.00", "2026-05-04 G4 email 1200.00"])
        #expect(
            try await moved("g --restart") == [
                "2026-03-24 G1 email 1200.00", "2026-03-31 G2 email 1200.00", "2026-04-16 G3 email 1200.00",
                "2026-05-04 G4 email 1200.00",
            ])
        #expect(try await moved("mute").isEmpty)
    }

    @Test("11. A weekend, a holiday, a day missed", arguments: engines)
    func missedDays(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await office.customerC1(on: "2026-04-20")
            try await office.invoices("A,C1,2026-03-31,2026-04-28,1200.00,EUR", on: "2026-04-20")
            #expect(
                try await office.run("2026-04-24", "2026-05-13").suffix(2) == [
                    "2026-05-04 L1 email 1200.00", "2026-05-13 L2 email 1200.00",
                ])
        }
        try await withOffice(engine) { office in
            try await office.customerC1(on: "2026-04-20")
            try await office.invoices("A,C1,2026-03-31,2026-04-28,1200.00,EUR", on: "2026-04-20")
            #expect(
                try await office.run("2026-04-24", "2026-05-15", except: "2026-05-04"..."2026-05-06").suffix(2) == [
                    "2026-05-07 L1 email 1200.00", "2026-05-15 L2 email 1200.00",
                ])
        }
    }
}
