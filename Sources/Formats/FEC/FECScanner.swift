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

    private struct Posting {
        let debit: Int64
        let credit: Int64
        /// Debit positive.
        var signed: Int64 { debit - credit }
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
        let account = FECAccount(number)
        enter(date)
        let isDraft = layout.has(.validatedOn) && row[layout[.validatedOn]].isEmpty
        entries.add(debit: posting.debit, credit: posting.credit, account, isDraft: isDraft)
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
        if let line = entries.firstDraftLine {
            for _ in 0..<entries.draftCount { findings.note(.fecDraft, Diagnostic(.fecDraft, line: line)) }
        }
        if lineCount == 0 { findings.note(Diagnostic(.fecNoEntries)) }
    }

    /// Hands the customers' lines over without copying them.
    mutating func takeLines() -> [FECLine] {
        defer { lines = [] }
        return lines
    }

    // MARK: Cells

    private func cell(_ column: FECColumn) -> ArraySlice<UInt8> { row[layout[column]] }

    private func diagnostic(_ code: DiagnosticCode, _ column: FECColumn, _ parameters: [String: String]) -> Diagnostic {
        let position = layout[column]
        let header = position >= 0 ? layout.headers[position] : column.name
        return Diagnostic(code, line: lineNumber, column: header, value: row.text(position), parameters: parameters)
    }

    private mutating func reject(_ code: DiagnosticCode, _ column: FECColumn, _ parameters: [String: String] = [:]) {
        let found = errors.keeps(code) ? diagnostic(code, column, parameters) : Diagnostic(code)
        errors.note(code, found)
    }

    private mutating func remark(_ code: DiagnosticCode, _ column: FECColumn, _ parameters: [String: String] = [:]) {
        let found = findings.keeps(code) ? diagnostic(code, column, parameters) : Diagnostic(code)
        findings.note(code, found)
    }

    private mutating func entryDate() -> LocalDate? {
        switch FECText.date(cell(.entryDate)) {
        case .day(let day):
            firstDate = min(firstDate ?? day, day)
            lastDate = max(lastDate ?? day, day)
            if let closesOn, day > closesOn { remark(.fecDateOutsideYear, .entryDate, ["closesOn": closesOn.iso]) }
            return day
        case .none: reject(.missingValue, .entryDate, ["field": FECColumn.entryDate.name])
        case .impossible: reject(.dateImpossible, .entryDate)
        case .malformed: reject(.dateMalformed, .entryDate, ["format": "YYYYMMDD"])
        }
        return nil
    }

    /// Another date of the line. One that is wrong refuses the file only when something is derived from it.
    private mutating func day(_ column: FECColumn, matters: Bool) -> LocalDate? {
        let position = layout[column]
        guard position >= 0 else { return nil }
        switch FECText.date(row[position]) {
        case .day(let day): return day
        case .none: return nil
        case .impossible: if matters { reject(.dateImpossible, column) } else { remark(.dateImpossible, column) }
        case .malformed:
            let parameters = ["format": "YYYYMMDD"]
            if matters { reject(.dateMalformed, column, parameters) } else { remark(.dateMalformed, column, parameters) }
        }
        return nil
    }

    private struct Days {
        var piece: LocalDate?
        var lettered: LocalDate?
        var settled: LocalDate?
        var due: LocalDate?
    }

    private mutating func remarkOnDates(isCustomer: Bool) -> Days {
        var days = Days()
        days.piece = day(.pieceDate, matters: isCustomer)
        days.lettered = day(.letteredOn, matters: false)
        days.settled = day(.settledOn, matters: isCustomer)
        days.due = day(.dueOn, matters: isCustomer)
        _ = day(.validatedOn, matters: false)
        if days.lettered != nil, cell(.lettering).isEmpty { remark(.fecLetteringMissing, .letteredOn) }
        return days
    }

    // MARK: Amounts

    private mutating func posting() -> Posting? {
        guard layout.hasTwoAmounts else { return signedPosting() }
        guard let debit = amount(.debit), let credit = amount(.credit) else { return nil }
        if debit < 0 { remark(.fecAmountNegative, .debit) }
        if credit < 0 { remark(.fecAmountNegative, .credit) }
        if debit != 0, credit != 0 { remark(.fecBothSides, .credit) }
        return Posting(debit: debit, credit: credit)
    }

    private mutating func signedPosting() -> Posting? {
        guard let amount = amount(.amount) else { return nil }
        if amount < 0 { remark(.fecAmountNegative, .amount) }
        switch cell(.sense) {
        case [0x44], [0x64], [0x2B, 0x31], [0x31], [0x2B]: return Posting(debit: amount, credit: 0)
        case [0x43], [0x63], [0x2D, 0x31], [0x2D]: return Posting(debit: 0, credit: amount)
        case let sense where sense.isEmpty && amount == 0: return Posting(debit: 0, credit: 0)
        default:
            reject(.fecSenseUnknown, .sense)
            return nil
        }
    }

    private mutating func amount(_ column: FECColumn) -> Int64? {
        do throws(AmountProblem) {
            return try FECText.amount(cell(column), decimals: currency.decimals)
        } catch {
            switch error {
            case .empty, .malformed: reject(.amountMalformed, column, ["decimalMark": "comma"])
            case .tooManyDecimals(let allowed):
                reject(.tooManyDecimals, column, ["allowed": String(allowed), "currency": currency.code])
            case .overflow: reject(.amountOverflow, column)
            }
            return nil
        }
    }

    /// Adds a line to the sums of the file. The sum of all magnitudes must fit in 64 bits: then no partial sum,
    /// of an entry or a customer, can overflow.
    private mutating func count(_ posting: Posting) -> Bool {
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

    // MARK: Customers

    private mutating func enter(_ date: LocalDate) {
        let code = cell(.journalCode)
        if journalCode.map({ $0[...] != code }) ?? true {
            journal = journals.id(code: code, label: cell(.journalLabel))
            journalCode = Array(code)
        }
        let number = cell(.entryNumber)
        if number.isEmpty { remark(.fecEntryNumberMissing, .entryNumber) }
        _ = entries.enter(FECEntries.Identity(
            journal: journal, number: number, substitute: cell(.piece), date: date, line: lineNumber))
    }

    private mutating func keep(_ posting: Posting, _ account: FECAccount, _ date: LocalDate, _ days: Days) {
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

    private mutating func foreignAmount(sign: Int64) -> (amount: Int64, currency: Currency?) {
        let amount = cell(.foreignAmount)
        let code = cell(.foreignCurrency)
        if FECText.isZeroOrBlank(amount) {
            let isUnused = code.isEmpty || !amount.isEmpty || Currency(code: String(decoding: code, as: UTF8.self)) == currency
            if !isUnused { remark(.fecForeignIncomplete, .foreignCurrency) }
            return (0, nil)
        }
        guard let foreign = Currency(code: String(decoding: code, as: UTF8.self)) else {
            remark(.fecForeignIncomplete, code.isEmpty ? .foreignAmount : .foreignCurrency)
            return (0, nil)
        }
        guard foreign != currency else { return (0, nil) }
        guard let minor = try? FECText.amount(amount, decimals: foreign.decimals) else {
            remark(.fecForeignIncomplete, .foreignAmount)
            return (0, nil)
        }
        let magnitude = Int64(clamping: minor.magnitude)
        let (sum, overflow) = foreignGross.addingReportingOverflow(magnitude)
        guard !overflow else {
            reject(.amountOverflow, .foreignAmount)
            return (0, nil)
        }
        foreignGross = sum
        return (magnitude * sign, foreign)
    }
}
