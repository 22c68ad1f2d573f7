import Dunning
import Ledger
import Outbox
import SQL
import Storage
import Values

extension Desk {
    /// What became of a message that was met: it is ready for its driver, or it is settled for now.
    enum Judgement {
        case sealed(SealedRow)
        case settled(SendOutcome)
    }

    /// S2: what the planner would write now is what leaves, or nothing.
    static func judge(
        _ row: OutboxRow, on day: LocalDate, moment: Instant, _ allowance: inout SendingAllowance,
        _ unit: inout UnitOfWork, _ ports: Ports
    ) throws(DeskError) -> Judgement {
        let account = try unit.account(row.customer)
        guard let message = account.messages.last(where: { $0.id == row.message }) else { throw .unknownMessage(row.message) }
        if message.copyOf != nil { return try resume(copy: message, row, account, on: day, at: moment, &allowance, &unit, ports) }
        switch SendingVerdict(message, account, on: day, unit.rules) {
        case .withdrawn(let reason): return .settled(try withdraw(row, message, reason, &unit))
        case .waits(let reason):
            try leave(row, row.state, nil, at: moment.adding(seconds: 3600), &unit)
            return .settled(SendOutcome(state: row.state.rawValue, detail: reason))
        case .asks(let action, let judged):
            try openCall(with: action, risenFrom: message, on: day, &unit)
            try leave(row, .awaitingApproval, judged.approval, at: moment, &unit)
            try unit.move(message, to: .awaitingApproval, detail: judged.approval, content: judged.content)
            return .settled(SendOutcome(state: MessageState.awaitingApproval.rawValue, detail: judged.approval))
        case .leaves(let action, let judged):
            if let wait = allowance.wait(of: judged.recipientDomain, row) { return try putOff(row, wait, at: moment, &unit) }
            do {
                let written = try write(action, account, on: day, unit)
                let sealer = MessageSealer(profile: unit.book.profile, customer: account.customer, compose: ports.compose)
                let sealed = try sealer.seal(
                    written, channel: judged.channel, to: judged.to, messageID: row.messageID, at: moment)
                let copies = try sealer.seal(copiesOf: judged, written, unit.book.profile, at: moment)
                try openCall(with: action, risenFrom: message, on: day, &unit)
                return .sealed(try keep(row, judged, sealed, copies, at: moment, &unit))
            } catch let error as DeskError {
                throw error
            } catch {
                return .settled(try withdraw(row, message, "cannot_be_written: \(error)", &unit))
            }
        }
    }

    /// A message that waited and has risen to another step meanwhile brings the call that goes with that step.
    private static func openCall(
        with action: PlannedAction, risenFrom message: Correspondence, on day: LocalDate, _ unit: inout UnitOfWork
    ) throws(DeskError) {
        let step = unit.rules.scenarios[action.scenario]?.step(action.step)
        guard let step, step.alsoCalls, step.id != message.step else { return }
        try unit.open(
            .call, for: action.customer, on: day, currency: action.currency, amount: action.amount,
            about: action.callAbout(action.asked.filter { $0.step == step.id }))
    }

    private static func keep(
        _ row: OutboxRow, _ judged: Correspondence, _ sealed: SealedMessage, _ copies: [SealedCopy], at moment: Instant,
        _ unit: inout UnitOfWork
    ) throws(DeskError) -> SealedRow {
        try keep(row, sealed, judged, at: moment, &unit)
        try unit.move(
            judged, to: .ready, contentHash: FactHash.hexadecimal(sealed.digest), content: judged.content)
        return SealedRow(
            row: row, message: judged, sealed: sealed, copies: copies, profile: unit.book.profile,
            customer: try unit.account(row.customer).customer)
    }

    private static func keep(
        _ row: OutboxRow, _ sealed: SealedMessage, _ message: Correspondence, at moment: Instant,
        _ unit: inout UnitOfWork
    ) throws(DeskError) {
        let company = unit.company
        let session = unit.session
        _ = try DeskError.lifting { () throws(SQLError) in
            try OutboxStore.keep(
                row, content: sealed.bytes, digest: sealed.digest, subject: sealed.subject, channel: message.channel,
                domain: message.recipientDomain, at: moment, company, session)
        }
    }

    private static func write(
        _ action: PlannedAction, _ account: Account, on day: LocalDate, _ unit: UnitOfWork
    ) throws -> WrittenMessage {
        let policy = unit.rules.scenarios[action.scenario]?.accessories ?? AccessoryPolicy()
        return try MessageWriter(action, account, profile: unit.book.profile, policy: policy, on: day).write()
    }

    /// A copy that did not leave with its original is written anew, with what holds now, or withdrawn.
    private static func resume(
        copy message: Correspondence, _ row: OutboxRow, _ account: Account, on day: LocalDate, at moment: Instant,
        _ allowance: inout SendingAllowance, _ unit: inout UnitOfWork, _ ports: Ports
    ) throws(DeskError) -> Judgement {
        let action: PlannedAction
        switch CopyVerdict(message, account, on: day, unit.rules) {
        case .withdrawn(let reason): return .settled(try withdraw(row, message, reason, &unit))
        case .leaves(let now): action = now
        }
        if let wait = allowance.wait(of: message.recipientDomain, row) { return try putOff(row, wait, at: moment, &unit) }
        let sealer = MessageSealer(profile: unit.book.profile, customer: account.customer, compose: ports.compose)
        do {
            let sealed = try sealer.seal(
                try write(action, account, on: day, unit), channel: message.channel, to: message.to, messageID: row.messageID,
                at: moment)
            try keep(row, sealed, message, at: moment, &unit)
            try unit.move(message, to: .ready, contentHash: FactHash.hexadecimal(sealed.digest))
            return .sealed(
                SealedRow(
                    row: row, message: message, sealed: sealed, copies: [], profile: unit.book.profile, customer: account.customer))
        } catch let error as DeskError {
            throw error
        } catch {
            return .settled(try withdraw(row, message, "cannot_be_written: \(error)", &unit))
        }
    }

    /// Its recipient's server has had enough for now, or somebody else is talking to it.
    private static func putOff(
        _ row: OutboxRow, _ wait: SendingAllowance.Wait, at moment: Instant, _ unit: inout UnitOfWork
    ) throws(DeskError) -> Judgement {
        try leave(row, row.state, nil, at: moment.adding(seconds: wait.seconds), &unit)
        return .settled(SendOutcome(state: row.state.rawValue, detail: wait.rawValue))
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

extension Correspondence {
    /// Whether a person has to post it.
    var isOnPaper: Bool { channel != ChannelKind.email.rawValue }

    /// Whose server takes it, when it is a mail.
    var recipientDomain: String? {
        guard channel == ChannelKind.email.rawValue, let to else { return nil }
        return (try? EmailAddress(parsing: to))?.domain
    }
}
