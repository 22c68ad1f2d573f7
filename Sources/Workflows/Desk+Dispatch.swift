import Dunning
import Ledger
import Outbox
import SQL
import Storage
import Values

/// Where a message stood after an attempt to send it.
struct SendOutcome: Sendable {
    let state: String
    let detail: String?
    /// Nobody answers at the provider's: every other message would fare the same.
    var isProviderDown = false
}

/// A message judged, rendered and kept, on its way to the driver.
struct SealedRow: Sendable {
    let row: OutboxRow
    let message: Correspondence
    let sealed: SealedMessage
    let copies: [SealedCopy]
    /// What its words and its envelope were made from: when either changed, they are made again.
    let profile: CompanyProfile
    let customer: Customer
}

extension Desk {
    /// Messages prepared in one transaction: few, so that other workers find some as well.
    private static let batch = 10

    /// Sends what may leave: each message is judged again, rendered and kept (S2), carried up to its point of no
    /// return (S3), judged once more and committed (S4), let go (S5), and its outcome recorded (S6).
    ///
    /// Each message is met once, whatever its driver answers; what was outdated at its point of no return, twice. Copies
    /// come into being when their message is accepted, and leave with it.
    /// When its task is cancelled, the message that is past its point of no return is finished, and the rest handed back.
    func dispatch(
        _ company: CompanyID, on day: LocalDate, by actor: String, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws(DeskError) -> [MessageID: SendOutcome] {
        var round = Round()
        // S4 asks again; what would be turned back there is not even made ready.
        if try await sendingGate(try await book(company).profile) != .open { return [:] }
        var hasSecondTry = true
        while true {
            let met = round.met
            round.isOutdated = false
            round.hasCopiesBehind = false
            var last = MessageID("")
            while !Task.isCancelled {
                let prepared = try await prepare(company, after: last, except: met, on: day, actor)
                guard let end = prepared.last else { break }
                last = end
                ports.reached(.ready)
                for (id, outcome) in prepared.settled { round.outcomes[id] = outcome }
                try await carry(prepared.sealed, &round, company, on: day, actor)
                round.look(for: prepared.sealed, before: end)
                progress(round.outcomes.count, round.outcomes.count)
            }
            let goesOn = round.hasCopiesBehind || (round.isOutdated && hasSecondTry)
            if !goesOn || Task.isCancelled { break }
            if round.isOutdated { hasSecondTry = false }
        }
        return round.outcomes
    }

    /// What was learned while messages left.
    private struct Round: Sendable {
        var outcomes: [MessageID: SendOutcome] = [:]
        /// Channels behind which nobody answers.
        var down: Set<String> = []
        var isOutdated = false
        var hasCopiesBehind = false

        /// Those that are not met again.
        var met: Set<MessageID> { Set(outcomes.filter { $0.value.state != MessageState.planned.rawValue }.keys) }

        /// Messages are met in the order of their names: copies made just now may lie behind the last one met.
        mutating func look(for sealed: [SealedRow], before last: MessageID) {
            let isBehind = sealed.contains { sealed in
                outcomes[sealed.row.message]?.state == MessageState.accepted.rawValue
                    && sealed.copies.contains { $0.message.id.text < last.text }
            }
            if isBehind { hasCopiesBehind = true }
        }
    }

    /// Carries the messages of one transaction, one after the other, and keeps their leases meanwhile.
    private func carry(
        _ sealed: [SealedRow], _ round: inout Round, _ company: CompanyID, on day: LocalDate, _ actor: String
    ) async throws(DeskError) {
        guard !sealed.isEmpty else { return }
        let held = HeldLeases(sealed.map(\.row))
        let keeper = held.keep(company, database, ports)
        let before = round
        let result = await withTaskCancellationHandler {
            await carried(sealed, before, held, company, on: day, actor)
        } onCancel: {
            held.stop()
            keeper.cancel()
        }
        keeper.cancel()
        await keeper.value
        round = try result.get()
    }

    private func carried(
        _ sealed: [SealedRow], _ before: Round, _ held: HeldLeases, _ company: CompanyID, on day: LocalDate, _ actor: String
    ) async -> Result<Round, DeskError> {
        var round = before
        do throws(DeskError) {
            for sealed in sealed {
                guard held.begin(sealed.row) else { continue }
                defer { held.end() }
                guard !round.down.contains(sealed.message.channel) else {
                    try await giveBack(sealed, company, on: day)
                    continue
                }
                let outcome = try await send(sealed, held, company, on: day, actor)
                round.outcomes[sealed.row.message] = outcome
                if outcome.state == MessageState.planned.rawValue { round.isOutdated = true }
                if outcome.isProviderDown {
                    round.down.insert(sealed.message.channel)
                    try await putOff(sealed, company, on: day)
                }
            }
            return .success(round)
        } catch {
            return .failure(error)
        }
    }

    // MARK: nobody answers

    /// How long a way out is left alone once nobody answered behind it.
    private static let breatherSeconds: Int64 = 300

    /// A message made ready for a way out that turned out to be closed, or by a worker that is told to stop: then it is
    /// for others at once.
    func giveBack(
        _ sealed: SealedRow, _ company: CompanyID, on day: LocalDate, isForOthers: Bool = false
    ) async throws(DeskError) {
        let next = isForOthers ? nil : moment(of: day, sealed.profile).adding(seconds: Self.breatherSeconds)
        try await database.write(for: .company(company.text)) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in
                _ = try OutboxStore.release(sealed.row, until: next, company, session)
            }
        }
    }

    /// What waits for the same way out waits a while longer, unjudged and unwritten.
    private func putOff(_ sealed: SealedRow, _ company: CompanyID, on day: LocalDate) async throws(DeskError) {
        let leaseClock = ports.leaseClock
        let next = moment(of: day, sealed.profile).adding(seconds: Self.breatherSeconds)
        try await database.write(for: .company(company.text)) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in
                let now = try leaseClock.now(session)
                try OutboxStore.putOff(sealed.message.channel, until: next, at: now, company, session)
            }
        }
    }

    // MARK: S2

    private struct Prepared: Sendable {
        var sealed: [SealedRow] = []
        var settled: [(MessageID, SendOutcome)] = []
        /// The last message met; nil when none was left.
        var last: MessageID?
    }

    private func prepare(
        _ company: CompanyID, after last: MessageID, except met: Set<MessageID>, on day: LocalDate, _ actor: String
    ) async throws(DeskError) -> Prepared {
        let ports = ports
        return try await work(company, stamp(day, actor)) { unit throws(DeskError) in
            var prepared = Prepared()
            let session = unit.session
            // A live company's day may end in the middle of its messages.
            guard isDay(day, of: unit.book.profile) else { return prepared }
            let moment = moment(of: day, unit.book.profile)
            let horizon = max(ports.now(), moment)
            let now = try DeskError.lifting { () throws(SQLError) in try ports.leaseClock.now(session) }
            var allowance = try DeskError.lifting { () throws(SQLError) in
                try SendingAllowance(unit.book.profile.policy, company, at: moment, leasesAt: now, session)
            }
            let limit = min(Self.batch, allowance.room ?? Self.batch)
            let claimed = try DeskError.lifting { () throws(SQLError) in
                let claimed = try OutboxStore.claim(
                    company, limit: limit, dueBy: horizon, at: now, until: now.adding(seconds: HeldLeases.seconds),
                    after: last, session)
                for row in claimed where met.contains(row.message) { try OutboxStore.release(row, until: nil, company, session) }
                return claimed
            }
            let rows = claimed.filter { !met.contains($0.message) }
            ports.reached(.leaseTaken)
            try unit.load(rows.map(\.customer), .open(on: day))
            try unit.settleJournal(of: rows.map(\.customer), on: day)
            for row in rows {
                switch try Self.judge(row, on: day, moment: moment, &allowance, &unit, ports) {
                case .sealed(let sealed): prepared.sealed.append(sealed)
                case .settled(let outcome): prepared.settled.append((row.message, outcome))
                }
            }
            prepared.last = claimed.last?.message
            ports.reached(.rendered)
            return prepared
        }
    }
}
