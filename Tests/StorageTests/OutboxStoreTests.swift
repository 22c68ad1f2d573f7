import Ledger
import Outbox
import SQL
import Storage
import TestKit
import Testing
import Values

@Suite("A message leaves under one lease at a time")
struct OutboxStoreTests {
    static let company = SmallCompany.id
    static let now = Bookkeeping.stamp.at
    static let until = now.adding(seconds: 60)

    /// A company with messages that wait to leave.
    static func withMessages(
        _ count: Int, _ engine: TestEngine, _ body: (any Database) async throws -> Void
    ) async throws {
        let customer = CustomerID("C-1")
        var facts: [FactBody] = [
            .companyDescribed(CompanyProfile(id: company, name: "Dupont")),
            .customerRecorded(Customer(id: customer, name: "Zoé")),
        ]
        for number in 0..<count {
            let id = InvoiceID("F-\(number)")
            facts.append(
                .invoiceIssued(
                    Invoice(
                        id: id, customer: customer, issuedOn: Bookkeeping.stamp.knownOn, currency: .eur,
                        receivables: [Receivable(rank: 1, dueOn: Bookkeeping.stamp.knownOn, amount: 100)]), declared: nil))
            facts.append(.messagePlanned(message("M-\(100 + number)", about: id, step: "first")))
        }
        let history = facts
        try await engine.withLedger { database in
            try await database.record([history], of: company)
            try await body(database)
        }
    }

    private static func message(_ id: String, about invoice: InvoiceID, step: String, round: LocalDate? = nil) -> Correspondence {
        let line = CorrespondenceLine(
            receivable: ReceivableID(invoice: invoice, rank: 1), dueOn: Bookkeeping.stamp.knownOn, step: step, rank: 1, open: 100)
        return Correspondence(
            id: MessageID(id), customer: CustomerID("C-1"), currency: .eur, on: Bookkeeping.stamp.knownOn,
            scenario: ScenarioID("standard"), scenarioVersion: 1, step: step, rank: 1, channel: "email", to: nil,
            amount: 100, lines: [line], credits: [], state: "planned", standing: .reserved, approval: nil, round: round)
    }

    static func claim(_ limit: Int, at now: Instant = now, _ session: Session) throws(SQLError) -> [OutboxRow] {
        try OutboxStore.claim(company, limit: limit, dueBy: now, at: now, until: now.adding(seconds: 60), session)
    }

    static func keep(_ row: OutboxRow, _ session: Session) throws(SQLError) -> Bool {
        try OutboxStore.keep(
            row, content: [1], digest: FactHash.sha256([1]), subject: "s", channel: "email", domain: "client.example", at: now,
            company, session)
    }

    private static func move(
        _ row: OutboxRow, to state: MessageState, next: Instant = now, _ session: Session
    ) throws(SQLError) -> Bool {
        try OutboxStore.move(
            row, to: state, reference: "250 ok", nextTryAt: next, uncertainAt: nil, company, session)
    }

    @Test("claimed messages are those whose turn it is, and nobody else's until the lease ends", arguments: TestEngine.allCases)
    func claims(engine: TestEngine) async throws {
        try await Self.withMessages(3, engine) { database in
            try await database.write(for: .company("dupont")) { session throws(SQLError) in
                #expect(try Self.claim(9, at: Self.now.adding(seconds: -1), session).isEmpty, "before its time")
                let first = try Self.claim(2, session)
                #expect(first.map(\.message.text) == ["M-100", "M-101"])
                #expect(first.map(\.lease) == [1, 1])
                #expect(try Self.claim(9, session).map(\.message.text) == ["M-102"])
                #expect(try OutboxStore.heldCount(Self.company, at: Self.now, session) == 3)
                let later = try Self.claim(9, at: Self.until, session)
                #expect(later.map(\.lease) == [2, 2, 2], "each lease has a number of its own")
            }
        }
    }

    @Test("the point of no return is passed once, rendered, and within the lease", arguments: TestEngine.allCases)
    func commitGuard(engine: TestEngine) async throws {
        try await Self.withMessages(2, engine) { database in
            try await database.write(for: .company("dupont")) { session throws(SQLError) in
                let rows = try Self.claim(2, session)
                #expect(try !OutboxStore.commit(rows[0], at: Self.now, Self.company, session), "nothing is rendered yet")
                #expect(try Self.keep(rows[0], session))
                #expect(try !OutboxStore.commit(rows[0], at: Self.until, Self.company, session), "the lease is over")
                #expect(try OutboxStore.commit(rows[0], at: Self.now, Self.company, session))
                #expect(try !OutboxStore.commit(rows[0], at: Self.now, Self.company, session), "only once")
                #expect(try Self.keep(rows[1], session))
                try OutboxStore.setState(rows[1].message, .cancelled, Self.company, session)
                #expect(try !OutboxStore.commit(rows[1], at: Self.now, Self.company, session), "withdrawn meanwhile")
                #expect(try OutboxStore.row(rows[1].message, Self.company, session)?.state == .cancelled)
            }
        }
    }

    @Test("what was withdrawn, refused or is past its point of no return is not claimed again", arguments: TestEngine.allCases)
    func notClaimable(engine: TestEngine) async throws {
        try await Self.withMessages(1, engine) { database in
            try await database.write(for: .company("dupont")) { session throws(SQLError) in
                for state in MessageState.allCases {
                    try OutboxStore.setState(MessageID("M-100"), state, Self.company, session)
                    let claimed = try Self.claim(1, at: Self.until, session)
                    #expect(claimed.isEmpty != state.isClaimable, "\(state)")
                    try OutboxStore.setState(MessageID("M-100"), .planned, Self.company, session)
                }
            }
        }
    }

    @Test("a deferred message waits for its hour, with its bytes and its tries", arguments: TestEngine.allCases)
    func deferred(engine: TestEngine) async throws {
        try await Self.withMessages(1, engine) { database in
            try await database.write(for: .company("dupont")) { session throws(SQLError) in
                let row = try Self.claim(1, session)[0]
                #expect(try Self.keep(row, session))
                #expect(try OutboxStore.countTry(row, at: Self.now, Self.company, session))
                #expect(try Self.move(row, to: .deferred, next: Self.until, session))
                #expect(try Self.claim(1, session).isEmpty)
                let again = try Self.claim(1, at: Self.until, session)[0]
                #expect(again.tries == 1 && again.firstTryAt == Self.now && again.content == [1])
                #expect(again.messageID == row.messageID, "the same Message-ID on every try")
            }
        }
    }

    @Test("answers that were lost are found once the lease is over", arguments: TestEngine.allCases)
    func orphans(engine: TestEngine) async throws {
        try await Self.withMessages(1, engine) { database in
            try await database.write(for: .company("dupont")) { session throws(SQLError) in
                let row = try Self.claim(1, session)[0]
                #expect(try Self.keep(row, session))
                #expect(try OutboxStore.commit(row, at: Self.now, Self.company, session))
                #expect(try OutboxStore.orphans(Self.company, at: Self.now, session).isEmpty)
                #expect(try OutboxStore.orphans(Self.company, at: Self.until, session) == [row.message])
                try OutboxStore.freeLeases(session)
                #expect(try OutboxStore.orphans(Self.company, at: Self.now, session) == [row.message])
                try OutboxStore.setState(row.message, .uncertain, Self.company, session)
                #expect(try !Self.move(row, to: .accepted, session), "somebody else decides by now")
            }
        }
    }

    @Test("workers that claim at the same time get different messages", arguments: TestEngine.allCases)
    func concurrentClaims(engine: TestEngine) async throws {
        try await Self.withMessages(24, engine) { database in
            let claimed = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await database.write(for: .company("dupont")) { session throws(SQLError) in
                            try Self.claim(3, session).map(\.message.text)
                        }
                    }
                }
                return try await group.reduce(into: [String]()) { $0 += $1 }
            }
            #expect(Set(claimed).count == claimed.count)
            #expect(claimed.count == 24 || engine == .postgres, "a locked row is left for the next round")
        }
    }

    @Test("a second live message for a step of a receivable is refused, and allowed once the first failed", arguments: TestEngine.allCases)
    func once(engine: TestEngine) async throws {
        try await Self.withMessages(1, engine) { database in
            let invoice = InvoiceID("F-0")
            func record(_ body: FactBody) async throws {
                try await database.write(for: .company("dupont")) { session throws(SQLError) in
                    try Bookkeeping.record([body], Self.company, session)
                }
            }
            let second = FactBody.messagePlanned(Self.message("M-200", about: invoice, step: "first"))
            let refusal = await #expect(throws: SQLError.self) { try await record(second) }
            guard case .constraint(.unique, _, _)? = refusal else {
                Issue.record("not a unique key: \(String(describing: refusal))")
                return
            }
            try await record(.messagePlanned(Self.message("M-201", about: invoice, step: "second")))
            try await record(
                .messagePlanned(Self.message("M-202", about: invoice, step: "first", round: Bookkeeping.stamp.knownOn)))
            try await record(
                .messageMoved(
                    MessageMove(
                        customer: CustomerID("C-1"), message: MessageID("M-100"), state: "refused", standing: .failed)))
            try await record(second)
            #expect(try await database.verify(Self.company).findings == [])
        }
    }
}
