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
    private var isInStatement = false
    private var statementLine = 0
    private var waiting = EventQueue()
    private var isFinished = false
    /// A statement was found, or why there is none.
    private var hasAnswer = false
    /// Elements of a movement that are kept; those of the standard are about thirty.
    private static let mostFields = 60

    package init(_ source: ByteSource, declared: TextEncoding? = nil) {
        scanner = OFXScanner(UTF8Source(source, declared: declared))
    }

    /// The next event, nil at the end. Throws what makes the whole file unreadable.
    package mutating func next() throws(Diagnostic) -> StatementEvent? {
        while waiting.isEmpty, !isFinished {
            if let token = try scanner.next() {
                switch token {
                case .opens(let name, let text): opens(name, text)
                case .closes(let name): closes(name)
                }
            } else {
                isFinished = true
                cut()
                if !hasAnswer, waiting.isEmpty { throw Diagnostic(.notAStatement) }
            }
        }
        return waiting.next()
    }

    private mutating func opens(_ name: String, _ text: String) {
        switch name {
        case "STMTRS", "CCSTMTRS":
            cut()
            (currency, account, statementLine, isInStatement, hasAnswer) = ("", [:], scanner.line, true, true)
        case "CURDEF": currency = text
        case "BANKACCTFROM" where movement == nil, "CCACCTFROM" where movement == nil: isInAccount = true
        case "STMTTRN":
            move()
            movement = ([:], scanner.line)
        case "LEDGERBAL": balance = [:]
        case "STATUS": status = [:]
        default: keep(name, text)
        }
    }

    private mutating func keep(_ name: String, _ text: String) {
        if text.isEmpty { return }
        if let known = movement?.fields {
            // Sub-aggregates have a NAME and a MEMO of their own (the payee's, the currency's): the first counts.
            if known[name] == nil, known.count < Self.mostFields { movement?.fields[name] = text }
        } else if balance != nil {
            if ["BALAMT", "DTASOF"].contains(name) { balance?[name] = text }
        } else if isInAccount {
            if ["BANKID", "BRANCHID", "ACCTID", "ACCTKEY"].contains(name) { account[name] = text }
        } else if status != nil {
            if ["CODE", "SEVERITY", "MESSAGE"].contains(name) { status?[name] = text }
        }
    }

    private mutating func closes(_ name: String) {
        switch name {
        case "BANKACCTFROM", "CCACCTFROM":
            guard isInAccount else { return }
            isInAccount = false
            // Without a currency here, the movements may say it.
            if !currency.isEmpty || account["ACCTID"] == nil { begin(currency) }
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
            hasAnswer = true
            refuse(.statementRefusedByBank, scanner.line, "STATUS", [status["CODE"], status["MESSAGE"]].compactMap { $0 }.joined(separator: " "))
        }
        status = nil
    }

    private mutating func begin(_ code: String) {
        guard isInStatement, open == nil else { return }
        guard let number = account["ACCTID"] else { return refuse(.statementWithoutAccount, statementLine, "ACCTID", "") }
        guard let currency = Currency(code: code) else { return refuse(.currencyUnknown, statementLine, "CURDEF", code) }
        let (bank, branch) = (account["BANKID"] ?? "", account["BRANCHID"] ?? "")
        let own = StatementAccount(number)
        let statement = StatementDraft(
            .booked, own.iban == nil ? StatementAccount(bank: bank, branch: branch, number: number) : own, currency, line: statementLine)
        open = statement
        waiting.append(.begins(statement))
    }

    private mutating func close() {
        defer { balance = nil }
        guard let statement = open, let balance, let written = balance["BALAMT"] else { return }
        let day = balance["DTASOF"] ?? ""
        guard let on = Self.day(day) else { return refuse(.statementDate, scanner.line, "DTASOF", day, ["format": "YYYYMMDD"]) }
        do throws(AmountFault) {
            open?.closing = BalanceDraft(on: on, amount: try Self.amount(written, statement.currency))
        } catch { waiting.append(.problem(error.diagnostic(line: scanner.line, column: "BALAMT", value: written, statement.currency))) }
    }

    private mutating func end() {
        // A statement in which nothing moved says its currency nowhere else.
        if isInStatement, open == nil, currency.isEmpty, account["ACCTID"] != nil { begin("") }
        if let open { waiting.append(.ends(open)) }
        open = nil
        isInStatement = false
    }

    /// The file ends, or another statement begins, before this one was closed.
    private mutating func cut() {
        move()
        if isInStatement { refuse(.statementWithoutEnd, statementLine, "STMTRS", open?.account.text ?? account["ACCTID"] ?? "") }
        if let open { waiting.append(.ends(open)) }
        open = nil
        isInStatement = false
    }

    // MARK: Movements

    private mutating func move() {
        guard let (fields, line) = movement else { return }
        movement = nil
        if open == nil, currency.isEmpty, let own = fields["CURSYM"] { begin(own) }
        guard let statement = open else { return refuse(.entryOutsideStatement, line, "STMTTRN", fields["NAME"] ?? fields["MEMO"] ?? "") }
        guard let posted = fields["DTPOSTED"] else { return refuse(.missingValue, line, "DTPOSTED", "", ["field": "DTPOSTED"]) }
        guard let on = Self.day(posted) else { return refuse(.statementDate, line, "DTPOSTED", posted, ["format": "YYYYMMDD"]) }
        guard let written = fields["TRNAMT"] else { return refuse(.missingValue, line, "TRNAMT", "", ["field": "TRNAMT"]) }
        do throws(AmountFault) {
            let amount = try Self.amount(written, statement.currency)
            waiting.append(.entry(Self.entry(fields, line, on, amount, statement.currency)))
        } catch { waiting.append(.problem(error.diagnostic(line: line, column: "TRNAMT", value: written, statement.currency))) }
    }

    private static func entry(_ fields: [String: String], _ line: Int, _ on: LocalDate, _ amount: Int64, _ currency: Currency) -> EntryDraft {
        var entry = EntryDraft(line: line, bookedOn: on, amount: amount, currency: currency, label: fields["NAME"] ?? fields["MEMO"] ?? "")
        entry.operation = fields["TRNTYPE"]
        entry.valueOn = (fields["DTAVAIL"] ?? fields["VALUEDATE"]).flatMap(day)
        if let memo = fields["MEMO"], memo != entry.label { entry.remittance.append(memo) }
        entry.references.bank = fields["FITID"]
        entry.party.account = fields["ACCTID"]
        for name in ["CHECKNUM", "REFNUM", "PAYEEID", "EXTDNAME", "SIC", "SRVRTID", "CORRECTFITID", "CORRECTACTION"] {
            if let text = fields[name] { entry.details.append(DetailDraft(name, text)) }
        }
        entry.takeLabel()
        return entry
    }

    /// `YYYYMMDD`, whatever time and zone follow: banks write the day on which they booked.
    private static func day(_ text: String) -> LocalDate? {
        let digits = Array(text.utf8.prefix(8))
        guard digits.count == 8, let number = digits.number else { return nil }
        return LocalDate(year: Int(number / 10_000), month: Int(number / 100 % 100), day: Int(number % 100))
    }

    /// A sign, digits, a point or a comma.
    private static func amount(_ text: String, _ currency: Currency) throws(AmountFault) -> Int64 {
        let bytes = Array(text.utf8)
        let isNegative = bytes.first == 0x2D
        let digits = isNegative || bytes.first == 0x2B ? bytes.dropFirst() : bytes[...]
        let minor = try Scale.minor(text: digits, of: currency)
        return isNegative ? -minor : minor
    }
}
