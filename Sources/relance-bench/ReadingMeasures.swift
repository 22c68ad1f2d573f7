import Insight
import Ledger
import Reading
import SQL
import Storage
import Values
import Workflows

/// Questions that a person asks of a large firm.
struct ReadingMeasures {
    private let job: Job

    init(_ job: Job) { self.job = job }

    /// Different invoices, so that no answer is at hand.
    func explain() async throws -> Line {
        let database = try await job.engine.open(StorageMeasures.firm(job.size), in: job.folder)
        let desk = Desk.bench(database)
        let count = 200
        var timing = Timing()
        for run in 0..<job.runs {
            try await timing.take {
                for index in 0..<count {
                    let number = 1 + (index * 7919 + run) % job.size
                    let found = try await desk.explain(
                        InvoiceID("FA-26-" + number.digits(8)), in: Firm.company, on: Firm.lateDay)
                    guard found.verdicts.count == 1 else { throw BenchProblem.unexpected("nothing was explained") }
                }
            }
        }
        await database.close()
        return Line(job, timing, count: count, "invoices")
    }

    /// Outstanding, overdue, by age, DSO: what the page of the morning shows above its lists.
    func dashboard() async throws -> Line {
        try await reading { session throws(SQLError) in
            try InsightStore.figures(Firm.company, on: Firm.onePercentDay, session).currencies.count
        }
    }

    /// What every customer owes, by age.
    func agedBalance() async throws -> Line {
        try await reading { session throws(SQLError) in
            try InsightStore.agedBalance(Firm.company, on: Firm.onePercentDay, session).rows.count
        }
    }

    private func reading(_ question: @escaping @Sendable (Session) throws(SQLError) -> Int) async throws -> Line {
        let database = try await job.engine.open(StorageMeasures.firm(job.size), in: job.folder)
        var timing = Timing()
        for _ in 0..<job.runs {
            let rows = try await timing.take {
                try await database.read(for: .company(Firm.company.text)) { session throws(SQLError) in try question(session) }
            }
            guard rows > 0 else { throw BenchProblem.unexpected("nothing was found") }
        }
        await database.close()
        return Line(job, timing, count: 1, "answers")
    }

    /// The whole page of the morning of a day on which nothing is due or 1 % is, with its plan: nothing kept in memory.
    func morning() async throws -> Line {
        let database = try await job.engine.open(StorageMeasures.firm(job.size), in: job.folder)
        let day = Firm.day(job.variant)
        let desk = Desk.bench(database, today: day)
        var timing = Timing()
        for _ in 0..<job.runs {
            let morning = try await timing.take { try await ReadingRoom(desk).morning(Firm.company, on: day) }
            guard morning.plan != nil else { throw BenchProblem.unexpected("no morning") }
        }
        await database.close()
        return Line(job, timing, count: 1, "pages")
    }
}
