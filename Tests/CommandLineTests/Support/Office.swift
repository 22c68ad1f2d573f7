import Channels
import CommandLine
import Foundation
import Outbox
import SQL
import Synchronization
import TestKit
import Testing
import Texts
import Values
import Workflows

/// The program as a person uses it: command lines in, words and JSON out, on a real database and a simulated world.
final class Office: Sendable {
    let desk: Desk
    let folder: String
    private let deliveries = Recording()
    private let clock = Mutex<Instant?>(nil)

    final class Recording: Sendable {
        private let all = Mutex<[SimulatedDelivery]>([])
        func add(_ delivery: SimulatedDelivery) { all.withLock { $0.append(delivery) } }
        var list: [SimulatedDelivery] { all.withLock { $0 } }
    }

    init(_ database: any Database, in folder: String) {
        let deliveries = deliveries
        let channel = SimulatedChannel { deliveries.add($0) }
        self.folder = folder
        desk = Desk(
            database: database,
            ports: Ports(
                now: { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
                localDay: { instant, zone in
                    zone == "Nowhere/City" ? nil : LocalDate(dayNumber: Int32(instant.milliseconds / 86_400_000))
                },
                instant: { day, hour, _ in Instant(milliseconds: Int64(day.dayNumber) * 86_400_000 + Int64(hour) * 3_600_000) },
                chance: { 7 }, channel: { _, _ in channel },
                compose: { mail throws(MailProblem) in try MailComposer().compose(mail) }))
    }

    /// What the world took, in order.
    var taken: [SimulatedDelivery] { deliveries.list }

    struct Answer: Sendable {
        let status: Int32
        let out: String
        let error: String
    }

    private final class Paper: Sendable {
        let out = Mutex("")
        let error = Mutex("")
    }

    /// Runs a command line; words are separated by spaces.
    @discardableResult
    func relance(_ line: String, _ language: Language = .en) async -> Answer {
        await relance(line.split(separator: " ").map(String.init), language)
    }

    func relance(_ arguments: [String], _ language: Language = .en) async -> Answer {
        let paper = Paper()
        let console = Console(
            out: { text in paper.out.withLock { $0 += text } }, error: { text in paper.error.withLock { $0 += text } },
            isTerminal: false, language: language, directory: folder, user: "tester")
        let status = await CommandLineProgram.run(arguments, console, surroundings)
        return Answer(status: status, out: paper.out.withLock { $0 }, error: paper.error.withLock { $0 })
    }

    /// The JSON answer of a command that must succeed.
    func json(_ line: String, _ language: Language = .en) async throws -> JSON {
        let answer = await relance(line + " --format json", language)
        try #require(answer.status == 0, "\(line): \(answer.error)\(answer.out)")
        return try JSON(parsing: answer.out)
    }

    private var surroundings: Surroundings {
        Surroundings(
            reach: { [desk] _ throws(DatabaseFailure) in .open(desk, close: {}) },
            migrate: { _ throws(DatabaseFailure) in [] },
            serve: { _, _, _ throws(DatabaseFailure) in .done }, work: { _, _, _ in .done },
            databaseFailure: { $0.sqlError.map { .other("\($0)") } }, fileDamage: { _ throws(DatabaseFailure) in [] }, today: { day("2026-11-23") },
            readFile: { path, limit throws(FileFailure) in
                guard let data = FileManager.default.contents(atPath: path) else { throw .missing(path) }
                guard data.count <= limit else { throw .tooLarge(path, limit: limit) }
                return [UInt8](data)
            },
            writeFile: { path, bytes throws(FileFailure) in
                guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else { throw .forbidden(path) }
            },
            uptime: { 0 })
    }
}

/// A fresh office with the company `dupont` and the scenario of the acceptance cases, on each engine.
func withOffice(
    _ engine: TestEngine, scenario: String? = Yaml.p, _ body: (Office) async throws -> Void
) async throws {
    try await engine.withDatabase { database in
        try await withTemporaryFolder { folder in
            let office = Office(database, in: folder)
            try await office.desk.open()
            await office.relance("company create --id dupont --name Dupont --late-import-limit 20")
            if let scenario {
                office.write(scenario, to: "p.yaml")
                _ = try await office.json("scenario add p.yaml --default --on 2026-02-20")
            }
            try await body(office)
        }
    }
}

/// The engines that the acceptance cases run on.
let engines: [TestEngine] = TestEngine.allCases.filter { $0 != .sqliteFile }

func day(_ text: String) -> LocalDate { LocalDate(iso: text) ?? LocalDate(dayNumber: 0) }

extension Office {
    func write(_ text: String, to name: String) {
        _ = FileManager.default.createFile(atPath: folder + "/" + name, contents: Data(text.utf8))
    }

    /// Imports a table, and answers its file's report.
    @discardableResult
    func take(_ kind: String, _ table: String, on day: String) async throws -> JSON {
        let name = "\(kind)-\(day)-\(abs(table.hashValue)).csv"
        write(table, to: name)
        let report = try await json("import \(name) --as \(kind) --on \(day)")
        return try #require(report["files"]?.arrayValue?.first)
    }

    @discardableResult
    func customers(_ rows: String..., on day: String = "2026-02-20") async throws -> JSON {
        try await take("customers", (["customer_number,name,email,address,postcode,city"] + rows).joined(separator: "\n") + "\n", on: day)
    }

    /// One customer with an e-mail and a postal address.
    func customerC1(on day: String = "2026-02-20") async throws {
        try await customers("C1,Client Un,compta@client-un.example,1 rue de la Paix,75002,Paris", on: day)
    }

    @discardableResult
    func invoices(_ rows: String..., on day: String = "2026-02-20") async throws -> JSON {
        try await take(
            "invoices", (["invoice_number,customer_number,issued_on,due_on,amount,currency"] + rows).joined(separator: "\n") + "\n", on: day)
    }

    @discardableResult
    func payments(_ rows: String..., on day: String) async throws -> JSON {
        try await take(
            "payments",
            (["payment_reference,customer_number,received_on,amount,currency,invoice_number"] + rows).joined(separator: "\n") + "\n",
            on: day)
    }

    @discardableResult
    func creditNotes(_ rows: String..., on day: String) async throws -> JSON {
        try await take(
            "credit-notes",
            (["invoice_number,customer_number,issued_on,due_on,amount,currency,credited_invoice"] + rows).joined(separator: "\n") + "\n",
            on: day)
    }

    /// Runs every day of a range; answers `2026-03-05 L1 email 1200.00` for each message that left.
    @discardableResult
    func run(_ first: String, _ last: String, except: ClosedRange<String>? = nil) async throws -> [String] {
        var lines: [String] = []
        var current = day(first)
        while current <= day(last) {
            if except?.contains(current.iso) != true { lines += sent(try await json("run --on \(current.iso)")) }
            current = current.adding(days: 1)
        }
        return lines
    }

    private func sent(_ report: JSON) -> [String] {
        let on = report["on"]?.stringValue ?? ""
        return (report["actions"]?.arrayValue ?? []).filter { $0["outcome"]?.stringValue == "accepted" }.map {
            "\(on) \($0.word("step")) \($0.word("channel")) \($0.word("amount"))"
        }
    }

    /// The actions that a plan of a day holds.
    func plan(_ day: String) async throws -> JSON { try await json("plan --on \(day)") }
}

extension JSON {
    func word(_ name: String) -> String { self[name]?.stringValue ?? "" }
    func list(_ name: String) -> [JSON] { self[name]?.arrayValue ?? [] }
    func words(_ list: String, _ name: String) -> [String] { self.list(list).map { $0.word(name) } }
}
