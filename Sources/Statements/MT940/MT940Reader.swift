package import Formats
import Values

/// Reads MT940 statements, and MT942 as what is provisional. Tags that are not known stay with their movement.
///
/// Source: SWIFT, MT940 Customer Statement Message; details in the forms of the German, Dutch and French banks.
package struct MT940Reader {
    private var fields: MT940Fields
    private var head: MT940Head?
    private var entry: EntryDraft?
    /// Fields of the movement, or of the statement around it, so far.
    private var complements = 0
    private var waiting: EventQueue = EventQueue()
    private var isFinished = false
    private var hasHeads = false

    package init(_ source: ByteSource, declared: TextEncoding? = nil) {
        fields = MT940Fields(UTF8Source(source, declared: declared))
    }

    /// The next event, nil at the end. Throws what makes the whole file unreadable.
    package mutating func next() throws(Diagnostic) -> StatementEvent? {
        while waiting.isEmpty, !isFinished {
            if let field = try fields.next() {
                take(field)
            } else {
                isFinished = true
                close()
                if !hasHeads { throw Diagnostic(.notAStatement) }
            }
        }
        return waiting.next()
    }

    private mutating func take(_ field: MT940Field) {
        switch field.tag {
        case "20":
            close()
            complements = 0
            change(field) { $0.reference = field.first.trimmed }
        case "25", "25P": change(field) { $0.account = field.first.trimmed }
        case "28", "28C", "28D": change(field) { $0.number = field.first.trimmed }
        case "34F": limit(field)
        case "60F", "60M": begin(field)
        case "61": move(field)
        case "86", "NS": complete(field)
        case "62F", "62M": end(field)
        case "90C", "90D": total(field)
        case "940", "942": break
        default: note(field)
        }
    }

    /// What stands before the first movement of a message, or begins one.
    private mutating func change(_ field: MT940Field, _ change: (inout MT940Head) -> Void) {
        flush()
        hasHeads = true
        var known = head ?? MT940Head(line: field.line)
        change(&known)
        head = known
    }

    private mutating func flush() {
        guard var complete = entry.take() else { return }
        complete.takeLabel()
        waiting.append(.entry(complete))
    }

    /// The message ends: so does what was told of it.
    private mutating func close() {
        flush()
        guard let known = head else { return }
        head = nil
        guard let statement = known.statement else {
            if !known.isRefused {
                waiting.append(.problem(Diagnostic(.statementWithoutBeginning, line: known.line, value: known.account ?? known.reference ?? "")))
            }
            return
        }
        // Without a last balance nobody can tell whether a line is missing.
        if statement.kind == .booked, !known.isEnded {
            waiting.append(.problem(Diagnostic(.statementWithoutEnd, line: statement.line, value: statement.account.text)))
        }
        waiting.append(.ends(statement))
    }

    private mutating func refuse(_ code: DiagnosticCode, _ field: MT940Field, value: String, _ parameters: [String: String] = [:]) {
        flush()
        waiting.append(.problem(Diagnostic(code, line: field.line, column: field.tag, value: value, parameters: parameters)))
    }

    private mutating func remark(_ code: DiagnosticCode, _ field: MT940Field, value: String, _ parameters: [String: String]) {
        waiting.append(.remark(Diagnostic(code, line: field.line, column: field.tag, value: value, parameters: parameters)))
    }

    // MARK: Balances

    private mutating func balance(_ field: MT940Field, of known: Currency?) -> (balance: BalanceDraft, currency: Currency)? {
        do throws(MT940Balance.Problem) {
            let read = try MT940Balance(field.first, in: known)
            if read.on.isBeyondMonth { remarkDay(read.on, field, String(decoding: field.first.dropFirst().prefix(6), as: UTF8.self)) }
            return (BalanceDraft(on: read.on.date, amount: read.amount), read.currency)
        } catch {
            switch error {
            case .date: refuse(.statementDate, field, value: field.text, ["format": "YYMMDD"])
            case .currency(let code): refuse(.currencyUnknown, field, value: code)
            case .amount(let fault, let text, let currency):
                flush()
                waiting.append(.problem(fault.diagnostic(line: field.line, column: field.tag, value: text, currency)))
            }
            return nil
        }
    }

    private mutating func remarkDay(_ day: MT940Day, _ field: MT940Field, _ written: String) {
        remark(.dateBeyondMonth, field, value: written, ["read": day.date.iso])
    }

    private mutating func begin(_ field: MT940Field) {
        change(field) { _ in }
        guard var known = head, known.statement == nil else { return note(field) }
        if known.account == nil {
            head?.isRefused = true
            return refuse(.statementWithoutAccount, field, value: known.reference ?? "")
        }
        guard let (balance, currency) = balance(field, of: nil) else {
            head?.isRefused = true
            return
        }
        known.begin(currency, balance)
        tell(known)
    }

    /// `:34F:EURD0,00`: the floor of an interim report, which has no balances.
    private mutating func limit(_ field: MT940Field) {
        change(field) { $0.isProvisional = true }
        guard var known = head, known.statement == nil else { return }
        let code = String(decoding: field.first.prefix(3), as: UTF8.self)
        guard let currency = Currency(code: code) else { return refuse(.currencyUnknown, field, value: code) }
        guard known.account != nil else {
            head?.isRefused = true
            return refuse(.statementWithoutAccount, field, value: known.reference ?? "")
        }
        known.begin(currency, nil)
        tell(known)
    }

    private mutating func tell(_ known: MT940Head) {
        head = known
        if let statement = known.statement { waiting.append(.begins(statement)) }
    }

    private mutating func end(_ field: MT940Field) {
        change(field) { _ in }
        guard var known = head, let statement = known.statement, !known.isEnded else {
            if head?.isRefused != true { refuse(.statementWithoutBeginning, field, value: field.text) }
            head?.isRefused = true
            return
        }
        known.isEnded = true
        head = known
        guard let (balance, currency) = balance(field, of: statement.currency) else { return }
        guard currency == statement.currency else {
            return refuse(.entryCurrency, field, value: currency.code, ["currency": statement.currency.code])
        }
        head?.statement?.closing = balance
        if statement.opening != nil, balance.amount != known.sum, !known.isIncomplete {
            refuse(
                .statementBalance, field, value: Money(minor: balance.amount, currency).decimalText,
                ["expected": Money(minor: known.sum, currency).decimalText, "currency": currency.code])
        }
    }

    /// `:90D:1EUR2,30`: how many debits there are, and their sum.
    private mutating func total(_ field: MT940Field) {
        note(field)
        guard let known = head, let statement = known.statement, !known.isIncomplete else { return }
        let count = field.first.prefix { $0.digit != nil }
        let digits = field.first.dropFirst(count.count + 3)
        guard let announced = count.number, let sum = try? Scale.minor(text: Array(digits).trimmed.utf8, of: statement.currency) else { return }
        let found = field.tag == "90C" ? known.credits : known.debits
        guard announced != Int64(found.count) || sum != found.sum else { return }
        remark(
            .statementTotal, field, value: field.first.trimmed,
            ["count": String(found.count), "sum": Money(minor: found.sum, statement.currency).decimalText,
                "currency": statement.currency.code])
    }

    // MARK: Movements

    private mutating func move(_ field: MT940Field) {
        flush()
        hasHeads = true
        guard let known = head, let statement = known.statement, !known.isEnded else {
            return refuse(.entryOutsideStatement, field, value: field.text)
        }
        do throws(MT940Line.Problem) {
            let (line, more) = try MT940Line.reading(field.lines, in: statement.currency)
            try tell(line, more, field, statement.currency)
        } catch {
            head?.isIncomplete = true
            switch error {
            case .date(let value): refuse(.statementDate, field, value: value, ["format": "YYMMDD"])
            case .amount(let fault, let value):
                waiting.append(.problem(fault.diagnostic(line: field.line, column: field.tag, value: value, statement.currency)))
            case .mark(let value), .operation(let value): refuse(.statementRecordUnknown, field, value: value)
            }
        }
    }

    private mutating func tell(
        _ line: MT940Line, _ more: ArraySlice<[UInt8]>, _ field: MT940Field, _ currency: Currency
    ) throws(MT940Line.Problem) {
        let written = String(decoding: field.first.prefix(10), as: UTF8.self)
        if line.isExpected {
            return remark(.entryNotBooked, field, value: written, ["status": "E"])
        }
        for day in [line.valueOn, line.bookedOn] where day.isBeyondMonth {
            remarkDay(day, field, written)
            break
        }
        var entry = EntryDraft(line: field.line, bookedOn: line.bookedOn.date, amount: line.amount, currency: currency, label: "")
        entry.valueOn = line.valueOn.date
        entry.isReversal = line.isReversal
        entry.operation = line.operation
        entry.references.bank = line.bankReference
        entry.references.customer = line.customerReference
        if let supplement = line.supplement { entry.details.append(DetailDraft("61", supplement)) }
        for text in more where !text.isBlank { entry.details.append(DetailDraft("61", text.trimmed)) }
        head?.add(line.amount)
        complements = 0
        self.entry = entry
    }

    /// Behind a movement its details; behind the balances words about the whole statement.
    private mutating func complete(_ field: MT940Field) {
        guard entry != nil else { return note(field) }
        guard hasRoom(for: field), var entry = entry.take() else { return }
        if field.tag == "NS" {
            MT940Details.read(subfields: field.lines, into: &entry)
        } else {
            MT940Details.read(field.lines, into: &entry)
        }
        self.entry = entry
    }

    private mutating func hasRoom(for field: MT940Field) -> Bool {
        complements += 1
        if complements <= EntryDraft.mostComplements { return true }
        waiting.append(.problem(Diagnostic(
            .batchTooLarge, line: field.line, column: field.tag, value: field.text, parameters: ["limit": String(EntryDraft.mostComplements)])))
        return false
    }

    /// What has no field of its own stays with the movement, or with the statement.
    private mutating func note(_ field: MT940Field) {
        guard hasRoom(for: field) else { return }
        let detail = DetailDraft(field.tag, field.text)
        if entry != nil, !["64", "65", "90C", "90D"].contains(field.tag) {
            entry?.details.append(detail)
        } else {
            flush()
            head?.statement?.notes.append(detail)
        }
    }
}
