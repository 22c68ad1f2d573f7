import Dunning
import Ledger
import Matching
import Outbox
import Reading
import SQL
import Storage
import TestKit
import Testing
import Texts
import Values

@testable import Imports
@testable import Workflows

@Suite("Money of the bank settles what it pays, and can be taken back", .serialized)
struct CashTests {
    static let today = day("2026-11-20")

    func stage(_ database: any Database, _ movements: [(on: String, amount: Int64, label: String)]) async throws -> IntakeStage {
        let stage = try await IntakeStage(database)
        try await stage.take(
            Table.customers("C1,Menuiserie Lefèvre,compta@lefevre.example,,FR", "C2,Garage Martin SARL,compta@martin.example,,FR"))
        try await stage.take(
            Table.invoices(
                "FA-2026-101,C1,2026-09-01,2026-10-01,1200.00,EUR", "FA-2026-102,C1,2026-09-15,2026-10-15,300.00,EUR",
                "FA-2026-103,C2,2026-09-10,2026-10-10,450.50,EUR"))
        try await stage.take(
            StatementText.cfonb(from: "2026-11-18", opening: 0, until: "2026-11-19", movements), on: "2026-11-20")
        return stage
    }

    func match(_ stage: IntakeStage) async throws -> [MatchedEntry] {
        try await stage.world.desk.match(stage.company, on: Self.today, by: "test").entries
    }

    static let clear: [(on: String, amount: Int64, label: String)] = [
        ("2026-11-19", 1200_00, "VIR MENUISERIE LEFEVRE FA2026101"), ("2026-11-19", 450_50, "VIR SEPA GARAGE MARTIN 103"),
    ]

    @Test("What is sure is posted before reminders, and told again; run twice it does nothing more", arguments: TestEngine.allCases)
    func posted(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database, Self.clear)
            let report = try await stage.world.run("2026-11-20")
            #expect(try await stage.openItems() == ["C1 FA-2026-102 300.00 EUR"])
            #expect(report.outcomes.flatMap { $0.action.lines.map(\.receivable.invoice.text) } == ["FA-2026-102"])
            let facts = try await stage.facts()
            let told = try await match(stage)
            #expect(told.map(\.outcome) == [.post, .post])
            #expect(Set(told.compactMap { $0.explanation?.customer?.text }) == ["C1", "C2"])
            #expect(try await stage.facts() == facts)
            try await stage.check()
        }
    }

    @Test("Reversed, everything is owed as before, and the program does not do it again", arguments: TestEngine.allCases)
    func reversed(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database, [Self.clear[0]])
            let before = try await stage.openItems()
            let entry = try #require(try await match(stage).first?.booked.entry.id)
            #expect(try await stage.openItems() != before)
            let open = try await stage.world.desk.reverse(entry, in: stage.company, on: Self.today, by: "anne")
            #expect(open.isOpen && open.shares.isEmpty)
            #expect(try await stage.openItems() == before)
            #expect(try await match(stage).map(\.outcome) == [.suggest])
            // Decided again by a person: another payment, under a name of its own.
            let accepted = try await stage.world.desk.accept(entry, in: stage.company, on: Self.today, by: "anne")
            #expect(accepted.shares.map(\.credit.id.text) == ["\(entry)/2"])
            #expect(try await stage.openItems() == before.filter { !$0.contains("FA-2026-101") })
            try await stage.check()
        }
    }

    @Test("A person splits, lets go of a difference and leaves the rest on the account; what it cost comes back", arguments: TestEngine.allCases)
    func allocated(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database, [("2026-11-19", 2000_00, "VIR DIVERS")])
            let before = try await stage.openItems()
            let entry = try #require(try await match(stage).first?.booked.entry.id)
            let desk = stage.world.desk
            let request = AllocationRequest(
                entry: entry,
                parts: [.init(InvoiceID("FA-2026-101"), 1190_00), .init(InvoiceID("FA-2026-102"), nil)],
                customer: CustomerID("C1"), letGo: [.init(.bankCharges, InvoiceID("FA-2026-101"), nil)])
            _ = try await desk.allocate(request, in: stage.company, on: Self.today, by: "anne")
            #expect(try await stage.openItems() == ["C1 credit 510.00 EUR", "C2 FA-2026-103 450.50 EUR"])
            // Corrected: all of it was the other customer's.
            let correction = AllocationRequest(entry: entry, parts: [.init(InvoiceID("FA-2026-103"), nil)])
            _ = try await desk.allocate(correction, in: stage.company, on: Self.today, by: "anne")
            #expect(
                try await stage.openItems()
                    == ["C1 FA-2026-101 1200.00 EUR", "C1 FA-2026-102 300.00 EUR", "C2 credit 1549.50 EUR"])
            _ = try await desk.reverse(entry, in: stage.company, on: Self.today, by: "anne")
            #expect(try await stage.openItems() == before)
            try await stage.check()
        }
    }

    @Test("More than the movement has, or than an invoice owes, is refused with the figures", arguments: TestEngine.allCases)
    func refused(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database, [("2026-11-19", 400_00, "VIR DIVERS")])
            let entry = try #require(try await match(stage).first?.booked.entry.id)
            let facts = try await stage.facts()
            for (parts, wanted) in [
                ([AllocationRequest.Part(InvoiceID("FA-2026-101"), 500_00)], "allocationAboveEntry"),
                ([.init(InvoiceID("FA-2026-102"), 350_00)], "allocationAboveInvoice"),
                ([.init(InvoiceID("nothing"), nil)], "unknownInvoice"),
            ] {
                do throws(DeskError) {
                    _ = try await stage.world.desk.allocate(
                        AllocationRequest(entry: entry, parts: parts), in: stage.company, on: Self.today, by: "anne")
                    Issue.record("\(wanted) was expected")
                } catch { #expect("\(error)".hasPrefix(wanted)) }
            }
            #expect(try await stage.facts() == facts)
        }
    }

    @Test("Money of which two customers may be the payer holds the reminders of both until somebody decides", arguments: TestEngine.allCases)
    func held(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database, [])
            try await stage.take(Table.customers("D1,Durand & Fils,a@d1.example,,FR", "D2,Durand Frères,a@d2.example,,FR"))
            try await stage.take(
                Table.invoices("FA-2026-201,D1,2026-09-01,2026-10-01,990.00,EUR", "FA-2026-202,D2,2026-09-01,2026-10-01,990.00,EUR"))
            try await stage.take(
                StatementText.cfonb(
                    from: "2026-11-19", opening: 0, until: "2026-11-20", [("2026-11-20", 990_00, "VIR DURAND")]))
            let report = try await stage.world.run("2026-11-20")
            #expect(report.skipped.filter { $0.reason == .paymentBeingIdentified }.map(\.customer.text).sorted() == ["D1", "D2"])
            #expect(!report.outcomes.contains { $0.action.customer.text.hasPrefix("D") })
            let entry = try #require(
                try await match(stage).first { $0.outcome == .suggest && $0.booked.entry.amount == 990_00 }?.booked.entry.id)
            let request = AllocationRequest(entry: entry, parts: [.init(InvoiceID("FA-2026-202"), nil)])
            _ = try await stage.world.desk.allocate(request, in: stage.company, on: Self.today, by: "anne")
            let next = try await stage.world.run("2026-11-23")
            #expect(next.outcomes.map(\.action.customer.text).contains("D1"))
            #expect(!next.outcomes.map(\.action.customer.text).contains("D2"))
            try await stage.check()
        }
    }

    @Test("What is set aside waits for nobody, and is taken up again when asked", arguments: TestEngine.allCases)
    func setAside(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database, [("2026-11-19", 77_00, "REMBOURSEMENT TVA")])
            let entry = try #require(try await match(stage).first?.booked.entry.id)
            let desk = stage.world.desk
            try await desk.setAside(entry, reason: "TVA", in: stage.company, on: Self.today, by: "anne")
            #expect(try await match(stage).isEmpty)
            #expect(try await desk.reverse(entry, in: stage.company, on: Self.today, by: "anne").isOpen)
            try await stage.check()
        }
    }

    @Test("A payment recorded from elsewhere is the movement that comes with it, not a second one", arguments: TestEngine.allCases)
    func recognised(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database, [])
            try await stage.take(Table.payments("R1,C2,2026-11-19,450.50,EUR,FA-2026-103"))
            try await stage.take(
                StatementText.cfonb(
                    from: "2026-11-19", opening: 0, until: "2026-11-20", [("2026-11-20", 450_50, "VIR SEPA GARAGE MARTIN FA-2026-103")]))
            let matched = try #require(try await match(stage).first)
            if matched.outcome != .post {
                _ = try await stage.world.desk.accept(matched.booked.entry.id, in: stage.company, on: Self.today, by: "anne")
            }
            #expect(try await stage.account("C2").credits.map(\.id.text) == ["R1"])
            try await stage.check()
        }
    }

    @Test("The check finds a movement that has more left than its shares leave", arguments: TestEngine.allCases)
    func checked(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database, [Self.clear[0]])
            #expect(try await match(stage).map(\.outcome) == [.post])
            try await stage.check()
            try await database.write(for: .company(stage.company.text)) { session throws(SQLError) in
                try session.execute(Query("damage", "UPDATE bank_entries SET unattributed = 1"))
            }
            let report = try await stage.world.desk.check(stage.company)
            #expect(report.findings.compactMap(\.rule) == ["I3"])
            #expect(report.findings.contains { $0.table == "bank_entries" && $0.field == "unattributed" })
        }
    }

    @Test("A payment that a file brings after its movement is that movement's, once for each", arguments: TestEngine.allCases)
    func knownFromBank(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database, [Self.clear[1]])
            #expect(try await match(stage).map(\.outcome) == [.post])
            let before = try await stage.openItems()
            let table = Table.payments("R1,C2,2026-11-20,450.50,EUR,FA-2026-103", "R2,C2,2026-11-20,450.50,EUR,")
            let report = try await stage.take(table)
            #expect(report.counts == [2, 1, 0, 1, 0] && report.warningCodes.first == "payment_of_bank")
            #expect(try await stage.openItems() == (before + ["C2 credit 450.50 EUR"]).sorted())
            #expect(try await stage.take(table + "\n").counts == [2, 0, 0, 2, 0])
            let books = """
                JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise
                BQ\tBanque\t1\t20261119\t512000\tBanque\t\t\tREL\t20261119\tMartin\t450,50\t0,00\t\t\t20261120\t\t
                BQ\tBanque\t1\t20261119\t411000\tClients\tC2\tGarage Martin\tREL\t20261119\tMartin\t0,00\t450,50\t\t\t20261120\t\t

                """
            _ = try await stage.take(books, named: "123456782FEC20261231.txt")
            #expect(try await stage.openItems() == (before + ["C2 credit 450.50 EUR"]).sorted())
            try await stage.check()
        }
    }

    @Test("A payment of a file that was known from a movement is not lost with it, nor counted twice", arguments: TestEngine.allCases)
    func filedPayment(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database, [Self.clear[1]])
            let entry = try #require(try await match(stage).first?.booked.entry.id)
            let settled = try await stage.openItems()
            let table = Table.payments("R1,C2,2026-11-20,450.50,EUR,FA-2026-103")
            #expect(try await stage.take(table).warningCodes == ["payment_of_bank"])
            // Another payment of such a file is another one.
            #expect(try await stage.take(Table.payments("R9,C2,2026-11-20,450.50,EUR,")).counts == [1, 1, 0, 0, 0])
            #expect(try await stage.take(table + "\n").counts == [1, 0, 0, 1, 0])
            try await stage.check()
            let desk = stage.world.desk
            try await desk.setAside(entry, reason: "interne", in: stage.company, on: Self.today, by: "anne")
            #expect(try await stage.openItems() == (settled + ["C2 credit 450.50 EUR"]).sorted())
            #expect(try await stage.account("C2").credits.contains { $0.id.text == "R1" && $0.returnedOn == nil && $0.unallocated == 0 })
            #expect(try await stage.take(table + "\n\n").counts == [1, 0, 0, 1, 0])
            #expect(try await stage.openItems() == (settled + ["C2 credit 450.50 EUR"]).sorted())
            // Taken up again, it is the payment of the file.
            _ = try await desk.reverse(entry, in: stage.company, on: Self.today, by: "anne")
            _ = try await match(stage)
            #expect(try await stage.openItems() == (settled + ["C2 credit 450.50 EUR"]).sorted())
            try await stage.check()
        }
    }

    @Test("A movement that was a payment of a file, reversed and allocated again, counts twice only when somebody says so", arguments: TestEngine.allCases)
    func filedAgain(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database, [])
            try await stage.take(Table.payments("R1,C2,2026-11-18,450.50,EUR,FA-2026-103"))
            let movement = StatementText.cfonb(from: "2026-11-18", opening: 0, until: "2026-11-19", [Self.clear[1]])
            try await stage.take(movement, on: "2026-11-20")
            let entry = try #require(try await match(stage).first?.booked)
            #expect(try await stage.world.desk.bankEntry(entry.entry.id, in: stage.company).shares.first?.isRecognised == true)
            let desk = stage.world.desk
            let before = try await stage.openItems()
            _ = try await desk.reverse(entry.entry.id, in: stage.company, on: Self.today, by: "anne")
            let request = AllocationRequest(entry: entry.entry.id, customer: CustomerID("C2"))
            await #expect(throws: DeskError.self) { _ = try await desk.allocate(request, in: stage.company, on: Self.today, by: "anne") }
            #expect(try await stage.openItems() == before)
            let other = AllocationRequest(entry: entry.entry.id, customer: CustomerID("C2"), beside: [CreditID("R1")])
            _ = try await desk.allocate(other, in: stage.company, on: Self.today, by: "anne")
            #expect(try await stage.openItems() == (before + ["C2 credit 450.50 EUR"]).sorted())
            try await stage.check()
        }
    }

    @Test("A transfer that a file tells as one payment for each invoice is one, whichever comes first", arguments: TestEngine.allCases)
    func toldInParts(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let rows = Table.payments(
                "RG-7/1,C1,2026-11-19,1200.00,EUR,FA-2026-101", "RG-7/2,C1,2026-11-19,300.00,EUR,FA-2026-102",
                "RG-8,C1,2026-11-19,50.00,EUR,")
            let movement = [("2026-11-19", Int64(1500_00), "VIR MENUISERIE LEFEVRE")].map { (on: $0.0, amount: $0.1, label: $0.2) }
            let bankFirst = try await stage(database, movement)
            #expect(try await match(bankFirst).map(\.outcome) == [.post])
            let report = try await bankFirst.take(rows)
            #expect(report.counts == [3, 1, 0, 2, 0] && report.warningCodes == ["payment_of_bank", "payment_of_bank"])
            #expect(try await bankFirst.openItems() == ["C1 credit 50.00 EUR", "C2 FA-2026-103 450.50 EUR"])
            #expect(try await bankFirst.take(rows + "\n").counts == [3, 0, 0, 3, 0])
            // Set aside, the movement leaves the payments of the file behind, each for its invoice.
            let entry = try #require(try await match(bankFirst).first?.booked.entry.id)
            try await bankFirst.world.desk.setAside(entry, reason: "interne", in: bankFirst.company, on: Self.today, by: "anne")
            #expect(try await bankFirst.openItems() == ["C1 credit 50.00 EUR", "C2 FA-2026-103 450.50 EUR"])
            #expect(try await bankFirst.account().credits.filter { $0.returnedOn == nil }.map(\.amount).sorted() == [50_00, 300_00, 1200_00])
            try await bankFirst.check()
        }
        try await engine.withDatabase { database in
            let booksFirst = try await stage(database, [])
            try await booksFirst.take(
                Table.payments(
                    "RG-7/1,C1,2026-11-19,1200.00,EUR,FA-2026-101", "RG-7/2,C1,2026-11-19,300.00,EUR,FA-2026-102",
                    "RG-8,C1,2026-11-19,50.00,EUR,"))
            try await booksFirst.take(
                StatementText.cfonb(
                    from: "2026-11-19", opening: 0, until: "2026-11-20", [("2026-11-19", 1500_00, "VIR MENUISERIE LEFEVRE")]))
            let matched = try await match(booksFirst)
            #expect(matched.map(\.outcome) == [.post])
            #expect(matched.first?.explanation?.shares.compactMap(\.recognised?.id.text) == ["RG-7/1", "RG-7/2"])
            #expect(try await booksFirst.openItems() == ["C1 credit 50.00 EUR", "C2 FA-2026-103 450.50 EUR"])
            // Undone and accepted again, it is the same payments.
            let entry = try #require(matched.first?.booked.entry.id)
            _ = try await booksFirst.world.desk.reverse(entry, in: booksFirst.company, on: Self.today, by: "anne")
            #expect(try await booksFirst.openItems() == ["C1 credit 50.00 EUR", "C2 FA-2026-103 450.50 EUR"])
            _ = try await booksFirst.world.desk.accept(entry, in: booksFirst.company, on: Self.today, by: "anne")
            #expect(try await booksFirst.openItems() == ["C1 credit 50.00 EUR", "C2 FA-2026-103 450.50 EUR"])
            try await booksFirst.check()
        }
    }

    @Test("Money whose payer is clear and whose purpose is not holds that payer's reminders", arguments: TestEngine.allCases)
    func payerKnown(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await stage(database, [("2026-11-19", 333_33, "VIR SEPA GARAGE MARTIN")])
            let report = try await stage.world.run("2026-11-20")
            #expect(report.skipped.contains { $0.customer.text == "C2" && $0.reason == .paymentBeingIdentified })
            #expect(report.outcomes.map(\.action.customer.text) == ["C1"])
            let entry = try #require(try await match(stage).first?.booked.entry.id)
            _ = try await stage.world.desk.accept(entry, in: stage.company, on: Self.today, by: "anne")
            #expect(try await stage.openItems().contains("C2 credit 333.33 EUR"))
            try await stage.check()
        }
    }

    @Test(
        "An explanation that names an invoice keeps its reminders back, however improbable; another one when it is worth it",
        arguments: [(MatchReason.invoiceNumber, true), (.creditorReference, true), (.partialNumber, false), (.exactAmount, false)])
    func namedAndImprobable(reason: MatchReason, waits: Bool) async throws {
        try await TestEngine.sqliteMemory.withDatabase { database in
            let stage = try await stage(database, [("2026-11-19", 77_77, "VIR SEPA")])
            let booked = try #require(try await match(stage).first?.booked)
            func explanation(_ customer: String, _ invoice: String, _ probability: Int, _ reason: MatchReason) -> MatchExplanation {
                let receivable = ReceivableID(invoice: InvoiceID(invoice), rank: 1)
                let share = ProposedShare(
                    customer: CustomerID(customer), amount: 77_77, allocations: [ProposedAllocation(receivable, 77_77)])
                return MatchExplanation(probability: probability, shares: [share], reasons: [MatchEvidence.Reason(reason.rawValue)])
            }
            let entry = MatchedEntry(
                booked,
                MatchProposal(
                    entry: booked.entry.id, outcome: .suggest, best: explanation("C1", "FA-2026-101", 2_500, .customerName), doubts: [],
                    alternatives: [explanation("C2", "FA-2026-103", 1_000, reason)]))
            let pending = entry.pending(on: Self.today, from: 10_000)
            #expect(pending.map(\.customer.text) == (waits ? ["C1", "C2"] : ["C1"]))
            // What names no invoice may pay any of them.
            #expect(pending.map(\.invoices) == (waits ? [[], [InvoiceID("FA-2026-103")]] : [[]]))
        }
    }
}
