import Dunning
import Ledger
import Legal
import SQL
import ScenarioFiles
import Storage
import Values

/// Makes the planner's rules from what a company has recorded.
enum Rulebook {
    static func rules(_ book: Book, _ session: Session) throws(DeskError) -> PlanningRules {
        let id = book.profile.id
        let lastPaymentsOn = try DeskError.lifting { () throws(SQLError) in
            try CompanyStore.lastImportOn(id, kind: "payments", session)
        }
        var isFirst = false
        if book.profile.isLive, book.profile.policy.approvesFirstLiveSend {
            isFirst = try DeskError.lifting { () throws(SQLError) in try !Lookups.hasEverSent(id, session) }
        }
        return rules(book, lastPaymentsOn: lastPaymentsOn, isFirstLiveSend: isFirst)
    }

    static func rules(
        _ book: Book, lastPaymentsOn: LocalDate? = nil, isFirstLiveSend: Bool = false,
        replacing scenario: Scenario? = nil
    ) -> PlanningRules {
        var scenarios: [ScenarioID: Scenario] = [:]
        for file in ScenarioLibrary.files { scenarios[file.scenario.id] = file.scenario }
        for text in latest(book.scenarios) {
            if let file = try? ScenarioFiles.parse(text.yaml, version: text.version) { scenarios[text.id] = file.scenario }
        }
        if let scenario { scenarios[scenario.id] = scenario }
        let library = scenarios
        return PlanningRules(
            profile: book.profile, scenarios: scenarios, defaultScenario: scenario?.id ?? book.defaultScenario,
            own: Set(book.scenarios.map(\.id)),
            suggested: { library[ScenarioLibrary.suggested(for: $0)] }, accessories: AccessoryRates.calculator,
            lastPaymentsOn: lastPaymentsOn, isFirstLiveSend: isFirstLiveSend)
    }

    private static func latest(_ texts: [ScenarioText]) -> [ScenarioText] {
        var newest: [ScenarioID: ScenarioText] = [:]
        for text in texts where text.version > newest[text.id]?.version ?? 0 { newest[text.id] = text }
        return newest.values.sorted { $0.id < $1.id }
    }
}

/// Puts the law's arithmetic at the planner's disposal.
enum AccessoryRates {
    static let calculator = AccessoryCalculator { question in
        guard let interest = known[question.policy] ?? make(question.policy) else {
            return Accessories(interest: 0, indemnity: 0)
        }
        let events = question.reductions.sorted { $0.on < $1.on }.map {
            InterestEvent(on: $0.on, minorUnits: $0.amount, kind: $0.kind == .payment ? .payment : .creditNote)
        }
        // A period whose rate is not published yet gives nothing rather than a guess: the mail then names no sum.
        let amount = (try? interest.interestMinorUnits(
            on: question.amount, dueOn: question.dueOn, through: question.on, events: events)) ?? 0
        let indemnity = question.currency == .eur
            ? ((try? interest.compensation(on: question.dueOn.adding(days: 1)))?.minor ?? 0) : 0
        return Accessories(interest: amount, indemnity: indemnity)
    }

    /// The usual policies, made once.
    private static let known: [AccessoryPolicy: LateInterest] = {
        var known: [AccessoryPolicy: LateInterest] = [:]
        for file in ScenarioLibrary.files {
            let policy = file.scenario.accessories
            if known[policy] == nil { known[policy] = make(policy) }
        }
        return known
    }()

    static func make(_ policy: AccessoryPolicy) -> LateInterest? {
        guard let regime = try? LateInterestRegime(code: policy.regime, rate: policy.rate) else { return nil }
        return LateInterest(InterestTerms(regime))
    }
}
