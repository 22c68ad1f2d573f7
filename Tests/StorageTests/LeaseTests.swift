import Ledger
import Outbox
import SQL
import Storage
import TestKit
import Testing
import Values

@Suite("A lease has a number, and a write with an older one changes no row (I27)")
struct LeaseTests {
    typealias Outbox = OutboxStoreTests

    /// Every write that a worker makes on a message that it carries; each answers whether it changed something.
    enum Write: CaseIterable, CustomTestStringConvertible {
        case keep, commit, countTry, move, release, renew, settle
        var testDescription: String { "\(self)" }

        /// The states in which a message may be when its worker makes this write.
        var state: MessageState {
            switch self {
            case .keep: .planned
            case .commit, .release: .ready
            case .countTry, .move, .renew: .committing
            case .settle: .uncertain
            }
        }

        func callAsFunction(_ row: OutboxRow, _ session: Session) throws(SQLError) -> Bool {
            let company = Outbox.company
            switch self {
            case .keep: return try Outbox.keep(row, session)
            case .commit: return try OutboxStore.commit(row, at: Outbox.now, until: Outbox.until, company, session)
            case .countTry: return try OutboxStore.countTry(row, at: Outbox.now, company, session)
            case .move:
                return try OutboxStore.move(
                    row, to: .accepted, reference: "250", nextTryAt: Outbox.now, uncertainAt: nil, company, session)
            case .release: return try OutboxStore.release(row, until: Outbox.now, company, session)
            case .renew: return try OutboxStore.renew(row, until: Outbox.until, company, session)
            case .settle: return try OutboxStore.settle(row, as: .accepted, reference: "250", company, session)
            }
        }
    }

    @Test("Of a worker that was overtaken; of the one that carries the message it changes one row", arguments: TestEngine.allCases, Write.allCases)
    func fenced(engine: TestEngine, write: Write) async throws {
        try await Outbox.withMessages(1, engine) { database in
            try await database.write(for: .company("dupont")) { session throws(SQLError) in
                let stale = try Outbox.claim(1, session)[0]
                let current = try Outbox.claim(1, at: Outbox.until, session)[0]
                #expect(current.lease == stale.lease + 1)
                // Who took the message for lost, or decided otherwise, has a number of its own as well.
                try Self.bring(current, to: write.state, session)
                let before = try Self.everything(session)
                if write == .settle {
                    #expect(try !write(stale, session))
                    #expect(try Self.everything(session) == before)
                    #expect(try write(current, session))
                    #expect(try !write(current, session), "only once")
                } else {
                    #expect(try !write(stale, session))
                    #expect(try Self.everything(session) == before)
                    #expect(try write(current, session))
                    #expect(try Self.everything(session) != before || write == .renew)
                }
            }
        }
    }

    /// As the worker that carries it would.
    private static func bring(_ row: OutboxRow, to state: MessageState, _ session: Session) throws(SQLError) {
        if state == .planned { return }
        #expect(try Outbox.keep(row, session))
        if state == .ready { return }
        #expect(try OutboxStore.commit(row, at: Outbox.now, until: Outbox.until, Outbox.company, session))
        if state == .uncertain { try OutboxStore.setState(row.message, .uncertain, Outbox.company, session) }
    }

    private static let rows = Query(
        "every row",
        """
        SELECT state || '|' || coalesce(reference, '-') || '|' || tries || '|' || next_try_at || '|' || lease || '|' ||
        leased_until || '|' || coalesce(last_try_at, 0) || '|' || coalesce(subject, '-') FROM outbox ORDER BY message
        """)

    private static func everything(_ session: Session) throws(SQLError) -> [String] {
        try session.list(rows) { row throws(SQLError) in try row.text(0) }
    }

    @Test("A message given back is carried by nobody until it is claimed again", arguments: TestEngine.allCases)
    func givenBack(engine: TestEngine) async throws {
        try await Outbox.withMessages(1, engine) { database in
            try await database.write(for: .company("dupont")) { session throws(SQLError) in
                let row = try Outbox.claim(1, session)[0]
                #expect(try Outbox.keep(row, session))
                #expect(try OutboxStore.release(row, until: nil, Outbox.company, session))
                #expect(try OutboxStore.heldCount(Outbox.company, at: Outbox.now, session) == 0)
                #expect(try OutboxStore.countTried(after: Outbox.now.adding(seconds: -1), Outbox.company, session) == 0)
                #expect(try !OutboxStore.renew(row, until: Outbox.until, Outbox.company, session))
                #expect(try !OutboxStore.commit(row, at: Outbox.now, Outbox.company, session))
                #expect(try Outbox.claim(1, session).map(\.lease) == [row.lease + 1])
            }
        }
    }

    @Test("An answer settles what was taken for lost at that very try, and no later one", arguments: TestEngine.allCases)
    func settled(engine: TestEngine) async throws {
        try await Outbox.withMessages(1, engine) { database in
            try await database.write(for: .company("dupont")) { session throws(SQLError) in
                let first = try Outbox.claim(1, session)[0]
                try Self.bring(first, to: .uncertain, session)
                // A person lets it leave again, and it is lost once more.
                try OutboxStore.setState(first.message, .planned, Outbox.company, session)
                let second = try Outbox.claim(1, session)[0]
                try Self.bring(second, to: .uncertain, session)
                #expect(try !OutboxStore.settle(first, as: .refused, reference: "550", Outbox.company, session))
                #expect(try OutboxStore.settle(second, as: .accepted, reference: "250", Outbox.company, session))
                #expect(try OutboxStore.row(first.message, Outbox.company, session)?.state == .accepted)
            }
        }
    }

    @Test("While somebody carries messages to a domain, others take those to other domains", arguments: TestEngine.allCases)
    func lanes(engine: TestEngine) async throws {
        try await Outbox.withMessages(5, engine) { database in
            try await database.write(for: .company("dupont")) { session throws(SQLError) in
                try session.execute(
                    Query(
                        "domains",
                        """
                        UPDATE outbox SET recipient_domain = CASE message WHEN 'M-102' THEN 'b.example' WHEN 'M-103' THEN NULL
                        ELSE 'a.example' END
                        """))
                let first = try Outbox.claim(1, session)
                #expect(first.map(\.domain) == ["a.example"])
                #expect(try OutboxStore.domainsUnderWay(Outbox.company, at: Outbox.now, session) == ["a.example"])
                #expect(try Outbox.claim(9, session).map(\.message.text) == ["M-102", "M-103"])
                #expect(try Outbox.claim(9, session).isEmpty)
                #expect(try OutboxStore.release(first[0], until: nil, Outbox.company, session))
                #expect(try Outbox.claim(9, session).map(\.message.text) == ["M-100", "M-101", "M-104"], "one worker, one after the other")
                #expect(try Outbox.claim(9, at: Outbox.until, session).count == 5, "leases that ran out hold up nobody")
            }
        }
    }

    @Test("The clock of the database goes forward", arguments: TestEngine.allCases)
    func clock(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let (first, second) = try await database.read(for: .everyCompany) { session throws(SQLError) in
                (try session.clock(), try session.clock())
            }
            #expect(first <= second && second.milliseconds - first.milliseconds < 60_000)
            let now = Instant(milliseconds: TestClock.milliseconds)
            #expect(abs(first.milliseconds - now.milliseconds) < 60_000)
        }
    }
}
