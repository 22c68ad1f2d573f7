import Ledger
import Outbox
import SQL
import Storage
import TestKit
import Values

extension TestEngine {
    /// Gives `body` a fresh database with the product's own tables.
    func withLedger(_ body: (any Database) async throws -> Void) async throws {
        try await withDatabase(schema: Schema.migrations, body)
    }
}

/// Records facts as the workflows do: accounts are loaded, facts folded onto them, and both written together.
enum Bookkeeping {
    /// Any rule will do, as long as it answers the same to the same account.
    static let next: NextActionRule = { account, receivable in
        guard receivable.open > 0, account.assignment == nil else { return nil }
        return receivable.dueOn.adding(days: receivable.steps.count)
    }

    static let stamp = Stamp(
        actor: "zoé", knownOn: LocalDate(dayNumber: 20_780), at: Instant(milliseconds: 1_795_000_000_123))

    static func record(
        _ bodies: [FactBody], _ company: CompanyID, depth: AccountDepth = .whole, _ session: Session
    ) throws(SQLError) {
        let touched = Set(bodies.compactMap(\.customer)).sorted()
        var book = Book(profile: CompanyProfile(id: company, name: ""))
        book.accounts = try AccountLoader(company, depth).load(.these(touched), session)
        let before = book.accounts
        for body in bodies {
            do throws(FoldError) { try book.apply(body) } catch {
                throw .misuse(query: "fold", reason: "\(body.kind): \(error)")
            }
        }
        let changes = touched.compactMap { id in
            book.accounts[id].map {
                AccountChange(before: before[id], after: $0, reschedules: before[id]?.assignment != $0.assignment)
            }
        }
        try Recorder.record(bodies, changes: changes, company: company, stamp, next: next, session)
        for body in bodies { try post(body, company, session) }
    }

    /// What becomes of a message, in the outbox too.
    private static func post(_ body: FactBody, _ company: CompanyID, _ session: Session) throws(SQLError) {
        if case .messagePlanned(let message) = body, let state = MessageState(rawValue: message.state),
            let header = InternetMessageID(local: message.id.text, domain: "mail.example.org")
        {
            try OutboxStore.add(message, messageID: header, state: state, at: stamp.at, company, session)
        }
        if case .messageMoved(let move) = body, let state = MessageState(rawValue: move.state) {
            try OutboxStore.setState(move.message, state, company, session)
        }
    }
}

extension Database {
    /// Opens a company and records its history, batch by batch.
    func record(_ batches: [[FactBody]], of company: CompanyID) async throws {
        try await write(for: .company(company.text)) { session throws(SQLError) in
            try CompanyStore.open(company, session)
        }
        for batch in batches {
            try await write(for: .company(company.text)) { session throws(SQLError) in
                try Bookkeeping.record(batch, company, session)
            }
        }
    }

    func verify(_ company: CompanyID) async throws(SQLError) -> VerificationReport {
        try await read(for: .company(company.text)) { session throws(SQLError) in
            try Verifier(company, next: Bookkeeping.next).verify(session)
        }
    }

    func accounts(_ company: CompanyID, _ depth: AccountDepth) async throws(SQLError) -> [CustomerID: Account] {
        try await read(for: .company(company.text)) { session throws(SQLError) in
            try AccountLoader(company, depth).load(.all, session)
        }
    }
}

extension HistoryMaker {
    /// The opening, then batches of facts.
    mutating func batches(_ count: Int, of size: Int) throws(FoldError) -> [[FactBody]] {
        var batches = [try opening()]
        for _ in 0..<count { batches.append(try facts(size)) }
        return batches
    }
}

extension Account {
    /// In the order in which the tables hold it, whatever the order in which it came to be.
    var inStoredOrder: Account {
        var account = self
        account.invoices.sort { $0.id < $1.id }
        account.credits.sort { ($0.on, $0.kind.rawValue, $0.id) < ($1.on, $1.kind.rawValue, $1.id) }
        account.holds.sort { $0.id < $1.id }
        account.messages.sort { ($0.on, $0.id) < ($1.on, $1.id) }
        account.tasks.sort { $0.id < $1.id }
        return account
    }

    /// What planning a day needs of it.
    func opened(on day: LocalDate) -> Account {
        if mayBeThanked(from: day) { return self }
        var account = self
        for index in account.invoices.indices {
            let isKept = account.invoices[index].needsApproval
            account.invoices[index].receivables.removeAll { $0.open == 0 && !isKept }
            for place in account.invoices[index].receivables.indices where account.invoices[index].receivables[place].open == 0 {
                account.invoices[index].receivables[place].steps.removeAll { $0.message != nil }
            }
        }
        account.invoices.removeAll { $0.receivables.isEmpty }
        let open = Set(
            account.invoices.flatMap { invoice in
                invoice.receivables.filter { $0.open > 0 }.map { ReceivableID(invoice: invoice.id, rank: $0.rank) }
            })
        account.allocations.removeAll { !open.contains($0.receivable) }
        account.credits.removeAll { $0.unallocated == 0 && ($0.kind != .payment || $0.on < day.adding(days: -Account.paidLatelyDays)) }
        account.messages.removeAll {
            $0.on < day.adding(days: -45) && $0.standing != .reserved && $0.standing != .uncertain
        }
        account.tasks.removeAll { $0.closedOn != nil && $0.on < day.adding(days: -45) }
        return account
    }
}
