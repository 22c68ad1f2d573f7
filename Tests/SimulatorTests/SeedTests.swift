import Foundation
import Outbox
import SQL
import SQLiteEngine
import TestKit
import Testing
import Values

@testable import Simulator

/// A simulation on SQLite in memory.
func simulation() -> Simulation {
    Simulation(
        store: { _, retry throws(SQLError) in
            let database = try SQLiteDatabase(inMemory: retry)
            return SimulatedStore(database, dispose: { await database.close() })
        }, uptime: { 0 }, processorTime: { 0 })
}

/// A seed that once showed something, and what it was.
struct KeptSeed: Sendable, CustomTestStringConvertible {
    let seed: UInt64
    let companies: Int
    let days: Int
    /// Nil: every fault that the seed draws.
    let only: [String]?
    let found: String

    var testDescription: String { "seed \(seed): \(found)" }

    var settings: SimulationSettings { SimulationSettings(companies: companies, days: days, only: only) }
}

@Suite("Seeds of company life")
struct SeedTests {
    @Test("Weeks of company life with everything going wrong break no rule", arguments: [1, 2])
    func seeds(seed: UInt64) async throws {
        let report = try await simulation().play(seed, SimulationSettings(companies: 2, days: 30))
        #expect(report.violations.isEmpty, "\(report.violations)\n\(report.lastEvents.joined(separator: "\n"))")
        #expect(report.messages > 20)
        #expect(report.companyDays == 60)
    }

    @Test("A seed that once found something finds nothing any more", arguments: keptSeeds)
    func kept(seed: KeptSeed) async throws {
        let report = try await simulation().play(seed.seed, seed.settings)
        #expect(report.violations.isEmpty, "\(report.violations)\n\(report.lastEvents.joined(separator: "\n"))")
        // A fault that meets nothing shows nothing.
        if let only = seed.only { #expect(Set(report.fired).isSuperset(of: only), "\(report.fired)") }
    }

    @Test("The same seed is the same life: the traces of two runs are one, another seed's is another")
    func determinism() async throws {
        let settings = SimulationSettings(companies: 2, days: 12)
        let first = try await simulation().play(5, settings)
        let second = try await simulation().play(5, settings)
        let other = try await simulation().play(6, settings)
        #expect(first.traceHash == second.traceHash)
        #expect(first.json(commit: "").text == second.json(commit: "").text)
        #expect(first.traceHash != other.traceHash)
    }

    @Test("Credits that name an invoice that is held wait for it once, and the rest of them pays the others")
    func namedCredits() throws {
        let world = World(seed: 1, SimulationSettings(companies: 1, days: 3, faults: []))
        let company = world.companies[0]
        let day = try #require(LocalDate(iso: "2028-03-15"))
        let customer = NaiveCustomer(number: "C0001", name: "C", email: "c0001@client.example", hasAddress: true, language: "fr")
        for (number, amount) in [("F1", Int64(10_000)), ("F2", 30_000)] {
            customer.invoices.append(
                NaiveInvoice(
                    number: number, issuedOn: day.adding(days: -60), currency: .eur,
                    parts: [NaivePart(rank: 1, dueOn: day.adding(days: -30), amount: amount)]))
        }
        customer.holds = [NaiveHold(kind: .hold, invoice: "F1", from: day, until: nil, amount: nil, covers: [])]
        for number in 1...2 {
            customer.take(
                NaiveCredit(reference: "A\(number)", isNote: true, on: day, currency: .eur, amount: 15_000, names: "F1"))
        }
        let rules = try #require(NaiveRules(company, customer, on: day))
        let all = rules.claims(in: .eur)
        #expect(rules.net(all, all.filter { $0.number == "F2" }, in: .eur) == 10_000)
    }

    @Test("The faults that a violation needs are looked for as long as the time for it lasts", arguments: [Int64(0), 300_000])
    func shrinking(milliseconds: Int64) async throws {
        let plays = Kept<Int>()
        let clock = Kept<Int64>()
        let simulation = Simulation(
            store: { _, retry throws(SQLError) in
                plays.value = (plays.value ?? 0) + 1
                clock.value = (clock.value ?? 0) + milliseconds
                let database = try SQLiteDatabase(inMemory: retry)
                return SimulatedStore(database, dispose: { await database.close() })
            }, uptime: { clock.value ?? 0 }, processorTime: { 0 })
        let world = World(seed: 1, SimulationSettings(companies: 1, days: 1, faults: [.silence]))
        world.fire(.silence, "silence@somewhere")
        world.violate("I0", "what no other play shows")
        let found = try await simulation.shrink(SeedReport(world))
        #expect(found.violations == ["I0: what no other play shows"])
        #expect(found.needed == nil)
        #expect(plays.value == (milliseconds == 0 ? 2 : 1))
    }

    @Test(
        "A message is left behind at the end unless a person agreed to it and the customer was written to that day",
        arguments: [
            (MessageState.planned, true, true, false), (.deferred, true, true, false), (.planned, false, true, true),
            (.planned, true, false, true), (.ready, true, true, true), (.committing, true, true, true),
            (.awaitingApproval, false, false, false), (.accepted, true, true, false),
        ])
    func leftBehind(state: MessageState, isApproved: Bool, isCapped: Bool, isLeft: Bool) async throws {
        let world = World(seed: 1, SimulationSettings(companies: 1, days: 3, faults: []))
        let company = world.companies[0]
        let day = try #require(LocalDate(iso: "2028-03-15"))
        let customer = NaiveCustomer(number: "C0001", name: "C", email: "c0001@client.example", hasAddress: true, language: "fr")
        if isApproved { company.approved = ["M1"] }
        customer.messages = [
            NaiveMessage(id: "M2", currency: isCapped ? .eur : .usd, on: day, channel: "email"),
            NaiveMessage(id: "M3", currency: .eur, on: day, channel: "email", isVoid: true),
        ]
        let database = try SQLiteDatabase(inMemory: .test)
        #expect(Play(world, database).isLeftBehind("M1", in: .eur, state, customer, company, on: day) == isLeft)
        await database.close()
    }

    @Test("A world that takes a message the program does not know is a violation", arguments: [true, false])
    func auditorSees(taken: Bool) async throws {
        let world = World(seed: 1, SimulationSettings(companies: 1, days: 3, faults: []))
        let database = try SQLiteDatabase(inMemory: .test)
        let play = Play(world, database)
        await play.run { _, _ in }
        #expect(world.violations.isEmpty)
        // The office forgets a message, or has one more.
        if taken, let last = world.accepted.last {
            world.accepted.append(
                Accepted(
                    company: last.company, message: last.message + "x", digest: 0, channel: last.channel, headerID: "",
                    answerWasLost: false))
        } else if let last = world.accepted.last {
            world.copies[last.company + "/" + last.message] = nil
        }
        await play.reconcile(world.companies[0])
        #expect(world.violations.map(\.rule) == ["I6"])
        await database.close()
    }
}
