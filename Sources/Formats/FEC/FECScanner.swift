import Values

/// The first pass: every line is checked and summed, the customers' lines are kept.
struct FECScanner {
    let layout: FECLayout
    let currency: Currency
    let closesOn: LocalDate?

    var row = FECRow()
    private(set) var lineNumber = 0
    var errors = FECFindings()
    var findings = FECFindings()

    private(set) var lineCount = 0
    private(set) var firstDate: LocalDate?
    private(set) var lastDate: LocalDate?
    private(set) var totals = FECTotals()
    private(set) var journals = FECJournals()
    private(set) var entries = FECEntries()
    private(set) var index = FECCustomerIndex()
    private(set) var texts = FECTexts()
    private(set) var lines: [FECLine] = []

    private var gross: Int64 = 0
    private var foreignGross: Int64 = 0
    private var journal: Int32 = 0
    private var journalCode: [UInt8]?
    /// A short line: an error, or the end of a cut file when nothing follows it.
    private var shortLine: (line: Int, found: Int)?

    init(layout: FECLayout, currency: Currency, closesOn: LocalDate?) {
        self.layout = layout
        self.currency = currency
        self.closesOn = closesOn
    }

    /// Takes the line held in `row`.
    mutating func take(line number: Int) {
        lineNumber = number
        if row.isBlank { return }
        row.split(on: layout.separator)
        guard hasRightWidth() else { return }
        lineCount += 1
        guard let date = entryDate(), let posting = posting(), count(posting) else { return }
        let number = row[layout[.account]]
        guard !number.isEmpty else {
            reject(.missingValue, .account, ["field": FECColumn.account.name])
            return
        }
        firstDate = min(firstDate ?? date, date)
        lastDate = max(lastDate ?? date, date)
        let account = FECAccount(number)
        enter(date)
        let isDraft = layout.has(.validatedOn) && row[layout[.validatedOn]].isEmpty
        let startsDraft = entries.add(debit: posting.debit, credit: posting.credit, account, isDraft: isDraft)
        if startsDraft { remark(.fecDraft, .validatedOn) }
        journals.add(.posting(account, posting.signed), to: journal)
        let days = remarkOnDates(isCustomer: account.isCustomer)
        if account.isCustomer, posting.signed != 0 { keep(posting, account, date, days) }
    }

    private mutating func hasRightWidth() -> Bool {
        if let short = shortLine { rejectShort(short, .rowTooShort) }
        shortLine = nil
        let expected = layout.headers.count
        if row.count < layout.leastCells {
            shortLine = (lineNumber, row.count)
            return false
        }
        guard row.count > expected, (expected..<row.count).contains(where: { !row[$0].isEmpty }) else { return true }
        let parameters = ["expected": String(expected), "found": String(row.count)]
        errors.note(.rowTooLong, Diagnostic(.rowTooLong, line: lineNumber, parameters: parameters))
        return false
    }

    private mutating func rejectShort(_ short: (line: Int, found: Int), _ code: DiagnosticCode) {
        let parameters = ["expected": String(layout.headers.count), "found": String(short.found)]
        errors.note(code, Diagnostic(code, line: short.line, parameters: parameters))
    }

    /// What is known only at the end: entries out of balance, gaps, and whether the last line was cut.
    mutating func finish() {
        if let short = shortLine { rejectShort(short, .truncated) }
        for entry in entries.finish() {
            findings.note(.fecEntryUnbalanced, Diagnostic(.fecEntryUnbalanced, line: entry.line, value: entry.number, parameters: [
                "journal": journals.code(entry.journal), "entry": entry.number,
                "debit": Money(minor: entry.debit, currency).decimalText,
                "credit": Money(minor: entry.credit, currency).decimalText,
            ]))
        }
        for gap in entries.numbering.gaps() {
            findings.note(.fecNumberingGap, Diagnostic(.fecNumberingGap, value: gap.prefix + String(gap.from), parameters: [
                "journal": gap.journal.map(journals.code) ?? "", "from": gap.prefix + String(gap.from),
                "to": gap.prefix + String(gap.through),
            ]))
        }
        if lineCount == 0 { findings.note(Diagnostic(.fecNoEntries)) }
    }

    /// Hands the customers' lines over without copying them.
    mutating func takeLines() -> [FECLine] {
        defer { lines = [] }
        return lines
    }

    /// Adds a line to the sums of the file. The sum of all magnitudes must fit in 64 bits: then no partial sum,
    /// of an entry or a customer, can overflow.
    private mutating func count(_ posting: FECPosting) -> Bool {
        let debit = Int64(clamping: posting.debit.magnitude)
        let credit = Int64(clamping: posting.credit.magnitude)
        let (first, overflow) = gross.addingReportingOverflow(debit)
        let (second, carry) = first.addingReportingOverflow(credit)
        guard !overflow, !carry else {
            reject(.amountOverflow, layout.hasTwoAmounts ? .debit : .amount)
            return false
        }
        gross = second
        totals.debit += posting.debit
        totals.credit += posting.credit
        return true
    }

    /// Adds to the sum of foreign magnitudes, whatever their currencies; false when it does not fit.
    mutating func countForeign(_ magnitude: Int64) -> Bool {
        let (sum, overflow) = foreignGross.addingReportingOverflow(magnitude)
        if !overflow { foreignGross = sum }
        return !overflow
    }

    // MARK: Customers

    private mutating func enter(_ date: LocalDate) {
        let code = cell(.journalCode)
        if journalCode.map({ $0[...] != code }) ?? true {
            journal = journals.id(code: code, label: cell(.journalLabel))
            journalCode = Array(code)
        }
        let number = cell(.entryNumber)
        if number.isEmpty { remark(.fecEntryNumberMissing, .entryNumber) }
        entries.enter(FECEntries.Identity(
            journal: journal, number: number, substitute: cell(.piece), date: date, line: lineNumber))
    }

    private mutating func keep(_ posting: FECPosting, _ account: FECAccount, _ date: LocalDate, _ days: FECDays) {
        let foreign = foreignAmount(sign: posting.signed.signum())
        let number = cell(.account)
        if account == .advance { totals.advances += posting.signed } else { totals.claims += posting.signed }
        let customer = customer(account, number)
        if account == .doubtful { index.markDoubtful(customer) }
        lines.append(FECLine(
            signed: posting.signed, foreign: foreign.amount, currency: foreign.currency,
            line: Int32(clamping: lineNumber), entry: entries.record(number: cell(.entryNumber)), customer: customer,
            account: texts.accounts.id(of: number), lettering: texts.letterings.id(of: cell(.lettering)),
            piece: texts.pieces.id(of: cell(.piece)), kind: account, date: date, pieceDate: days.piece,
            settledOn: days.settled, letteredOn: days.lettered, dueOn: days.due))
    }

    private mutating func customer(_ account: FECAccount, _ number: ArraySlice<UInt8>) -> Int32 {
        let isAdvance = account == .advance
        var key = cell(.auxiliary)
        var isCollective = false
        if key.isEmpty { key = cell(.client) }
        if key.isEmpty {
            isCollective = FECSubaccount.isCollective(number, isAdvance: isAdvance)
            if isCollective { remark(.fecCustomerMissing, .account, ["account": String(decoding: number, as: UTF8.self)]) }
            key = FECSubaccount.customer(of: number, isAdvance: isAdvance)[...]
        }
        let id = index.id(of: key, account: { String(decoding: number, as: UTF8.self) }, isCollective: isCollective)
        if !index.isNamed(id) {
            let label = cell(.auxiliaryLabel).isEmpty ? cell(.accountLabel) : cell(.auxiliaryLabel)
            index.name(id, String(decoding: label, as: UTF8.self))
        }
        return id
    }
}
