import TestKit
import Testing
import Values

@Suite("The acceptance cases through commands: late arrivals, groups, currencies, addresses", .serialized)
struct CustomerAcceptanceTests {
    @Test("12. A late arrival climbs one level at a time; a declared history raises it", arguments: engines)
    func lateArrival(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await office.customerC1(on: "2026-04-13")
            try await office.invoices("A,C1,2026-01-31,2026-03-04,1200.00,EUR", on: "2026-04-13")
            #expect(
                try await office.run("2026-04-13", "2026-05-05") == [
                    "2026-04-13 L1 email 1200.00", "2026-04-20 L2 email 1200.00", "2026-04-27 L3 letter 1200.00",
                    "2026-05-04 L4 registered_letter 1200.00",
                ])
        }
        try await withOffice(engine) { office in
            try await office.customerC1(on: "2026-04-13")
            try await office.take(
                "invoices",
                "invoice_number,customer_number,issued_on,due_on,amount,currency,last_step,last_step_on\n"
                    + "A,C1,2026-01-31,2026-03-04,1200.00,EUR,L2,2026-03-19\n", on: "2026-04-13")
            #expect(try await office.run("2026-04-13", "2026-04-13") == ["2026-04-13 L3 letter 1200.00"])
        }
    }

    @Test("12. Five hundred late invoices wait for approval, all at once or none", arguments: engines)
    func bulk(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            var customers = "customer_number,name,email\n"
            var invoices = "invoice_number,customer_number,issued_on,due_on,amount,currency\n"
            for number in 1...500 {
                customers += "K\(number),Client \(number),k\(number)@client.example\n"
                invoices += "F\(number),K\(number),2026-01-31,2026-03-04,100.00,EUR\n"
            }
            try await office.take("customers", customers, on: "2026-04-13")
            try await office.take("invoices", invoices, on: "2026-04-13")
            let report = try await office.json("run --on 2026-04-13")
            #expect(report.list("actions").count == 500)
            #expect(Set(report.words("actions", "outcome")) == ["awaiting_approval"])
            #expect(report.list("actions").first?["approval"]?.word("code") == "late_import")
            #expect(office.taken.isEmpty)
            let first = try #require(report.list("actions").first?["message"]?.stringValue)
            _ = try await office.json("withhold \(first) --reason erreur --on 2026-04-13")
            let approved = try await office.json("approve --all --on 2026-04-13")
            #expect(approved.list("approved").count == 499)
            _ = try await office.json("run --on 2026-04-13")
            #expect(office.taken.count == 499)
        }
    }

    @Test("13. Several levels, one message, the highest tone", arguments: engines)
    func severalLevels(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await office.customerC1()
            try await office.invoices(
                "A,C1,2026-01-31,2026-03-02,1000.00,EUR", "B,C1,2026-02-01,2026-04-01,500.00,EUR",
                "C,C1,2026-02-01,2026-04-13,250.00,EUR", "D,C1,2026-02-01,2026-04-20,800.00,EUR")
            let before = try await office.run("2026-02-20", "2026-04-15")
            #expect(before.contains("2026-04-15 notice email 800.00"))
            let action = try #require(try await office.plan("2026-04-16").list("actions").first)
            #expect(action.word("step") == "L4" && action.word("channel") == "registered_letter" && action.word("amount") == "1750.00")
            #expect(action.list("receivables").map { $0.word("invoice") + $0.word("step") } == ["AL4", "BL2", "CL1"])
            #expect(action.words("toCome", "invoice") == ["D"])
            let after = try await office.run("2026-04-16", "2026-05-04")
            #expect(after.contains { $0.hasPrefix("2026-04-28") } && after.contains { $0.hasPrefix("2026-05-04") })
            let messages = try await office.json("messages")
            func took(_ invoice: String, _ step: String, _ on: String) -> Bool {
                (messages.arrayValue ?? []).contains { message in
                    message.word("on") == on && message.list("receivables").contains { $0.word("invoice") == invoice && $0.word("step") == step }
                }
            }
            #expect(took("C", "L2", "2026-04-28") && took("B", "L3", "2026-05-04"))
        }
    }

    @Test("14. The minimum judges the balance", arguments: engines)
    func minimum(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            for name in ["C1", "C2", "C3", "C4"] {
                try await office.customers("\(name),Client \(name),\(name)@client.example,,,")
            }
            try await office.invoices(
                "A,C1,2026-01-31,2026-03-02,9.99,EUR", "B,C2,2026-01-31,2026-03-02,10.00,EUR",
                "C,C3,2026-01-31,2026-03-02,4.00,EUR", "D,C3,2026-01-31,2026-03-02,4.00,EUR",
                "E,C3,2026-01-31,2026-03-02,4.00,EUR", "F,C4,2026-01-31,2026-03-02,500.00,EUR")
            try await office.payments("R1,C4,2026-02-20,495.00,EUR,F", on: "2026-02-20")
            #expect(
                try await office.run("2026-02-25", "2026-03-05") == [
                    "2026-02-25 notice email 10.00", "2026-02-25 notice email 12.00", "2026-03-05 L1 email 10.00",
                    "2026-03-05 L1 email 12.00",
                ])
            #expect(try await office.plan("2026-03-05").words("skipped", "reason").contains("below_minimum"))
            try await office.invoices("G,C4,2026-03-01,2026-03-16,80.00,EUR", on: "2026-03-10")
            let lines = try await office.run("2026-03-10", "2026-03-19")
            #expect(lines.contains("2026-03-11 notice email 80.00") && lines.contains("2026-03-19 L1 email 85.00"))
        }
    }

    @Test("15. Currencies never meet", arguments: engines)
    func currencies(engine: TestEngine) async throws {
        try await withOffice(engine, scenario: Yaml.scenario(id: "p", minimum: "{ EUR: 150.00, USD: 100.00 }")) { office in
            try await office.customerC1()
            try await office.invoices(
                "E,C1,2026-01-31,2026-03-02,149.00,EUR", "U,C1,2026-01-31,2026-03-02,120.00,USD", on: "2026-03-05")
            let report = try await office.json("run --on 2026-03-05")
            #expect(report.list("actions").map { $0.word("amount") + $0.word("currency") } == ["120.00USD"])
            try await office.invoices("E2,C1,2026-01-31,2026-03-02,10.00,EUR", on: "2026-03-06")
            let next = try await office.json("run --on 2026-03-06")
            #expect(next.list("actions").map { $0.word("amount") + $0.word("currency") } == ["159.00EUR"])
            try await office.payments("R1,C1,2026-03-09,120.00,USD,U", on: "2026-03-09")
            let balance = try await office.json("balance")
            #expect(balance.list("totals").map { $0.word("open") + $0.word("currency") } == ["159.00EUR"])
        }
    }

    @Test("16. Seven mails, two letters, one task: the report accounts for ten", arguments: engines)
    func addresses(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            var customers = "customer_number,name,email,address,postcode,city\n"
            var invoices = "invoice_number,customer_number,issued_on,due_on,amount,currency\n"
            for number in 0...9 {
                let email = number < 7 ? "c\(number)@client.example" : ""
                customers += "C\(number),Client \(number),\(email),\(number == 7 || number == 8 ? "2 rue X,69001,Lyon" : ",,")\n"
                invoices += "F\(number),C\(number),2026-01-31,2026-03-02,100.00,EUR\n"
            }
            try await office.take("customers", customers, on: "2026-03-05")
            try await office.take("invoices", invoices, on: "2026-03-05")
            let report = try await office.json("run --on 2026-03-05")
            let outcomes = report.list("actions").map { $0.word("channel") + " " + $0.word("outcome") }
            #expect(outcomes.count == 10)
            #expect(outcomes.filter { $0 == "email accepted" }.count == 7 && outcomes.filter { $0 == "letter accepted" }.count == 2)
            #expect(outcomes.filter { $0 == "task task" }.count == 1)
            #expect(report.words("tasks", "kind") == ["find_address"])
            #expect(try await office.json("explain F9 --on 2026-03-06").list("receivables").first?["levelTaken"]?.intValue == 0)
        }
    }

    @Test("17. A hard bounce: the level does not count, the letter leaves, the dead address is left alone", arguments: engines)
    func bounce(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await office.customers("C1,Client Un,compta+bounce.hard@client.example,1 rue de la Paix,75002,Paris")
            try await office.invoices("A,C1,2026-01-31,2026-03-02,1200.00,EUR", on: "2026-03-05")
            #expect(try await office.run("2026-03-05", "2026-03-05") == ["2026-03-05 L1 email 1200.00"])
            let again = try await office.json("run --on 2026-03-05")
            #expect(again.list("actions").map { $0.word("step") + $0.word("channel") + $0.word("outcome") } == ["L1letteraccepted"])
            let states = try await office.json("messages").arrayValue?.map { $0.word("channel") + $0.word("state") }
            #expect(states == ["emailbounced", "letteraccepted"])
            #expect(try await office.json("tasks").arrayValue?.contains { $0.word("kind") == "mend_address" } == true)
            #expect(try await office.run("2026-03-06", "2026-03-17") == ["2026-03-17 L2 letter 1200.00"])
        }
    }

    @Test("17. A complaint entered by hand mutes the address", arguments: engines)
    func complaint(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await office.customerC1()
            try await office.invoices("A,C1,2026-01-31,2026-03-02,1200.00,EUR", on: "2026-03-05")
            let report = try await office.json("run --on 2026-03-05")
            let message = try #require(report.list("actions").first?.word("message"))
            _ = try await office.json("receipt \(message) complaint --on 2026-03-06")
            #expect(try await office.run("2026-03-06", "2026-03-17") == ["2026-03-17 L2 letter 1200.00"])
        }
    }

    @Test("A name written with its accents apart is the same name", arguments: engines)
    func accents(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            let row = "CAFE\u{301},Socie\u{301}te\u{301} Un,compta@un.example,1 rue X,75002,Paris"
            #expect(try await office.customers(row)["created"] == .integer(1))
            #expect(try await office.customers("CAF\u{C9},Soci\u{E9}t\u{E9} Un,compta@un.example,1 rue X,75002,Paris")["unchanged"] == .integer(1))
            let invoices = try await office.invoices(
                "N\u{B0}e\u{301}1,CAF\u{C9},2026-01-31,2026-03-02,100.00,EUR", "B,CAFE\u{301},2026-01-31,2026-03-02,50.00,EUR")
            #expect(invoices["created"] == .integer(2))
            try await office.payments("R1,CAF\u{C9},2026-03-03,100.00,EUR,N\u{B0}\u{E9}1", on: "2026-03-03")
            #expect(try await office.run("2026-03-05", "2026-03-05") == ["2026-03-05 L1 email 50.00"])
        }
    }
}
