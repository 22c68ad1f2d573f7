import Ledger
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

    func dashboard() async throws -> Line {
        throw BenchProblem.missing("the figures of the morning page cannot be measured yet")
    }
}
