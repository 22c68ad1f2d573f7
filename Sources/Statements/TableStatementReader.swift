package import Formats
import Values

/// Reads the movements of a table (CSV, XLSX) whose columns are known: a statement for each run of rows of one account.
///
/// Its rows may begin with the oldest day or with the newest. Where there is a balance column, each balance is compared
/// with the one before, and the statement gets an opening and a closing balance from them; `begins` cannot know them yet.
package struct TableStatementReader {
    private var rows: Intake
    /// The header of the balances.
    private let balanceColumn: String
    /// Of the rows that name none: what stands above the headers.
    private let account: StatementAccount
    private var open: StatementDraft?
    private var run = BalanceRun()
    private var waiting = EventQueue()
    private var isFinished = false

    package init(_ input: TableInput, _ survey: TableSurvey) throws(Diagnostic) {
        rows = try Intake(input, survey)
        account = StatementAccount(preamble: survey.head.preamble) ?? StatementAccount("")
        balanceColumn = survey.columns.first { $0.field == .balance }?.header ?? Field.balance.rawValue
    }

    /// The next event, nil at the end. Throws what makes the whole file unreadable.
    package mutating func next() throws(Diagnostic) -> StatementEvent? {
        while waiting.isEmpty, !isFinished {
            guard let row = try rows.next() else {
                isFinished = true
                end()
                break
            }
            switch row {
            case .rejected(_, let problems):
                // A row that cannot be read breaks the chain of balances.
                run.breakOff()
                for problem in problems.prefix(1) { waiting.append(.problem(problem)) }
            case .draft(.statementRow(let draft)): take(draft)
            case .draft(.customer), .draft(.contact), .draft(.invoice), .draft(.creditNote), .draft(.payment): break
            }
        }
        return waiting.next()
    }

    private mutating func take(_ row: StatementRowDraft) {
        let account = row.account.map { StatementAccount($0) } ?? account
        if open?.account != account || open?.currency != row.amount.currency {
            end()
            let statement = StatementDraft(.booked, account, row.amount.currency, line: row.line)
            open = statement
            waiting.append(.begins(statement))
        }
        compare(row)
        var entry = EntryDraft(
            line: row.line, bookedOn: row.bookedOn, amount: row.amount.minor, currency: row.amount.currency, label: row.labels.joined(separator: " "))
        entry.valueOn = row.valueOn
        entry.party.name = row.partyName
        entry.party.account = row.partyAccount
        entry.references.bank = row.reference
        entry.takeLabel()
        waiting.append(.entry(entry))
    }

    private mutating func compare(_ row: StatementRowDraft) {
        let currency = row.amount.currency
        guard let expected = run.take(on: row.bookedOn, amount: row.amount.minor, balance: row.balance), let balance = row.balance
        else { return }
        waiting.append(.remark(Diagnostic(
            .runningBalance, line: row.line, column: balanceColumn, value: Money(minor: balance, currency).decimalText,
            parameters: ["expected": Money(minor: expected, currency).decimalText, "currency": currency.code])))
    }

    private mutating func end() {
        guard var statement = open else { return }
        open = nil
        statement.opening = run.opening
        statement.closing = run.closing
        run = BalanceRun()
        waiting.append(.ends(statement))
    }
}

/// The balances of one account's rows, as they follow each other upwards or downwards in time.
private struct BalanceRun {
    private struct Row {
        let on: LocalDate
        let amount: Int64
        let balance: Int64

        /// What there was before it.
        var before: Int64 { balance &- amount }
    }

    private var first: Row?
    private var last: Row?
    /// Nil until two rows tell.
    private var isNewestFirst: Bool?
    /// Rows without a balance, or unreadable, stand between.
    private var isBroken = false

    /// The balance that the row should have had; nil when it has it, or when nothing tells.
    mutating func take(on: LocalDate, amount: Int64, balance: Int64?) -> Int64? {
        guard let balance else {
            isBroken = last != nil
            return nil
        }
        let row = Row(on: on, amount: amount, balance: balance)
        defer {
            last = row
            isBroken = false
        }
        guard let last else {
            first = row
            return nil
        }
        guard !isBroken else { return nil }
        let (upwards, downwards) = (last.balance &+ amount, last.before)
        if isNewestFirst == nil {
            let (goesUp, goesDown) = (upwards == balance, downwards == balance)
            if goesUp != goesDown { isNewestFirst = goesDown } else if goesUp { return nil }
        }
        let expected = isNewestFirst ?? (last.on > on) ? downwards : upwards
        return expected == balance ? nil : expected
    }

    mutating func breakOff() { isBroken = true }

    private var ends: (oldest: Row, newest: Row)? {
        guard let first, let last else { return nil }
        return isNewestFirst ?? (first.on > last.on) ? (last, first) : (first, last)
    }

    var opening: BalanceDraft? { ends.map { BalanceDraft(on: $0.oldest.on, amount: $0.oldest.before) } }
    var closing: BalanceDraft? { ends.map { BalanceDraft(on: $0.newest.on, amount: $0.newest.balance) } }
}
