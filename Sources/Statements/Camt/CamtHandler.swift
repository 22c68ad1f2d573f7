import Formats
import Values

/// Lends the parser of a camt file to the stream that calls it.
final class CamtHandler: XMLHandler {
    var parser = CamtParser()
    var refusal: Diagnostic? { parser.refusal }
    var isRefused: Bool { parser.isRefused }

    func start(_ name: XMLName, _ attributes: XMLAttributes) { parser.start(name, attributes) }
    func end(_ name: XMLName) { parser.end() }
    func text(_ bytes: UnsafeBufferPointer<UInt8>) { parser.text(bytes) }
}

/// Follows the elements of a camt file and tells its statements and movements as they end.
struct CamtParser {
    private(set) var refusal: Diagnostic? { didSet { isRefused = true } }
    private(set) var isRefused = false
    var events = EventQueue()
    private(set) var hasStatements = false

    private var tags = CamtTags()
    private var path = CamtPath()
    private var text: [UInt8] = []
    /// Elements inside the one that ends were read before it: its own text is air.
    private var isOutside = false
    private var currencyOfAmount = ""

    private var head = CamtHead()
    private var isInStatement = false
    private var balance: CamtBalance?
    private var entry: CamtDraft?
    private var transactions: [CamtDraft] = []
    private var transaction: CamtDraft?

    private static let deepest = 64
    /// Bytes of one text; the longest of the standard has 2,000 characters.
    private static let longestText = 100_000
    /// Elements since the last movement or statement began: a batch of some hundred thousand transactions.
    private static let mostElements = 2_000_000
    private var elements = 0

    mutating func start(_ name: XMLName, _ attributes: XMLAttributes) {
        let tag = tags.tag(name)
        path.append(tag)
        guard path.depth <= Self.deepest else {
            refusal = Diagnostic(.statementDamaged, line: attributes.line)
            return
        }
        elements += 1
        guard elements <= Self.mostElements else {
            refusal = Diagnostic(.batchTooLarge, line: attributes.line, parameters: ["limit": String(Self.mostElements)])
            return
        }
        text.removeAll(keepingCapacity: true)
        isOutside = false
        switch tag {
        case .statement: begin(.booked, attributes.line)
        case .notification: begin(.notification, attributes.line)
        case .report: begin(.provisional, attributes.line)
        case .balance: balance = CamtBalance()
        case .entry:
            elements = 0
            entry = CamtDraft()
            entry?.line = attributes.line
            transactions = []
        case .transaction where entry != nil:
            transaction = CamtDraft()
            transaction?.line = attributes.line
        case .amount, .transactionAmount, .instructedAmount, .totalCharges: currencyOfAmount = attributes.text("Ccy") ?? ""
        default: break
        }
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        if isOutside { return }
        guard text.count + bytes.count <= Self.longestText else {
            refusal = refusal ?? Diagnostic(.valueTooLong, parameters: ["limit": String(Self.longestText)])
            return
        }
        text.append(contentsOf: bytes)
    }

    mutating func end() {
        guard let tag = path.popLast() else { return }
        switch tag {
        case .statement, .notification, .report: finish()
        case .balance:
            if let balance { head.take(balance) }
            balance = nil
        case .entry:
            tellHead()
            if let entry { tell(entry) }
            entry = nil
        case .transaction:
            if let transaction { transactions.append(transaction) }
            transaction = nil
        default: if !isOutside { value(tag) }
        }
        text.removeAll(keepingCapacity: true)
        isOutside = true
    }

    // MARK: Values

    private var trimmed: String { text.trimmedOfSpace }

    private mutating func value(_ tag: CamtTag) {
        guard !text.isEmpty, path.depth > 0 else { return }
        if balance != nil {
            balance?.take(tag, path, text, currencyOfAmount)
        } else if transaction != nil {
            transaction?.take(tag, path, text, currencyOfAmount)
        } else if entry != nil {
            entry?.take(tag, path, text, currencyOfAmount)
        } else {
            head.take(tag, path, trimmed)
        }
    }

    // MARK: Statements

    private mutating func begin(_ kind: StatementDraft.Kind, _ line: Int) {
        // No version puts one inside another.
        if isInStatement {
            events.append(.problem(Diagnostic(.statementWithoutEnd, line: head.line, value: head.open?.account.text ?? "")))
            finish()
        }
        hasStatements = true
        isInStatement = true
        elements = 0
        head = CamtHead()
        head.kind = kind
        head.line = line
    }

    /// The head is told with the first movement: its balances stand before that, in every version.
    private mutating func tellHead() {
        guard isInStatement, !head.isTold else { return }
        head.isTold = true
        do throws(Diagnostic) {
            var statement = try head.statement()
            statement.opening = balance(of: ["OPBD", "PRCD"], statement.currency)
            head.open = statement
            head.sum = statement.opening?.amount ?? 0
            events.append(.begins(statement))
        } catch { events.append(.problem(error)) }
    }

    private mutating func balance(of codes: [String], _ currency: Currency) -> BalanceDraft? {
        do throws(Diagnostic) { return try head.balance(of: codes, currency) } catch {
            events.append(.problem(error))
            return nil
        }
    }

    private mutating func finish() {
        tellHead()
        isInStatement = false
        guard var statement = head.open else { return }
        statement.closing = balance(of: ["CLBD"], statement.currency)
        if let closing = statement.closing, statement.opening != nil, closing.amount != head.sum, !head.isIncomplete {
            events.append(.problem(Diagnostic(
                .statementBalance, line: head.line, column: "CLBD", value: Money(minor: closing.amount, statement.currency).decimalText,
                parameters: ["expected": Money(minor: head.sum, statement.currency).decimalText, "currency": statement.currency.code])))
        }
        events.append(.ends(statement))
        head.open = nil
    }

    // MARK: Movements

    private mutating func tell(_ draft: CamtDraft) {
        guard let statement = head.open else {
            return events.append(.problem(Diagnostic(.entryOutsideStatement, line: draft.line, column: "Ntry", value: draft.amount?.text ?? "")))
        }
        if !draft.status.isEmpty, draft.status != "BOOK" {
            return events.append(.remark(Diagnostic(
                .entryNotBooked, line: draft.line, column: "Sts", value: draft.amount?.text ?? "", parameters: ["status": draft.status])))
        }
        do throws(Diagnostic) {
            let movement = try CamtEntries(draft, transactions, statement).all()
            if let remark = movement.remark { events.append(.remark(remark)) }
            for entry in movement.entries {
                head.sum &+= entry.amount
                events.append(.entry(entry))
            }
        } catch {
            // The sum cannot come out any more, and says nothing.
            head.isIncomplete = true
            events.append(.problem(error))
        }
    }
}

extension [UInt8] {
    /// Without white space at its ends; runs inside, line breaks too, become one space.
    var trimmedOfSpace: String {
        var isClean = first ?? 0x20 > 0x20 && last ?? 0x20 > 0x20
        var wasSpace = false
        for byte in self where isClean {
            let isSpace = byte <= 0x20
            if isSpace, wasSpace || byte != 0x20 { isClean = false }
            wasSpace = isSpace
        }
        if isClean { return String(decoding: self, as: UTF8.self) }
        let words = split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        return String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
    }
}
