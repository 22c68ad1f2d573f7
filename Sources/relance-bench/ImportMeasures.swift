/// Files of invoices on their way to the disk.
struct ImportMeasures {
    private let job: Job

    init(_ job: Job) { self.job = job }

    func csv() async throws -> Line { throw BenchProblem.missing("the intake cannot be measured yet") }

    func fec() async throws -> Line { throw BenchProblem.missing("the intake cannot be measured yet") }
}
