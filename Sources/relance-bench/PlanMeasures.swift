import Dunning
import Ledger
import SQL
import Values
import Workflows

/// The day's plan.
struct PlanMeasures {
    private let job: Job

    init(_ job: Job) { self.job = job }

    /// The pure function, on a book that is already there.
    func plan() throws -> Line {
        let book = try Firm.book(size: job.size)
        let rules = Rulebook().rules(book)
        var timing = Timing()
        var actions = 0
        for _ in 0..<job.runs {
            actions = timing.take { Planner.plan(book, on: Firm.day(job.variant), rules: rules).actions.count }
        }
        return try line(timing, actions)
    }

    /// With what it takes to read the book.
    func deskPlan() async throws -> Line {
        let database = try await job.engine.open(StorageMeasures.firm(job.size), in: job.folder)
        let desk = Desk.bench(database)
        var timing = Timing()
        var actions = 0
        for _ in 0..<job.runs {
            actions = try await timing.take {
                try await desk.plan(Firm.company, on: Firm.day(job.variant)).actions.count
            }
        }
        await database.close()
        return try line(timing, actions)
    }

    private func line(_ timing: Timing, _ actions: Int) throws -> Line {
        guard actions > 0 else { throw BenchProblem.unexpected("nothing was planned") }
        var line = Line(job, timing, count: job.size, "receivables")
        line.add("actions", actions)
        return line
    }

    func tick() async throws -> Line {
        let database = try await job.engine.open(StorageMeasures.firm(job.size), in: job.folder)
        let desk = Desk.bench(database)
        var timing = Timing()
        for _ in 0..<max(job.runs, 20) {
            let plan = try await timing.take { try await desk.plan(Firm.company, on: Firm.quietDay) }
            guard plan.actions.isEmpty, plan.skipped.isEmpty else { throw BenchProblem.unexpected("something was due") }
        }
        await database.close()
        return Line(job, timing, count: 1, "ticks")
    }
}
