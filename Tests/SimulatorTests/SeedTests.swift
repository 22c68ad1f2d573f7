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
        }, uptime: { 0 })
}

@Suite("Seeds of company life")
struct SeedTests {
    @Test("Weeks of company life with everything going wrong break no rule", arguments: [1, 2])
    func seeds(seed: UInt64) async throws {
        let report = try await simulation().play(seed, SimulationSettings(companies: 2, days: 30))
        #expect(report.violations.isEmpty, "\(report.violations)\n\(report.lastEvents.joined(separator: "\n"))")
        #expect(report.messages > 20)
    }
}
