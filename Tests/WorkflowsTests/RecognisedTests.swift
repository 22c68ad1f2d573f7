import Dunning
import Ledger
import Matching
import SQL
import TestKit
import Testing
import Values

@testable import Imports
@testable import Workflows

@Suite("A payment that the books have is its movement, and settles what the movement names", .serialized)
struct RecognisedTests {
    private static let today = day("2026-11-20")
    private static let movement: (on: String, amount: Int64, label: String) = ("2026-11-19", 1200_00, "VIR LEFEVRE FA-2026-101")

    /// A payment of a customer that owes two invoices, on account unless it names one; then its movement.
    private func stage(
        _ database: any Database, _ movement: (on: String, amount: Int64, label: String) = movement, for invoice: String = ""
    ) async throws -> IntakeStage {
        let stage = try await IntakeStage(database)
        try await stage.take(
            Table.customers("C1,Menuiserie Lefèvre,compta@lefevre.example,,FR", "C2,Garage Martin SARL,compta@martin.example,,FR"))
        try await stage.take(
            Table.invoices("FA-2026-101,C1,2026-09-01,2026-10-01,1200.00,EUR", "FA-2026-102,C1,2026-09-15,2026-10-15,300.00,EUR"))
        let amount = Money(minor: movement.amount, .eur).description.split(separator: " ")[0]
        try await stage.take(Table.payments("RG-1,C1,2026-11-18,\(amount),EUR,\(invoice)"))
        try await stage.take(StatementText.cfonb(from: "2026-11-18", opening: 0, until: "2026-11-19", [movement]))
        return stage
    }

    private func match(_ stage: IntakeStage, isDryRun: Bool = false) async throws -> [MatchedEntry] {
        try await stage.world.desk.match(stage.company, on: Self.today, isDryRun: isDryRun, by: "test").entries
    }

    private func settled(_ entries: [MatchedEntry]) -> [String] {
        entries.flatMap { $0.explanation?.shares ?? [] }.flatMap { share in
            share.allocations.map { "\(share.recognised?.id.text ?? "new") \($0.receivable.invoice) \($0.amount)" }
        }
    }

    private static let before = ["C1 FA-2026-101 1200.00 EUR", "C1 FA-2026-102 300.00 EUR", "C1 credit 1200.00 EUR"]
    private static let after = ["C1 FA-2026-102 300.00 EUR"]

    /// The bank takes the money back. Answers by which movement.
    private func goBack(_ stage: IntakeStage) async throws -> EntryID {
        try await stage.take(
            StatementText.cfonb(
                from: "2026-11-19", opening: 1200_00, until: "2026-11-20", [("2026-11-20", -1200_00, "RETOUR VIR MENUISERIE LEFEVRE")]))
        let debit = try #require(try await match(stage).first { $0.booked.entry.amount < 0 })
        let id = debit.booked.entry.id
        if debit.outcome != .post { _ = try await stage.world.desk.accept(id, in: stage.company, on: Self.today, by: "anne") }
        return id
    }

    /// Everything is as it was before the movement was matched, and the movement is nobody's.
    private func isAsBefore(_ id: EntryID, _ stage: IntakeStage, _ open: [String] = before) async throws {
        #expect(try await stage.openItems() == open)
        let account = try await stage.account()
        #expect(account.credits.filter { $0.returnedOn == nil }.map(\.unallocated) == account.credits.filter { $0.returnedOn == nil }.map(\.amount))
        #expect(account.allocations.allSatisfy { !$0.isLive })
        #expect(try await stage.world.desk.bankEntry(id, in: stage.company).shares.isEmpty)
        try await stage.check()
    }

    @Test("What its file settled stays so when a return that was none is undone, and the movement after it", arguments: TestEngine.allCases)
    func settledByFile(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database, for: "FA-2026-101")
            let desk = stage.world.desk
            let id = try #require(try await match(stage).first?.booked.entry.id)
            let debit = try await goBack(stage)
            #expect(try await stage.openItems() == Self.before.filter { !$0.contains("credit") })
            _ = try await desk.reverse(debit, in: stage.company, on: Self.today, by: "anne")
            #expect(try await desk.bankEntry(id, in: stage.company).shares.map(\.isRecognised) == [true])
            _ = try await desk.reverse(id, in: stage.company, on: Self.today, by: "anne")
            #expect(try await stage.openItems() == Self.after)
            try await stage.check()
        }
    }

    @Test("A person who gives the movement to another invoice counts it once, unless it is other money", arguments: TestEngine.allCases)
    func givenElsewhere(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database, for: "FA-2026-101")
            let desk = stage.world.desk
            let id = try #require(try await match(stage).first?.booked.entry.id)
            let other = AllocationRequest(entry: id, parts: [.init(InvoiceID("FA-2026-102"), nil)])
            await #expect(throws: DeskError.self) { try await desk.allocate(other, in: stage.company, on: Self.today, by: "anne") }
            #expect(try await stage.openItems() == Self.after)
            #expect(try await desk.bankEntry(id, in: stage.company).shares.map(\.isRecognised) == [true])
            let beside = AllocationRequest(entry: id, parts: [.init(InvoiceID("FA-2026-102"), nil)], beside: [CreditID("RG-1")])
            _ = try await desk.allocate(beside, in: stage.company, on: Self.today, by: "anne")
            #expect(try await stage.openItems() == ["C1 credit 900.00 EUR"])
            try await stage.check()
        }
    }

    @Test("As the dry run and the plan say; told again; undone, the payment is on account", arguments: TestEngine.allCases)
    func matched(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database)
            let desk = stage.world.desk
            #expect(try await stage.openItems() == Self.before)
            let facts = try await stage.facts()
            #expect(settled(try await match(stage, isDryRun: true)) == ["RG-1 FA-2026-101 120000"])
            let plan = try await desk.plan(stage.company, on: Self.today)
            #expect(plan.actions.flatMap { $0.asked.map(\.receivable.invoice.text) } == ["FA-2026-102"])
            #expect(try await stage.facts() == facts)
            #expect(try await stage.world.run("2026-11-20").outcomes.map(\.action) == plan.actions)
            #expect(try await stage.openItems() == Self.after)
            let told = try await match(stage)
            #expect(settled(told) == ["RG-1 FA-2026-101 120000"])
            #expect(told.first?.explanation?.reasons.map(\.code).contains("invoice_number") == true)
            let id = try #require(told.first?.booked.entry.id)
            _ = try await desk.reverse(id, in: stage.company, on: Self.today, by: "anne")
            try await isAsBefore(id, stage)
            // A person takes it up again: it is the payment of the file, not another one.
            #expect(try await match(stage).map(\.outcome) == [.suggest])
            _ = try await desk.accept(id, in: stage.company, on: Self.today, by: "anne")
            #expect(try await stage.openItems() == Self.after)
            try await desk.setAside(id, reason: "interne", in: stage.company, on: Self.today, by: "anne")
            try await isAsBefore(id, stage)
        }
    }

    @Test("Money that goes back reopens it; a return that was none closes it; then all can be undone", arguments: TestEngine.allCases)
    func returned(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database)
            let desk = stage.world.desk
            let id = try #require(try await match(stage).first?.booked.entry.id)
            #expect(try await stage.openItems() == Self.after)
            let debit = try await goBack(stage)
            #expect(try await stage.openItems() == Self.before.filter { !$0.contains("credit") })
            _ = try await desk.reverse(debit, in: stage.company, on: Self.today, by: "anne")
            #expect(try await stage.openItems() == Self.after)
            _ = try await desk.reverse(id, in: stage.company, on: Self.today, by: "anne")
            try await isAsBefore(id, stage)
        }
    }

    @Test("Nothing says for what: it stays on account, and a person says it by the movement", arguments: TestEngine.allCases)
    func byPerson(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database, ("2026-11-19", 517_17, "VIR MENUISERIE LEFEVRE"))
            let desk = stage.world.desk
            let before = try await stage.openItems()
            let found = try #require(try await match(stage).first)
            #expect(found.outcome == .post && found.explanation?.shares.map(\.remainder) == [517_17])
            #expect(try await stage.openItems() == before)
            let id = found.booked.entry.id
            for (parts, open) in [
                ([AllocationRequest.Part(InvoiceID("FA-2026-102"), nil)], ["C1 FA-2026-101 1200.00 EUR", "C1 credit 217.17 EUR"]),
                (
                    [.init(InvoiceID("FA-2026-102"), 17_17), .init(InvoiceID("FA-2026-101"), nil)],
                    ["C1 FA-2026-101 700.00 EUR", "C1 FA-2026-102 282.83 EUR"]
                ),
                ([], before),
            ] as [([AllocationRequest.Part], [String])] {
                let request = AllocationRequest(entry: id, parts: parts, customer: parts.isEmpty ? CustomerID("C1") : nil)
                let decided = try await desk.allocate(request, in: stage.company, on: Self.today, by: "anne")
                #expect(decided.shares.map(\.credit.id.text) == ["RG-1"] && decided.shares.allSatisfy(\.isRecognised))
                #expect(try await stage.openItems() == open)
                try await stage.check()
            }
            // A part of it alone, or money of its own beside, is said as before.
            for request in [
                AllocationRequest(entry: id, parts: [.init(InvoiceID("FA-2026-102"), 100_00)], keepsRest: true),
                AllocationRequest(entry: id, parts: [.init(InvoiceID("FA-2026-101"), 1300_00)]),
            ] {
                await #expect(throws: DeskError.self) { try await desk.allocate(request, in: stage.company, on: Self.today, by: "anne") }
            }
            #expect(try await stage.openItems() == before)
            let beside = AllocationRequest(entry: id, parts: [.init(InvoiceID("FA-2026-102"), nil)], beside: [CreditID("RG-1")])
            _ = try await desk.allocate(beside, in: stage.company, on: Self.today, by: "anne")
            #expect(try await stage.openItems() == ["C1 FA-2026-101 1200.00 EUR", "C1 credit 734.34 EUR"])
            _ = try await desk.reverse(id, in: stage.company, on: Self.today, by: "anne")
            try await isAsBefore(id, stage, before)
        }
    }

    @Test("The books say later what it settled, or say it otherwise: nothing is settled twice", arguments: ["FA-2026-101", "FA-2026-102"])
    func lettered(invoice: String) async throws {
        for engine in TestEngine.allCases {
            try await engine.withDatabase { database in
                let stage = try await IntakeStage(database)
                func books(_ letters: String...) -> String {
                    let head =
                        "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n"
                    func line(_ journal: String, _ number: Int, _ day: String, _ account: String, _ piece: String, _ debit: String, _ credit: String, _ letter: String) -> String {
                        let customer = account.hasPrefix("411") ? "C1\tMenuiserie Lefèvre" : "\t"
                        let lettered = letter.isEmpty ? "\t" : "\(letter)\t20261120"
                        return "\(journal)\tJournal\t\(number)\t\(day)\t\(account)\tCompte\t\(customer)\t\(piece)\t\(day)\tLefèvre\t\(debit)\t\(credit)\t\(lettered)\t20261120\t\t\n"
                    }
                    return head
                        + line("VE", 1, "20260901", "411000", "FA-2026-101", "1200,00", "0,00", letters[0])
                        + line("VE", 1, "20260901", "706000", "FA-2026-101", "0,00", "1200,00", "")
                        + line("VE", 2, "20260915", "411000", "FA-2026-102", "1200,00", "0,00", letters[1])
                        + line("VE", 2, "20260915", "706000", "FA-2026-102", "0,00", "1200,00", "")
                        + line("BQ", 3, "20261119", "512000", "REL", "1200,00", "0,00", "")
                        + line("BQ", 3, "20261119", "411000", "REL", "0,00", "1200,00", letters[2])
                }
                _ = try await stage.take(books("", "", ""), named: "123456782FEC20261231.txt")
                #expect(try await stage.openItems() == ["C1 FA-2026-101 1200.00 EUR", "C1 FA-2026-102 1200.00 EUR", "C1 credit 1200.00 EUR"])
                try await stage.take(StatementText.cfonb(from: "2026-11-18", opening: 0, until: "2026-11-19", [Self.movement]))
                #expect(try await match(stage).map(\.outcome) == [.post])
                #expect(try await stage.openItems() == ["C1 FA-2026-102 1200.00 EUR"])
                let isSame = invoice == "FA-2026-101"
                _ = try await stage.take(books(isSame ? "A" : "", isSame ? "" : "A", "A"), named: "123456782FEC20261231.txt")
                #expect(try await stage.openItems() == ["C1 FA-2026-102 1200.00 EUR"])
                try await stage.check()
            }
        }
    }
}
