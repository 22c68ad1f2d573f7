import Values

/// A scenario as the simulated company thinks of it; its YAML is what the program is given.
struct NaiveScenario: Sendable {
    enum Approval: Sendable, Equatable {
        case never, always
        /// In hundredths of the main unit.
        case from(Int64)
    }

    struct Step: Sendable {
        let id: String
        /// 0 for a notice before the due date; then 1, 2, …
        let rank: Int
        let offset: Int
        let channel: String
        var fallsBackToLetter = false
        let template: String
        var approval = Approval.never
        /// The contacts to write to, by role; each gets a message of its own.
        var roles: [String] = []
        /// Somebody is to call as well.
        var alsoCalls = false
    }

    /// A rate of the company's own, asked for from a level on.
    struct Interest: Sendable {
        let millionths: Int64
        let fromRank: Int

        var percent: String { DecimalWriting.text(millionths / 100, .eur) }
    }

    let id: String
    let gapDays: Int
    let weeklyCap: Int?
    /// In euro cents: the least that a message in euros may ask.
    let minimum: Int64
    var interest: Interest?
    /// Whoever has paid what was asked is thanked.
    var thanks = false
    let steps: [Step]

    var isMute: Bool { steps.isEmpty }

    var yaml: String {
        var lines = ["id: \(id)", "name: \(id)", "gap_days: \(gapDays)"]
        if let interest, let first = steps.first(where: { $0.rank == interest.fromRank }) {
            lines.append("interest: { regime: FIXED, rate: \(interest.percent), asked_from: \(first.id) }")
        } else {
            lines.append("interest: { regime: NONE }")
        }
        if let weeklyCap { lines.append("weekly_cap: \(weeklyCap)") }
        if minimum > 0 { lines.append("minimum: { EUR: \(DecimalWriting.text(minimum, .eur)) }") }
        if thanks { lines.append("thanks: { channel: email }") }
        lines.append(steps.isEmpty ? "steps: []" : "steps:")
        for step in steps {
            var line = "  - { id: \(step.id), offset: \(step.offset), channel: \(step.channel), template: \(step.template)"
            if step.fallsBackToLetter { line += ", fallback: [letter]" }
            switch step.approval {
            case .never: break
            case .always: line += ", approval: always"
            case .from(let hundredths): line += ", approval: { from_amount: \(DecimalWriting.text(hundredths, .eur)) }"
            }
            if !step.roles.isEmpty { line += ", to: [\(step.roles.joined(separator: ", "))]" }
            if step.alsoCalls { line += ", also_call: true" }
            if step.template == "formal_notice" { line += ", tone: formal" }
            lines.append(line + " }")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Those of every company, with the numbers drawn for it.
    static func all(_ dice: inout Dice) -> [NaiveScenario] {
        let first = dice.int(2...4)
        let pace = dice.int(6...9)
        let interest = dice.once(in: 3) ? nil : NaiveScenario.Interest(millionths: 113_700, fromRank: dice.int(2...3))
        let roles = ["comptabilité", "direction"]
        return [
            NaiveScenario(
                id: "usual", gapDays: dice.int(3...6), weeklyCap: dice.once(in: 2) ? 2 : nil, minimum: 1_000, interest: interest,
                steps: [
                    Step(id: "N", rank: 0, offset: -5, channel: "email", template: "notice"),
                    Step(id: "L1", rank: 1, offset: first, channel: "email", fallsBackToLetter: true, template: "courteous",
                        roles: dice.once(in: 2) ? roles : []),
                    Step(id: "L2", rank: 2, offset: first + pace, channel: "email", fallsBackToLetter: true, template: "firm",
                        approval: .from(500_000), alsoCalls: true),
                    Step(id: "L3", rank: 3, offset: first + 2 * pace, channel: "letter", template: "last_notice"),
                    Step(id: "L4", rank: 4, offset: first + 4 * pace, channel: "registered_letter", template: "formal_notice",
                        approval: .always),
                ]),
            NaiveScenario(
                id: "quick", gapDays: 4, weeklyCap: 1, minimum: 0,
                steps: [
                    Step(id: "L1", rank: 1, offset: 1, channel: "email", template: "courteous"),
                    Step(id: "L2", rank: 2, offset: 6, channel: "email", fallsBackToLetter: true, template: "firm", roles: roles),
                    Step(id: "L3", rank: 3, offset: 11, channel: "email", fallsBackToLetter: true, template: "last_notice"),
                ]),
            NaiveScenario(id: "silent", gapDays: 7, weeklyCap: nil, minimum: 0, steps: []),
        ]
    }
}
