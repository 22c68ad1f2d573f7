import Imports
import Ledger
import SQL
import Values
import Workflows

/// One seed's life: the world, the database, and the process that works on it.
struct Play: Sendable {
    let world: World
    let process: SimulatedProcess
    private let place: Kept<any Database>
    /// Another empty database; nil where there is none.
    let fresh: (@Sendable () async -> (any Database)?)?

    var store: any Database {
        get { place.value ?? first }
        nonmutating set { place.value = newValue }
    }

    private let first: any Database

    init(_ world: World, _ store: any Database, fresh: (@Sendable () async -> (any Database)?)? = nil) {
        self.world = world
        self.fresh = fresh
        first = store
        place = Kept()
        process = SimulatedProcess(world, name: "worker")
    }

    var desk: Desk { desk(of: process) }

    func desk(of process: SimulatedProcess) -> Desk { process.desk(on: store) }

    // MARK: Work, and what becomes of it

    enum Outcome {
        /// Durable, whether or not its author lived to know.
        case done
        /// The program refused: nothing was changed.
        case refused(DeskError)
    }

    /// Does a piece of work until it is durable or refused; a process that dies meanwhile is started again.
    ///
    /// - Parameter isRepeatable: doing it twice is doing it once.
    @discardableResult
    func act(
        _ work: String, isRepeatable: Bool = true, on process: SimulatedProcess? = nil,
        _ body: @Sendable (Desk) async throws(DeskError) -> Void
    ) async -> Outcome {
        let process = process ?? self.process
        process.work = work
        process.workBegan = world.time
        process.hasStoodStill = false
        for _ in 0..<60 {
            let before = process.commits
            for company in world.companies { company.arePostingsStale = true }
            do throws(DeskError) {
                try await body(desk(of: process))
                if !process.isDead { return .done }
                await restart(process)
                if !isRepeatable, process.commits > before { return .done }
            } catch {
                let isDurable = !isRepeatable && process.commits > before
                if process.isDead {
                    await restart(process)
                    if isDurable { return .done }
                } else if let failure = error.sqlError, Self.passes(failure) {
                    world.tell("\(work) failed: \(failure)")
                    if isDurable { return .done }
                    process.armed.removeAll { $0.kind == .full }
                    world.time = world.time.adding(seconds: 60)
                } else {
                    world.tell("\(work) refused: \(Self.word(error))")
                    return .refused(error)
                }
            }
            process.work = work
        }
        world.violate("I28", "\(work) never came to an end")
        return .done
    }

    /// The moment is at fault, not the work.
    private static func passes(_ error: SQLError) -> Bool {
        switch error {
        case .busy, .serialization, .full, .io, .connectionLost: true
        case .constraint, .corrupt, .lockedBy, .schemaUnknown, .schemaForeign, .schemaAltered, .typeMismatch, .unreadable,
            .misuse, .unsuitable, .other: false
        }
    }

    /// The first words of an error, without what may differ between engines.
    static func word(_ error: DeskError) -> String { String("\(error)".prefix { $0 != "(" }) }

    /// The process is started again on what is durable; it may die once more while it recovers.
    func restart(_ process: SimulatedProcess) async {
        let work = process.work
        // As long as whoever starts it again takes to notice: what the dead process had taken is then free for all.
        world.time = world.time.adding(seconds: 30)
        for attempt in 1...5 {
            process.revive()
            process.work = "recovering"
            let place = "\(work).\(process.commits).\(attempt)"
            if attempt < 3, let (name, dice) = world.faults.draw(.relapse, at: place, times: 5) {
                var dice = dice
                if dice.once(in: 2) {
                    process.armed = [ArmedFault(kind: .relapse, name: name, countdown: 1)]
                } else {
                    process.armed = [ArmedFault(kind: .io, name: name, countdown: 1)]
                }
            }
            do throws(DeskError) {
                try await desk(of: process).open()
                if !process.isDead { break }
            } catch {
                if !process.isDead { world.violate("I28", "does not start again: \(Self.word(error))") }
            }
        }
        process.armed = []
        world.tell("\(process.name) started again")
    }

    // MARK: The whole of it

    func run(progress: @Sendable (Int, Int) -> Void) async {
        world.interlude = { message, process in await interrupt(message, process) }
        world.standstill = { message, process in await stand(message, process, before: "dot") }
        await act("open") { desk throws(DeskError) in try await desk.open() }
        for company in world.companies { await found(company) }
        var queue = EventQueue()
        for company in world.companies { queue.add(at: company.zone.instant(world.start, hour: 5), company.index, .night, day: 0) }
        while let event = queue.next(), world.violations.isEmpty {
            let company = world.companies[event.company]
            world.time = max(world.time, event.at)
            await play(event, company)
            if let next = event.following, next.day < world.settings.days {
                let day = world.start.adding(days: next.day)
                queue.add(at: company.zone.instant(day, hour: next.moment.hour, minute: company.index % 60), company.index, next.moment, day: next.day)
            }
            if event.moment == .morning, company.isPaced {
                let day = world.start.adding(days: event.day)
                for hour in Moment.sendingHours {
                    queue.add(
                        at: company.zone.instant(day, hour: hour, minute: company.index % 60), company.index, .sending, day: event.day)
                }
            }
            if event.moment == .evening { progress(world.counters.companyDays, world.companies.count * world.settings.days) }
        }
        if world.violations.isEmpty { await finish() }
        world.interlude = nil
        world.standstill = nil
    }

    private func play(_ event: Event, _ company: NaiveCompany) async {
        let day = company.zone.day(at: world.now)
        switch event.moment {
        case .night: await night(company, event.day, day)
        case .morning: await morning(company, event.day, day)
        case .sending: await sendPaced(company, event.day, day)
        case .noon: await noon(company, event.day, day)
        case .evening:
            await evening(company, event.day, day)
            world.counters.companyDays += 1
        }
    }

    private func found(_ company: NaiveCompany) async {
        let profile = CompanyProfile(
            id: CompanyID(company.id), name: company.name, calendar: company.calendar.region, timeZone: company.zone.rawValue,
            isLive: company.isLive, letterhead: Letterhead(email: company.email, addressLines: ["1 rue \(company.mark)"], iban: company.iban),
            policy: CompanyPolicy(
                lateImportLimit: company.lateImportLimit, freshnessDays: company.freshnessDays, messagesPerHour: company.hourly,
                messagesPerHourAndDomain: company.hourlyPerDomain, cash: CashPolicy(bankCharges: company.account?.chargesBorne ?? 0)))
        world.tell("\(company.id) founded in \(company.zone.rawValue), live \(company.isLive)\(company.isPaced ? ", paced" : "")")
        let day = company.zone.day(at: world.now)
        await act("found") { desk throws(DeskError) in
            do throws(DeskError) { try await desk.create(profile, by: "simulation") } catch {
                guard case .companyExists = error else { throw error }
            }
            for scenario in company.scenarios {
                _ = try await desk.addScenario(
                    scenario.yaml, to: CompanyID(company.id), isDefault: scenario.id == company.defaultScenario, on: day,
                    by: "simulation")
            }
        }
    }
}

/// The moments of a company's day at which something happens.
enum Moment: Sendable {
    case night, morning, noon, evening
    /// What an hourly limit left, at one of the hours after the morning.
    case sending

    static let sendingHours = [9, 10, 11, 12]

    var hour: Int {
        switch self {
        case .night: 5
        case .morning: 8
        case .noon: 13
        case .evening: 19
        case .sending: 9
        }
    }
}

/// A moment to come.
struct Event: Sendable {
    let at: Instant
    let company: Int
    let moment: Moment
    let day: Int
    let number: Int

    /// The company's next moment.
    var following: (moment: Moment, day: Int)? {
        switch moment {
        case .night: (.morning, day)
        case .morning: (.noon, day)
        case .noon: (.evening, day)
        case .evening: (.night, day + 1)
        case .sending: nil
        }
    }
}

/// Moments in order of time, then of being added: a binary heap.
struct EventQueue {
    private var heap: [Event] = []
    private var count = 0

    mutating func add(at: Instant, _ company: Int, _ moment: Moment, day: Int) {
        count += 1
        heap.append(Event(at: at, company: company, moment: moment, day: day, number: count))
        var place = heap.count - 1
        while place > 0, Self.precedes(heap[place], heap[(place - 1) / 2]) {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func next() -> Event? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return first }
        heap[0] = last
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count && Self.precedes(heap[child], heap[least]) {
                least = child
            }
            if least == place { return first }
            heap.swapAt(place, least)
            place = least
        }
    }

    private static func precedes(_ left: Event, _ right: Event) -> Bool {
        (left.at, left.number) < (right.at, right.number)
    }
}
