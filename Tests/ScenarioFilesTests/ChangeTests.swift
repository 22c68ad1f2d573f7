import Dunning
import Ledger
import ScenarioFiles
import Testing

@Suite("The changes between two versions of a scenario")
struct ChangeTests {
    private func scenario(_ yaml: String) throws -> Scenario { try ScenarioFiles.parse(yaml, version: 2).scenario }

    @Test("are none between equals, whatever their version", arguments: ScenarioLibrary.all)
    func none(entry: ScenarioLibrary) throws {
        #expect(try ScenarioFiles.parse(entry.yaml, version: 2).scenario.changes(since: scenario(entry.yaml)).isEmpty)
        #expect(try ScenarioFiles.parse(entry.yaml, version: 9).scenario.changes(since: scenario(entry.yaml)).isEmpty)
    }

    @Test("are told setting by setting, step by step and field by field")
    func everything() throws {
        let old = try scenario("""
            id: s
            name: S
            minimum: { EUR: 10.00, USD: 5.00 }
            gap_days: 7
            weekly_cap: 3
            interest: { regime: FIXED, rate: 12.00, asked_from: L2 }
            steps:
            - { id: L1, offset: J+3, channel: email, template: courteous, when: { open_at_least: 50.00, segment: [pme] } }
            - { id: L2, offset: J+15, channel: email, fallback: [letter], template: firm, approval: { from_amount: 1000.00 } }
            - { id: L3, offset: J+30, channel: letter, template: last_notice }
            """)
        let new = try scenario("""
            id: s
            name: S
            minimum: { EUR: 15.00, GBP: 5.00 }
            gap_days: 6
            quiet_weekdays: [friday]
            interest: { regime: FR_B2B_DEFAULT, asked_from: L2 }
            steps:
            - { id: notice, offset: J-5, channel: email, template: notice }
            - { id: L1, offset: J+3, channel: email, template: courteous, tone: friendly, when: { open_at_least: 60.00 } }
            - { id: L2, offset: J+12, channel: email, template: firm, approval: always }
            """)
        #expect(new.changes(since: old) == [
            .setting(key: "minimum.EUR", before: "10.00", after: "15.00"),
            .setting(key: "minimum.GBP", before: nil, after: "5.00"),
            .setting(key: "gap_days", before: "7", after: "6"),
            .setting(key: "quiet_weekdays", before: nil, after: "friday"),
            .setting(key: "interest.regime", before: "FIXED", after: "FR_B2B_DEFAULT"),
            .setting(key: "minimum.USD", before: "5.00", after: nil),
            .setting(key: "weekly_cap", before: "3", after: nil),
            .setting(key: "interest.rate", before: "12.00", after: nil),
            .stepAdded("notice"),
            .step("L1", key: "tone", before: "courteous", after: "friendly"),
            .step("L1", key: "when.open_at_least", before: "50.00", after: "60.00"),
            .step("L1", key: "when.segment", before: "pme", after: nil),
            .step("L2", key: "offset", before: "15", after: "12"),
            .step("L2", key: "approval", before: "from_amount: 1000.00", after: "always"),
            .step("L2", key: "fallback", before: "letter", after: nil),
            .stepRemoved("L3"),
        ])
    }
}
