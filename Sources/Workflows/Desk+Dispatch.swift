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
}

extension Desk {
    /// How long a worker may take to bring a message past its point of no return.
    private static let leaseSeconds: Int64 = 60
    /// Messages prepared in one transaction.
    private static let batch = 25

    /// Sends what may leave: each message is judged again, rendered and kept (S2), carried up to its point of no
    /// return (S3), judged once more and committed (S4), let go (S5), and its outcome recorded (S6).
    func dispatch(
        _ company: CompanyID, on day: LocalDate, by actor: String, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws(DeskError) -> [MessageID: SendOutcome] {
        let profile = try await book(company).profile
        var outcomes: [MessageID: SendOutcome] = [:]
        var pace = Pacing(profile.policy, at: ports.now())
        while true {
            let limit = pace.allowance(Self.batch, at: ports.now())
            guard limit > 0 else { break }
            let prepared = try await prepare(company, limit: limit, on: day, profile, actor)
            if prepared.isEmpty { break }
            ports.reached(.ready)
            for (id, outcome) in prepared.settled { outcomes[id] = outcome }
            for sealed in prepared.sealed {
                outcomes[sealed.row.message] = try await send(sealed, company, on: day, profile, actor)
                pace.took(at: ports.now())
            }
            progress(outcomes.count, outcomes.count)
        }
        return outcomes
    }

    // MARK: S2

    private struct Prepared: Sendable {
        var sealed: [SealedRow] = []
        var settled: [(MessageID, SendOutcome)] = []

        var isEmpty: Bool { sealed.isEmpty && settled.isEmpty }
    }

    struct SealedRow: Sendable {
        let row: OutboxRow
        let message: Correspondence
        let sealed: SealedMessage
        let copies: [SealedCopy]
    }

    private func prepare(
        _ company: CompanyID, limit: Int, on day: LocalDate, _ profile: CompanyProfile, _ actor: String
    ) async throws(DeskError) -> Prepared {
        let ports = ports
        let moment = moment(of: day, profile)
        let now = ports.now()
        let horizon = max(now, moment)
        return try await work(company, stamp(day, profile, actor)) { unit throws(DeskError) in
            var prepared = Prepared()
            let session = unit.session
            let rows = try DeskError.lifting { () throws(SQLError) in
                try OutboxStore.claim(
                    company, limit: limit, dueBy: horizon, at: now, until: now.adding(seconds: Self.leaseSeconds), session)
            }
            ports.reached(.leaseTaken)
            try unit.load(rows.map(\.customer), .open(on: day))
            for row in rows {
                switch try Self.judge(row, on: day, moment: moment, now: now, &unit, ports) {
                case .sealed(let sealed): prepared.sealed.append(sealed)
                case .settled(let outcome): prepared.settled.append((row.message, outcome))
                }
            }
            ports.reached(.rendered)
            return prepared
        }
    }

    private enum Judgement {
        case sealed(SealedRow)
        case settled(SendOutcome)
    }

    /// Plans the customer again without this message: what the planner would write now is what leaves, or nothing.
    private static func judge(
        _ row: OutboxRow, on day: LocalDate, moment: Instant, now: Instant, _ unit: inout UnitOfWork, _ ports: Ports
    ) throws(DeskError) -> Judgement {
        let account = try unit.account(row.customer)
        guard let message = account.messages.last(where: { $0.id == row.message }) else { throw .unknownMessage(row.message) }
        if message.copyOf != nil { return try resume(copy: message, row, account, &unit, ports) }
        let plan = Planner.plan(account, on: day, rules: unit.rules, ignoring: message.id)
        let action = plan.actions.first { $0.stands(for: message) }
        guard let action, case .message(let channel) = action.channel, channel != .call else {
            let reason = plan.reasonWithheld(message)
            return .settled(try withdraw(row, message, reason, &unit))
        }
        if message.approval == nil, let approval = action.approval {
            try leave(row, .awaitingApproval, approval.code, at: now, &unit)
            try unit.move(message, to: .awaitingApproval, detail: approval.code)
            return .settled(SendOutcome(state: MessageState.awaitingApproval.rawValue, detail: approval.code))
        }
        let judged = action.correspondence(
            id: message.id, on: day, state: MessageState.ready.rawValue, standing: .reserved, round: message.round)
        do {
            let policy = unit.rules.scenarios[action.scenario]?.accessories ?? AccessoryPolicy()
            let written = try MessageWriter(action, account, profile: unit.book.profile, policy: policy, on: day).write()
            let sealer = MessageSealer(profile: unit.book.profile, customer: account.customer, compose: ports.compose)
            let sealed = try sealer.seal(
                written, channel: judged.channel, to: judged.to, messageID: row.messageID, at: moment)
            let copies = try sealer.seal(copiesOf: judged, written, unit.book.profile, at: moment)
            return .sealed(try keep(row, judged, sealed, copies, at: now, &unit))
        } catch let error as DeskError {
            throw error
        } catch {
            return .settled(try withdraw(row, message, "cannot_be_written: \(error)", &unit))
        }
    }

    private static func keep(
        _ row: OutboxRow, _ judged: Correspondence, _ sealed: SealedMessage, _ copies: [SealedCopy], at now: Instant,
        _ unit: inout UnitOfWork
    ) throws(DeskError) -> SealedRow {
        let company = unit.company
        let session = unit.session
        _ = try DeskError.lifting { () throws(SQLError) in
            try OutboxStore.keep(
                row, content: sealed.bytes, digest: sealed.digest, subject: sealed.subject, channel: judged.channel,
                at: now, company, session)
        }
        try unit.move(
            judged, to: .ready, contentHash: FactHash.hexadecimal(sealed.digest), content: judged.content)
        return SealedRow(row: row, message: judged, sealed: sealed, copies: copies)
    }

    /// A copy was sealed with the message it copies: it leaves as it is, or not at all.
    private static func resume(
        copy message: Correspondence, _ row: OutboxRow, _ account: Account, _ unit: inout UnitOfWork, _ ports: Ports
    ) throws(DeskError) -> Judgement {
        let sealer = MessageSealer(profile: unit.book.profile, customer: account.customer, compose: ports.compose)
        guard let bytes = row.content, let digest = row.digest,
            let envelope = sealer.envelope(channel: message.channel, to: message.to)
        else { return .settled(try withdraw(row, message, "cannot_be_written", &unit)) }
        guard account.allowsCopy(message) else { return .settled(try withdraw(row, message, SkipReason.paid.rawValue, &unit)) }
        let sealed = SealedMessage(envelope: envelope, bytes: bytes, digest: digest, subject: "")
        return .sealed(SealedRow(row: row, message: message, sealed: sealed, copies: []))
    }

    private static func withdraw(
        _ row: OutboxRow, _ message: Correspondence, _ reason: String, _ unit: inout UnitOfWork
    ) throws(DeskError) -> SendOutcome {
        try leave(row, .cancelled, reason, at: Instant(milliseconds: 0), &unit)
        try unit.move(message, to: .cancelled, detail: reason)
        return SendOutcome(state: MessageState.cancelled.rawValue, detail: reason)
    }

    private static func leave(
        _ row: OutboxRow, _ state: MessageState, _ detail: String?, at next: Instant, _ unit: inout UnitOfWork
    ) throws(DeskError) {
        let company = unit.company
        let session = unit.session
        _ = try DeskError.lifting { () throws(SQLError) in
            try OutboxStore.move(
                row, to: state, reference: detail, nextTryAt: next, uncertainAt: nil, company, session)
        }
    }
}

extension PlannedAction {
    /// The action that a message was written for: the same currency, or the same thank-you.
    func stands(for message: Correspondence) -> Bool {
        guard currency == message.currency else { return false }
        return message.lines.isEmpty ? step == message.step : !lines.isEmpty
    }
}

extension Account {
    /// A copy follows its message: while that one stands and what it asked is not settled.
    func allowsCopy(_ copy: Correspondence) -> Bool {
        guard let original = messages.last(where: { $0.id == copy.copyOf }), original.standing == .sent else { return false }
        return original.lines.isEmpty || original.lines.contains { (invoice($0.receivable.invoice)?.open ?? 0) > 0 }
    }
}

extension DayPlan {
    /// Why what a message asked is no longer to be asked.
    func reasonWithheld(_ message: Correspondence) -> String {
        let receivables = Set(message.lines.map(\.receivable))
        let reasons = skipped.filter { receivables.contains($0.receivable) }.map(\.reason)
        return (reasons.min() ?? .paid).rawValue
    }
}

/// How many messages may still leave this hour.
struct Pacing {
    private let pace: Pace?
    private var level: PaceLevel?

    init(_ policy: CompanyPolicy, at now: Instant) {
        pace = policy.messagesPerHour.map { Pace(messages: Int64($0), perSeconds: 3600, burst: Int64($0)) }
        level = pace?.full(at: now)
    }

    func allowance(_ wanted: Int, at now: Instant) -> Int {
        guard let pace, var level else { return wanted }
        var count = 0
        while count < wanted, case .go(let next) = pace.take(from: level, at: now) {
            level = next
            count += 1
        }
        return count
    }

    mutating func took(at now: Instant) {
        guard let pace, let level, case .go(let next) = pace.take(from: level, at: now) else { return }
        self.level = next
    }
}
