import Dunning
import Ledger
import SQL
import Storage
import Values
import Workflows

/// Facts and projections going to the disk, and facts coming back.
struct StorageMeasures {
    private let job: Job

    init(_ job: Job) { self.job = job }

    /// The name of the database that holds the firm of a size.
    static func firm(_ size: Int) -> String { "firm-\(size)" }

    /// Many customers in each transaction, by the way that every change takes.
    func record() async throws -> Line {
        let database = try await job.engine.open(Self.firm(job.size), in: job.folder)
        let desk = Desk.bench(database)
        try await desk.open()
        try await desk.create(Firm.profile(), by: "bench")
        let timing = try await Self.record(job.size, database)
        try await database.write(for: .everyCompany) { session throws(SQLError) in try session.refreshStatistics() }
        await database.close()
        return Line(job, timing, count: job.size, "receivables")
    }

    /// Records a firm in an open company, and tells how long the database took.
    static func record(_ size: Int, _ database: any Database) async throws -> Timing {
        var firm = Firm(size: size)
        var total = Timing.Sum()
        let rules = Rulebook().rules(Book(profile: Firm.profile()))
        let stamp = Stamp(actor: "bench", knownOn: LocalDate(bench: "2025-08-05"), at: Instant(milliseconds: 1_754_380_000_000))
        while firm.made < firm.size {
            var facts: [FactBody] = []
            var changes: [AccountChange] = []
            let target = firm.made + 20_000
            while firm.made < target, let (account, made) = try firm.next() {
                facts += made
                changes.append(AccountChange(before: nil, after: account))
            }
            let (bodies, accounts) = (facts, changes)
            try await total.add {
                try await database.write(for: .company(Firm.company.text)) { session throws(SQLError) in
                    try Recorder.record(
                        bodies, changes: accounts, company: Firm.company, stamp,
                        next: { NextAction.on($1, scenario: rules.scenario(for: $0)) }, session)
                }
            }
        }
        return total.timing
    }

    func fold() async throws -> Line {
        let database = try await job.engine.open(Self.firm(job.size), in: job.folder)
        var timing = Timing()
        var count = 0
        for _ in 0..<job.runs {
            count = try await timing.take {
                try await database.read(for: .company(Firm.company.text)) { session throws(SQLError) in
                    var book = Book(profile: Firm.profile())
                    var count = 0
                    try FactLog.scan(Firm.company, session) { stored throws(SQLError) in
                        do { try book.apply(try stored.fact().body) } catch { throw .corrupt("\(error)") }
                        count += 1
                    }
                    return count
                }
            }
        }
        await database.close()
        guard count > job.size else { throw BenchProblem.unexpected("\(count) facts were folded") }
        return Line(job, timing, count: count, "facts")
    }
}
