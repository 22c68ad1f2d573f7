import Dunning
import Ledger
import Testing
import Values

/// A company's life told in a few lines: facts by day, the run every day, what left.
struct Stage {
    var rehearsal: Rehearsal
    var rules: PlanningRules
    var sent: [(on: LocalDate, action: PlannedAction)] = []
    var lastPlan: DayPlan?
    private var nextDay: LocalDate
    private var counter = 0

    init(_ scenario: Scenario = .fixtureP, others: [Scenario] = [], from: String = "2026-02-20") {
        let profile = CompanyProfile(id: CompanyID("dupont"), name: "Dupont")
        rehearsal = Rehearsal(Book(profile: profile))
        let all = [scenario] + others
        rules = PlanningRules(
            profile: profile, scenarios: Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) }),
            defaultScenario: scenario.id, accessories: .twelvePerCent)
        nextDay = day(from)
    }

    var account: Account { rehearsal.book.accounts[CustomerID("C1")] ?? Account(customer: .plain) }

    /// Another version of the default scenario.
    mutating func use(_ scenario: Scenario) {
        rules = PlanningRules(
            profile: rules.profile, scenarios: rules.scenarios.merging([scenario.id: scenario]) { $1 },
            defaultScenario: scenario.id, accessories: .twelvePerCent)
    }

    mutating func know(_ facts: FactBody...) throws {
        if rehearsal.book.accounts.isEmpty { try rehearsal.book.apply(.customerRecorded(.plain)) }
        for fact in facts { try rehearsal.book.apply(fact) }
    }

    /// Runs every day up to and including `last`.
    mutating func run(through last: String, except: ClosedRange<LocalDate>? = nil) throws {
        while nextDay <= day(last) {
            if except?.contains(nextDay) != true {
                let plan = try rehearsal.play(nextDay, rules: rules)
                sent += plan.actions.map { (nextDay, $0) }
                lastPlan = plan
            }
            nextDay = nextDay.adding(days: 1)
        }
    }

    func plan(_ text: String) -> DayPlan { Planner.plan(rehearsal.book, on: day(text), rules: rules) }

    /// `"2026-03-05 L1 email 1200.00"`, one a message.
    var letters: [String] {
        sent.map { "\($0.on.iso) \($0.action.step) \($0.action.channel.word) \(Money(minor: $0.action.amount, $0.action.currency).decimalText)" }
    }

    mutating func pay(
        _ amount: Int64, on text: String, invoice: String? = nil, _ currency: Currency = .eur, kind: Credit.Kind = .payment
    ) throws {
        counter += 1
        let credit = Credit(
            id: CreditID("R\(counter)"), kind: kind, customer: CustomerID("C1"), on: day(text), currency: currency,
            amount: amount, invoice: invoice.map { InvoiceID($0) })
        try know(.creditRecorded(credit))
        guard let invoice, let found = account.invoice(InvoiceID(invoice)) else { return }
        var left = amount
        for receivable in found.receivables where receivable.open > 0 && left > 0 {
            let part = min(left, receivable.open)
            left -= part
            try know(
                .allocationMade(
                    CustomerID("C1"),
                    Allocation(
                        number: account.lastAllocation + 1, credit: credit.key,
                        receivable: ReceivableID(invoice: found.id, rank: receivable.rank), amount: part, on: day(text))))
        }
    }
}

func day(_ text: String) -> LocalDate { LocalDate(iso: text) ?? LocalDate(dayNumber: 0) }

func invoice(
    _ number: String, _ parts: [(due: String, amount: Int64)], _ currency: Currency = .eur, needsApproval: Bool = false
) -> FactBody {
    let receivables = parts.enumerated().map { Receivable(rank: $0.offset + 1, dueOn: day($0.element.due), amount: $0.element.amount) }
    return .invoiceIssued(
        Invoice(
            id: InvoiceID(number), customer: CustomerID("C1"), issuedOn: day("2026-01-31"), currency: currency,
            needsApproval: needsApproval, receivables: receivables), declared: nil)
}

func hold(
    _ kind: Hold.Kind, _ id: String, from: String, until: String? = nil, amount: Int64? = nil, invoice: String? = nil,
    covers: [String] = []
) -> FactBody {
    .holdPlaced(
        Hold(
            id: HoldID(id), kind: kind, customer: CustomerID("C1"), invoice: invoice.map { InvoiceID($0) },
            from: day(from), until: until.map { day($0) }, amount: amount, currency: .eur, reason: "test", author: "test",
            covers: covers.map { InvoiceID($0) }))
}

extension Customer {
    static let plain = Customer(
        id: CustomerID("C1"), name: "Client Un", email: "compta@client-un.example", address: "1 rue de la Paix",
        postcode: "75002", city: "Paris")
}

extension Scenario {
    static let fixtureP = Scenario(
        id: ScenarioID("p"), version: 1, name: "P",
        steps: [
            Step(id: "notice", rank: 0, offsetDays: -5, channel: .email, template: "notice", tone: .friendly),
            Step(id: "L1", rank: 1, offsetDays: 3, channel: .email, fallbacks: [.letter], template: "courteous"),
            Step(
                id: "L2", rank: 2, offsetDays: 15, channel: .email, fallbacks: [.letter], template: "firm", tone: .firm,
                alsoCalls: true),
            Step(id: "L3", rank: 3, offsetDays: 30, channel: .letter, template: "last_notice", tone: .last),
            Step(id: "L4", rank: 4, offsetDays: 45, channel: .registeredLetter, template: "formal_notice", tone: .formal),
        ],
        minimum: [.eur: 1000], thanks: ThanksPolicy())

    /// The same, with accessories asked from a level on.
    static func fixtureP(askingFrom rank: Int) -> Scenario {
        Scenario(
            id: fixtureP.id, version: 1, name: "P", steps: fixtureP.steps, minimum: fixtureP.minimum,
            accessories: AccessoryPolicy(askedFromRank: rank))
    }

    static let g = Scenario(
        id: ScenarioID("g"), version: 1, name: "G",
        steps: [10, 25, 45, 60].enumerated().map { index, offset in
            Step(id: "G\(index + 1)", rank: index + 1, offsetDays: offset, channel: .email, template: "firm")
        })

    static let mute = Scenario(id: ScenarioID("mute"), version: 1, name: "mute", steps: [])
}

extension AccessoryCalculator {
    /// 12 % a year, actual/365, half-up to the cent once per receivable, 40.00 each: the fixture's own arithmetic.
    static let twelvePerCent = AccessoryCalculator { question in
        var base = question.amount
        var from = question.dueOn
        var product: Int128 = 0
        for reduction in question.reductions.sorted(by: { $0.on < $1.on }) {
            product += Int128(base) * Int128(max(0, reduction.on.days(since: from)))
            base -= reduction.amount
            from = max(from, reduction.on)
        }
        product += Int128(base) * Int128(question.on.days(since: from))
        return Accessories(interest: Int64(clamping: (product * 12 * 2 + 36_500) / (2 * 36_500)), indemnity: 4000)
    }
}
