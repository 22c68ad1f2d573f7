import Dunning
package import Insight
package import Ledger
import Outbox
import SQL
import Storage
package import Values
package import Workflows

/// Everything that the page which opens the day shows, counted; long lists are cut.
package struct MorningReading: Sendable {
    package let profile: CompanyProfile
    package let on: LocalDate
    /// Today in the company's time zone.
    package let today: LocalDate
    /// The last day that was played; nil before the first.
    package let lastDayPlayed: LocalDate?
    /// Nil for a past day that was played: what is known now would decide otherwise than what was known then.
    package let plan: PlannedMorning?
    /// What left that day and has not failed since.
    package let sent: [StepGroup]
    /// Messages of any day that need nobody and have not left yet: paced, or to be tried again.
    package let underway: [StepGroup]
    /// Messages of any day that wait for a person.
    package let waiting: [StepGroup]
    package let tasks: [NamedTask]
    package let alerts: MorningAlerts
    /// Why nothing leaves although the company is live; nil when it may.
    package let closed: ClosedReason?
    package let figures: CompanyFigures
    /// A month earlier, for comparison; nil when there was nothing yet.
    package let monthAgo: CompanyFigures?
    /// Nil for a day that is not today.
    package let night: NightReading?

    package var isPast: Bool { on < today }
}

/// What went wrong and needs somebody.
package struct MorningAlerts: Sendable {
    /// Perhaps sent: nobody knows.
    package let uncertain: [NamedMessage]
    /// Returned, refused or never handed over, in the last `days` days.
    package let failed: [NamedMessage]
    package let quarantined: [NamedInvoice]
    package let quarantineCount: Int

    /// How far back failures are shown.
    package static let days = 14

    package var isEmpty: Bool { uncertain.isEmpty && failed.isEmpty && quarantineCount == 0 }
}

/// The part of a morning that holds until the history grows.
struct MorningAnswer: Sendable {
    let lastDayPlayed: LocalDate?
    let plan: PlannedMorning?
    let sent: [StepGroup]
    let underway: [StepGroup]
    let waiting: [StepGroup]
    let tasks: [NamedTask]
    let alerts: MorningAlerts
    let night: NightReading?
}

extension ReadingRoom {
    /// The morning of a day: what is to leave on a day that was not played, what left on one that was.
    package func morning(_ company: CompanyID, on asked: LocalDate? = nil) async throws(DeskError) -> MorningReading {
        try await read(company) { session throws(DeskError) in
            let book = try Desk.book(company, session)
            let today = desk.today(book.profile)
            let day = asked ?? today
            let answer = try mornings.answer(DayQuestion(day: day, today: today), company, session) { () throws(DeskError) in
                try made(company, book, on: day, today: today, session)
            }
            return MorningReading(
                profile: book.profile, on: day, today: today, lastDayPlayed: answer.lastDayPlayed, plan: answer.plan,
                sent: answer.sent, underway: answer.underway, waiting: answer.waiting, tasks: answer.tasks, alerts: answer.alerts,
                closed: book.profile.isLive ? try desk.admission(company, session).gate.reason : nil,
                figures: try figures(company, on: day, today: today, session),
                monthAgo: try monthAgo(company, day, today, session), night: answer.night)
        }
    }

    private func figures(
        _ company: CompanyID, on day: LocalDate, today: LocalDate, _ session: Session
    ) throws(DeskError) -> CompanyFigures {
        try DeskError.lifting { () throws(SQLError) in
            try figures.answer(DayQuestion(day: day, today: today), company, session) { () throws(SQLError) in
                day < today
                    ? try InsightStore.pastFigures(company, on: day, session)
                    : try InsightStore.figures(company, on: day, session)
            }
        }
    }

    private func monthAgo(
        _ company: CompanyID, _ day: LocalDate, _ today: LocalDate, _ session: Session
    ) throws(DeskError) -> CompanyFigures? {
        let past = day.adding(months: -1)
        guard past < today else { return nil }
        let found = try figures(company, on: past, today: today, session)
        return found.currencies.contains { $0.receivable > 0 } ? found : nil
    }

    private func made(
        _ company: CompanyID, _ book: Book, on day: LocalDate, today: LocalDate, _ session: Session
    ) throws(DeskError) -> MorningAnswer {
        let rules = try desk.rulebook.rules(book, session)
        let isPlayed = book.lastDayPlayed.map { day <= $0 } ?? false
        let plan = day < today && isPlayed ? nil : try planned(company, on: day, session)
        return try DeskError.lifting { () throws(SQLError) in
            try made(company, book, rules, plan, on: day, today: today, session)
        }
    }

    private func made(
        _ company: CompanyID, _ book: Book, _ rules: PlanningRules, _ plan: PlannedMorning?, on day: LocalDate,
        today: LocalDate, _ session: Session
    ) throws(SQLError) -> MorningAnswer {
        let written = try ReadingStore.messages(of: day, company, session)
        let waiting = try messages(in: [.awaitingApproval], company, session)
        let underway = try messages(in: [.planned, .ready, .committing, .deferred], company, session)
        return MorningAnswer(
            lastDayPlayed: book.lastDayPlayed, plan: plan,
            sent: Self.groups(written.filter(\.isSent), rules), underway: Self.groups(underway, rules),
            waiting: Self.groups(waiting, rules),
            tasks: try ReadingStore.tasks(company, session), alerts: try Self.alerts(company, on: day, session),
            night: day == today ? try Self.night(book.profile, on: day, session) : nil)
    }

    private func messages(
        in states: [MessageState], _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [NamedMessage] {
        var found: [NamedMessage] = []
        for state in states {
            found += try ReadingStore.messages(in: state.rawValue, since: .distantPast, company, session)
                .filter { $0.message.copyOf == nil }
        }
        return found
    }

    private func planned(
        _ company: CompanyID, on day: LocalDate, _ session: Session
    ) throws(DeskError) -> PlannedMorning {
        let (book, rules) = try desk.due(company, from: day, through: day, session)
        return PlannedMorning(Planner.plan(book, on: day, rules: rules), book, rules)
    }

    private static func groups(_ messages: [NamedMessage], _ rules: PlanningRules) -> [StepGroup] {
        var grouping = StepGrouping()
        for named in messages {
            let message = named.message
            let step = rules.scenarios[message.scenario]?.step(message.step)
            let line = GroupLine(
                customer: message.customer, name: named.customer.name, amount: Money(minor: message.amount, message.currency),
                channel: message.channel, approval: message.approval, message: message.id, state: message.state)
            grouping.add(
                GroupEntry(
                    step: message.step, rank: message.rank, template: step?.template, offset: step?.offsetDays,
                    receivables: named.receivables, accessories: named.accessories, line: line))
        }
        return grouping.groups
    }

    private static func alerts(
        _ company: CompanyID, on day: LocalDate, _ session: Session
    ) throws(SQLError) -> MorningAlerts {
        let since = day.adding(days: -MorningAlerts.days)
        let states: [MessageState] = [.bounced, .refused, .failed, .undelivered]
        var failed: [NamedMessage] = []
        for state in states {
            failed += try ReadingStore.messages(in: state.rawValue, since: since, company, session).filter { $0.message.on <= day }
        }
        let quarantined = try ReadingStore.quarantined(company, limit: 10, session)
        return MorningAlerts(
            uncertain: try ReadingStore.messages(in: MessageState.uncertain.rawValue, since: .distantPast, company, session),
            failed: failed.sorted { ($1.message.on, $0.message.id) < ($0.message.on, $1.message.id) },
            quarantined: quarantined.first, quarantineCount: quarantined.count)
    }
}

extension NamedMessage {
    /// It left, for all that is known; calls, which are tasks, are not messages.
    var isSent: Bool {
        switch message.standing {
        case .sent, .uncertain: message.channel != ChannelKind.call.rawValue
        case .reserved, .failed: false
        }
    }
}

extension LocalDate {
    /// Before anything that a ledger holds.
    static let distantPast = LocalDate(dayNumber: -25_567)
}
