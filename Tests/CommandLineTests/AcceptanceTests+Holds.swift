import Channels
import Outbox
import TestKit
import Testing
import Texts
import Values

@Suite("The acceptance cases through commands: second thoughts, holds, promises, accessories", .serialized)
struct HoldAcceptanceTests {
    @Test("8. What was planned is judged again when it is sent", arguments: engines)
    func paidMeanwhile(engine: TestEngine) async throws {
        try await withOffice(engine, scenario: Yaml.scenario(id: "p", approval: "always")) { office in
            try await office.customerC1()
            try await office.invoices("A,C1,2026-01-31,2026-03-02,600.00,EUR", "B,C1,2026-01-31,2026-03-02,300.00,EUR", on: "2026-03-05")
            let planned = try await office.json("run --on 2026-03-05")
            #expect(planned.list("actions").map { $0.word("amount") + $0.word("outcome") } == ["900.00awaiting_approval"])
            try await office.payments("R1,C1,2026-03-05,600.00,EUR,A", on: "2026-03-05")
            _ = try await office.json("approve --all --on 2026-03-05")
            _ = try await office.json("run --on 2026-03-05")
            let messages = try await office.json("messages")
            #expect(messages.arrayValue?.map { $0.word("amount") + $0.word("state") } == ["300.00accepted"])
        }
        try await withOffice(engine, scenario: Yaml.scenario(id: "p", approval: "always")) { office in
            try await office.customerC1()
            try await office.invoices("A,C1,2026-01-31,2026-03-02,600.00,EUR", on: "2026-03-05")
            _ = try await office.json("run --on 2026-03-05")
            try await office.payments("R1,C1,2026-03-05,600.00,EUR,A", on: "2026-03-05")
            _ = try await office.json("approve --all --on 2026-03-05")
            _ = try await office.json("run --on 2026-03-05")
            #expect(try await office.json("messages").arrayValue?.map { $0.word("state") } == ["cancelled"])
            #expect(office.taken.isEmpty)
        }
    }

    @Test("9. Two workers at once, a run again: a hundred messages", arguments: engines)
    func duplicates(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            var customers = "customer_number,name,email\n"
            var invoices = "invoice_number,customer_number,issued_on,due_on,amount,currency\n"
            for number in 1...100 {
                customers += "K\(number),Client \(number),k\(number)@client.example\n"
                invoices += "F\(number),K\(number),2026-02-20,2026-03-02,100.00,EUR\n"
            }
            try await office.take("customers", customers, on: "2026-02-20")
            try await office.take("invoices", invoices, on: "2026-02-20")
            async let first = office.relance("run --on 2026-03-05")
            async let second = office.relance("run --on 2026-03-05")
            #expect(await (first.status, second.status) == (0, 0))
            _ = try await office.json("run --on 2026-03-05")
            #expect(office.taken.count == 100)
            #expect(Set(office.taken.map(\.message.messageID)).count == 100)
            #expect(try await office.json("messages").arrayValue?.count == 100)
            #expect(try await office.json("check")["sound"]?.boolValue == true)
        }
    }

    @Test("10. A lost answer is shown, never sent again, and a person resolves it", arguments: engines)
    func uncertain(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await office.customers("C1,Client Un,compta+timeout@client.example,1 rue de la Paix,75002,Paris")
            try await office.invoices("A,C1,2026-01-31,2026-03-02,1200.00,EUR", on: "2026-03-05")
            let report = try await office.json("run --on 2026-03-05")
            let action = try #require(report.list("actions").first)
            #expect(action.word("outcome") == "uncertain")
            #expect(try await office.run("2026-03-06", "2026-03-20") == [])
            #expect(try await office.plan("2026-03-17").words("skipped", "reason") == ["delivery_uncertain"])
            #expect(office.taken.count == 1)
            let resolved = try await office.json("resolve \(action.word("message")) --accepted --evidence vu --on 2026-03-20")
            #expect(resolved.word("state") == "accepted")
            #expect(try await office.json("explain A --on 2026-03-21").list("receivables").first?["levelTaken"]?.intValue == 1)
        }
    }

    @Test("18. A dated mute holds, ends by itself, and stops no clock", arguments: engines)
    func mute(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await office.customerC1()
            try await office.invoices("A,C1,2026-01-31,2026-03-02,1200.00,EUR")
            try await office.run("2026-02-20", "2026-03-09")
            _ = try await office.json("mute --customer C1 --from 2026-03-10 --until 2026-03-24 --reason fusion")
            let skipped = try #require(try await office.plan("2026-03-17").list("skipped").first)
            #expect(skipped.word("reason") == "muted" && skipped.word("until") == "2026-03-25")
            #expect(
                try await office.run("2026-03-10", "2026-04-01") == [
                    "2026-03-25 L2 email 1200.00", "2026-04-01 L3 letter 1200.00",
                ])
        }
    }

    @Test("A hold on one invoice leaves the others alone, and a release frees it", arguments: engines)
    func hold(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await office.customerC1()
            try await office.invoices("A,C1,2026-01-31,2026-03-02,1200.00,EUR", "B,C1,2026-01-31,2026-03-02,100.00,EUR", on: "2026-03-04")
            _ = try await office.json("hold --customer C1 --invoice A --from 2026-03-04 --until 2026-03-31 --reason virement")
            #expect(try await office.run("2026-03-05", "2026-03-05") == ["2026-03-05 L1 email 100.00"])
            let released = try await office.json("release hold --customer C1 --invoice A --on 2026-03-06")
            #expect(released.list("released").first?.word("releasedOn") == "2026-03-06")
            #expect(try await office.run("2026-03-06", "2026-03-06") == ["2026-03-06 L1 email 1200.00"])
            let again = await office.relance("release hold --customer C1 --invoice A --on 2026-03-06")
            #expect(again.status == 1 && again.error.contains("nothing to release"))
        }
    }

    @Test("19. A promise kept in part, and one kept in full", arguments: engines)
    func promise(engine: TestEngine) async throws {
        func promised(_ paid: String) async throws -> [String] {
            var lines: [String] = []
            try await withOffice(engine) { office in
                try await office.customerC1()
                try await office.invoices("A,C1,2026-01-31,2026-03-02,1000.00,EUR")
                try await office.run("2026-02-20", "2026-03-11")
                _ = try await office.json("promise --customer C1 --on 2026-03-12 --until 2026-03-27 --amount 1000.00")
                #expect(try await office.run("2026-03-12", "2026-03-26") == [])
                try await office.payments("R1,C1,2026-03-27,\(paid),EUR,A", on: "2026-03-27")
                lines = try await office.run("2026-03-27", "2026-04-10")
            }
            return lines
        }
        #expect(try await promised("600.00") == ["2026-03-31 L2 email 400.00", "2026-04-07 L3 letter 400.00"])
        let full = try await promised("1000.00")
        #expect(full.count == 1 && full.first?.contains(" thanks:promise-1 email ") == true)
    }

    @Test("A promise is never above what is owed, a second one replaces the first, and explain says which", arguments: engines)
    func promises(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await office.customerC1()
            try await office.invoices("A,C1,2026-01-31,2026-03-02,1000.00,EUR", "B,C1,2026-01-31,2026-03-02,200.00,EUR", on: "2026-03-03")
            let absurd = await office.relance("promise --invoice A --on 2026-03-03 --until 2026-03-20 --amount 1000.01", .fr)
            #expect(absurd.status == 1 && absurd.error.contains("dépasse ce qui est dû, 1\u{202F}000,00"))
            let wide = await office.relance("promise --customer C1 --on 2026-03-03 --until 2026-03-20 --amount 1200.01")
            #expect(wide.status == 1 && wide.error.contains("above what is owed, €1,200.00"))
            #expect(try await office.json("explain A --on 2026-03-04").list("promises").isEmpty)
            let first = try await office.json("promise --invoice A --on 2026-03-03 --until 2026-03-27 --amount 1000.00")
            #expect(first.list("replaced").isEmpty)
            let second = await office.relance("promise --invoice A --on 2026-03-04 --until 2026-03-10 --amount 600.00", .fr)
            #expect(second.status == 0 && second.out.contains("Remplace") && second.out.contains("Promesse de régler 1\u{202F}000,00"))
            let why = try await office.json("explain A --on 2026-03-05")
            #expect(why.words("promises", "amount") == ["600.00"] && why.words("promises", "until") == ["2026-03-10"])
            let said = await office.relance("explain A --on 2026-03-05", .fr)
            #expect(said.out.contains("Promesse de régler 600,00") && said.out.contains("10 mars 2026"))
            // The first would have held until 31 March; B was promised by nobody.
            #expect(
                try await office.run("2026-03-05", "2026-03-12") == ["2026-03-05 L1 email 200.00", "2026-03-12 L1 email 1000.00"])
            #expect(try await office.json("check")["sound"]?.boolValue == true)
        }
    }

    @Test("20. Accessories asked from a level on, to the cent", arguments: engines)
    func accessories(engine: TestEngine) async throws {
        try await withOffice(engine, scenario: Yaml.scenario(id: "p", asked: "L3")) { office in
            try await office.customerC1()
            try await office.invoices("A,C1,2026-01-31,2026-03-02,1000.00,EUR", "B,C1,2026-01-31,2026-03-02,500.00,EUR")
            let lines = try await office.run("2026-02-20", "2026-04-01")
            #expect(lines.last == "2026-04-01 L3 letter 1594.79")
            let last = try #require(try await office.json("messages").arrayValue?.last)
            #expect(last.words("receivables", "interest") == ["9.86", "4.93"])
            #expect(last.words("receivables", "indemnity") == ["40.00", "40.00"])
            #expect(try await office.json("run --on 2026-04-01").list("actions").isEmpty)
            try await office.payments("R1,C1,2026-04-01,1000.00,EUR,A", "R2,C1,2026-04-01,500.00,EUR,B", on: "2026-04-01")
            #expect(try await office.run("2026-04-02", "2026-04-20") == [])
            #expect(try await office.json("balance --as-of 2026-04-20").list("customers").isEmpty)
            #expect(try await office.json("claims --on 2026-03-31").list("claims").isEmpty)
            let claims = try await office.json("claims --customer C1 --on 2026-04-20")
            #expect(claims.words("claims", "invoice") == ["A", "B"] && claims.words("totals", "amount") == ["94.79"])
            #expect(claims.words("claims", "amount") == ["49.86", "44.93"])
            #expect(claims.list("claims").allSatisfy { $0["principalSettled"]?.boolValue == true })
            #expect(await office.relance("claims --on 2026-04-20", .fr).out.contains("soldé"))
            #expect(await office.relance("claims --customer C9").status == 1)
            _ = try await office.json("run --on 2026-04-20")
            #expect(try await office.json("claims --customer C1 --on 2026-04-20") == claims)
            _ = try await office.json("waive A --on 2026-04-21 --reason Geste")
            #expect(try await office.json("claims --on 2026-04-21").words("totals", "amount") == ["44.93"])
            _ = try await office.json("waive B --on 2026-04-22 --reason Geste")
            #expect(try await office.json("claims --on 2026-04-22").list("claims").isEmpty)
            #expect(try await office.json("claims --on 2026-04-20").words("totals", "amount") == ["94.79"])
            #expect(try await office.json("check")["sound"]?.boolValue == true)
        }
    }

    @Test("In another currency the fixed sum is asked in euros, apart", arguments: engines)
    func pounds(engine: TestEngine) async throws {
        try await withOffice(engine, scenario: Yaml.scenario(id: "p", minimum: "{ GBP: 10.00 }", asked: "L3")) { office in
            try await office.customerC1()
            try await office.invoices("A,C1,2026-01-31,2026-03-02,1000.00,GBP")
            #expect(try await office.run("2026-02-20", "2026-04-01").last == "2026-04-01 L3 letter 1009.86")
            let letter = try #require(try await office.json("messages").arrayValue?.last)
            let content = try await office.json("messages show \(letter.word("id"))").word("content").replacing("\u{A0}", with: " ")
            #expect(content.contains("40,00 €") && content.contains("1\u{202F}009,86 £") && !content.contains(" 0,00 "))
            #expect(try await office.json("claims --on 2026-04-02").words("totals", "amount") == ["9.86"])
        }
    }

    @Test("A credit note set against an invoice is said to be one, a payment to be received", arguments: engines)
    func creditNoteInWords(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await office.customerC1()
            try await office.invoices("A,C1,2026-01-31,2026-03-02,1000.00,EUR")
            try await office.run("2026-02-20", "2026-03-09")
            try await office.creditNotes("AV1,C1,2026-03-10,,100.00,EUR,A", on: "2026-03-10")
            try await office.payments("R1,C1,2026-03-11,200.00,EUR,A", on: "2026-03-11")
            #expect(try await office.run("2026-03-10", "2026-04-01").last == "2026-04-01 L3 letter 700.00")
            let letter = try #require(try await office.json("messages").arrayValue?.last)
            let content = try await office.json("messages show \(letter.word("id"))").word("content").replacing("\u{A0}", with: " ")
            #expect(content.contains("100,00 € déduits le 10") && content.contains("par l’avoir AV1"), "\(content)")
            #expect(content.contains("200,00 € reçus le 11") && !content.contains("100,00 € reçus"))
        }
    }

    @Test("A payment that comes back reopens at the level reached", arguments: engines)
    func returned(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await office.customerC1()
            try await office.invoices("A,C1,2026-01-31,2026-03-02,1200.00,EUR")
            try await office.run("2026-02-20", "2026-03-09")
            try await office.payments("R1,C1,2026-03-10,1200.00,EUR,A", on: "2026-03-10")
            #expect(try await office.run("2026-03-10", "2026-03-24") == ["2026-03-10 thanks:2026-03-05-C1-EUR-1 email 0.00"])
            _ = try await office.json("payment return R1 --on 2026-03-25 --reason AM04")
            #expect(try await office.run("2026-03-25", "2026-03-25") == ["2026-03-25 L2 email 1200.00"])
        }
    }
}
