import Foundation
import TestKit
import Testing
import Values

@Suite("The program itself, as processes", .serialized)
struct ProgramTests {
    @Test("While a server runs, every command goes through it; it stops cleanly when told", .timeLimit(.minutes(15)))
    func server() async throws {
        try await withTemporaryFolder { folder in
            // A folder whose path is too long for the address of a socket.
            let shop = try Shop(folder + "/" + String(repeating: "d", count: 120))
            #expect(try await shop.relance("company create --id d --name D").status == 0)
            // No mornings: once a day of March was played, the server would play today's.
            let server = try shop.start("serve --port 0 --no-mornings")
            try await shop.waitForSocket()
            try await shop.fill()
            let plan = try JSON(parsing: try await shop.relance("plan --on 2026-03-05 --format json").out)
            #expect(plan.words("actions", "amount") == ["1200.00"])
            let refused = try await shop.relance("explain nothing --language en")
            #expect(refused.status == 1 && refused.error.contains("nothing"))
            #expect(try await shop.relance("plan --onn").status == 2)
            #expect(try await shop.relance("serve --port 0").status == 4)
            let answers = try await withThrowingTaskGroup(of: Int32.self) { group in
                for _ in 0..<8 { group.addTask { try await shop.relance("run --on 2026-03-05").status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers == Array(repeating: 0, count: 8))
            #expect(shop.handedOver.count == 1)
            let mode = try FileManager.default.attributesOfItem(atPath: shop.data + "/relance.sock")[.posixPermissions] as? Int
            #expect(mode == 0o600)
            server.signal(SIGTERM)
            #expect(await server.end().status == 0)
            #expect(!FileManager.default.fileExists(atPath: shop.data + "/relance.sock"))
            #expect(try await shop.relance("check").status == 0)
        }
    }

    // Every point, on both engines and with a real relay: ProgramTests.
    @Test("Killed around the point of no return, the simulated post hands nothing over twice", arguments: ["P14", "P15", "P17"])
    func killedRun(point: String) async throws {
        try await withTemporaryFolder { folder in
            let shop = try Shop(folder)
            #expect(try await shop.relance("company create --id d --name D").status == 0)
            try await shop.fill()
            let killed = try await shop.relance("run --on 2026-03-05", crashAt: point + ":1")
            #expect(killed.wasKilled, "\(point) was not reached: \(killed)")
            for _ in 0..<2 { #expect(try await shop.relance("run --on 2026-03-05").status == 0) }
            let messages = try JSON(parsing: try await shop.relance("messages --format json").out).arrayValue ?? []
            #expect(messages.count == 1)
            let isLost = ["P15", "P17"].contains(point)
            #expect(messages.first?.word("state") == (isLost ? "uncertain" : "accepted"))
            #expect(shop.handedOver.count == (point == "P15" ? 0 : 1))
            #expect(try await shop.relance("check").status == 0)
        }
    }

    @Test("An environment that stands in the way answers 4 and says what to do")
    func environment() async throws {
        try await withTemporaryFolder { folder in
            let shop = try Shop(folder)
            let broken = try Shop(folder + "/broken")
            try Data("not a database, but long enough to be taken for something else".utf8)
                .write(to: URL(fileURLWithPath: broken.data + "/relance.sqlite"))
            #expect(try await broken.relance("company list").status == 3)
            let relay = try await shop.relance("company list --language en", ["RELANCE_SMTP_URL": "http://x"])
            #expect(relay.status == 4 && relay.error.contains("RELANCE_SMTP_URL"))
            let server = try await shop.relance("company list", ["RELANCE_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"])
            #expect(server.status == 4)
            let file = try await shop.relance("company list --data /dev/null/x")
            #expect(file.status == 4)
        }
    }
}

/// The program with a data folder of its own.
struct Shop: Sendable {
    let data: String

    static let customers = "customer_number,name,email\nC1,Client Un,compta@client-un.example\n"
    static let invoices = "invoice_number,customer_number,issued_on,due_on,amount,currency\nA,C1,2026-01-31,2026-03-02,1200.00,EUR\n"

    init(_ folder: String) throws {
        data = folder
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(Self.customers.utf8).write(to: URL(fileURLWithPath: folder + "/customers.csv"))
        try Data(Self.invoices.utf8).write(to: URL(fileURLWithPath: folder + "/invoices.csv"))
    }

    /// Runs a command line to its end.
    func relance(_ line: String, _ extra: [String: String] = [:], crashAt: String? = nil) async throws -> Ended {
        try await start(line, extra, crashAt: crashAt).end()
    }

    func start(_ line: String, _ extra: [String: String] = [:], crashAt: String? = nil) throws -> Running {
        var environment = ["RELANCE_DATA": data, "LANG": "en_GB.UTF-8", "USER": "tester", "PATH": "/usr/bin:/bin"]
        environment["RELANCE_CRASH_AT"] = crashAt
        return try Running([Binary.path] + line.split(separator: " ").map(String.init), environment.merging(extra) { $1 }, in: data)
    }

    func waitForSocket() async throws {
        for _ in 0..<200 {
            if FileManager.default.fileExists(atPath: data + "/relance.sock") { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("the server did not open its socket")
    }

    func take(_ kind: String, _ table: String) async throws {
        let answer = try await relance("import \(kind).csv --on 2026-02-20")
        #expect(answer.status == 0, "\(answer)")
    }

    /// A customer who owes 1,200.00 since 2 March.
    func fill() async throws {
        try await take("customers", Self.customers)
        try await take("invoices", Self.invoices)
    }

    /// What the simulated world was handed, one a line of its journal.
    var handedOver: [Substring] {
        ((try? String(contentsOfFile: data + "/simulated/d/journal.jsonl", encoding: .utf8)) ?? "").split(separator: "\n")
    }
}
