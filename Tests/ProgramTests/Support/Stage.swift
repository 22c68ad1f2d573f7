import Foundation
import PostgresEngine
import SQL
import TestKit
import Testing

/// The databases the program runs on.
enum Engine: String, Sendable, CaseIterable {
    case sqlite, postgres

    static var allCases: [Engine] { TestEngine.allCases.contains(.postgres) ? [.sqlite, .postgres] : [.sqlite] }
}

/// A firm's folder: its files, its database, its relay. The program is run on it as a person runs it.
struct Stage: Sendable {
    static let customers = 4
    static let day = "2026-11-23"
    static let importing = ["customers.csv", "invoices.csv", "payments.csv", "--on", "2026-11-20"]

    let engine: Engine
    let folder: String
    let sink: Sink
    let databaseURL: String?

    var data: String { folder + "/data" }

    /// Gives `body` a live company that has imported nothing yet.
    static func with(
        _ engine: Engine, _ script: [String: Sink.Action] = [:], created: Bool = true, _ body: (Stage) async throws -> Void
    ) async throws {
        try await empty(engine, script) { stage in
            try writeFiles(in: stage.folder)
            if created { try await stage.create() }
            try await body(stage)
        }
    }

    /// Gives `body` a folder, a database and a relay, all of them empty.
    static func empty(
        _ engine: Engine, _ script: [String: Sink.Action] = [:], tls: String? = nil, _ body: (Stage) async throws -> Void
    ) async throws {
        let sink = try Sink(script, tls: tls)
        try await withTemporaryFolder { folder in
            switch engine {
            case .sqlite: try await body(Stage(engine: engine, folder: folder, sink: sink, databaseURL: nil))
            case .postgres:
                try await TestPostgres.withURL { url in
                    try await body(Stage(engine: engine, folder: folder, sink: sink, databaseURL: url))
                }
            }
        }
    }

    func create() async throws {
        try await succeed("company", "create", "--id", "acme", "--name", "Acme", "--live", "--email", "compta@acme.example")
    }

    private static func writeFiles(in folder: String) throws {
        var people = "customer_number,name,email,country\n"
        var invoices = "invoice_number,customer_number,issued_on,due_on,amount,currency\n"
        for number in 1...customers {
            people += "C\(number),Client \(number),compta@client\(number).example,FR\n"
            invoices += "F\(number)A,C\(number),2026-10-15,2026-11-20,\(100 + number).00,EUR\n"
            invoices += "F\(number)B,C\(number),2026-10-10,2026-11-09,\(200 + number).00,EUR\n"
            invoices += "F\(number)C,C\(number),2026-11-10,2026-12-20,\(300 + number).00,EUR\n"
        }
        let payments = """
            payment_reference,customer_number,received_on,amount,currency,invoice_number
            P1,C1,2026-11-12,50.00,EUR,F1A
            P2,C2,2026-11-15,202.00,EUR,F2B
            P3,C3,2026-11-16,10.00,EUR,

            """
        for (name, text) in [("customers.csv", people), ("invoices.csv", invoices), ("payments.csv", payments)] {
            try text.write(toFile: folder + "/" + name, atomically: false, encoding: .utf8)
        }
    }

    // MARK: Running the program

    func environment(crash: String? = nil, _ more: [String: String] = [:]) -> [String: String] {
        var variables = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("RELANCE_") }
        variables["RELANCE_DATA"] = data
        variables["RELANCE_DATABASE_URL"] = databaseURL
        variables["RELANCE_SMTP_URL"] = "smtp://127.0.0.1:\(sink.port)?security=none"
        variables["RELANCE_CRASH_AT"] = crash
        variables["RELANCE_CLOCK_SHIFT"] = TestClock.shift(to: Self.day)
        variables["LC_ALL"] = "en_GB.UTF-8"
        variables["SWIFT_BACKTRACE"] = "enable=no"
        return variables.merging(more) { $1 }
    }

    /// Starts the program in the firm's folder, or what leads to it: `["/usr/bin/strace", …]`.
    func start(
        _ arguments: [String], crash: String? = nil, through: [String] = [], binary: String = Binary.path,
        _ more: [String: String] = [:]
    ) throws -> Running {
        try Running(through + [binary] + arguments, environment(crash: crash, more), in: folder)
    }

    func relance(_ arguments: String...) async throws -> Ended { try await start(arguments).end() }

    /// Runs what must exit with 0.
    @discardableResult
    func succeed(_ arguments: String..., at place: SourceLocation = #_sourceLocation) async throws -> Ended {
        let ended = try await start(arguments).end()
        try #require(ended.status == 0, "\(arguments.joined(separator: " ")): \(ended)", sourceLocation: place)
        return ended
    }

    func json(_ arguments: String..., at place: SourceLocation = #_sourceLocation) async throws -> JSONValue {
        try await start(arguments + ["--format", "json"]).end().json(place)
    }

    /// The commands of a morning, as often as one likes: the files, then the run.
    static let morning = [["import"] + importing, ["run", "--on", day]]

    func playMorning(at place: SourceLocation = #_sourceLocation) async throws {
        for command in Self.morning {
            let ended = try await start(command).end()
            try #require(ended.status == 0, "\(command[0]): \(ended)", sourceLocation: place)
        }
    }

    /// What waited for the day after leaves.
    func playNextDay(at place: SourceLocation = #_sourceLocation) async throws {
        let ended = try await start(["run"], ["RELANCE_CLOCK_SHIFT": TestClock.shift(to: "2026-11-24")]).end()
        try #require(ended.status == 0, "\(ended)", sourceLocation: place)
    }

    // MARK: What remains

    /// What every customer owes, and what they had at hand.
    func balance() async throws -> JSONValue { try await json("balance", "--as-of", Self.day) }

    /// The company's facts, without their times.
    func history(at place: SourceLocation = #_sourceLocation) async throws -> History {
        History(try await succeed("export", at: place).out)
    }

    func messages() async throws -> [JSONValue] { try await json("messages").list }

    func states() async throws -> [String] { try await messages().compactMap { $0["state"].text } }

    func expectSound(at place: SourceLocation = #_sourceLocation) async throws {
        let check = try await relance("check")
        #expect(check.status == 0, "\(check)", sourceLocation: place)
    }

    /// The relay took each message at most once, and from nobody twice.
    func expectSingle(_ count: Int, at place: SourceLocation = #_sourceLocation) throws {
        let report = try sink.report()
        #expect(Set(report.messages).count == report.messages.count, "\(report.messages)", sourceLocation: place)
        let recipients = report.accepted.flatMap(\.recipients)
        #expect(Set(recipients).count == recipients.count, "\(recipients)", sourceLocation: place)
        #expect(recipients.count == count, sourceLocation: place)
    }

    /// On PostgreSQL, where others may be at work: the time after which what a dead worker had taken is free again.
    /// On SQLite it is free at once.
    func letLeasesEnd(_ companies: [String] = ["acme"]) async throws {
        try await letTurnsEnd(companies)
        try await execute(Query("let leases end", "UPDATE outbox SET leased_until = 0 WHERE leased_until > 0"), companies)
    }

    /// The same of its turn to play a morning, not of the messages that it carried.
    func letTurnsEnd(_ companies: [String] = ["acme"]) async throws {
        try await execute(Query("let turns end", "UPDATE turns SET held_until = 0"), companies)
    }

    /// How many messages of the first company somebody holds. PostgreSQL only.
    func leases() async throws -> Int64? {
        guard let databaseURL else { return nil }
        let database = try await PostgresDatabase(url: databaseURL, connections: 1, retry: .test)
        let held = try await database.read(for: .company("acme")) { session throws(SQLError) in
            try session.first(Query("leases", "SELECT count(*) FROM outbox WHERE leased_until > 0")) { row throws(SQLError) in
                try row.int64(0)
            }
        }
        await database.close()
        return held
    }

    private func execute(_ query: Query, _ companies: [String]) async throws {
        guard let databaseURL else { return }
        let database = try await PostgresDatabase(url: databaseURL, connections: 1, retry: .test)
        for company in companies {
            try await database.write(for: .company(company)) { session throws(SQLError) in try session.execute(query) }
        }
        await database.close()
    }
}
