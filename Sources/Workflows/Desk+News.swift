package import Ledger
package import Outbox
import SQL
import Storage
package import Values

extension Desk {
    /// What happened since the last look: invoices for which messages of the send journal waited, receipts, answers that
    /// were lost with a worker, messages that stay unknown.
    ///
    /// - Returns: what became of the movements of the bank; nil when none came.
    @discardableResult
    func takeNews(_ company: CompanyID, on day: LocalDate, by actor: String) async throws(DeskError) -> MatchCounts? {
        // Cash before reminders.
        let cash = try await matchNews(company, on: day, by: actor)
        let leaseClock = ports.leaseClock
        try await work(company, stamp(day, actor)) { unit throws(DeskError) in
            let session = unit.session
            let moment = moment(of: day, unit.book.profile)
            let horizon = newsHorizon(of: day, unit.book.profile)
            // Also of who owes nothing any more, and will not be planned again.
            try unit.settleJournal(on: day)
            let (orphans, receipts, silent) = try DeskError.lifting { () throws(SQLError) in
                (
                    try OutboxStore.orphans(company, at: leaseClock.now(session), session),
                    try ReceiptStore.take(company, at: horizon.receiptsBy, session),
                    try OutboxStore.silent(since: horizon.silentSince, company, session)
                )
            }
            for id in orphans { try Self.apply(.outcomeLost, to: id, detail: "crashed", on: day, at: moment, &unit) }
            for (id, receipt) in receipts {
                try Self.apply(.receipt(receipt), to: id, detail: receipt.rawValue, on: day, at: moment, &unit)
            }
            for id in silent { try Self.apply(.silenceElapsed, to: id, detail: "silence", on: day, at: moment, &unit) }
            guard unit.book.lastDayPlayed.map({ $0 < day }) ?? true else { return }
            // Files may have settled what waits for a person; what is settled closes when the unit is written.
            let busy = try DeskError.lifting { () throws(SQLError) in try Lookups.customersWithTasks(company, session) }
            try unit.load(busy, .open(on: day))
        }
        return cash
    }

    /// Receipts of a whole day count on it; silence counts once it has lasted.
    func newsHorizon(of day: LocalDate, _ profile: CompanyProfile) -> (receiptsBy: Instant, silentSince: Instant) {
        let moment = moment(of: day, profile)
        return (
            ports.instant(day.adding(days: 1), 0, profile.timeZone) ?? moment,
            moment.adding(seconds: -WatchPolicy.standard.undeliveredAfterSeconds)
        )
    }

    /// News of a message from outside: a bounce, a complaint, a proof of delivery.
    package func take(
        _ receipt: DeliveryReceipt, of message: MessageID, in company: CompanyID, on day: LocalDate, by actor: String
    ) async throws(DeskError) {
        try await work(company, stamp(day, actor)) { unit throws(DeskError) in
            let moment = moment(of: day, unit.book.profile)
            try Self.apply(.receipt(receipt), to: message, detail: receipt.rawValue, on: day, at: moment, &unit)
        }
    }

    /// A person, or evidence, says whether an uncertain message was taken.
    package func resolve(
        _ message: MessageID, wasTaken: Bool, evidence: String, in company: CompanyID, on day: LocalDate, by actor: String
    ) async throws(DeskError) {
        try await decide(wasTaken ? .accepted : .provenNotAccepted, message, evidence, company, day, actor)
    }

    /// Lets a waiting message leave at the next run, after it was judged again.
    package func approve(
        _ message: MessageID, in company: CompanyID, on day: LocalDate, by actor: String
    ) async throws(DeskError) {
        try await decide(.approved, message, "approved by \(actor)", company, day, actor)
    }

    /// Withdraws a message that has not left.
    package func withhold(
        _ message: MessageID, reason: String, in company: CompanyID, on day: LocalDate, by actor: String
    ) async throws(DeskError) {
        try await decide(.withdrawn, message, reason, company, day, actor)
    }

    private func decide(
        _ event: MessageEvent, _ message: MessageID, _ detail: String, _ company: CompanyID, _ day: LocalDate,
        _ actor: String
    ) async throws(DeskError) {
        try await work(company, stamp(day, actor)) { unit throws(DeskError) in
            let moment = moment(of: day, unit.book.profile)
            try Self.apply(event, to: message, detail: detail, on: day, at: moment, &unit)
        }
    }

    /// Moves a message by an event. Receipts that change nothing are kept as facts; decisions out of place are refused.
    static func apply(
        _ event: MessageEvent, to id: MessageID, detail: String, on day: LocalDate, at moment: Instant,
        _ unit: inout UnitOfWork
    ) throws(DeskError) {
        let company = unit.company
        let session = unit.session
        let owner = try DeskError.lifting { () throws(SQLError) in try Lookups.owner(of: id, company, session) }
        guard let owner else { throw .unknownMessage(id) }
        try unit.load([owner], .whole)
        guard let message = try unit.account(owner).messages.last(where: { $0.id == id }),
            let state = MessageState(rawValue: message.state)
        else { throw .unknownMessage(id) }
        switch state.next(on: event) {
        case .refused: throw .messageNotWaiting(id, state: message.state)
        case .unchanged:
            try unit.move(message, to: state, detail: detail)
            try consequences(of: event, message, state, on: day, &unit)
        case .moved(let next):
            let isDelayed = next == .delayed
            try DeskError.lifting { () throws(SQLError) in
                try OutboxStore.setState(id, next, since: isDelayed ? moment : nil, company, session)
            }
            try unit.move(message, to: next, detail: detail)
            try consequences(of: event, message, next, on: day, &unit)
        }
    }

    /// What a person has to do, and where nothing may go any more.
    private static func consequences(
        of event: MessageEvent, _ message: Correspondence, _ state: MessageState, on day: LocalDate,
        _ unit: inout UnitOfWork
    ) throws(DeskError) {
        try unit.askPerson(about: message, now: state, isSimulated: !unit.book.profile.isLive, on: day)
        guard let address = message.to, message.channel == ChannelKind.email.rawValue else { return }
        let account = try unit.account(message.customer)
        for bad in event.badAddresses(address, account.customer) where !account.suspendedAddresses.contains(bad) {
            try unit.record(.addressSuspended(message.customer, address: bad, reason: event.word))
            try unit.open(.mendAddress, for: message.customer, on: day, about: bad)
        }
    }

    /// Every message of the company, oldest first.
    package func messages(_ company: CompanyID) async throws(DeskError) -> [Correspondence] {
        try await database.read(for: .company(company.text)) { session throws(DeskError) in
            _ = try Self.book(company, session)
            return try DeskError.lifting { () throws(SQLError) in try MessageStore.all(company, session) }
        }
    }

    /// Those of these messages that are there, oldest first.
    func messages(_ ids: [MessageID], of company: CompanyID) async throws(DeskError) -> [Correspondence] {
        if ids.isEmpty { return [] }
        return try await database.read(for: .company(company.text)) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in try MessageStore.these(ids, company, session) }
        }
    }

    /// The exact bytes of a message, once rendered.
    package func content(of message: MessageID, in company: CompanyID) async throws(DeskError) -> [UInt8]? {
        try await database.read(for: .company(company.text)) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in try OutboxStore.row(message, company, session)?.content }
        }
    }
}

extension MessageEvent {
    /// Where nothing may go any more: the address that failed; after a complaint every one of the customer's, by letter
    /// only from then on.
    fileprivate func badAddresses(_ address: String, _ customer: Customer) -> [String] {
        switch self {
        case .receipt(.complaint): [address] + customer.emails.filter { $0 != address }
        case .receipt(.hardBounce), .receipt(.timeout), .silenceElapsed: [address]
        case .receipt(.delivered), .receipt(.softBounce), .approved, .approvalRequired, .withdrawn, .rendered, .outdated,
            .committed, .accepted, .refused, .deferred, .retriesExhausted, .outcomeLost, .provenNotAccepted,
            .wentLive: []
        }
    }

    fileprivate var word: String {
        if case .receipt(let receipt) = self { receipt.rawValue } else { "silence" }
    }
}
