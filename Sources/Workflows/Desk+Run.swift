package import Dunning
package import Ledger
import Outbox
import SQL
import Storage
package import Values

/// What a run did, action by action.
package struct RunReport: Sendable {
    package let on: LocalDate
    /// What became of movements of the bank that came since the last matching; nil when none came.
    package var cash: MatchCounts?
    /// The actions of the day, with what became of each.
    package var outcomes: [ActionOutcome] = []
    package var skipped: [Skipped] = []
    package var tasks: [PlannedTask] = []
    /// Messages of earlier days that moved in this run (approved since, deferred, resolved).
    package var carriedOver: [Correspondence] = []
    /// Why nothing left although the company is live; nil when what was to leave could.
    package var closed: ClosedReason?

    package init(on: LocalDate) { self.on = on }
}

/// An action of the day and what became of it.
package struct ActionOutcome: Sendable {
    package let action: PlannedAction
    /// Nil for a task: nothing was to be sent.
    package let message: MessageID?
    /// The state reached: `accepted`, `awaiting_approval`, `deferred`, `task` …
    package var state: String
    package var detail: String?
}

extension Desk {
    /// Plays a day: news first, then what waited leaves, with what has come up for the same customers; then the plan of
    /// the rest is written, and what needs no approval leaves.
    ///
    /// Run again, or twice at once, it does nothing more: what is planned is planned once (S1), what left has left. While
    /// another worker plays the company's morning, it waits for its turn.
    package func run(
        _ company: CompanyID, on day: LocalDate, by actor: String, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws(DeskError) -> RunReport {
        let profile = try await book(company).profile
        try requireLeave(profile, on: day)
        var taken = try await takeTurn(company)
        while taken == nil {
            await ports.standBy(Self.lookAgain)
            taken = try await takeTurn(company)
        }
        guard let turn = taken else { return RunReport(on: day) }
        do throws(DeskError) {
            let (cash, sent) = try await clearTheWay(company, on: day, by: actor)
            return try await play(profile, on: day, turn, cash, sent, by: actor, progress: progress)
        } catch {
            await turn.end()
            throw error
        }
    }

    /// The morning of a company, by one worker among others; nil when it is another one's, was
    /// played by now, or has to wait for messages that others carry.
    func playMorning(_ profile: CompanyProfile, on day: LocalDate, by actor: String) async throws(DeskError) -> RunReport? {
        try requireLeave(profile, on: day)
        guard let turn = try await takeTurn(profile.id) else { return nil }
        do throws(DeskError) {
            // Another one may have played it between the look at the calendar and the turn.
            guard try await book(profile.id).lastDayPlayed != day else { return await turn.end(nil) }
            let (cash, sent) = try await clearTheWay(profile.id, on: day, by: actor)
            // The plan rests on what became of everything that left: what others carry is waited for, at the next look.
            guard try await !isCarriedByOthers(profile.id) else { return await turn.end(nil) }
            return try await play(profile, on: day, turn, cash, sent, by: actor)
        } catch {
            await turn.end()
            throw error
        }
    }

    /// News is taken, and what waited leaves.
    private func clearTheWay(
        _ company: CompanyID, on day: LocalDate, by actor: String
    ) async throws(DeskError) -> (MatchCounts?, [MessageID: SendOutcome]) {
        let cash = try await takeNews(company, on: day, by: actor)
        return (cash, try await dispatch(company, on: day, by: actor))
    }

    /// The plan is written, and its messages leave; the turn is over in between.
    private func play(
        _ profile: CompanyProfile, on day: LocalDate, _ turn: MorningTurn, _ cash: MatchCounts?, _ before: [MessageID: SendOutcome],
        by actor: String, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws(DeskError) -> RunReport {
        let company = profile.id
        ports.reached(.planStarts)
        var (report, failure) = try await writePlan(company, on: day, turn, by: actor, progress: progress)
        ports.reached(.planWritten)
        report.cash = cash
        if failure == nil { try await notePlayed(profile, on: day, turn, by: actor) }
        await turn.end()
        let sent = before.merging(try await dispatch(company, on: day, by: actor, progress: progress)) { $1 }
        let own = Set(report.outcomes.compactMap(\.message))
        for index in report.outcomes.indices {
            guard let id = report.outcomes[index].message, let outcome = sent[id] else { continue }
            report.outcomes[index].state = outcome.state
            report.outcomes[index].detail = outcome.detail
        }
        report.closed = try await sendingGate(profile).reason
        report.carriedOver = try await messages(sent.keys.filter { !own.contains($0) }, of: company)
        if let failure { throw failure }
        return report
    }

    /// The day is planned: from now on other workers send its messages as well.
    private func notePlayed(
        _ profile: CompanyProfile, on day: LocalDate, _ turn: MorningTurn, by actor: String
    ) async throws(DeskError) {
        guard !Task.isCancelled else { return }
        try await work(profile.id, stamp(day, actor)) { unit throws(DeskError) in
            guard try turn.isKept(unit.session) else { return }
            // A live company plays its today: a day to come, left by a rehearsal, gives way to it.
            let last = unit.book.lastDayPlayed
            if last.map({ profile.isLive ? $0 != day : $0 < day }) ?? true { try unit.record(.dayPlayed(day)) }
        }
    }

    /// What is learned or done on behalf of a day is known on that day, and recorded when it really is.
    func stamp(_ day: LocalDate, _ actor: String) -> Stamp {
        Stamp(actor: actor, knownOn: day, at: ports.now())
    }

    /// What a live company needs to send in earnest. A simulated one may play any day.
    private func requireLeave(_ profile: CompanyProfile, on day: LocalDate) throws(DeskError) {
        guard profile.isLive else { return }
        let today = today(profile)
        if day != today { throw .notToday(profile.id, asked: day, today: today) }
        if profile.letterhead.email == nil { throw .senderAddressMissing(profile.id) }
        if ports.channel(.email, true) == nil { throw .noWayToSend }
    }

    /// Plans the day and writes it, some customers at a time: each part is one transaction.
    ///
    /// A customer whose rows refuse what was planned keeps nobody else waiting: the failure comes back beside the report,
    /// to be thrown once the others had their messages, and the day does not count as played.
    private func writePlan(
        _ company: CompanyID, on day: LocalDate, _ turn: MorningTurn, by actor: String,
        progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws(DeskError) -> (RunReport, DeskError?) {
        let customers = try await database.read(for: .company(company.text)) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in try Lookups.customersDue(on: day, company, session) }
        }
        var report = RunReport(on: day)
        var failure: DeskError?
        var done = 0
        var parts = Array(customers.parts(of: 500).reversed())
        while !Task.isCancelled, let part = parts.popLast() {
            do throws(DeskError) {
                // Taken over, it plans no further: whoever has the turn plans the rest.
                guard let written = try await writePlan(company, Array(part), on: day, turn, by: actor) else { break }
                report.outcomes += written.outcomes
                report.skipped += written.skipped
                report.tasks += written.tasks
            } catch {
                guard error.concernsSomeRows else { throw error }
                if part.count > 1 {
                    parts += [part.suffix(part.count / 2), part.prefix(part.count - part.count / 2)]
                    continue
                }
                failure = failure ?? error
            }
            done += part.count
            progress(done, customers.count)
        }
        return (report, failure)
    }

    private func writePlan(
        _ company: CompanyID, _ customers: [CustomerID], on day: LocalDate, _ turn: MorningTurn, by actor: String
    ) async throws(DeskError) -> RunReport? {
        let ports = ports
        return try await work(company, stamp(day, actor)) { unit throws(DeskError) in
            let moment = moment(of: day, unit.book.profile)
            guard try turn.isKept(unit.session) else { return nil }
            try unit.load(customers, .open(on: day))
            try unit.settleJournal(of: customers, on: day)
            let plan = Planner.plan(unit.book, on: day, rules: unit.rules)
            var report = RunReport(on: day)
            for action in plan.actions {
                report.outcomes.append(try Self.write(action, on: day, at: moment, &unit))
            }
            for task in plan.tasks {
                try unit.open(
                    task.kind, for: task.customer, on: day, currency: task.currency, amount: task.amount, about: task.about)
            }
            report.skipped = plan.skipped
            report.tasks = plan.tasks
            ports.reached(.planWriting)
            return report
        }
    }

    /// S1: the message takes its place under unique keys; a call is handed to a person at once.
    private static func write(
        _ action: PlannedAction, on day: LocalDate, at now: Instant, _ unit: inout UnitOfWork
    ) throws(DeskError) -> ActionOutcome {
        guard case .message(let channel) = action.channel else {
            return ActionOutcome(action: action, message: nil, state: "task")
        }
        let account = try unit.account(action.customer)
        let prefix = "\(day.iso)-\(action.customer)-\(action.currency)"
        let count = account.messages.filter { $0.id.text.hasPrefix(prefix) }.count
        let id = MessageID("\(prefix)-\(count + 1)")
        var state: MessageState = action.approval == nil ? .planned : .awaitingApproval
        if channel == .call, action.approval == nil { state = .accepted }
        let message = action.correspondence(
            id: id, on: day, state: state.rawValue, standing: state.standing, round: account.assignment?.restart(on: day))
        try unit.record(.messagePlanned(message))
        if channel == .call {
            try unit.open(
                .call, for: action.customer, on: day, currency: action.currency, amount: action.amount,
                about: action.callAbout(action.asked))
        }
        guard let header = InternetMessageID.of(id, unit.book.profile) else { throw .unknownMessage(id) }
        unit.enqueue(message, header, state, at: now)
        return ActionOutcome(action: action, message: id, state: state.rawValue, detail: action.approval?.code)
    }
}

extension PlannedAction {
    /// What a call is about: the step, and the invoices of these lines.
    func callAbout(_ lines: [CorrespondenceLine]) -> String {
        ([step] + lines.map(\.receivable.invoice.text)).joined(separator: " ")
    }
}

extension DeskError {
    /// Other rows would fare better.
    fileprivate var concernsSomeRows: Bool {
        if case .damaged = self { return true }
        switch sqlError {
        case .constraint, .unreadable, .typeMismatch: return true
        case nil, .busy, .serialization, .full, .io, .corrupt, .connectionLost, .lockedBy, .schemaUnknown, .schemaForeign,
            .schemaAltered, .misuse, .unsuitable, .other: return false
        }
    }
}

extension Array {
    /// Slices of at most `size` elements, in order.
    func parts(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
