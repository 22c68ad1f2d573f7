import Formats
import Ledger
import SQL
import Statements
import Storage
import Texts
import Values
import Workflows

/// Takes in the statements of one file, one after the other, inside its transaction.
struct StatementIntake {
    /// Reads as many movements between two reports of progress.
    private static let pace = 2048

    private var draft: StatementDraft?
    private var entries: [EntryDraft] = []
    private var isDamaged = false
    /// Movements that are not booked yet.
    private var provisional = 0
    private var otherwise = 0

    /// Reads a file from end to end and records what it brings; what cannot be read is in the report.
    static func run(
        _ file: PreparedFile, _ origin: StatementOrigin, _ batch: inout IntakeBatch,
        _ progress: @Sendable (IntakeProgress) -> Void, parsed: () -> Void
    ) throws(IntakeStop) -> FileReport {
        var report = origin.report(file)
        var intake = StatementIntake()
        var reader = try open(file, origin)
        parsed()
        while let event = try next(&reader, file) {
            try IntakeStop.working { () throws(DeskError) in try intake.take(event, &batch, &report) }
            if report.rows % pace == 0 { progress(IntakeProgress(file: report.file, rowsDone: report.rows, rows: 0)) }
        }
        intake.finish(&report)
        return report
    }

    private static func open(_ file: PreparedFile, _ origin: StatementOrigin) throws(IntakeStop) -> StatementReader {
        do throws(Diagnostic) { return try origin.reader(of: file.opened) } catch { throw refusal(error, file) }
    }

    private static func next(_ reader: inout StatementReader, _ file: PreparedFile) throws(IntakeStop) -> StatementEvent? {
        do throws(Diagnostic) { return try reader.next() } catch { throw refusal(error, file) }
    }

    private static func refusal(_ diagnostic: Diagnostic, _ file: PreparedFile) -> IntakeStop {
        .refused(.refused(file.name, kind: .statement, IntakeRemark(diagnostic)))
    }

    private mutating func take(
        _ event: StatementEvent, _ batch: inout IntakeBatch, _ report: inout FileReport
    ) throws(DeskError) {
        switch event {
        case .begins(let statement):
            draft = statement
            entries = []
            isDamaged = false
        case .entry(let entry):
            report.rows += 1
            entries.append(entry)
        case .ends(let statement):
            draft = nil
            try close(statement, &batch, &report)
        case .problem(let problem):
            report.rows += 1
            isDamaged = true
            report.reject(IntakeRemark(problem))
        case .remark(let remark): report.warn(IntakeRemark(remark))
        }
    }

    /// What is said of the file as a whole.
    private func finish(_ report: inout FileReport) {
        if provisional > 0 { report.warn(IntakeRemark(.movementsProvisional, ["count": .number(provisional)])) }
        if otherwise > 0 { report.warn(IntakeRemark(.movementsKnownOtherwise, ["count": .number(otherwise)])) }
    }

    private mutating func close(
        _ draft: StatementDraft, _ batch: inout IntakeBatch, _ report: inout FileReport
    ) throws(DeskError) {
        let all = entries.count
        guard draft.kind != .provisional else {
            provisional += all
            report.unchanged += all
            return
        }
        let statement = ReadStatement(draft, entries, isDamaged: isDamaged, own: batch.profile.letterhead.iban)
        entries = []
        guard let days = statement.days else {
            report.unchanged += all
            return
        }
        let identities = statement.identities()
        let id = statement.id(identities)
        let (known, recorded) = try Self.recorded(statement, days, &batch)
        guard !known.contains(where: { $0.id == id }) else {
            report.unchanged += all
            return
        }
        let answer = StatementComparison(statement: statement, known: known, recorded: recorded).answer(identities)
        try record(statement, id, days, answer, &batch)
        otherwise += answer.otherwise
        report.created += answer.fresh.count
        report.unchanged += all - answer.fresh.count
        tell(statement, days, answer, &report)
    }

    /// The statements of the account, and its movements around the days of one.
    private static func recorded(
        _ statement: ReadStatement, _ days: ClosedRange<LocalDate>, _ batch: inout IntakeBatch
    ) throws(DeskError) -> ([BankStatement], [BankEntry]) {
        // What the file said so far is asked for with the rest.
        try batch.flush()
        let account = statement.account
        let from = days.lowerBound.adding(days: -StatementComparison.notificationDays)
        let through = days.upperBound.adding(days: StatementComparison.notificationDays)
        return try batch.ask { company, session throws(SQLError) in
            (
                try BankStore.statements(of: account, company, session),
                try BankStore.booked(on: account, from: from, through: through, company, session)
            )
        }
    }

    private func record(
        _ statement: ReadStatement, _ id: StatementID, _ days: ClosedRange<LocalDate>,
        _ answer: StatementComparison.Answer, _ batch: inout IntakeBatch
    ) throws(DeskError) {
        try batch.record(.bank(.statementRecorded(statement.record(id, days, batch.importID))))
        for (place, name) in answer.fresh {
            let entry = BankEntry(
                statement.entries[place], id: name, statement: id, account: statement.account, source: statement.source)
            try batch.record(.bank(.entryBooked(entry)))
            try batch.flushIfFull()
        }
        for (sum, parts) in answer.detailed {
            let booked = try batch.ask { company, session throws(SQLError) in try BankStore.entry(sum, company, session) }
            guard let booked else { continue }
            if booked.shares.isEmpty {
                if booked.setAside == nil { try batch.record(.bank(.entrySetAside(sum, reason: "detailed"))) }
                continue
            }
            // The sum was decided about before its parts were told: it counts, they do not.
            for (place, id) in answer.fresh where parts.contains(place) {
                try batch.record(.bank(.entrySetAside(id, reason: "in_sum")))
            }
        }
    }

    private func tell(
        _ statement: ReadStatement, _ days: ClosedRange<LocalDate>, _ answer: StatementComparison.Answer,
        _ report: inout FileReport
    ) {
        let line = statement.draft.line
        if let gap = answer.gap, let opening = statement.opening {
            let currency = statement.draft.currency
            report.warn(
                IntakeRemark(
                    .statementsApart, line: line, value: statement.account,
                    [
                        "until": .date(gap.until, .short), "from": .date(opening.on, .short),
                        "closing": .money(Money(minor: gap.closing ?? 0, currency)),
                        "opening": .money(Money(minor: opening.amount, currency)),
                    ]))
        }
        if answer.overlaps, answer.same + answer.otherwise > 0 {
            report.warn(
                IntakeRemark(
                    .statementsOverlap, line: line, value: statement.account,
                    [
                        "from": .date(days.lowerBound, .short), "until": .date(days.upperBound, .short),
                        "count": .number(answer.same + answer.otherwise), "new": .number(answer.fresh.count),
                    ]))
        }
    }
}

extension StatementOrigin {
    /// An empty report, with the columns of a table.
    func report(_ file: PreparedFile) -> FileReport {
        switch self {
        case .format: FileReport(file: file.name, kind: .statement)
        case .table(let survey): FileReport(file: file.name, kind: .statement, survey)
        }
    }

    /// Reads the file from its start.
    func reader(of opened: OpenedFile) throws(Diagnostic) -> StatementReader {
        switch self {
        case .format(let format): try StatementReader(format, opened.source())
        case .table(let survey): try StatementReader(opened.table(), survey)
        }
    }
}
