package import Dunning
package import Ledger
import Legal
package import SQL
import ScenarioFiles
import Storage
import Synchronization
package import Values

/// Makes the planner's rules from what a company has recorded. Scenario texts are read once and remembered: a
/// version never changes.
package final class Rulebook: Sendable {
    private let read = Mutex<[ScenarioText: Scenario]>([:])
    private let suggestions = Suggestions()

    package init() {}

    /// The rules of a company as it stands, inside a transaction.
    ///
    /// - Parameter known: those of the same company at the same end of its history. A restore is noted elsewhere.
    package func rules(_ book: Book, as known: PlanningRules? = nil, _ session: Session) throws(DeskError) -> PlanningRules {
        let id = book.profile.id
        var held: LocalDate?
        if book.profile.isLive {
            held = try DeskError.lifting { () throws(SQLError) in try InstanceStore.record(session)?.heldThrough }
        }
        if let known, known.heldThrough == held { return known }
        let payments = try DeskError.lifting { () throws(SQLError) in
            try CompanyStore.paymentsKnown(id, book.profile.policy, session)
        }
        var isFirst = false
        if book.profile.isLive, book.profile.policy.approvesFirstLiveSend {
            isFirst = try DeskError.lifting { () throws(SQLError) in try !Lookups.hasEverSent(id, session) }
        }
        return rules(book, payments: payments, isFirstLiveSend: isFirst, heldThrough: held)
    }

    /// - Parameter replacement: a scenario that everybody gets who was given none by name, for a back-test.
    package func rules(
        _ book: Book, payments: PaymentsKnown = PaymentsKnown(), isFirstLiveSend: Bool = false, heldThrough: LocalDate? = nil,
        replacing replacement: Scenario? = nil
    ) -> PlanningRules {
        var scenarios = Self.library
        for text in Self.latest(book.scenarios) {
            if let scenario = scenario(text) { scenarios[text.id] = scenario }
        }
        if let replacement { scenarios[replacement.id] = replacement }
        let known = scenarios
        let suggestions = suggestions
        return PlanningRules(
            profile: book.profile, scenarios: scenarios, defaultScenario: replacement?.id ?? book.defaultScenario,
            own: Set(book.scenarios.map(\.id)), suggested: { known[suggestions.scenario(for: $0)] },
            accessories: AccessoryRates.calculator(for: scenarios.values.map(\.accessories)),
            payments: payments, isFirstLiveSend: isFirstLiveSend, heldThrough: heldThrough)
    }

    private func scenario(_ text: ScenarioText) -> Scenario? {
        if let known = read.withLock({ $0[text] }) { return known }
        guard let scenario = try? ScenarioFiles.parse(text.yaml, version: text.version).scenario else { return nil }
        read.withLock { $0[text] = scenario }
        return scenario
    }

    private static let library = Dictionary(
        ScenarioLibrary.files.map { ($0.scenario.id, $0.scenario) }, uniquingKeysWith: { first, _ in first })

    private static func latest(_ texts: [ScenarioText]) -> [ScenarioText] {
        var newest: [ScenarioID: ScenarioText] = [:]
        for text in texts where text.version > newest[text.id]?.version ?? 0 { newest[text.id] = text }
        return newest.values.sorted { $0.id < $1.id }
    }
}

/// What the library suggests for customers of a kind, found once for each kind met: a planner asks for every customer.
private final class Suggestions: Sendable {
    private struct Kind: Hashable {
        let segment: String?
        let country: String
        let language: String
    }

    /// More kinds than any company sorts its customers by; others are worked out each time.
    private static let most = 4096
    private let found = Mutex<[Kind: ScenarioID]>([:])

    func scenario(for customer: Customer) -> ScenarioID {
        let kind = Kind(segment: customer.segment, country: customer.country, language: customer.language)
        if let known = found.withLock({ $0[kind] }) { return known }
        let scenario = ScenarioLibrary.suggested(for: customer)
        found.withLock { if $0.count < Self.most { $0[kind] = scenario } }
        return scenario
    }
}

/// Puts the law's arithmetic at the planner's disposal.
enum AccessoryRates {
    /// One computation for each policy, made once and used for every receivable.
    static func calculator(for policies: [AccessoryPolicy]) -> AccessoryCalculator {
        var computations = usual
        for policy in policies where computations[policy] == nil { computations[policy] = make(policy) }
        let known = computations
        return AccessoryCalculator { question in
            guard let interest = known[question.policy] else { return .none }
            return answer(question, interest)
        }
    }

    private static func answer(_ question: AccessoryQuestion, _ interest: LateInterest) -> Accessories {
        let events = question.reductions.isEmpty ? [] : question.reductions.sorted { $0.on < $1.on }.map {
            InterestEvent(on: $0.on, minorUnits: $0.amount, kind: $0.kind == .payment ? .payment : .creditNote)
        }
        // A period whose rate is not published yet gives nothing rather than a guess: the mail then names no sum.
        let amount = (try? interest.interestMinorUnits(
            on: question.amount, dueOn: question.dueOn, through: question.on, events: events)) ?? 0
        let indemnity = question.currency == .eur
            ? ((try? interest.compensation(on: question.dueOn.adding(days: 1)))?.minor ?? 0) : 0
        return Accessories(interest: amount, indemnity: indemnity)
    }

    private static let usual: [AccessoryPolicy: LateInterest] = {
        var known: [AccessoryPolicy: LateInterest] = [:]
        for file in ScenarioLibrary.files where known[file.scenario.accessories] == nil {
            known[file.scenario.accessories] = make(file.scenario.accessories)
        }
        return known
    }()

    static func make(_ policy: AccessoryPolicy) -> LateInterest? {
        guard let regime = try? LateInterestRegime(code: policy.regime, rate: policy.rate) else { return nil }
        return LateInterest(InterestTerms(regime))
    }
}
