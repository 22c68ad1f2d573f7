import Formats
import Values

/// Follows the elements of a camt file and tells its statements and movements as they end.
final class CamtHandler: XMLHandler {
    var refusal: Diagnostic?
    var events: [StatementEvent] = []
    private(set) var hasStatements = false

    private var tags = CamtTags()
    private var path: [CamtTag] = []
    private var text: [UInt8] = []
    private var currencyOfAmount = ""

    private var head = CamtHead()
    private var balance: CamtBalance?
    private var entry: CamtDraft?
    private var transactions: [CamtDraft] = []
    private var transaction: CamtDraft?

    private static let deepest = 64

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        let tag = tags.tag(name)
        path.append(tag)
        guard path.count <= Self.deepest else {
            refusal = Diagnostic(.xmlMalformed, line: attributes.line, parameters: ["part": "camt"])
            return
        }
        text.removeAll(keepingCapacity: true)
        switch tag {
        case .statement: begin(.booked, attributes.line)
        case .notification: begin(.notification, attributes.line)
        case .report: begin(.provisional, attributes.line)
        case .balance: balance = CamtBalance()
        case .entry:
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

    func text(_ bytes: UnsafeBufferPointer<UInt8>) { text.append(contentsOf: bytes) }

    func end(_ name: XMLName) {
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
        default: value(tag)
        }
        text.removeAll(keepingCapacity: true)
    }

    // MARK: Values

    private var trimmed: String { text.trimmedOfSpace }

    private func value(_ tag: CamtTag) {
        guard !text.isEmpty, !path.isEmpty else { return }
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

    private func begin(_ kind: StatementDraft.Kind, _ line: Int) {
        hasStatements = true
        head = CamtHead()
        head.kind = kind
        head.line = line
    }

    /// The head is told with the first movement: its balances stand before that, in every version.
    private func tellHead() {
        guard !head.isTold else { return }
        head.isTold = true
        do throws(Diagnostic) {
            var statement = try head.statement()
            statement.opening = balance(of: ["OPBD", "PRCD"], statement.currency)
            head.open = statement
            head.sum = statement.opening?.amount ?? 0
            events.append(.begins(statement))
        } catch { events.append(.problem(error)) }
    }

    private func balance(of codes: [String], _ currency: Currency) -> BalanceDraft? {
        do throws(Diagnostic) { return try head.balance(of: codes, currency) } catch {
            events.append(.problem(error))
            return nil
        }
    }

    private func finish() {
        tellHead()
        guard var statement = head.open else { return }
        statement.closing = balance(of: ["CLBD"], statement.currency)
        if let closing = statement.closing, statement.opening != nil, closing.amount != head.sum, !head.isIncomplete {
            events.append(.problem(Diagnostic(
                .statementBalance, line: head.line, column: "CLBD", value: Money(minor: closing.amount, statement.currency).decimalText,
                parameters: ["expected": Money(minor: head.sum, statement.currency).decimalText])))
        }
        events.append(.ends(statement))
        head.open = nil
    }

    // MARK: Movements

    private func tell(_ draft: CamtDraft) {
        guard let statement = head.open else {
            return events.append(.problem(Diagnostic(.entryOutsideStatement, line: draft.line, column: "Ntry", value: draft.amount?.text ?? "")))
        }
        if !draft.status.isEmpty, draft.status != "BOOK" {
            return events.append(.remark(Diagnostic(
                .entryNotBooked, line: draft.line, column: "Sts", value: draft.amount?.text ?? "", parameters: ["status": draft.status])))
        }
        do throws(Diagnostic) {
            let movement = try CamtEntries(draft, transactions, statement.currency).all()
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
        let words = split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        return String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
    }
}
