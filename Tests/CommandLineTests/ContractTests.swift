import TestKit
import Testing
import Texts
import Values

@Suite("What scripts may rely on")
struct ContractTests {
    private func names(_ json: JSON?) -> [String] {
        guard case .object(let members)? = json else { return [] }
        return members.map(\.name)
    }

    @Test("Members keep their names and their order", arguments: engines)
    func members(engine: TestEngine) async throws {
        try await withOffice(engine) { office in
            try await office.customerC1()
            let file = try await office.invoices("A,C1,2026-01-31,2026-03-02,1200.00,EUR", "B,C1,2026-01-31,2026-03-20,10.00,EUR")
            for name in ["file", "kind", "rows", "created", "updated", "unchanged", "rejected"] { #expect(names(file).contains(name)) }
            let action = ["customer", "scenario", "step", "channel", "currency", "amount", "receivables", "toCome", "credits", "reasons"]
            let line = ["invoice", "dueOn", "open", "step"]
            let plan = try await office.plan("2026-03-05")
            #expect(names(plan).starts(with: ["on", "actions", "skipped"]))
            #expect(names(plan.list("actions").first).starts(with: action))
            let planned = try #require(plan.list("actions").first)
            #expect(names(planned.list("receivables").first).starts(with: line))
            #expect(names(planned.list("toCome").first).starts(with: ["invoice", "dueOn", "open"]))
            #expect(names(planned.list("reasons").first) == ["code", "text"])
            let run = try await office.json("run --on 2026-03-05")
            #expect(names(run.list("actions").first) == names(planned) + ["outcome", "detail", "message"])
            let message = try #require(try await office.json("messages").arrayValue?.first)
            #expect(names(message).starts(with: ["id", "customer", "channel", "step", "on", "state", "to", "currency", "amount", "receivables"]))
            #expect(names(message.list("receivables").first).starts(with: line))
            _ = try await office.json("mute --customer C1 --from 2026-03-10 --until 2026-03-24 --reason x")
            let skipped = try #require(try await office.plan("2026-03-17").list("skipped").first)
            #expect(names(skipped).starts(with: ["customer", "invoice", "dueOn", "reason", "until"]))
        }
    }

    @Test("The plan of a day is what its run does")
    func planEqualsRun() async throws {
        try await withOffice(.sqliteMemory) { office in
            try await office.customerC1()
            try await office.invoices("A,C1,2026-01-31,2026-03-02,1200.00,EUR")
            var current = day("2026-02-20")
            while current <= day("2026-03-20") {
                let plan = try await office.plan(current.iso).list("actions")
                let run = try await office.json("run --on \(current.iso)").list("actions")
                #expect(plan.map { $0.word("step") + $0.word("amount") + $0.word("channel") } == run.map { $0.word("step") + $0.word("amount") + $0.word("channel") })
                current = current.adding(days: 1)
            }
        }
    }

    @Test("The calculators need no database and answer as promised")
    func calculators() async throws {
        try await withOffice(.sqliteMemory, scenario: nil) { office in
            let interest = try await office.json("interest --amount 10000.00 --due 2026-05-31 --paid 2026-07-31 --payment 2026-06-15:4000.00")
            for name in ["days", "lines", "interest", "indemnity", "total"] { #expect(names(interest).contains(name)) }
            #expect(interest.word("interest") == "143.08" && interest.word("indemnity") == "40.00" && interest.word("total") == "183.08")
            for name in ["from", "to", "days", "base", "rate", "amount"] { #expect(names(interest.list("lines").first).contains(name)) }
            let answer = await office.relance(["due", "--terms", "45 jours fin de mois", "--from", "2026-06-10", "--format", "json"])
            let due = try JSON(parsing: answer.out)
            #expect(names(due) == ["dueOn", "reading", "warnings"] && due.word("dueOn") == "2026-07-31")
        }
    }

    @Test("A payment that contradicts the recorded one is left aside, the rest is taken, and the answer says so")
    func contradictedPayment() async throws {
        try await withOffice(.sqliteMemory) { office in
            try await office.customerC1()
            try await office.payments("CHQ-77,C1,2026-02-20,500.00,EUR,", on: "2026-02-20")
            office.write(
                "payment_reference,customer_number,received_on,amount,currency\nCHQ-77,C1,2026-02-20,600.00,EUR\nCHQ-78,C1,2026-02-20,5.00,EUR\n",
                to: "p.csv")
            let answer = await office.relance("import p.csv", .fr)
            #expect(answer.status == 1 && answer.out.contains("le reste a été pris"))
        }
    }

    @Test("A file with rejected rows answers 1 and takes nothing, unless told otherwise")
    func rejected() async throws {
        try await withOffice(.sqliteMemory) { office in
            try await office.customerC1()
            office.write(
                "invoice_number,customer_number,issued_on,due_on,amount,currency\nA,C1,2026-02-31,2026-03-02,5.00,EUR\nB,C1,2026-01-31,2026-03-02,5.00,EUR\n",
                to: "f.csv")
            let whole = await office.relance("import f.csv --format json")
            let report = try JSON(parsing: whole.out)
            #expect(whole.status == 1)
            let rejected = try #require(report.list("files").first?.list("rejected").first)
            #expect(names(rejected).starts(with: ["line", "column", "value", "code", "message"]))
            #expect(rejected["line"]?.intValue == 2 && rejected.word("column") == "issued_on" && rejected.word("value") == "2026-02-31")
            #expect(try await office.json("customers").arrayValue?.first?.list("balances").isEmpty == true)
            let told = await office.relance("import f.csv", .fr)
            #expect(told.out.contains("bonnes, non prises"))
            let partial = await office.relance("import f.csv --partial")
            #expect(partial.status == 0 && partial.out.contains("the rest was taken in"))
            #expect(try await office.json("customers").arrayValue?.first?.words("balances", "balance") == ["5.00"])
        }
    }
}
