/// Everything that is measured, in the order in which it is run.
enum Measure: String, CaseIterable {
    case record
    case importCSV = "import-csv"
    case importFEC = "import-fec"
    case readCFONB = "read-cfonb"
    case readCamt = "read-camt"
    case importStatement = "import-statement"
    case match
    case fold
    case plan
    case deskPlan = "desk-plan"
    case tick
    case explain
    case dashboard
    case agedBalance = "aged-balance"
    case morning
    case render
    case dispatch

    var summary: String {
        switch self {
        case .record: "facts and projections of open receivables, durable"
        case .importCSV: "a CSV file of invoices, from the file to the disk"
        case .importFEC: "a FEC of invoices, from the file to the disk"
        case .readCFONB: "movements of a CFONB 120 statement, from the file to memory"
        case .readCamt: "movements of a camt.053 statement, from the file to memory"
        case .importStatement: "a CFONB 120 statement, from the file to the disk"
        case .match: "movements of the bank allocated to twice as many open invoices, durable"
        case .fold: "the facts read again and folded"
        case .plan: "the day's plan of a book in memory, 1 % and 100 % due"
        case .deskPlan: "the same with the book read from the database"
        case .tick: "a day on which nothing is due"
        case .explain: "why an invoice was or was not written about"
        case .dashboard: "the figures of the morning page"
        case .agedBalance: "what every customer owes, by age"
        case .morning: "the whole page of the morning, with its plan"
        case .render: "mails put into words and into bytes"
        case .dispatch: "mails sent to an SMTP server on this machine, step by step durable"
        }
    }

    var sizes: [Int] {
        switch self {
        case .record, .tick, .explain, .dashboard, .agedBalance, .morning: [1_000_000]
        case .importCSV, .importFEC, .importStatement, .match, .fold: [100_000]
        case .plan, .deskPlan: [10_000, 100_000, 1_000_000]
        case .readCFONB, .readCamt: [100_000, 1_000_000]
        case .render: [10_000]
        case .dispatch: [2_000]
        }
    }

    var engines: [BenchEngine] {
        switch self {
        case .plan, .render, .readCFONB, .readCamt: [.memory]
        case .record, .importCSV, .importFEC, .importStatement, .match, .fold, .deskPlan, .tick, .explain, .dashboard,
            .agedBalance, .morning, .dispatch:
            [.sqlite, .postgres]
        }
    }

    var variants: [Variant] {
        switch self {
        case .plan, .deskPlan: [.onePercentDue, .allDue]
        case .morning: [.plain, .onePercentDue]
        case .record, .importCSV, .importFEC, .readCFONB, .readCamt, .importStatement, .match, .fold, .tick, .explain,
            .dashboard, .agedBalance, .render, .dispatch:
            [.plain]
        }
    }

    /// Runs on a firm already recorded, rather than on an empty database.
    var needsFirm: Bool {
        switch self {
        case .fold, .deskPlan, .tick, .explain, .dashboard, .agedBalance, .morning: true
        case .record, .importCSV, .importFEC, .readCFONB, .readCamt, .importStatement, .match, .plan, .render, .dispatch: false
        }
    }

    func run(_ job: Job) async throws -> Line {
        switch self {
        case .record: try await StorageMeasures(job).record()
        case .importCSV: try await ImportMeasures(job).csv()
        case .importFEC: try await ImportMeasures(job).fec()
        case .readCFONB: try StatementMeasures(job).cfonb()
        case .readCamt: try StatementMeasures(job).camt()
        case .importStatement: try await CashMeasures(job).intake()
        case .match: try await CashMeasures(job).match()
        case .fold: try await StorageMeasures(job).fold()
        case .plan: try PlanMeasures(job).plan()
        case .deskPlan: try await PlanMeasures(job).deskPlan()
        case .tick: try await PlanMeasures(job).tick()
        case .explain: try await ReadingMeasures(job).explain()
        case .dashboard: try await ReadingMeasures(job).dashboard()
        case .agedBalance: try await ReadingMeasures(job).agedBalance()
        case .morning: try await ReadingMeasures(job).morning()
        case .render: try MailMeasures(job).render()
        case .dispatch: try await MailMeasures(job).dispatch()
        }
    }
}

/// How much of a firm is due on the day that is planned.
enum Variant: String {
    case plain
    case onePercentDue = "1%"
    case allDue = "100%"
}
