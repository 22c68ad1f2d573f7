import Foundation
import Imports
import Ledger
import SQL
import Values
import Workflows

/// Files of invoices on their way to the disk: read, checked, chained, projected and committed.
struct ImportMeasures {
    private let job: Job

    init(_ job: Job) { self.job = job }

    /// Customers are known already: the monthly file of invoices names only their numbers.
    func csv() async throws -> Line {
        var files = BooksWriter(size: job.size)
        let customers = try write(files.customers(), "clients.csv")
        let invoices = try write(files.invoices(), "factures.csv")
        return try await measure(invoices, after: customers)
    }

    /// Customers, invoices, and a third of them paid and lettered, from the books alone.
    func fec() async throws -> Line {
        var files = BooksWriter(size: job.size)
        return try await measure(write(files.fec(), "123456782FEC20251231.txt"), after: nil)
    }

    private func measure(_ file: IntakeFile, after first: IntakeFile?) async throws -> Line {
        var timing = Timing()
        var created = 0
        for run in 0..<job.runs {
            (timing, created) = try await job.engine.withFresh("import-\(run)", in: job.folder) { database in
                let desk = Desk.bench(database)
                try await desk.open()
                try await desk.create(Firm.profile(), by: "bench")
                if let first { try await take(first, desk) }
                var best = timing
                let report = try await best.take { try await take(file, desk) }
                return (best, report.created)
            }
        }
        var line = Line(job, timing, count: job.size, "invoices")
        line.add("created", created)
        return line
    }

    @discardableResult
    private func take(_ file: IntakeFile, _ desk: Desk) async throws -> FileReport {
        let options = IntakeOptions(on: LocalDate(bench: "2026-01-05"), actor: "bench")
        let report = try await desk.importFiles([file], to: Firm.company, options)
        guard report.isClean, let taken = report.files.first, taken.created > 0 else {
            let reasons = report.files.flatMap(\.rejected).prefix(3).map { "\($0)" }
            throw BenchProblem.unexpected("\(file.name) was not taken: " + reasons.joined(separator: "; "))
        }
        return taken
    }

    private func write(_ bytes: [UInt8], _ name: String) throws -> IntakeFile {
        let path = job.folder + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return IntakeFile(path: path)
    }
}
