/// The scenarios of the acceptance cases.
enum Yaml {
    /// Fixture P: notice, two mails, a letter, a registered letter; 12 % shown.
    static let p = scenario(id: "p")

    static func scenario(id: String, minimum: String = "{ EUR: 10.00 }", asked: String? = nil, approval: String = "never") -> String {
        """
        id: \(id)
        name: P
        minimum: \(minimum)
        gap_days: 7
        interest: { regime: FIXED, rate: 12.00\(asked.map { ", asked_from: \($0)" } ?? "") }
        thanks: { template: thanks, channel: email }
        steps:
          - { id: notice, offset: -5, channel: email, template: notice, tone: friendly }
          - { id: L1, offset: 3, channel: email, fallback: [letter], template: courteous, approval: \(approval) }
          - { id: L2, offset: 15, channel: email, fallback: [letter], template: firm, tone: firm, also_call: true }
          - { id: L3, offset: 30, channel: letter, template: last_notice, tone: last }
          - { id: L4, offset: 45, channel: registered_letter, template: formal_notice, tone: formal }

        """
    }

    static let g = """
        id: g
        name: G
        minimum: { EUR: 10.00 }
        steps:
          - { id: G1, offset: 10, channel: email, template: courteous }
          - { id: G2, offset: 25, channel: email, template: courteous }
          - { id: G3, offset: 45, channel: email, template: firm }
          - { id: G4, offset: 60, channel: email, template: firm }

        """
}
