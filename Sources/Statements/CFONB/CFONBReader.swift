package import Formats
import Values

/// Reads CFONB 120 statements: several accounts and days in a file, with line ends or without.
///
/// Source: CFONB, "Relevé de compte sur support informatique" (2004), with the SEPA qualifiers of 2010.
package struct CFONBReader {
    private var records: CFONBRecords
    private var open: StatementDraft?
    /// The movement whose complements are being read.
    private var entry: EntryDraft?
    private var complements = 0
    /// Opening balance and movements so far.
    private var sum: Int64 = 0
    private var waiting = EventQueue()
    /// A movement could not be read: the sum says nothing any more.
    private var isIncomplete = false
    private var isFinished = false
    private var hasRecords = false

    package init(_ source: ByteSource, declared: TextEncoding? = nil) {
        records = CFONBRecords(UTF8Source(source, declared: declared))
    }

    /// The next event, nil at the end. Throws what makes the whole file unreadable.
    package mutating func next() throws(Diagnostic) -> StatementEvent? {
        while waiting.isEmpty, !isFinished {
            if let record = try records.next() {
                hasRecords = true
                take(record)
            } else {
                finish()
                if !hasRecords { throw Diagnostic(.emptyFile) }
            }
        }
        return waiting.next()
    }

    private mutating func take(_ record: CFONBRecord) {
        switch record.kind {
        case "01": begin(record)
        case "04": move(record)
        case "05": complete(record)
        case "07": end(record)
        default: refuse(.statementRecordUnknown, record, value: record.text(1, CFONBRecord.width) ?? "")
        }
    }

    private mutating func finish() {
        isFinished = true
        flush()
        guard let statement = open else { return }
        open = nil
        waiting.append(.problem(Diagnostic(.statementWithoutEnd, line: statement.line, value: statement.account.text)))
        waiting.append(.ends(statement))
    }

    /// The movement before is complete.
    private mutating func flush() {
        guard var complete = entry.take() else { return }
        complete.takeLabel()
        waiting.append(.entry(complete))
    }

    private mutating func refuse(_ code: DiagnosticCode, _ record: CFONBRecord, column: String? = nil, value: String, _ parameters: [String: String] = [:]) {
        flush()
        waiting.append(.problem(Diagnostic(code, line: record.line, column: column, value: value, parameters: parameters)))
    }

    // MARK: 01 and 07

    private mutating func begin(_ record: CFONBRecord) {
        flush()
        if let statement = open {
            refuse(.statementWithoutEnd, record, value: statement.account.text)
            waiting.append(.ends(statement))
        }
        open = nil
        isIncomplete = false
        let (bank, branch, number) = record.account
        let account = StatementAccount(bank: bank, branch: branch, number: number)
        guard let currency = currency(record), let balance = balance(record, currency) else { return }
        var statement = StatementDraft(.booked, account, currency, line: record.line)
        statement.opening = balance
        sum = balance.amount
        open = statement
        waiting.append(.begins(statement))
    }

    private mutating func end(_ record: CFONBRecord) {
        flush()
        guard var statement = open else { return refuse(.statementWithoutBeginning, record, value: record.accountText) }
        open = nil
        guard record.isAbout(statement.account) else {
            refuse(.statementOfOtherAccount, record, value: record.accountText, ["account": statement.account.text])
            return waiting.append(.ends(statement))
        }
        guard let balance = balance(record, statement.currency) else { return waiting.append(.ends(statement)) }
        statement.closing = balance
        if let opening = statement.opening, balance.on < opening.on {
            refuse(.statementEndsBefore, record, value: balance.on.iso, ["from": opening.on.iso])
        }
        if balance.amount != sum, !isIncomplete {
            refuse(
                .statementBalance, record, value: Money(minor: balance.amount, statement.currency).decimalText,
                ["expected": Money(minor: sum, statement.currency).decimalText, "currency": statement.currency.code])
        }
        waiting.append(.ends(statement))
    }

    private mutating func balance(_ record: CFONBRecord, _ currency: Currency) -> BalanceDraft? {
        guard let on = date(record, 35, "35-40"), let amount = amount(record, 91, currency) else { return nil }
        return BalanceDraft(on: on, amount: amount)
    }

    // MARK: 04 and 05

    private mutating func move(_ record: CFONBRecord) {
        flush()
        guard let statement = open else { return refuse(.entryOutsideStatement, record, value: record.text(49, 79) ?? "") }
        guard let entry = read(record, in: statement) else {
            isIncomplete = true
            return
        }
        let (total, isTooLarge) = sum.addingReportingOverflow(entry.amount)
        sum = total
        if isTooLarge { isIncomplete = true }
        self.entry = entry
        complements = 0
    }

    private mutating func read(_ record: CFONBRecord, in statement: StatementDraft) -> EntryDraft? {
        guard record.isAbout(statement.account) else {
            refuse(.statementOfOtherAccount, record, value: record.accountText, ["account": statement.account.text])
            return nil
        }
        guard let currency = currency(record), let on = date(record, 35, "35-40"), let amount = amount(record, 91, currency)
        else { return nil }
        guard currency == statement.currency else {
            refuse(.entryCurrency, record, column: "17-19", value: currency.code, ["currency": statement.currency.code])
            return nil
        }
        var entry = EntryDraft(line: record.line, bookedOn: on, amount: amount, currency: currency, label: record.text(49, 80) ?? "")
        entry.valueOn = record[43, 48].isBlank ? nil : record.date(43)
        entry.operation = record.text(33, 34)
        entry.returnReason = record.text(41, 42)
        entry.references.bank = record.text(105, 120)
        return entry
    }

    private mutating func complete(_ record: CFONBRecord) {
        guard entry != nil else { return refuse(.detailWithoutEntry, record, value: record.text(46, 118) ?? "") }
        complements += 1
        guard complements <= EntryDraft.mostComplements else {
            return waiting.append(.problem(Diagnostic(
                .batchTooLarge, line: record.line, value: record.text(46, 118) ?? "", parameters: ["limit": String(EntryDraft.mostComplements)])))
        }
        entry?.complete(qualifier: record.text(46, 48) ?? "", record)
    }

    // MARK: Fields

    private mutating func currency(_ record: CFONBRecord) -> Currency? {
        guard let code = record.text(17, 19) else { return .eur }
        if let currency = Currency(code: code) { return currency }
        refuse(.currencyUnknown, record, column: "17-19", value: code)
        return nil
    }

    private mutating func date(_ record: CFONBRecord, _ first: Int, _ columns: String) -> LocalDate? {
        if let date = record.date(first) { return date }
        refuse(.statementDate, record, column: columns, value: record.text(first, first + 5) ?? "", ["format": "DDMMYY"])
        return nil
    }

    /// Minor units of the currency, whatever number of decimals the file writes.
    private mutating func amount(_ record: CFONBRecord, _ first: Int, _ currency: Currency) -> Int64? {
        let decimals = record[20, 20].number.map(Int.init) ?? 2
        do throws(AmountFault) {
            guard let written = record.amount(first) else { throw .malformed }
            return try Scale.minor(written, decimals: decimals, of: currency)
        } catch {
            flush()
            let text = record.text(first, first + 13) ?? ""
            waiting.append(.problem(error.diagnostic(line: record.line, column: "\(first)-\(first + 13)", value: text, currency)))
            return nil
        }
    }
}
