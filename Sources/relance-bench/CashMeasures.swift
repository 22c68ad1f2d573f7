import Foundation
import Imports
import Ledger
import Matching
import SQL
import Values
import Workflows

/// Money on its way from a bank's file to the invoices that it settles, in a company that has twice as many open.
///
/// Nine movements in ten name their invoice whole, as in the fourth complement of a transfer; the tenth only its payer.
struct CashMeasures {
    private static let day = LocalDate(bench: "2026-11-20")
    private let job: Job

    init(_ job: Job) { self.job = job }

    /// Read, compared with what is known, chained and committed.
    func intake() async throws -> Line {
        let (books, statement) = try files()
        var timing = Timing()
        for run in 0..<job.runs {
            timing = try await onBooks(run, books) { desk in
                var best = timing
                try await best.take { try await take(statement, as: .statement, desk) }
                return best
            }
        }
        return Line(job, timing, count: job.size, "movements")
    }

    /// From the recorded movements to recorded allocations and what waits for people.
    func match() async throws -> Line {
        let (books, statement) = try files()
        var (timing, posted) = (Timing(), 0)
        for run in 0..<job.runs {
            (timing, posted) = try await onBooks(run, books) { desk in
                try await take(statement, as: .statement, desk)
                var best = timing
                let report = try await best.take { try await desk.match(Firm.company, on: Self.day, by: "bench") }
                return (best, report.count(.post))
            }
        }
        guard posted > job.size / 2 else { throw BenchProblem.unexpected("only \(posted) movements were posted") }
        var line = Line(job, timing, count: job.size, "movements")
        line.add("posted", posted)
        return line
    }

    private func onBooks<Found: Sendable>(
        _ run: Int, _ books: [IntakeFile], _ body: (Desk) async throws -> Found
    ) async throws -> Found {
        try await job.engine.withFresh("cash-\(run)", in: job.folder) { database in
            let desk = Desk.bench(database)
            try await desk.open()
            try await desk.create(Firm.profile(), by: "bench")
            for file in books { try await take(file, as: nil, desk) }
            return try await body(desk)
        }
    }

    private func take(_ file: IntakeFile, as kind: IntakeKind?, _ desk: Desk) async throws {
        let options = IntakeOptions(kind: kind, on: Self.day, actor: "bench")
        let report = try await desk.importFiles([file], to: Firm.company, options)
        guard report.isClean, let taken = report.files.first, taken.created > 0 else {
            let reasons = report.files.flatMap(\.rejected).prefix(3).map { "\($0)" }
            throw BenchProblem.unexpected("\(file.name) was not taken: " + reasons.joined(separator: "; "))
        }
    }

    /// The customers and invoices of a company, and a statement that pays every other invoice.
    private func files() throws -> (books: [IntakeFile], statement: IntakeFile) {
        var writer = BooksWriter(size: job.size * 2)
        let customers = try write(writer.customers(), "clients.csv")
        let invoices = writer.invoices()
        let path = job.folder + "/releve.txt"
        var file = try StatementFile(path)
        let rows = String(decoding: invoices, as: UTF8.self).split(separator: "\n").dropFirst()
        let paid = rows.enumerated().lazy.filter { $0.offset % 2 == 0 }
        try CFONBMovement.write(paid.map { Self.movement($0.offset / 2, $0.element.split(separator: ";", omittingEmptySubsequences: false)) }, &file)
        try file.close()
        return ([customers, try write(invoices, "factures.csv")], IntakeFile(path: path))
    }

    private static func movement(_ place: Int, _ row: [Substring]) -> CFONBMovement {
        let payer = "ETABLISSEMENTS \(row[1].dropFirst())"
        let cents = Int64(row[4].filter(\.isNumber)) ?? 0
        let named = [("LCC", "FACTURE \(row[0])")]
        return CFONBMovement(
            cents: cents, label: "VIR SEPA \(payer)", complements: [("NPY", payer)] + (place % 10 == 9 ? [] : named))
    }

    private func write(_ bytes: [UInt8], _ name: String) throws -> IntakeFile {
        let path = job.folder + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return IntakeFile(path: path)
    }
}
