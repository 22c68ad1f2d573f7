import Dunning
import Ledger
import Testing
import Values

@Suite("A scenario that changes under way")
struct ScenarioChangeTests {
    private func steps(_ ids: [String]) -> [Step] {
        ids.enumerated().map { index, id in
            Step(id: id, rank: index + 1, offsetDays: 3 + index * 10, channel: .email, template: "firm")
        }
    }

    private func edited(from old: [String], to new: [String]) throws -> [String] {
        var stage = Stage(Scenario(id: ScenarioID("p"), version: 1, name: "P", steps: steps(old)), from: "2026-03-03")
        try stage.know(invoice("A", [("2026-03-02", 120_000)]))
        try stage.run(through: "2026-03-05")
        #expect(stage.sent.map(\.action.step) == ["L1"])
        stage.use(Scenario(id: ScenarioID("p"), version: 2, name: "P", steps: steps(new)))
        try stage.run(through: "2026-06-30")
        return stage.sent.map(\.action.step)
    }

    @Test("A step put before the one taken does not send that one again")
    func insertion() throws {
        #expect(try edited(from: ["L1", "L2"], to: ["L0", "L1", "L2"]) == ["L1", "L2"])
    }

    @Test("A step taken away before the one taken leaves out none that follows")
    func removal() throws {
        var stage = Stage(Scenario(id: ScenarioID("p"), version: 1, name: "P", steps: steps(["L1", "L2", "L3"])), from: "2026-03-03")
        try stage.know(invoice("A", [("2026-03-02", 120_000)]))
        try stage.run(through: "2026-03-16")
        #expect(stage.sent.map(\.action.step) == ["L1", "L2"])
        stage.use(Scenario(id: ScenarioID("p"), version: 2, name: "P", steps: steps(["L2", "L3"])))
        try stage.run(through: "2026-06-30")
        #expect(stage.sent.map(\.action.step) == ["L1", "L2", "L3"])
    }

    @Test("A restart from a later day leaves things as they are until then")
    func laterRestart() throws {
        var stage = Stage(.fixtureP, others: [.g], from: "2026-03-03")
        try stage.know(invoice("A", [("2026-03-02", 120_000)]))
        try stage.run(through: "2026-03-06")
        try stage.know(.scenarioAssigned(CustomerID("C1"), ScenarioID("p"), restartOn: day("2026-03-24")))
        try stage.run(through: "2026-04-30")
        #expect(
            stage.sent.map { "\($0.on.iso) \($0.action.step)" } == [
                "2026-03-05 L1", "2026-03-17 L2", "2026-03-24 L1", "2026-03-31 L2", "2026-04-07 L3", "2026-04-16 L4",
            ])
    }
}
