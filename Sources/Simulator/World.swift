import Outbox
import Values
import Workflows

/// Something that must never be, and was.
struct Violation: Error, Sendable {
    /// The number of the invariant, `I6`, or a word.
    let rule: String
    let what: String
}

/// What a mail or letter office truly took.
struct Accepted {
    let company: String
    let message: String
    let digest: UInt64
    let channel: String
    let headerID: String
    var answerWasLost: Bool
}

/// The simulated world: its clock, its faults, its companies as they see themselves, and the books of its offices.
///
/// `@unchecked`: one thing happens at a time, whatever thread it is on; every step of the simulation is awaited before the
/// next one begins.
final class World: @unchecked Sendable {
    let seed: UInt64
    let settings: SimulationSettings
    let start: LocalDate
    var faults: FaultBook
    var trace: Trace
    var companies: [NaiveCompany] = []
    /// The true time; what the machine believes is `now`.
    var time: Instant
    /// How far the machine's clock is off, in seconds.
    var clockError: Int64 = 0
    /// When all its companies have had a morning again since it was last off.
    var clockTrustedFrom = Instant(milliseconds: 0)
    var accepted: [Accepted] = []
    /// How many copies of each message the offices took, by company and message.
    var copies: [String: Int] = [:]
    var violations: [Violation] = []
    var counters = Counters()
    /// Copies that were taken, by what they copy and where they went.
    var copied: Set<String> = []
    /// Under which name each message was handed over the first time.
    var names: [String: String] = [:]
    /// What is lost with the database in some days, while they last.
    var losing: Losing?
    /// When a recipient's server first said "not now" about a message.
    var firstPutOff: [String: Instant] = [:]
    /// When each message of a company with an hourly limit was last handed over, within the last hour.
    var handedOver: [String: [String: HandingOver]] = [:]
    /// The provider does not answer before this moment.
    var outageEnds = Instant(milliseconds: 0)
    /// What else happens while a message is being handed over.
    var interlude: (@Sendable (OutgoingMessage, SimulatedProcess) async -> Void)?
    /// What may happen between the point of no return and the final dot.
    var standstill: (@Sendable (OutgoingMessage, SimulatedProcess) async -> Void)?
    /// What left, written down outside the database.
    let journal = WorldJournal()
    /// Scenarios by their texts, read once: the same text means the same in every process.
    let rulebook = Rulebook()
    private var chance: Dice
    private var places: [String: Int] = [:]

    init(seed: UInt64, _ settings: SimulationSettings) {
        self.seed = seed
        self.settings = settings
        faults = FaultBook(seed: seed, settings)
        trace = Trace(keepsAll: settings.tracesAll)
        chance = Dice(seed, "ports")
        var dice = Dice(seed, "start")
        // A leap day, both changes of the clock and the turn of a year come up in any run of some months.
        let starts = ["2027-10-04", "2028-01-24", "2028-03-06", "2027-12-06"]
        let first = LocalDate(iso: dice.pick(starts) ?? starts[0]) ?? LocalDate(dayNumber: 21_000)
        start = first
        time = Instant(milliseconds: Int64(first.dayNumber - 1) * 86_400_000)
        var share = 0
        for place in 1...max(1, settings.companies) { share += 1_000_000 / place }
        for place in 0..<settings.companies {
            var dice = Dice(seed, "company/\(place)")
            let volume = 400 * settings.companies * (1_000_000 / (place + 1)) / share
            let company = NaiveCompany(place, volume: max(20, volume), from: first, days: settings.days, &dice)
            if let account = Play.opensAccount(company, seed) { company.open(account) }
            var manners = Dice(seed, "manners/\(place)")
            if manners.once(in: 2) { company.sayThanks() }
            places[company.id] = place
            companies.append(company)
        }
    }

    var now: Instant { time.adding(seconds: clockError) }

    func company(_ id: String) -> NaiveCompany? { places[id].map { companies[$0] } }

    func draw() -> UInt64 { chance.next() }

    func tell(_ line: @autoclosure () -> String) { trace.add("\(time.iso) " + line()) }

    func violate(_ rule: String, _ what: String) {
        trace.add("VIOLATION \(rule) \(what)")
        violations.append(Violation(rule: rule, what: what))
    }

    /// What is met at a moment by a fault's name.
    func fire(_ kind: FaultKind, _ name: String) {
        faults.fire(kind, name)
        tell("fault \(name)")
    }

    func ports(of process: SimulatedProcess) -> Ports {
        Ports(
            now: { self.now },
            localDay: { instant, zone in SimulatedZone(rawValue: zone)?.day(at: instant) },
            instant: { day, hour, zone in SimulatedZone(rawValue: zone)?.instant(day, hour: hour) },
            chance: { self.draw() },
            channel: { kind, isLive in
                switch kind {
                case .email, .letter, .registeredLetter: SimulatedOffice(self, process, isSimulated: !isLive)
                case .sms, .call: nil
                }
            },
            compose: { mail throws(MailProblem) in try PlainMail.bytes(of: mail) },
            leaseClock: .own { self.time }, journal: journal.port,
            // Only a cancelled task goes on: leases are kept by nobody, as those of a worker that stands still.
            pause: { _ in try await Task.sleep(for: .seconds(1_000_000)) },
            standBy: { _ in self.time = self.time.adding(seconds: 1) }, reached: { process.reached($0) })
    }
}

/// What a seed's report counts.
struct Counters {
    var messages = 0
    var payments = 0
    var crashes = 0
    var uncertain = 0
    var resolvedByEvidence = 0
    var resolvedByPerson = 0
    var companyDays = 0
    /// Movements of bank accounts that files told, those that the program posted by itself, and those it posted wrongly.
    var entries = 0
    var posted = 0
    var suggested = 0
    var wrong = 0
    /// Times somebody was asked for what a transfer had paid that nothing could tell whose it was.
    var unexplained = 0
    var evaluations: [String: Int] = [:]
    /// Points at which a process died, each with what it was at.
    var pairs: Set<String> = []

    mutating func evaluated(_ rule: String, _ times: Int = 1) { evaluations[rule, default: 0] += times }
}

/// Mails as the simulated world writes them: headers and plain text, no MIME.
enum PlainMail {
    static func bytes(of mail: Mail) throws(MailProblem) -> [UInt8] {
        try mail.check()
        let head = [
            "Message-ID: \(mail.messageID.bracketed)", "Date: \(mail.sentAt.iso)",
            "From: \(mail.from.name ?? "") <\(mail.from.address.text)>", "To: \(mail.to.name ?? "") <\(mail.to.address.text)>",
            "Subject: \(mail.subject)",
        ]
        return Array((head.joined(separator: "\n") + "\n\n" + mail.text).utf8)
    }
}
