import Formats
import Foundation
import Ledger
import SQL
import Storage
import TestKit
import Testing
import Texts
import Values

@testable import Imports
@testable import Workflows

/// A desk and a company, for files.
struct IntakeStage {
    let world: World

    var company: CompanyID { world.company }

    init(_ database: any Database, reached: @escaping @Sendable (CrashPoint) -> Void = { _ in }) async throws {
        world = World(database, reached: reached)
        try await world.open()
    }

    @discardableResult
    func take(
        _ text: String, as kind: IntakeKind? = nil, named name: String = "file.csv", on day: String = "2026-11-20",
        partial: Bool = false, mapping: String? = nil
    ) async throws -> FileReport {
        let options = IntakeOptions(
            kind: kind, on: LocalDate(iso: day), mapping: mapping, isPartial: partial, actor: "test")
        let report = try await world.desk.importFiles([IntakeFile(Array(text.utf8), named: name)], to: company, options)
        return try #require(report.files.first)
    }

    @discardableResult
    func takeExamples(_ names: String..., on day: String = "2026-11-20") async throws -> [FileReport] {
        let files = names.map { IntakeFile(path: Self.examples.appending(path: $0).path) }
        return try await world.desk.importFiles(files, to: company, IntakeOptions(on: LocalDate(iso: day), actor: "test")).files
    }

    static let examples: URL = {
        let here = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        return here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "examples")
    }()

    func accounts() async throws -> [CustomerID: Account] {
        let company = company
        return try await world.desk.database.read(for: .company(company.text)) { session throws(SQLError) in
            try AccountLoader(company, .whole).load(.all, session)
        }
    }

    func account(_ id: String = "C1") async throws -> Account {
        let found = try await accounts()[CustomerID(id)]
        return try #require(found)
    }

    /// How many facts the company has.
    func facts() async throws -> Int64 {
        let company = company
        return try await world.desk.database.read(for: .company(company.text)) { session throws(SQLError) in
            try FactLog.head(company, session)?.sequence ?? 0
        }
    }

    /// What is open: `C1 FA-1 120.00 EUR` for invoices, `C1 credit 5.00 EUR` for what a customer has to its credit.
    func openItems(_ currency: Currency = .eur) async throws -> [String] {
        var lines: [String] = []
        for (id, account) in try await accounts() {
            for invoice in account.invoices where invoice.open > 0 && invoice.currency == currency {
                lines.append("\(id) \(invoice.id) \(Money(minor: invoice.open, currency))")
            }
            let credit = account.credits.filter { $0.currency == currency }.reduce(0) { $0 + $1.unallocated }
            if credit > 0 { lines.append("\(id) credit \(Money(minor: credit, currency))") }
        }
        return lines.sorted()
    }

    /// The projections are what the facts fold to.
    func check() async throws {
        let report = try await world.desk.check(company)
        #expect(report.isSound, "\(report)")
    }
}

extension FileReport {
    /// `rows created updated unchanged rejected`.
    var counts: [Int] { [rows, created, updated, unchanged, rejectedRows] }

    var codes: [String] { rejected.map(\.code) }
    var warningCodes: [String] { warnings.map(\.code) }
}

/// A table of each kind, from its rows.
enum Table {
    static func customers(_ rows: String...) -> String {
        "customer_number,name,email,phone,country\n" + rows.map { $0 + "\n" }.joined()
    }

    static func invoices(_ rows: String...) -> String {
        "invoice_number,customer_number,issued_on,due_on,amount,currency\n" + rows.map { $0 + "\n" }.joined()
    }

    static func notes(_ rows: String...) -> String {
        "invoice_number,credited_invoice,customer_number,issued_on,amount,currency\n" + rows.map { $0 + "\n" }.joined()
    }

    static func payments(_ rows: String...) -> String {
        "payment_reference,customer_number,received_on,amount,currency,invoice_number\n" + rows.map { $0 + "\n" }.joined()
    }

    static let two = customers("C1,Menuiserie Lefèvre,compta@lefevre.example,,FR", "C2,Northwind Ltd,,,GB")
}
