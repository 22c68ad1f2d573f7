import Foundation
import TestKit
import Testing

@Suite("relance simulate")
struct SimulateTests {
    @Test("A seed played in two processes has one trace, says what it did and ends well")
    func twoProcesses() async throws {
        let first = try await line(seed: "9")
        let second = try await line(seed: "9")
        #expect(first["trace_hash"].text?.isEmpty == false && first["trace_hash"] == second["trace_hash"])
        #expect(first["events"] == second["events"])
        #expect(first["violations"] == .list([]))
        #expect(first["company_days"].number == 16)
    }

    private func line(seed: String) async throws -> JSONValue {
        let words = [Binary.path, "simulate", "--seeds", seed, "--companies", "2", "--days", "8"]
        return try await Running(words, ProcessInfo.processInfo.environment).end().json()
    }
}
