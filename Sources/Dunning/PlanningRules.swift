package import Ledger
package import Values

/// Everything besides the accounts that a plan depends on. Pure data and pure functions: the same rules and the
/// same ledger give the same plan, for the dry run, the real run, the back-test and the replay.
package struct PlanningRules: Sendable {
    package let profile: CompanyProfile
    /// The company's scenarios, parsed, latest versions.
    package let scenarios: [ScenarioID: Scenario]
    package let defaultScenario: ScenarioID?
    /// The company's own scenarios that are meant for some customers; those of the library wait to be suggested.
    private let profiled: [ScenarioID]
    /// The scenario that suits a customer about whom nothing was said.
    package let suggested: @Sendable (Customer) -> Scenario?
    package let accessories: AccessoryCalculator
    /// How far payments are known, for the freshness gate.
    package let payments: PaymentsKnown
    /// Nothing was ever really sent by this company.
    package let isFirstLiveSend: Bool
    /// Steps due until this day may have been taken without the ledger knowing: it was restored, and what left since is
    /// not known.
    package let heldThrough: LocalDate?

    package init(
        profile: CompanyProfile, scenarios: [ScenarioID: Scenario], defaultScenario: ScenarioID?,
        own: Set<ScenarioID>? = nil, suggested: @escaping @Sendable (Customer) -> Scenario? = { _ in nil }, accessories: AccessoryCalculator,
        payments: PaymentsKnown = PaymentsKnown(), isFirstLiveSend: Bool = false, heldThrough: LocalDate? = nil
    ) {
        self.profile = profile
        self.scenarios = scenarios
        self.defaultScenario = defaultScenario
        profiled = scenarios.values.filter { !$0.appliesTo.isEmpty && own?.contains($0.id) != false }.map(\.id).sorted()
        self.suggested = suggested
        self.accessories = accessories
        self.payments = payments
        self.isFirstLiveSend = isFirstLiveSend
        self.heldThrough = heldThrough
    }

    /// Precedence: assigned by a person, named by the customer file, a scenario of the company that applies to the
    /// customer's profile, the company's default, the library's suggestion.
    package func scenario(for account: Account) -> Scenario? {
        if let assigned = account.assignment?.scenario { return scenarios[assigned] }
        if let named = account.customer.scenario, let scenario = scenarios[named] { return scenario }
        if let id = profiled(for: account.customer) { return scenarios[id] }
        if let id = defaultScenario { return scenarios[id] }
        return suggested(account.customer)
    }

    /// The first of the company's own scenarios, by id, that says it is meant for such a customer.
    func profiled(for customer: Customer) -> ScenarioID? {
        profiled.first { scenarios[$0]?.applies(to: customer) == true }
    }

    /// The public holidays that move steps: the scenario's own, else the company's; a French company keeps those of the
    /// customer's region (Alsace-Moselle, overseas).
    func calendar(for customer: Customer, _ scenario: Scenario?) -> WorkingCalendar {
        if let region = scenario?.calendar { return WorkingCalendar(region) }
        guard profile.calendar == .france else { return WorkingCalendar(profile.calendar) }
        return WorkingCalendar(CalendarRegion(postcode: customer.postcode, country: customer.country) ?? .france)
    }
}

/// Late interest and the fixed sum on one receivable, computed by whoever knows the law.
package struct AccessoryCalculator: Sendable {
    package let compute: @Sendable (AccessoryQuestion) -> Accessories

    package init(_ compute: @escaping @Sendable (AccessoryQuestion) -> Accessories) { self.compute = compute }

    /// Nothing is ever owed besides the principal.
    package static let none = AccessoryCalculator { _ in .none }
}

/// What has to be known to count the interest and the indemnity owed on one receivable on one day.
package struct AccessoryQuestion: Sendable {
    package let policy: AccessoryPolicy
    package let currency: Currency
    package let dueOn: LocalDate
    /// Minor units at the due date, less what was written off and what is in dispute.
    package let amount: Int64
    /// What reduced it, by day, minor units.
    package let reductions: [Reduction]
    package let on: LocalDate

    package struct Reduction: Sendable {
        package let on: LocalDate
        package let amount: Int64
        package let kind: Credit.Kind
    }

    /// Some of it was still owed when the due date had passed.
    var isLate: Bool {
        on > dueOn && reductions.reduce(amount) { $1.on <= dueOn ? $0 - $1.amount : $0 } > 0
    }
}

/// Minor units of the receivable's currency (the indemnity is in euros and is 0 in other currencies).
package struct Accessories: Hashable, Sendable {
    package let interest: Int64
    package let indemnity: Int64

    package init(interest: Int64, indemnity: Int64) {
        self.interest = interest
        self.indemnity = indemnity
    }

    package static let none = Accessories(interest: 0, indemnity: 0)
}
