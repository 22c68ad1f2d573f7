import Values

/// A company of the simulated world: what it knows about itself, its customers and what they owe.
///
/// `@unchecked`: see `World`.
final class NaiveCompany: @unchecked Sendable {
    let index: Int
    let id: String
    /// A word that belongs to this company alone: found in another one's message, it is a leak.
    let mark: String
    let name: String
    let email: String
    var iban: String
    let zone: SimulatedZone
    let calendar: WorkingCalendar
    let currency: Currency
    private(set) var scenarios: [NaiveScenario]
    var defaultScenario = "usual"
    var isLive: Bool
    /// The day on which a company that is simulated goes live.
    let livesFrom: LocalDate?
    let freshnessDays: Int?
    let lateImportLimit: Int
    /// Messages, and mails to one domain, that may be handed over within an hour.
    var hourly: Int?
    var hourlyPerDomain: Int?
    var lastPaymentsOn: LocalDate?
    /// The same when its morning began.
    var paymentsKnownBefore: LocalDate?
    /// The day of its last morning, and how many processes had died by then.
    var playedOn: LocalDate?
    var deathsBefore = 0
    var customers: [NaiveCustomer] = []
    /// Invoices a year.
    let volume: Int
    var accountsHeld = 0
    var lastInvoice = 0
    var lastPayment = 0
    var bank = Bank()
    /// The account of whose statements its payments are told; nil where they come in tables.
    var account: BankAccount?
    /// What the program did with the movements of that account, as far as its facts were read.
    var postings = NaivePostings()
    /// Something may have been done with them since.
    var arePostingsStale = true
    /// What was judged already, by movement and payment.
    var judged: Set<String> = []
    /// Movements about which somebody was wrong once, by number.
    var erred: Set<Int> = []
    /// Invoices of which a person has said that the other version is wrong.
    var settledVersions: Set<String> = []
    /// Customers to whom something happened since their books were last compared.
    var touched: Set<String> = []
    /// Customers to whom something happened while their morning was played.
    var disturbed: Set<String> = []
    var receipts: [NaiveReceipt] = []
    /// Messages of which the office said that they came back: that is final.
    var cameBack: Set<String> = []
    /// Calls that go with the messages of a morning.
    var callsToMake: [NaiveCall] = []
    /// Messages of which the office said that they are late.
    var late: Set<String> = []
    /// Messages that a person let leave.
    var approved: Set<String> = []
    private var places: [String: Int] = [:]

    init(_ index: Int, volume: Int, from start: LocalDate, days: Int, _ dice: inout Dice) {
        self.index = index
        self.volume = volume
        let number = String(index + 1)
        let padded = String(repeating: "0", count: max(0, 3 - number.count)) + number
        id = "co" + padded
        mark = "QX" + padded
        name = mark + " Fournitures"
        email = "compta@qx\(padded).example"
        iban = "FR7630006000011234567" + String(100_000 + index)
        zone = SimulatedZone.allCases[index % 4 == 0 ? 0 : dice.int(0...3)]
        calendar = WorkingCalendar(dice.once(in: 3) ? .france : .none)
        currency = [Currency.eur, .eur, Currency(code: "JPY") ?? .eur, Currency(code: "TND") ?? .eur][index % 4]
        scenarios = NaiveScenario.all(&dice)
        isLive = !dice.once(in: 6)
        livesFrom = isLive || dice.once(in: 3) ? nil : start.adding(days: days / 3 + dice.int(0...5))
        freshnessDays = dice.once(in: 4) ? 3 : nil
        lateImportLimit = dice.once(in: 3) ? 3 : 20
        switch dice.int(0...9) {
        case 0: hourly = dice.int(3...8)
        case 1: hourlyPerDomain = dice.int(3...8)
        default: break
        }
    }

    /// From now on its money comes by statements of this account.
    func open(_ account: BankAccount) {
        self.account = account
        // Numbers as long as those of real invoices.
        lastInvoice = 270_000
    }

    /// From now on its scenarios thank.
    func sayThanks() {
        for place in scenarios.indices where !scenarios[place].isMute { scenarios[place].thanks = true }
    }

    /// Working days that go by before payments count as too old.
    var freshnessLimit: Int? { freshnessDays ?? (account?.knownThrough == nil ? nil : 3) }

    func customer(_ number: String) -> NaiveCustomer? { places[number].map { customers[$0] } }

    func add(_ customer: NaiveCustomer) {
        places[customer.number] = customers.count
        customers.append(customer)
    }

    func scenario(of customer: NaiveCustomer) -> NaiveScenario? {
        let id = customer.scenario ?? defaultScenario
        return scenarios.first { $0.id == id }
    }

    /// The office has said that a message is late, and not yet what became of it: it is given up after some days.
    var hasLateMessage: Bool { receipts.contains { late.contains($0.message) } }

    func owner(ofInvoice number: String) -> NaiveCustomer? { customers.first { $0.index(of: number) != nil } }

    func owner(ofMessage id: String) -> NaiveCustomer? {
        customers.first { $0.messages.contains { $0.id == id } || $0.inDoubt[id] != nil }
    }
}
