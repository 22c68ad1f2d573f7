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
    private let form: EntryTelling.Form
    /// Statements of the accounts that the file tells of, recorded before or by it.
    private var known: [String: [BankStatement]] = [:]
    private var recorded: [String: RecordedDays] = [:]
    private var gaps = StatementGaps()
    /// Accounts that were known before the file, once they were asked for.
    private var accounts: [String]?
    /// Accounts of which it was said what there is to say.
    private var toldAccounts: Set<String> = []

    private init(_ form: EntryTelling.Form) { self.form = form }

    /// Reads a file from end to end and records what it brings; what cannot be read is in the report.
    static func run(
        _ file: PreparedFile, _ origin: StatementOrigin, _ batch: inout IntakeBatch,
        _ progress: @Sendable (IntakeProgress) -> Void, parsed: () -> Void
    ) throws(IntakeStop) -> FileReport {
        var report = origin.report(file)
        var intake = StatementIntake(origin.form)
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
        for remark in gaps.remarks(known) { report.warn(remark) }
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
        let statement = ReadStatement(draft, entries, form, isDamaged: isDamaged, own: try ownAccount(&batch))
        entries = []
        guard let days = statement.days else {
            report.unchanged += all
            return
        }
        let identities = statement.identities()
        let id = statement.id(identities)
        let told = try recorded(statement, days, &batch)
        guard told.all.allSatisfy({ $0.id != id }) else {
            report.unchanged += all
            return
        }
        let answer = StatementComparison(
            statement: statement, known: AccountTold(statement, statements: told.all, entries: told.entries),
            calendar: WorkingCalendar(batch.profile.calendar)
        ).answer(identities)
        try record(statement, id, days, answer, &batch)
        otherwise += answer.otherwise
        report.created += answer.fresh.count
        report.unchanged += all - answer.fresh.count
        try tellAccount(statement, isNew: told.all.isEmpty, &batch, &report)
        var contradicted: (BankStatement, file: String)?
        if let other = answer.contradicted { contradicted = (other, try file(of: other, &batch) ?? report.file) }
        tell(statement, days, answer, contradicted, &report)
    }

    /// The account of files that name none: the company's own, else the only one that is known.
    private mutating func ownAccount(_ batch: inout IntakeBatch) throws(DeskError) -> String? {
        if let accounts { return batch.profile.letterhead.iban ?? (accounts.count == 1 ? accounts.first : nil) }
        let known = try batch.ask { company, session throws(SQLError) in try BankStore.accounts(company, session) }
        accounts = known.map(\.account).filter { !$0.isEmpty }
        return try ownAccount(&batch)
    }

    /// Says once of which account a file is that names none, and that an account was never seen before.
    private mutating func tellAccount(
        _ statement: ReadStatement, isNew: Bool, _ batch: inout IntakeBatch, _ report: inout FileReport
    ) throws(DeskError) {
        guard toldAccounts.insert(statement.account).inserted else { return }
        let (line, account) = (statement.draft.line, statement.account)
        let own = batch.profile.letterhead.iban
        if account.isEmpty {
            report.warn(IntakeRemark(.accountUnnamed, line: line))
        } else if statement.isUnnamed, own == nil {
            report.warn(IntakeRemark(.accountAssumed, line: line, value: account))
        } else if isNew, account != own, own != nil || !(accounts ?? []).isEmpty {
            report.warn(IntakeRemark(.accountNew, line: line, value: account))
        }
    }

    /// The file that brought a statement.
    private func file(of statement: BankStatement, _ batch: inout IntakeBatch) throws(DeskError) -> String? {
        try batch.ask { company, session throws(SQLError) in try CompanyStore.receipt(of: statement.importID, company, session)?.file }
    }

    /// The statements of the account, and its movements around the days of one.
    private mutating func recorded(
        _ statement: ReadStatement, _ days: ClosedRange<LocalDate>, _ batch: inout IntakeBatch
    ) throws(DeskError) -> (all: [BankStatement], entries: [BankEntry]) {
        let account = statement.account
        let reach = StatementComparison.days
        let wanted = days.lowerBound.adding(days: -reach)...days.upperBound.adding(days: reach)
        var recorded = self.recorded[account] ?? RecordedDays()
        for days in recorded.missing(wanted) {
            // What the file said so far is asked for with the rest.
            try batch.flush()
            recorded.take(
                try batch.ask { company, session throws(SQLError) in
                    try BankStore.booked(on: account, from: days.lowerBound, through: days.upperBound, company, session)
                })
        }
        let entries = recorded.entries(wanted)
        self.recorded[account] = recorded
        if let all = known[account] { return (all, entries) }
        let all = try batch.ask { company, session throws(SQLError) in try BankStore.statements(of: account, company, session) }
        known[account] = all
        return (all, entries)
    }

    private mutating func record(
        _ statement: ReadStatement, _ id: StatementID, _ days: ClosedRange<LocalDate>,
        _ answer: StatementComparison.Answer, _ batch: inout IntakeBatch
    ) throws(DeskError) {
        let told = statement.record(id, days, batch.importID)
        try batch.record(.bank(.statementRecorded(told)))
        known[statement.account, default: []].append(told)
        if statement.source == .statement { gaps.take(told, line: statement.draft.line) }
        for fresh in answer.fresh {
            let entry = BankEntry(
                statement.entries[fresh.place], id: fresh.id, statement: id, account: statement.account, source: statement.source,
                isPerhapsKnown: fresh.isHeld)
            try batch.record(.bank(.entryBooked(entry)))
            self.recorded[statement.account]?.take([entry])
            try batch.flushIfFull()
        }
        if !answer.detailed.isEmpty { try batch.flush() }
        for (sum, parts) in answer.detailed {
            let booked = try batch.ask { company, session throws(SQLError) in try BankStore.entry(sum, company, session) }
            guard let booked else { continue }
            if booked.shares.isEmpty {
                if booked.setAside == nil { try batch.record(.bank(.entrySetAside(sum, reason: "detailed"))) }
                continue
            }
            // The sum was decided about before its parts were told: it counts, they do not.
            for fresh in answer.fresh where parts.contains(fresh.place) {
                try batch.record(.bank(.entrySetAside(fresh.id, reason: "in_sum")))
            }
        }
    }

    private func tell(
        _ statement: ReadStatement, _ days: ClosedRange<LocalDate>, _ answer: StatementComparison.Answer,
        _ contradicted: (BankStatement, file: String)?, _ report: inout FileReport
    ) {
        if answer.overlap > 0 {
            report.warn(
                IntakeRemark(
                    .statementsOverlap, line: statement.draft.line, value: statement.account,
                    [
                        "from": .date(days.lowerBound, .short), "until": .date(days.upperBound, .short),
                        "count": .number(answer.same + answer.otherwise), "new": .number(answer.fresh.count),
                    ]))
        }
        if let (other, name) = contradicted {
            report.warn(
                IntakeRemark(
                    .statementsContradict, line: statement.draft.line, value: statement.account,
                    [
                        "from": .date(days.lowerBound, .short), "until": .date(days.upperBound, .short),
                        "closing": .money(Money(minor: statement.closing?.amount ?? 0, statement.draft.currency)),
                        "other": .money(Money(minor: other.closing ?? 0, other.currency)), "file": .text(report.file), "before": .text(name),
                    ]))
        }
        for fresh in answer.fresh {
            guard let doubt = fresh.doubt else { continue }
            let entry = statement.entries[fresh.place]
            report.warn(
                IntakeRemark(
                    doubt.code(isHeld: fresh.isHeld), line: entry.line, value: entry.label,
                    [
                        "amount": .money(Money(minor: entry.amount, entry.currency)), "on": .date(entry.bookedOn, .short),
                        "entry": .text(fresh.id.text), "other": .text(doubt.other?.text ?? ""),
                    ]))
        }
    }
}

extension StatementComparison.Doubt {
    fileprivate var other: EntryID? {
        switch self {
        case .beyondBalances: nil
        case .alike(let id): id
        }
    }

    fileprivate func code(isHeld: Bool) -> IntakeCode {
        switch self {
        case .beyondBalances: isHeld ? .movementBeyondBalances : .movementCountedBeyond
        case .alike: .movementAlike
        }
    }
}

extension StatementOrigin {
    fileprivate var form: EntryTelling.Form {
        switch self {
        case .format(.cfonb120): .cfonb
        case .format(.camt): .camt
        case .format(.mt940): .mt940
        case .format(.ofx): .ofx
        case .table: .table
        }
    }

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
