package import Ledger
package import Values

/// Ordered steps around the due date, and the habits of the messages they make.
package struct Scenario: Hashable, Sendable {
    package let id: ScenarioID
    /// Counted by whoever keeps the scenarios; a message remembers it.
    package let version: Int
    package let name: String
    /// In the order of their offsets; notices (before the due date) first.
    package let steps: [Step]
    /// The least net amount that a message may ask, minor units by currency; none: anything above zero.
    package let minimum: [Currency: Int64]
    /// Days between two messages about one receivable; exactly this many is enough.
    package let gapDays: Int
    /// Messages to one customer within any seven days; nil: no cap.
    package let weeklyCap: Int?
    /// Receivables due within so many days are listed as "to come" in a reminder.
    package let toComeDays: Int
    /// Formal levels leave in a message of their own.
    package let formalAlone: Bool
    package let accessories: AccessoryPolicy
    /// Who says thank you when a promise was kept or everything asked was paid; nil: nobody.
    package let thanks: ThanksPolicy?
    /// Public holidays that move steps; nil: the company's.
    package let calendar: CalendarRegion?
    /// Days of the week on which nothing leaves, besides holidays; weekends always.
    package let quietWeekdays: Set<Weekday>
    /// Customers it is meant for, by segment, country or language, when nobody chose for them; empty: none by itself.
    package let appliesTo: [Condition]

    package init(
        id: ScenarioID, version: Int, name: String, steps: [Step], minimum: [Currency: Int64] = [:], gapDays: Int = 7,
        weeklyCap: Int? = nil, toComeDays: Int = 30, formalAlone: Bool = false,
        accessories: AccessoryPolicy = AccessoryPolicy(), thanks: ThanksPolicy? = nil,
        calendar: CalendarRegion? = nil, quietWeekdays: Set<Weekday> = [],
        appliesTo: [Condition] = []
    ) {
        self.id = id
        self.version = version
        self.name = name
        self.steps = steps
        self.minimum = minimum
        self.gapDays = gapDays
        self.weeklyCap = weeklyCap
        self.toComeDays = toComeDays
        self.formalAlone = formalAlone
        self.accessories = accessories
        self.thanks = thanks
        self.calendar = calendar
        self.quietWeekdays = quietWeekdays
        self.appliesTo = appliesTo
    }

    package func step(_ id: String) -> Step? { steps.first { $0.id == id } }

    /// Never writes: its receivables stay in the aged balance.
    package var isMute: Bool { steps.isEmpty }
}

/// One step: when, by which channel, in which words, on which conditions.
package struct Step: Hashable, Sendable {
    /// Unique in the scenario, for example `notice`, `L1`.
    package let id: String
    /// 0 for a notice before the due date; levels from the due date on count 1, 2, …
    package let rank: Int
    /// Days from the due date, negative before it.
    package let offsetDays: Int
    package let channel: StepChannel
    /// Channels to try, in order, when the customer cannot be reached by `channel`.
    package let fallbacks: [StepChannel]
    /// The text's id in the library or in the company's own texts.
    package let template: String
    package let tone: Tone
    package let conditions: [Condition]
    package let approval: Approval
    /// A call to make as well, for a person.
    package let alsoCalls: Bool
    /// The roles of the contacts to write to by e-mail, one message each; none: the customer's own address.
    package let roles: [String]

    package init(
        id: String, rank: Int, offsetDays: Int, channel: StepChannel, fallbacks: [StepChannel] = [], template: String,
        tone: Tone = .courteous, conditions: [Condition] = [], approval: Approval = .never, alsoCalls: Bool = false,
        roles: [String] = []
    ) {
        self.id = id
        self.rank = rank
        self.offsetDays = offsetDays
        self.channel = channel
        self.fallbacks = fallbacks
        self.template = template
        self.tone = tone
        self.conditions = conditions
        self.approval = approval
        self.alsoCalls = alsoCalls
        self.roles = roles
    }

    package var isNotice: Bool { rank == 0 }
    package var isFormal: Bool { tone == .formal }
}

/// The channel that a step asks for; what is reachable may differ.
package enum StepChannel: String, Sendable, Hashable, CaseIterable {
    case email
    case letter
    case registeredLetter = "registered_letter"
    /// A call: always work for a person.
    case call
}

/// How a message speaks, from friendly to formal.
package enum Tone: String, Sendable, Hashable, CaseIterable, Comparable {
    case friendly, courteous, firm, last, formal

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    package static func < (left: Tone, right: Tone) -> Bool { left.order < right.order }
}

/// When a step applies; all conditions of a step must hold. Amounts are hundredths of the main unit of the message's
/// currency, whatever its decimals: 10 000 is EUR 100.00, JPY 100 and KWD 100.000.
package enum Condition: Hashable, Sendable {
    /// The receivable's open amount.
    case openAtLeast(Int64)
    case openBelow(Int64)
    /// The customer's balance in the currency.
    case balanceAtLeast(Int64)
    case balanceBelow(Int64)
    case daysLateAtLeast(Int)
    case segmentIn([String])
    case segmentNotIn([String])
    case countryIn([String])
    case countryNotIn([String])
    case languageIn([String])
    case currencyIn([Currency])
    /// Messages already sent about the receivable.
    case remindersAtLeast(Int)
    case remindersBelow(Int)
}

/// Who must agree before a message leaves.
package enum Approval: Hashable, Sendable {
    case never
    case always
    /// From this net amount on, hundredths of the main unit of the message's currency, as in conditions.
    case fromAmount(Int64)
}

/// Late interest and the fixed sum: by which rule they are computed, and from which level they are asked.
package struct AccessoryPolicy: Hashable, Sendable {
    /// `FR_B2B_DEFAULT`, `FR_B2B_CONTRACT`, `FR_PUBLIC`, `FR_B2C`, `EU_B2B`, `FIXED` or `NONE`.
    package let regime: String
    /// The contractual or fixed rate, when the regime needs one.
    package let rate: Rate?
    /// The rank from which messages ask for them; nil: they are only shown.
    package let askedFromRank: Int?

    package init(regime: String = "FR_B2B_DEFAULT", rate: Rate? = nil, askedFromRank: Int? = nil) {
        self.regime = regime
        self.rate = rate
        self.askedFromRank = askedFromRank
    }
}

/// How a customer is thanked once it has paid.
package struct ThanksPolicy: Hashable, Sendable {
    package let template: String
    package let channel: StepChannel

    package init(template: String = "thanks", channel: StepChannel = .email) {
        self.template = template
        self.channel = channel
    }
}
