package import Formats
import Values

/// Reads MT940 statements, and MT942 as what is provisional. Tags that are not known stay with their movement.
///
/// Source: SWIFT, MT940 Customer Statement Message; details in the forms of the German, Dutch and French banks.
package struct MT940Reader {
    private var fields: MT940Fields
    private var open: Draft?
    private var entry: EntryDraft?
    private var waiting: [StatementEvent] = []
    private var isFinished = false
    private var hasFields = false

    /// A statement before its currency is known: that comes with its opening balance.
    private struct Draft {
        var line: Int
        var reference: String?
        var account: String?
        var number: String?
        var statement: StatementDraft?
        var sum: Int64 = 0
        var isProvisional = false
        /// Named once: every line of it would fare the same.
        var isRefused = false
    }

    package init(_ source: ByteSource, declared: TextEncoding? = nil) {
        fields = MT940Fields(UTF8Source(source, declared: declared))
    }

    /// The next event, nil at the end. Throws what makes the whole file unreadable.
    package mutating func next() throws(Diagnostic) -> StatementEvent? {
        while waiting.isEmpty, !isFinished {
            if let field = try fields.next() {
                hasFields = true
                take(field)
            } else {
                isFinished = true
                close()
                if !hasFields { throw Diagnostic(.emptyFile) }
            }
        }
        return waiting.isEmpty ? nil : waiting.removeFirst()
    }

    private mutating func take(_ field: MT940Field) {
        switch field.tag {
        case "20":
            close()
            open = Draft(line: field.line, reference: field.first.trimmed)
        case "25", "25P": draft(field) { $0.account = field.first.trimmed }
        case "28", "28C": draft(field) { $0.number = field.first.trimmed }
        case "34F": draft(field) { $0.isProvisional = true }
        case "60F", "60M": begin(field)
        case "61": move(field)
        case "86": complete(field)
        case "62F", "62M": end(field)
        case "13", "13D", "21", "64", "65", "90C", "90D", "940": break
        default: entry?.details.append(DetailDraft(field.tag, field.text))
        }
    }

    private mutating func draft(_ field: MT940Field, _ change: (inout Draft) -> Void) {
        flush()
        var draft = open ?? Draft(line: field.line)
        change(&draft)
        open = draft
    }

    private mutating func flush() {
        if let entry { waiting.append(.entry(entry)) }
        entry = nil
    }

    /// A statement that nothing closed: without a last balance nobody can tell whether a line is missing.
    private mutating func close() {
        flush()
        if let statement = open?.statement {
            waiting.append(.problem(Diagnostic(.statementWithoutEnd, line: statement.line, value: statement.account.text)))
        }
        open = nil
    }

    private mutating func refuse(_ code: DiagnosticCode, _ field: MT940Field, value: String, _ parameters: [String: String] = [:]) {
        flush()
        waiting.append(.problem(Diagnostic(code, line: field.line, column: field.tag, value: value, parameters: parameters)))
    }

    // MARK: Balances

    /// `C131016DEM84349,74`.
    private mutating func balance(_ field: MT940Field) -> (balance: BalanceDraft, currency: Currency)? {
        let bytes = field.first[...]
        guard let mark = bytes.first, mark == 0x43 || mark == 0x44, let on = MT940Line.day(bytes.dropFirst().prefix(6)) else {
            refuse(.dateMalformed, field, value: field.text, ["format": "YYMMDD"])
            return nil
        }
        let code = String(decoding: bytes.dropFirst(7).prefix(3), as: UTF8.self)
        guard let currency = Currency(code: code) else {
            refuse(.currencyUnknown, field, value: code)
            return nil
        }
        let digits = bytes.dropFirst(10).prefix { $0 != 0x20 }
        guard let minor = Scale.minor(text: digits, of: currency) else {
            refuse(.amountMalformed, field, value: String(decoding: digits, as: UTF8.self))
            return nil
        }
        return (BalanceDraft(on: on, amount: mark == 0x43 ? minor : -minor), currency)
    }

    private mutating func begin(_ field: MT940Field) {
        flush()
        var draft = open ?? Draft(line: field.line)
        guard let account = draft.account else {
            draft.isRefused = true
            open = draft
            return refuse(.statementWithoutAccount, field, value: draft.reference ?? "")
        }
        guard let (balance, currency) = balance(field) else {
            draft.isRefused = true
            open = draft
            return
        }
        let iban = try? IBAN(parsing: account)
        var statement = StatementDraft(
            draft.isProvisional ? .provisional : .booked, iban.map { StatementAccount($0) } ?? StatementAccount(account), currency, line: draft.line)
        statement.reference = [draft.reference, draft.number].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
        statement.opening = balance
        draft.statement = statement
        draft.sum = balance.amount
        open = draft
        waiting.append(.begins(statement))
    }

    private mutating func end(_ field: MT940Field) {
        flush()
        guard var statement = open?.statement, let sum = open?.sum else {
            let isKnown = open?.isRefused == true
            open = nil
            return isKnown ? () : refuse(.statementWithoutBeginning, field, value: field.text)
        }
        open = nil
        guard let (balance, currency) = balance(field) else { return }
        guard currency == statement.currency else {
            return refuse(.currencyUnknown, field, value: currency.code, ["currency": statement.currency.code])
        }
        statement.closing = balance
        if balance.amount != sum {
            refuse(
                .statementBalance, field, value: Money(minor: balance.amount, currency).decimalText,
                ["expected": Money(minor: sum, currency).decimalText])
        }
        waiting.append(.ends(statement))
    }

    // MARK: Movements

    private mutating func move(_ field: MT940Field) {
        flush()
        guard let statement = open?.statement else {
            return open?.isRefused == true ? () : refuse(.entryOutsideStatement, field, value: field.text)
        }
        do {
            let line = try MT940Line(field.first, in: statement.currency)
            var entry = EntryDraft(line: field.line, bookedOn: line.bookedOn, amount: line.amount, currency: statement.currency, label: "")
            entry.valueOn = line.valueOn
            entry.isReversal = line.isReversal
            entry.operation = line.operation
            entry.references.bank = line.bankReference
            entry.references.endToEnd = line.customerReference
            for more in field.lines.dropFirst() where !more.isBlank { entry.details.append(DetailDraft("61", more.trimmed)) }
            open?.sum &+= line.amount
            self.entry = entry
        } catch {
            switch error {
            case .date(let value): refuse(.dateMalformed, field, value: value, ["format": "YYMMDD"])
            case .amount(let value): refuse(.amountMalformed, field, value: value)
            case .mark(let value), .operation(let value): refuse(.statementRecordUnknown, field, value: value)
            }
        }
    }

    /// Behind a movement its details; behind the balances words about the whole statement.
    private mutating func complete(_ field: MT940Field) {
        guard var entry else { return }
        MT940Details.read(field.lines, into: &entry)
        self.entry = entry
    }
}
