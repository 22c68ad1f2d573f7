package import Formats
import Values

/// Reads OFX 1 (SGML) and OFX 2 (XML): accounts and cards, several in a file.
///
/// Source: Open Financial Exchange 1.6 and 2.3, section 11. An OFX statement has no opening balance: whether a movement
/// is missing cannot be told from the file alone.
package struct OFXReader {
    private var scanner: OFXScanner
    private var currency = ""
    private var account: [String: String] = [:]
    private var movement: (fields: [String: String], line: Int)?
    private var balance: [String: String]?
    private var status: [String: String]?
    private var open: StatementDraft?
    private var isInAccount = false
    private var statementLine = 0
    private var waiting: [StatementEvent] = []
    private var isFinished = false
    private var hasTags = false

    package init(_ source: ByteSource, declared: TextEncoding? = nil) {
        scanner = OFXScanner(UTF8Source(source, declared: declared))
    }

    /// The next event, nil at the end. Throws what makes the whole file unreadable.
    package mutating func next() throws(Diagnostic) -> StatementEvent? {
        while waiting.isEmpty, !isFinished {
            if let token = try scanner.next() {
                hasTags = true
                switch token {
                case .opens(let name, let text): opens(name, text)
                case .closes(let name): closes(name)
                }
            } else {
                isFinished = true
                if let open { waiting.append(.problem(Diagnostic(.statementWithoutEnd, line: open.line, value: open.account.text))) }
                if !hasTags { throw Diagnostic(.emptyFile) }
            }
        }
        return waiting.isEmpty ? nil : waiting.removeFirst()
    }

    private mutating func opens(_ name: String, _ text: String) {
        switch name {
        case "STMTRS", "CCSTMTRS": (currency, account, open, statementLine) = ("", [:], nil, scanner.line)
        case "CURDEF": currency = text
        case "BANKACCTFROM", "CCACCTFROM": isInAccount = true
        case "STMTTRN": movement = ([:], scanner.line)
        case "LEDGERBAL": balance = [:]
        case "STATUS": status = [:]
        default: keep(name, text)
        }
    }

    private mutating func keep(_ name: String, _ text: String) {
        if text.isEmpty { return }
        if movement != nil {
            // Sub-aggregates have a NAME and a MEMO of their own (the payee's, the currency's): the first counts.
            if movement?.fields[name] == nil { movement?.fields[name] = text }
        } else if balance != nil {
            balance?[name] = text
        } else if isInAccount {
            account[name] = text
        } else if status != nil {
            status?[name] = text
        }
    }

    private mutating func closes(_ name: String) {
        switch name {
        case "BANKACCTFROM", "CCACCTFROM":
            isInAccount = false
            begin()
        case "STMTTRN": move()
        case "LEDGERBAL": close()
        case "STATUS": report()
        case "STMTRS", "CCSTMTRS": end()
        default: break
        }
    }

    private mutating func refuse(_ code: DiagnosticCode, _ line: Int, _ column: String, _ value: String, _ parameters: [String: String] = [:]) {
        waiting.append(.problem(Diagnostic(code, line: line, column: column, value: value, parameters: parameters)))
    }

    // MARK: Statements

    /// The bank says why it gives nothing.
    private mutating func report() {
        if let status, status["SEVERITY"] == "ERROR" {
            refuse(.statementRefusedByBank, scanner.line, "STATUS", [status["CODE"], status["MESSAGE"]].compactMap { $0 }.joined(separator: " "))
        }
        status = nil
    }

    private mutating func begin() {
        guard let number = account["ACCTID"] else { return refuse(.statementWithoutAccount, scanner.line, "ACCTID", "") }
        guard let currency = Currency(code: currency) else { return refuse(.currencyUnknown, scanner.line, "CURDEF", currency) }
        let iban = try? IBAN(parsing: number)
        let text = [account["BANKID"], account["BRANCHID"], number].compactMap { $0 }.joined(separator: " ")
        let statement = StatementDraft(.booked, iban.map { StatementAccount($0) } ?? StatementAccount(text), currency, line: statementLine)
        open = statement
        waiting.append(.begins(statement))
    }

    private mutating func close() {
        defer { balance = nil }
        guard let statement = open, let balance, let written = balance["BALAMT"] else { return }
        guard let on = balance["DTASOF"].flatMap(Self.day), let amount = Self.amount(written, statement.currency) else {
            return refuse(.amountMalformed, scanner.line, "LEDGERBAL", written)
        }
        open?.closing = BalanceDraft(on: on, amount: amount)
    }

    private mutating func end() {
        if let open { waiting.append(.ends(open)) }
        open = nil
    }

    // MARK: Movements

    private mutating func move() {
        guard let (fields, line) = movement else { return }
        movement = nil
        guard let statement = open else { return refuse(.entryOutsideStatement, line, "STMTTRN", fields["NAME"] ?? fields["MEMO"] ?? "") }
        guard let posted = fields["DTPOSTED"] else { return refuse(.missingValue, line, "DTPOSTED", "", ["field": "DTPOSTED"]) }
        guard let on = Self.day(posted) else { return refuse(.dateMalformed, line, "DTPOSTED", posted, ["format": "YYYYMMDD"]) }
        guard let written = fields["TRNAMT"] else { return refuse(.missingValue, line, "TRNAMT", "", ["field": "TRNAMT"]) }
        guard let amount = Self.amount(written, statement.currency) else { return refuse(.amountMalformed, line, "TRNAMT", written) }
        var entry = EntryDraft(
            line: line, bookedOn: on, amount: amount, currency: statement.currency, label: fields["NAME"] ?? fields["MEMO"] ?? "")
        entry.operation = fields["TRNTYPE"]
        entry.valueOn = fields["DTAVAIL"].flatMap(Self.day)
        if let memo = fields["MEMO"], memo != entry.label { entry.remittance.append(memo) }
        entry.references.bank = fields["FITID"]
        for name in ["CHECKNUM", "REFNUM", "PAYEEID", "SIC", "SRVRTID"] {
            if let text = fields[name] { entry.details.append(DetailDraft(name, text)) }
        }
        waiting.append(.entry(entry))
    }

    /// `YYYYMMDD`, whatever time and zone follow: banks write the day on which they booked.
    private static func day(_ text: String) -> LocalDate? {
        let digits = Array(text.utf8.prefix(8))
        guard digits.count == 8, let number = digits.number else { return nil }
        return LocalDate(year: Int(number / 10_000), month: Int(number / 100 % 100), day: Int(number % 100))
    }

    /// A sign, digits, a point or a comma.
    private static func amount(_ text: String, _ currency: Currency) -> Int64? {
        let bytes = Array(text.utf8)
        let isNegative = bytes.first == 0x2D
        let digits = isNegative || bytes.first == 0x2B ? bytes.dropFirst() : bytes[...]
        return Scale.minor(text: digits, of: currency).map { isNegative ? -$0 : $0 }
    }
}
