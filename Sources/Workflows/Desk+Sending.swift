import Dispatch
import Dunning
import Ledger
import Outbox
import SQL
import Storage
import Synchronization
import Values

extension Desk {
    /// How long after its lease a worker may still pass the point of no return with a message that nobody else took:
    /// longer than a server's slowest dialogue, shorter than the time in which a judgement grows stale.
    private static let patienceSeconds: Int64 = 1800

    /// Whether a day is the company's today, or the company may play any day.
    func isDay(_ day: LocalDate, of profile: CompanyProfile) -> Bool { !profile.isLive || day == today(profile) }

    // MARK: S3, S4, S5

    /// Carries one sealed message: the driver asks at the point of no return, and only then.
    func send(
        _ sealed: SealedRow, _ held: HeldLeases, _ company: CompanyID, on day: LocalDate, _ actor: String
    ) async throws(DeskError) -> SendOutcome {
        guard let kind = ChannelKind(rawValue: sealed.message.channel),
            let channel = ports.channel(kind, sealed.profile.isLive)
        else {
            return try await record(
                .deferred(Reply(text: "no way to send"), blame: .provider), sealed, isSimulated: false, company, on: day, actor)
        }
        let outgoing = OutgoingMessage(
            id: sealed.row.message.text, company: company.text, messageID: sealed.row.messageID,
            envelope: sealed.sealed.envelope, bytes: sealed.sealed.bytes, digest: sealed.sealed.digest,
            attempt: sealed.row.tries + 1)
        let refusal = Mutex<SendOutcome?>(nil)
        let failure = Mutex<String?>(nil)
        let handOver = HandOver(ports)
        let isSimulated = channel.isSimulated
        let outcome = await channel.deliver(outgoing) { [self] in
            // Told to stop, a worker lets nothing more go: the next one carries it.
            if held.isStopping { return false }
            let result = Blocking.run { await commit(sealed, isSimulated: isSimulated, company, on: day, actor) }
            switch result {
            case .refused(let reason): refusal.withLock { $0 = reason }
            case .failed(let problem): failure.withLock { $0 = problem }
            case .committed(let entry):
                guard handOver.begins(entry) else { return false }
                ports.reached(.committed)
                return true
            }
            return false
        }
        ports.reached(.answerRead)
        if let problem = handOver.problem {
            return try await record(
                .deferred(Reply(text: problem), blame: .provider), sealed, isSimulated: isSimulated, company, on: day, actor)
        }
        handOver.ends(outcome)
        if case .abandoned = outcome {
            if let refused = refusal.withLock({ $0 }) { return refused }
            // Kept under its lease, it would keep all others of its domain waiting.
            try await giveBack(sealed, company, on: day, isForOthers: held.isStopping)
            return SendOutcome(state: MessageState.ready.rawValue, detail: failure.withLock { $0 } ?? "stopped")
        }
        return try await record(outcome, sealed, isSimulated: isSimulated, company, on: day, actor)
    }

    private enum Commitment: Sendable {
        /// With the line of the journal that says so; none when nothing leaves for real.
        case committed(JournalEntry?)
        case refused(SendOutcome)
        /// The database did not answer as it should: nothing was decided.
        case failed(String)
    }

    /// S4: everything is judged once more on what is stored now, under the company's lock and the message's lease.
    private func commit(
        _ sealed: SealedRow, isSimulated: Bool, _ company: CompanyID, on day: LocalDate, _ actor: String
    ) async -> Commitment {
        ports.reached(.bodyWritten)
        let stamp = stamp(day, actor)
        do throws(DeskError) {
            return try await work(company, stamp) { unit throws(DeskError) in
                try unit.load([sealed.row.customer], .open(on: day))
                let account = try unit.account(sealed.row.customer)
                guard let message = account.messages.last(where: { $0.id == sealed.row.message }) else {
                    return .refused(SendOutcome(state: MessageState.cancelled.rawValue, detail: nil))
                }
                var instance: String?
                if !isSimulated {
                    switch try admission(company, unit.session) {
                    case .open(let id): instance = id
                    case .closed(let reason):
                        return .refused(try Self.leaveUnsent(sealed, message, .planned, "sending_closed \(reason.rawValue)", ports.now(), &unit))
                    }
                }
                // A worker that was stopped for hours judges by a day that is over.
                let isFresh = unit.book.profile == sealed.profile && account.customer == sealed.customer
                    && isDay(day, of: sealed.profile)
                if message.copyOf != nil {
                    if case .withdrawn(let reason) = CopyVerdict(message, account, on: day, unit.rules) {
                        return .refused(try Self.leaveUnsent(sealed, message, .cancelled, reason, ports.now(), &unit))
                    }
                    guard isFresh else {
                        return .refused(try Self.leaveUnsent(sealed, message, .planned, "outdated", ports.now(), &unit))
                    }
                    return try pass(sealed, message, as: instance, stamp, &unit)
                }
                switch SendingVerdict(message, account, on: day, unit.rules) {
                case .withdrawn(let reason):
                    return .refused(try Self.leaveUnsent(sealed, message, .cancelled, reason, ports.now(), &unit))
                case .leaves(_, let judged) where isFresh && judged.content == sealed.message.content: break
                case .leaves, .asks, .waits:
                    return .refused(try Self.leaveUnsent(sealed, message, .planned, "outdated", ports.now(), &unit))
                }
                return try pass(sealed, message, as: instance, stamp, &unit)
            }
        } catch {
            return .failed("\(error)")
        }
    }

    /// - Parameter instance: as which installation it leaves; nil when it leaves for nobody.
    private func pass(
        _ sealed: SealedRow, _ message: Correspondence, as instance: String?, _ stamp: Stamp, _ unit: inout UnitOfWork
    ) throws(DeskError) -> Commitment {
        let company = unit.company
        let session = unit.session
        let passed = try DeskError.lifting { () throws(SQLError) in
            // The number tells whether somebody took over; a slow server alone is no reason to begin again.
            let now = try ports.leaseClock.now(session)
            return try OutboxStore.commit(
                sealed.row, at: now.adding(seconds: -Self.patienceSeconds), until: now.adding(seconds: HeldLeases.seconds),
                company, session)
        }
        guard passed else { return .refused(SendOutcome(state: message.state, detail: "lease_lost")) }
        try unit.move(message, to: .committing, detail: instance == nil ? Self.simulated : nil)
        guard let instance else { return .committed(nil) }
        let head = try unit.writtenHead(stamp)
        return .committed(
            JournalEntry(
                .committing(
                    message, header: sealed.row.messageID.text, digest: FactHash.hexadecimal(sealed.sealed.digest),
                    JournalMark(sequence: head.sequence, hash: head.hash)),
                at: ports.now(), instance: instance, place: ports.place() ?? "", company: company, message: message.id))
    }

    /// What the history says of a hand-over to nobody.
    static let simulated = "simulated"

    private static func leaveUnsent(
        _ sealed: SealedRow, _ message: Correspondence, _ state: MessageState, _ reason: String, _ now: Instant,
        _ unit: inout UnitOfWork
    ) throws(DeskError) -> SendOutcome {
        let company = unit.company
        let session = unit.session
        let isOurs = try DeskError.lifting { () throws(SQLError) in
            try OutboxStore.move(
                sealed.row, to: state, reference: reason, nextTryAt: now, uncertainAt: nil, company, session)
        }
        if isOurs { try unit.move(message, to: state, detail: reason) }
        return SendOutcome(state: state.rawValue, detail: reason)
    }

    // MARK: S6

    private func record(
        _ outcome: DeliveryOutcome, _ sealed: SealedRow, isSimulated: Bool, _ company: CompanyID, on day: LocalDate,
        _ actor: String
    ) async throws(DeskError) -> SendOutcome {
        let profile = sealed.profile
        let moment = moment(of: day, profile)
        let verdict = Verdict(outcome, sealed.row, retryFrom: moment, firstTryAt: sealed.row.firstTryAt ?? moment, ports.chance())
        let later = isSimulated ? SimulatedFate(of: sealed.sealed.envelope).receipts : []
        let now = ports.now()
        let result = try await work(company, stamp(day, actor)) { unit throws(DeskError) in
            try unit.load([sealed.row.customer], .open(on: day))
            guard let message = try unit.account(sealed.row.customer).messages.last(where: { $0.id == sealed.row.message })
            else { throw .unknownMessage(sealed.row.message) }
            let session = unit.session
            let isOurs = try DeskError.lifting { () throws(SQLError) in
                // Two days of "not now" are counted from the first about this recipient, not from a relay that was down.
                try OutboxStore.countTry(sealed.row, at: verdict.isProviderDown ? nil : moment, company, session)
                return try OutboxStore.move(
                    sealed.row, to: verdict.state, reference: verdict.detail, nextTryAt: verdict.nextTryAt,
                    uncertainAt: verdict.state == .uncertain ? now : nil, company, session)
            }
            if !isOurs {
                // Taken for lost meanwhile: a definite answer settles it all the same.
                let isDefinite = verdict.state == .accepted || verdict.state == .refused
                let isUnknown = message.standing == .uncertain
                let isSettled = try DeskError.lifting { () throws(SQLError) in
                    guard isUnknown, isDefinite else { return false }
                    return try OutboxStore.settle(sealed.row, as: verdict.state, reference: verdict.detail, company, session)
                }
                guard isSettled else {
                    // Too late to decide anything; kept all the same, for who looks into it.
                    if let state = MessageState(rawValue: message.state), state.isFinal, verdict.state == .accepted {
                        try unit.move(message, to: state, detail: "accepted_late \(verdict.detail ?? "")")
                    }
                    return SendOutcome(state: message.state, detail: "lease_lost")
                }
            }
            try unit.move(message, to: verdict.state, detail: verdict.detail)
            try Self.tellPerson(verdict, message, isSimulated: isSimulated, on: day, &unit)
            if verdict.state == .accepted {
                for copy in sealed.copies {
                    try unit.record(.messagePlanned(copy.message))
                    unit.enqueue(copy.message, copy.header, .ready, at: moment, copy.sealed)
                }
            }
            if verdict.state.countsAsSent, !later.isEmpty {
                try DeskError.lifting { () throws(SQLError) in
                    try ReceiptStore.add(later, of: message.id, after: moment, company, session)
                }
            }
            return SendOutcome(state: verdict.state.rawValue, detail: verdict.detail, isProviderDown: verdict.isProviderDown)
        }
        ports.reached(.outcomeRecorded)
        return result
    }

    /// What nobody can settle but a person.
    private static func tellPerson(
        _ verdict: Verdict, _ message: Correspondence, isSimulated: Bool, on day: LocalDate, _ unit: inout UnitOfWork
    ) throws(DeskError) {
        try unit.askPerson(about: message, now: verdict.state, isSimulated: isSimulated, on: day)
        guard let address = message.to, message.channel == ChannelKind.email.rawValue else { return }
        if verdict.addressIsBad {
            try unit.record(.addressSuspended(message.customer, address: address, reason: verdict.detail ?? ""))
        }
        if verdict.addressIsBad || verdict.state == .refused {
            try unit.open(.mendAddress, for: message.customer, on: day, about: address)
        }
    }

    /// What an outcome makes of a message.
    private struct Verdict: Sendable {
        var state: MessageState
        var detail: String?
        var nextTryAt: Instant
        var addressIsBad = false
        var isProviderDown = false

        init(_ outcome: DeliveryOutcome, _ row: OutboxRow, retryFrom now: Instant, firstTryAt: Instant, _ chance: UInt64) {
            nextTryAt = now
            switch outcome {
            case .accepted(let reference): (state, detail) = (.accepted, reference)
            case .refused(let reply, let isBad):
                (state, detail) = (.refused, reply.code.map { "\($0) \(reply.text)" } ?? reply.text)
                addressIsBad = isBad
            case .uncertain(let reason): (state, detail) = (.uncertain, "\(reason)")
            case .deferred(let reply, let blame):
                isProviderDown = blame == .provider
                detail = reply.code.map { "\($0) \(reply.text)" } ?? reply.text
                switch Outbox.RetryPolicy.email.next(tries: row.tries + 1, firstTryAt: firstTryAt, now: now, chance: chance) {
                case .retry(let at): (state, nextTryAt) = (.deferred, at)
                case .giveUp:
                    state = .failed
                    // Two days of "not now" about this recipient: another way, and somebody to look into it.
                    addressIsBad = blame == .message
                }
            case .abandoned: (state, detail) = (.planned, nil)
            }
        }
    }
}

/// Waits for asynchronous work from a thread that is allowed to wait: a driver's own, never the cooperative pool's.
enum Blocking {
    static func run<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) -> Value {
        let done = DispatchSemaphore(value: 0)
        let box = Box<Value>()
        Task {
            let value = await body()
            box.value.withLock { $0 = value }
            done.signal()
        }
        while true {
            done.wait()
            if let value = box.value.withLock({ $0 }) { return value }
        }
    }

    private final class Box<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
    }
}
