import Ledger
import SQL
import Storage
import TestKit
import Testing
import Values

@Suite("Small questions to the projections")
struct LookupTests {
    private static let company = SmallCompany.id
    private static let due = LocalDate(dayNumber: 20_780)

    private static func ask<Answer: Sendable>(
        _ database: any Database, _ question: @escaping @Sendable (Session) throws(SQLError) -> Answer
    ) async throws -> Answer {
        try await database.read(for: .company(company.text), question)
    }

    @Test("customers come up on the day of their next action, and while a promise runs", arguments: TestEngine.allCases)
    func customersDue(engine: TestEngine) async throws {
        let promise = Hold(
            id: HoldID("H-2"), kind: .promise, customer: CustomerID("C-2"), from: Self.due, reason: "", author: "")
        try await engine.withLedger { database in
            try await SmallCompany.open(database)
            func customers(on day: LocalDate) async throws -> [String] {
                try await Self.ask(database) { session throws(SQLError) in
                    try Lookups.customersDue(on: day, Self.company, session).map(\.text)
                }
            }
            // The second part of F-1 is open, its next day one later for each of its two steps.
            #expect(try await customers(on: Self.due.adding(days: 1)) == [])
            #expect(try await customers(on: Self.due.adding(days: 2)) == ["C-1"])
            for (fact, expected) in [
                (FactBody.holdPlaced(promise), ["C-1", "C-2"]),
                (.holdReleased(CustomerID("C-2"), HoldID("H-2"), on: Self.due), ["C-1"]),
                (.scenarioAssigned(SmallCompany.customer, ScenarioID("mute"), restartOn: nil), []),
            ] {
                try await database.write(for: .company(Self.company.text)) { session throws(SQLError) in
                    try Bookkeeping.record([fact], Self.company, session)
                }
                #expect(try await customers(on: Self.due.adding(days: 2)) == expected, "\(fact.kind)")
            }
        }
    }

    @Test("owners are found by number, and strangers are not", arguments: TestEngine.allCases)
    func owners(engine: TestEngine) async throws {
        try await engine.withLedger { database in
            try await SmallCompany.open(database)
            try await Self.ask(database) { session throws(SQLError) in
                let owner = SmallCompany.customer
                #expect(try Lookups.owner(of: InvoiceID("F-1"), Self.company, session) == owner)
                #expect(try Lookups.owner(of: InvoiceID("f-1"), Self.company, session) == nil)
                #expect(try Lookups.owner(of: CreditKey(kind: .payment, id: CreditID("P-1")), Self.company, session) == owner)
                #expect(try Lookups.owner(of: CreditKey(kind: .creditNote, id: CreditID("P-1")), Self.company, session) == nil)
                #expect(try Lookups.owner(of: MessageID("M-1"), Self.company, session) == owner)
                #expect(try Lookups.invoiceOwners(Self.company, session) == [InvoiceID("F-1"): owner])
                #expect(try Lookups.creditOwners(.payment, Self.company, session) == [CreditID("P-1"): owner])
                #expect(try Lookups.customers(Self.company, session).map(\.text) == ["C-1", "C-2"])
                #expect(try Lookups.isKnown(ImportID("I-1"), Self.company, session))
                #expect(try !Lookups.isKnown(ImportID("I-2"), Self.company, session))
                #expect(try Lookups.hasEverSent(Self.company, session))
                #expect(try CompanyStore.paymentsKnown(Self.company, CompanyPolicy(freshnessDays: 3), session) == PaymentsKnown())
            }
        }
    }

    @Test("the mapping chosen last is the one remembered", arguments: TestEngine.allCases)
    func mappings(engine: TestEngine) async throws {
        try await engine.withLedger { database in
            try await SmallCompany.open(database)
            try await database.write(for: .company(Self.company.text)) { session throws(SQLError) in
                for mapping in ["a", "b"] {
                    try Lookups.remember(mapping: mapping, kind: "invoices", layout: "l", Self.company, session)
                }
                #expect(try Lookups.mapping(kind: "invoices", layout: "l", Self.company, session) == "b")
                #expect(try Lookups.mapping(kind: "invoices", layout: "m", Self.company, session) == nil)
            }
        }
    }
}
