import Dunning
import Formats
import Ledger
import Reading
import TestKit
import Testing
import Texts
import Values

@testable import Imports
@testable import Workflows

@Suite("Rows meet what the ledger knows", .serialized)
struct IntakeRowTests {
    @Test("A customer is created, completed, and never forgets what a file leaves out", arguments: TestEngine.allCases)
    func customers(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            #expect(try await stage.take(Table.two).counts == [2, 2, 0, 0, 0])
            #expect(try await stage.account("C2").customer.language == "en")
            let partial = "customer_number,name,phone,email\nC1,Menuiserie Lefèvre SARL,0199003241,\nC2,Northwind Ltd,,\n"
            #expect(try await stage.take(partial).counts == [2, 0, 1, 1, 0])
            let customer = try await stage.account().customer
            #expect(customer.name == "Menuiserie Lefèvre SARL" && customer.phone == "0199003241")
            #expect(customer.email == "compta@lefevre.example")
            let twice = try await stage.take("customer_number,name\nC3,Un\nC3,Un\nC3,Deux\n", partial: true)
            #expect(twice.counts == [3, 1, 0, 1, 1] && twice.codes == ["duplicate_number"])
            let unknown = try await stage.take("customer_number,name,scenario\nC4,Quatre,nothing-like-it\n")
            #expect(unknown.codes == ["unknown_scenario"] && !unknown.isApplied)
            try await stage.check()
        }
    }

    @Test("A customer who gets another scenario has its receivables scheduled anew", arguments: TestEngine.allCases)
    func rescheduled(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            try await stage.take(Table.two)
            try await stage.take(Table.invoices("F1,C1,2026-11-01,2026-12-01,100.00,EUR"))
            #expect(try await stage.take("customer_number,name,scenario\nC1,Menuiserie Lefèvre,mute\n").counts == [1, 0, 1, 0, 0])
            try await stage.check()
        }
    }

    @Test("Contacts are people at known customers, told apart by e-mail or name", arguments: [TestEngine.sqliteMemory])
    func contacts(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            try await stage.take(Table.two)
            let first = "customer_number,contact_name,role,email,phone\nC1,Loïc Barthélémy,comptabilité,loic@lefevre.example,\nC9,X,,x@y.example,\n"
            #expect(try await stage.take(first, partial: true).counts == [2, 1, 0, 0, 1])
            let second = "customer_number,contact_name,role,email,phone\nC1,Loïc Barthélémy,,LOIC@lefevre.example,0536498644\n"
            #expect(try await stage.take(second, as: .contacts).counts == [1, 0, 1, 0, 0])
            let contacts = try await stage.account().customer.contacts
            #expect(contacts.count == 1 && contacts[0].role == "accounting" && contacts[0].phone == "0536498644")
        }
    }

    @Test("Rows of one number are instalments, wherever they stand", arguments: TestEngine.allCases)
    func instalments(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            try await stage.take(Table.two)
            let report = try await stage.take(
                Table.invoices(
                    "F1,C1,2026-11-01,2027-01-31,50.00,EUR", "F2,C2,2026-11-01,2026-12-01,10.00,GBP",
                    "F1,C1,2026-11-01,2026-12-31,100.00,EUR", "F3,C1,2026-11-01,2026-12-31,1.00,EUR",
                    "F3,C1,2026-11-02,2026-12-30,1.00,EUR", "F4,C1,2026-11-01,2026-12-31,1.00,EUR",
                    "F4,C1,2026-11-01,2026-12-31,1.00,EUR"))
            #expect(report.counts == [7, 4, 0, 1, 2] && report.codes == ["conflict", "conflict"] && report.isApplied)
            #expect(report.warningCodes == ["duplicate_row"])
            let invoice = try #require(try await stage.account().invoice(InvoiceID("F1")))
            #expect(invoice.receivables.map(\.rank) == [1, 2] && invoice.receivables.map(\.amount) == [10_000, 5_000])
            #expect(invoice.receivables.map(\.dueOn) == [day("2026-12-31"), day("2027-01-31")])
            try await stage.check()
        }
    }

    @Test("Without a due date the terms decide: the row's, the customer's, the company's", arguments: [TestEngine.sqliteMemory])
    func terms(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            try await stage.take("customer_number,name,terms\nC1,Un,60 jours net\nC2,Deux,\n")
            let report = try await stage.take(
                "invoice_number,customer_number,issued_on,amount,terms\nF1,C1,2026-11-01,5.00,\nF2,C1,2026-11-01,5.00,10 jours\n"
                    + "F3,C2,2026-11-01,5.00,\nF4,C2,2026-11-01,5.00,quand vous voudrez\n", partial: true)
            #expect(report.codes == ["terms_unreadable"])
            let dues = try await stage.accounts().values.flatMap(\.invoices).sorted { $0.id < $1.id }.map { $0.receivables[0].dueOn.iso }
            #expect(dues == ["2026-12-31", "2026-11-11", "2026-12-01"])
        }
    }

    @Test("A file applies wholly or not at all, unless told otherwise", arguments: TestEngine.allCases)
    func whole(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            try await stage.take(Table.two)
            let facts = try await stage.facts()
            let text = Table.invoices(
                "F1,C1,2026-11-01,2026-12-01,100.00,EUR", "F2,C9,2026-11-01,2026-12-01,100.00,EUR",
                "F3,C1,2026-11-01,2026-02-30,100.00,EURO")
            let refused = try await stage.take(text)
            #expect(refused.counts == [3, 0, 0, 1, 2] && !refused.isApplied && refused.acceptable == 1)
            #expect(refused.codes == ["date_impossible", "unknown_customer"] || refused.codes == ["unknown_customer", "date_impossible"])
            #expect(refused.rejected.first { $0.line == 4 }?.others.map(\.code) == [])
            #expect(try await stage.facts() == facts)
            let taken = try await stage.take(text, partial: true)
            #expect(taken.counts == [3, 1, 0, 0, 2] && taken.isApplied)
            // The same bytes, once what was missing is there.
            try await stage.take(Table.customers("C9,Neuf,,,FR"))
            let later = try await stage.take(text, partial: true)
            #expect(later.counts == [3, 1, 0, 1, 1])
            let end = try await stage.facts()
            #expect(try await stage.take(text, partial: true).counts == [3, 0, 0, 2, 1])
            #expect(try await stage.facts() == end)
            try await stage.check()
        }
    }

    @Test("A contradicted invoice is set aside, never overwritten", arguments: TestEngine.allCases)
    func quarantine(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            try await stage.take(Table.two)
            try await stage.take(Table.invoices("F1,C1,2026-10-01,2026-10-31,100.00,EUR", "F2,C1,2026-10-01,2026-10-31,100.00,EUR"))
            let other = Table.invoices(
                "F1,C1,2026-10-01,2026-10-31,120.00,EUR", "F2,C1,2026-10-01,2026-11-05,100.00,EUR",
                "F5,C1,2026-11-01,2026-12-31,7.00,EUR")
            let report = try await stage.take(other)
            #expect(report.counts == [3, 1, 0, 1, 1] && report.codes == ["conflict"] && report.isApplied)
            #expect(report.warningCodes == ["due_differs"])
            #expect(report.rejected[0].message(.en).contains("€100.00") && report.rejected[0].message(.en).contains("€120.00"))
            var invoice = try #require(try await stage.account().invoice(InvoiceID("F1")))
            #expect(invoice.isQuarantined && invoice.amount == 10_000)
            let waiting = try await stage.world.desk.openTasks(stage.company)
            #expect(waiting.map(\.task.kind) == [.decideVersion] && waiting.map(\.task.about) == ["F1"])
            let sentence = Language.en.sentence(try #require(waiting.first))
            for part in ["€100.00 or €120.00", "relance release quarantine --invoice F1"] {
                #expect(sentence.contains(part) && (part.first == "€" || report.rejected[0].message(.en).contains(part)))
            }
            let facts = try await stage.facts()
            #expect(try await stage.take(other).counts == [3, 0, 0, 2, 1])
            #expect(try await stage.facts() == facts)
            try await stage.world.desk.releaseQuarantine(of: InvoiceID("F1"), in: stage.company, on: day("2026-11-21"), by: "test")
            #expect(try await stage.world.desk.openTasks(stage.company).isEmpty)
            let decided = try await stage.take(other + "\n")
            #expect(decided.codes == ["conflict"] && decided.rejected[0].message(.fr).contains("déjà tranché"))
            invoice = try #require(try await stage.account().invoice(InvoiceID("F1")))
            #expect(!invoice.isQuarantined)
            #expect(try await stage.take(Table.invoices("F1,C2,2026-10-01,2026-10-31,100.00,EUR")).codes == ["conflict"])
            #expect(try await stage.account().invoice(InvoiceID("F1"))?.isQuarantined == true)
            try await stage.check()
        }
    }

    @Test("A contradicted invoice is set aside even when the file is refused for other rows", arguments: TestEngine.allCases)
    func quarantineByRefusedFile(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            try await stage.take(Table.two)
            try await stage.take(Table.invoices("F1,C1,2026-10-01,2026-10-31,100.00,EUR"))
            let facts = try await stage.facts()
            let text = Table.invoices(
                "F1,C1,2026-10-01,2026-10-31,120.00,EUR", "F2,C1,2026-11-01,2026-12-31,7.00,EUR",
                "F3,C9,2026-11-01,2026-12-31,7.00,EUR")
            let refused = try await stage.take(text)
            #expect(refused.counts == [3, 0, 0, 1, 2] && !refused.isApplied && refused.warningCodes == ["not_applied"])
            #expect(refused.warnings[0].message(.fr).contains("mises de côté dès maintenant"))
            var account = try await stage.account()
            #expect(account.invoice(InvoiceID("F1"))?.isQuarantined == true && account.invoice(InvoiceID("F2")) == nil)
            // It is set aside and a task is opened; nothing more for the same file again.
            #expect(try await stage.facts() == facts + 2)
            #expect(try await stage.take(text).warnings[0].message(.en).hasPrefix("Nothing was taken"))
            #expect(try await stage.facts() == facts + 2)
            #expect(try await stage.world.desk.openTasks(stage.company).map(\.task.about) == ["F1"])
            try await stage.world.desk.releaseQuarantine(of: InvoiceID("F1"), in: stage.company, on: day("2026-11-21"), by: "test")
            let decided = try await stage.take(text)
            #expect(decided.rejected.contains { $0.message(.fr).contains("déjà tranché") })
            account = try await stage.account()
            #expect(account.invoice(InvoiceID("F1"))?.isQuarantined == false)
            try await stage.check()
        }
    }

    @Test("A reminder already sent is looked up in the customer's scenario", arguments: [TestEngine.sqliteMemory])
    func declared(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            try await stage.take("customer_number,name,email,address,city\nC1,Un,un@client.example,1 rue du Four,Lyon\n")
            let head = "invoice_number,customer_number,issued_on,due_on,amount,last_step,last_step_on\n"
            let report = try await stage.take(
                head + "F1,C1,2026-02-01,2026-03-04,100.00,L2,2026-03-19\nF2,C1,2026-02-01,2026-03-04,100.00,1,2026-03-07\n"
                    + "F3,C1,2026-02-01,2026-03-04,100.00,L77,2026-03-07\n", on: "2026-04-13", partial: true)
            #expect(report.counts == [3, 2, 0, 0, 1] && report.codes == ["unknown_step"])
            #expect(report.rejected[0].message(.en).contains("L1, L2"))
            let steps = try await stage.account().invoices.map { $0.receivables[0].steps.map { "\($0.step) \($0.rank) \($0.on)" } }
            #expect(steps == [["L2 2 2026-03-19"], ["L1 1 2026-03-07"]])
            let plan = try await stage.world.desk.plan(stage.company, on: day("2026-04-13"))
            #expect(plan.actions.flatMap { $0.asked.map(\.step) }.sorted() == ["L2", "L3"])
        }
    }

    @Test("Many late receivables at once wait for approval, a few do not", arguments: [(20, false), (21, true)])
    func late(count: Int, waits: Bool) async throws {
        try await TestEngine.sqliteMemory.withDatabase { database in
            let stage = try await IntakeStage(database)
            try await stage.take(Table.two)
            let rows = (1...count).map { "F\($0),C1,2026-02-01,2026-03-04,100.00,EUR\n" }.joined()
            let report = try await stage.take(Table.invoices() + rows + "G1,C1,2026-04-01,2026-05-01,1.00,EUR\n", on: "2026-04-13")
            #expect(report.created == count + 1 && report.warningCodes == (waits ? ["late_bulk"] : []))
            let invoices = try await stage.account().invoices
            #expect(invoices.count { $0.needsApproval } == (waits ? count : 0))
            try await stage.check()
        }
    }
}
