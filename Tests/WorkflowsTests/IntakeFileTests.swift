import Formats
import Foundation
import Ledger
import SQL
import Synchronization
import TestKit
import Testing
import Texts
import Values

@testable import Imports
@testable import Workflows

@Suite("Files of every kind are answered for", .serialized)
struct IntakeFileTests {
    @Test("What is no readable file is refused by name, and the others are taken")
    func unreadable() async throws {
        try await TestEngine.sqliteMemory.withDatabase { database in
            let stage = try await IntakeStage(database)
            try await withTemporaryFolder { folder in
                let big = folder + "/big.csv"
                try Data("a".utf8).write(to: URL(fileURLWithPath: big))
                let handle = try #require(FileHandle(forWritingAtPath: big))
                try handle.truncate(atOffset: 2 << 30)
                try handle.close()
                try Data(Table.two.utf8).write(to: URL(fileURLWithPath: folder + "/clients.csv"))
                try Data("%PDF-1.7 x".utf8).write(to: URL(fileURLWithPath: folder + "/x.pdf"))
                try Data("a;b\n\0\0".utf8).write(to: URL(fileURLWithPath: folder + "/photo.csv"))
                let photo = try await stage.world.desk.importFiles([IntakeFile(path: folder + "/photo.csv")], to: stage.company)
                let said = try #require(photo.files.first?.rejected.first)
                #expect(said.code == "binary_file" && said.message(.fr).contains("pas reconnu") && !said.message(.fr).contains("unknown"))
                let names = ["/nowhere.csv", "", "/big.csv", "/x.pdf", "/clients.csv"]
                let report = try await stage.world.desk.importFiles(
                    names.map { IntakeFile(path: folder + $0) }, to: stage.company)
                #expect(report.files.map { $0.rejected.first?.code } == ["file_not_found", "is_directory", "file_too_large", "binary_file", nil])
                #expect(report.files.map(\.rows) == [0, 0, 0, 0, 2] && report.files.map(\.isApplied) == [false, false, false, false, true])
                let json = report.json(.fr)
                #expect(json["files"]?.arrayValue?.first?["rejected"]?.arrayValue?.first?["line"] == .null)
                #expect(json["files"]?.arrayValue?.last?["created"]?.intValue == 2)
            }
        }
    }

    @Test("A mapping that is given is remembered for files of its layout")
    func mapping() async throws {
        try await TestEngine.sqliteMemory.withDatabase { database in
            let stage = try await IntakeStage(database)
            try await stage.take(Table.two)
            let text = "Pièce;Qui;Quand;Terme;Combien\nF1;C1;01/11/2026;05/12/2026;1.250\n"
            #expect(try await stage.take(text).codes == ["kind_unknown"])
            let mapping = "kind: invoices\ninvoice_number: Pièce\ncustomer_number: Qui\nissued_on: Quand\ndue_on: Terme\n"
                + "amount: Combien\ndecimal: comma\ndates: dd/mm/yyyy\n"
            let report = try await stage.take(text, mapping: mapping)
            #expect(report.counts == [1, 1, 0, 0, 0] && report.columns.count == 5)
            let next = try await stage.take("Pièce;Qui;Quand;Terme;Combien\nF2;C1;02/11/2026;05/12/2026;2.250\n")
            #expect(next.counts == [1, 1, 0, 0, 0])
            #expect(try await stage.account().invoices.map(\.amount) == [125_000, 225_000])
            #expect(try await stage.take(text, mapping: "amount=3\n").codes == ["mapping_malformed"])
        }
    }

    @Test("Cut short in the middle, a file leaves nothing; given again, everything", arguments: TestEngine.allCases)
    func cutShort(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            let broken = try await IntakeStage.again(BreakingDatabase(database))
            try await stage.take(Table.two)
            let facts = try await stage.facts()
            let rows = (1...5000).map { "F\($0),C1,2026-11-01,2026-12-01,1.00,EUR\n" }.joined()
            await #expect(throws: DeskError.self) { try await broken.take(Table.invoices() + rows) }
            #expect(try await stage.facts() == facts)
            #expect(try await stage.account().invoices.isEmpty)
            #expect(try await stage.take(Table.invoices() + rows).counts == [5000, 5000, 0, 0, 0])
            try await stage.check()
        }
    }

    @Test("Two imports of one file at once are one", arguments: TestEngine.allCases)
    func atOnce(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let stage = try await IntakeStage(database)
            try await stage.take(Table.two)
            let rows = (1...300).map { "F\($0),C1,2026-11-01,2026-12-01,1.00,EUR\n" }.joined()
            async let first = stage.take(Table.invoices() + rows)
            async let second = stage.take(Table.invoices() + rows)
            let created = try await [first.created, second.created]
            #expect(created.sorted() == [0, 300])
            try await stage.check()
        }
    }

    @Test("Every named point of an import is passed, in order")
    func points() async throws {
        let seen = Mutex<[CrashPoint]>([])
        try await TestEngine.sqliteMemory.withDatabase { database in
            let stage = try await IntakeStage(database) { point in seen.withLock { $0.append(point) } }
            try await stage.take(Table.two)
        }
        let passed = seen.withLock { $0.filter { $0 != .migrating } }
        #expect(passed == [.fileRead, .fileRegistered, .fileParsed, .importApplying, .importApplied, .importAnswered])
    }

    @Test("Every code has its sentence in both languages", arguments: Language.allCases)
    func sentences(language: Language) {
        for code in DiagnosticCode.allCases.map(\.rawValue) + IntakeCode.allCases.map(\.rawValue) {
            #expect(Catalogue.phrase("intake." + code, language) != nil, "\(code)")
        }
    }
}

extension IntakeStage {
    /// The same company on a database that behaves otherwise.
    static func again(_ database: any Database) async throws -> IntakeStage { IntakeStage(world: World(database)) }

    private init(world: World) { self.world = world }
}

/// A database whose transactions break off at their end, when everything is written and nothing is committed.
private struct BreakingDatabase: Database {
    let inner: any Database

    init(_ inner: any Database) { self.inner = inner }

    var dialect: Dialect { inner.dialect }
    var retry: RetryPolicy { inner.retry }

    func attempt<Value: Sendable, Failure: TransactionFailure>(
        _ transaction: Transaction, _ body: @escaping @Sendable (Session) throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        try await inner.attempt(transaction) { session throws(Failure) in
            let value = try body(session)
            guard transaction.access == .read else { throw Failure(.io("power cut")) }
            return value
        }
    }

    func close() async { await inner.close() }
}
