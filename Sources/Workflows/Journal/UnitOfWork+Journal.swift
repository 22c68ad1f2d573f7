import Ledger
import Outbox
import SQL
import Storage
import Values

/// What the ledger made of a message that the journal tells of.
enum JournalSettlement: Sendable {
    /// It was known to have left.
    case known
    /// It was known, and not to have left.
    case moved
    /// It was unknown.
    case added
    /// Its invoices, or some of them, are not there: they are waited for.
    case waiting
}

extension UnitOfWork {
    /// How the history names who says so.
    static let journalDetail = "journal"

    /// What waited for invoices, as far as they are there now.
    ///
    /// - Parameter customers: of these alone; nil: of all.
    mutating func settleJournal(of customers: [CustomerID]? = nil, on day: LocalDate) throws(DeskError) {
        let company = company
        let session = session
        let texts = try DeskError.lifting { () throws(SQLError) in try JournalStore.waiting(company, session) }
        guard !texts.isEmpty else { return }
        let wanted = customers.map { Set($0) }
        for text in texts {
            let entries = text.split(separator: "\n").compactMap { JournalEntry(line: $0) }
            for message in JournalledMessage.all(entries) where wanted?.contains(message.content.customer) ?? true {
                _ = try settle(message, on: day)
            }
        }
    }

    /// Brings the ledger to what the journal says of a message.
    mutating func settle(_ message: JournalledMessage, on day: LocalDate) throws(DeskError) -> JournalSettlement {
        let content = message.content
        try load([content.customer], .whole)
        guard let account = book.accounts[content.customer] else { return try wait(message) }
        let lines = content.lines.filter { account.holds($0.receivable) }
        if lines.isEmpty, !content.lines.isEmpty { return try wait(message) }
        let isWhole = lines.count == content.lines.count
        let known = account.messages.last { $0.id == content.id }
        var hasMoved = true
        if let known {
            hasMoved = try bring(known, message, lines, on: day)
        } else {
            try add(message, lines, on: day)
        }
        if !isWhole { return try wait(message) }
        try forget(message)
        return known == nil ? .added : hasMoved ? .moved : .known
    }

    private mutating func add(
        _ message: JournalledMessage, _ lines: [CorrespondenceLine], on day: LocalDate
    ) throws(DeskError) {
        try freeSteps(of: message.content, lines)
        guard let header = InternetMessageID(parsing: message.header) ?? InternetMessageID.of(message.content.id, book.profile)
        else { throw .unknownMessage(message.content.id) }
        var planned = message.content
        planned.lines = lines
        planned.state = MessageState.planned.rawValue
        planned.standing = .reserved
        try record(.messagePlanned(planned))
        try walk(planned, from: .planned, message, lines, on: day)
        enqueue(planned, header, message.state, at: message.at)
    }

    /// Answers whether anything changed.
    private mutating func bring(
        _ known: Correspondence, _ message: JournalledMessage, _ lines: [CorrespondenceLine], on day: LocalDate
    ) throws(DeskError) -> Bool {
        guard let state = MessageState(rawValue: known.state) else { return false }
        if known.standing == .sent || known.standing == .uncertain {
            if Set(lines).isSubset(of: known.lines) {
                guard state == .uncertain, message.state == .accepted else { return false }
            } else {
                // Invoices that were not there when the message was taken in.
                var content = known
                content.lines = lines
                try freeSteps(of: content, lines)
                try move(known, to: state, detail: Self.journalDetail, content: content.content)
                guard state == .uncertain, message.state == .accepted else { return true }
            }
        }
        guard state.path(to: message.state) != nil else { return false }
        try freeSteps(of: message.content, lines)
        try walk(known, from: state, message, lines, on: day)
        let company = company
        let session = session
        let digest = FactHash.bytes(message.digest) ?? []
        try DeskError.lifting { () throws(SQLError) in
            try JournalStore.settle(known.id, as: message.state.rawValue, digest: digest, company, session)
        }
        return true
    }

    private mutating func walk(
        _ known: Correspondence, from state: MessageState, _ message: JournalledMessage, _ lines: [CorrespondenceLine],
        on day: LocalDate
    ) throws(DeskError) {
        var sent = message.content
        sent.lines = lines
        // Whatever state it was found in: its day and its lines are those with which it left.
        for (place, next) in (state.path(to: message.state) ?? []).enumerated() {
            try move(
                known, to: next, detail: Self.journalDetail, contentHash: place == 0 ? message.digest : nil,
                content: place == 0 ? sent.content : nil)
        }
        // A letter was laid down for somebody to post, and nobody remembers whether that was done.
        try askPerson(about: known, now: message.state, isSimulated: false, on: day)
    }

    /// What the copy had planned for the same steps did not leave: something else took its place.
    private mutating func freeSteps(of content: Correspondence, _ lines: [CorrespondenceLine]) throws(DeskError) {
        let taken = Set(lines.map { StepOfReceivable(content, $0) })
        let company = company
        let session = session
        for other in try account(content.customer).messages
        where other.id != content.id && other.standing != .failed
            && other.lines.contains(where: { taken.contains(StepOfReceivable(other, $0)) }) {
            guard let state = MessageState(rawValue: other.state) else { continue }
            let ends: [MessageState] = [.cancelled, .failed, .bounced]
            guard let path = ends.lazy.compactMap({ state.path(to: $0) }).first, let last = path.last else { continue }
            for next in path { try move(other, to: next, detail: Self.journalDetail) }
            try DeskError.lifting { () throws(SQLError) in try OutboxStore.setState(other.id, last, company, session) }
        }
    }

    private func wait(_ message: JournalledMessage) throws(DeskError) -> JournalSettlement {
        let entry = message.entries.map(\.line).joined(separator: "\n")
        try DeskError.lifting { () throws(SQLError) in
            try JournalStore.wait(message.content.id, of: message.content.customer, entry: entry, company, session)
        }
        return .waiting
    }

    private func forget(_ message: JournalledMessage) throws(DeskError) {
        try DeskError.lifting { () throws(SQLError) in try JournalStore.forget(message.content.id, company, session) }
    }
}

/// What may be taken once: a step of a scenario, in one round of it, for a receivable.
private struct StepOfReceivable: Hashable {
    let receivable: ReceivableID
    let scenario: ScenarioID
    let step: String
    let round: LocalDate?

    init(_ message: Correspondence, _ line: CorrespondenceLine) {
        receivable = line.receivable
        scenario = message.scenario
        step = line.step
        round = message.round
    }
}

extension Account {
    fileprivate func holds(_ id: ReceivableID) -> Bool {
        invoice(id.invoice)?.receivables.contains { $0.rank == id.rank } ?? false
    }
}
