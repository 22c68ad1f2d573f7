import Formats
import Statements
import Testing
import Values

/// Everything that a file says, in order, until it is refused.
struct Reading: Equatable {
    var events: [StatementEvent] = []
    var refusal: Diagnostic?

    var entries: [EntryDraft] { events.compactMap { if case .entry(let entry) = $0 { entry } else { nil } } }
    var problems: [Diagnostic] { events.compactMap { if case .problem(let problem) = $0 { problem } else { nil } } }
    var remarks: [Diagnostic] { events.compactMap { if case .remark(let remark) = $0 { remark } else { nil } } }
    /// As they end.
    var statements: [StatementDraft] { events.compactMap { if case .ends(let statement) = $0 { statement } else { nil } } }

    init(_ format: StatementFormat, _ bytes: [UInt8], chunk: Int = 65_536) {
        take { () throws(Diagnostic) in try StatementReader(format, ByteSource(bytes, chunk: chunk)) }
    }

    init(_ format: StatementFormat, _ text: String) { self.init(format, Array(text.utf8)) }

    init(table bytes: [UInt8], mapping: ColumnMapping = ColumnMapping()) {
        take { () throws(Diagnostic) in
            let input = try TableInput(bytes: bytes)
            return try StatementReader(input, try TableSurvey(input, named: "file", mapping: mapping))
        }
    }

    private mutating func take(_ open: () throws(Diagnostic) -> StatementReader) {
        do throws(Diagnostic) {
            var reader = try open()
            while let event = try reader.next() { events.append(event) }
        } catch { refusal = error }
    }

    /// Each `begins` has its `ends`, and movements stand between them.
    func isWellFormed() -> Bool {
        var isOpen = false
        for event in events {
            switch event {
            case .begins:
                if isOpen { return false }
                isOpen = true
            case .ends:
                if !isOpen { return false }
                isOpen = false
            case .entry: if !isOpen { return false }
            case .problem, .remark: continue
            }
        }
        return !isOpen || refusal != nil
    }

    /// A line for each event, and one for the refusal.
    var text: String {
        (events.map(Telling.line) + (refusal.map { ["refused  \($0)"] } ?? [])).map { $0 + "\n" }.joined()
    }
}

/// Events as lines of a golden.
enum Telling {
    static func line(_ event: StatementEvent) -> String {
        switch event {
        case .begins(let statement): "begins   " + head(statement)
        case .entry(let entry): "entry    " + entryText(entry)
        case .ends(let statement): "ends     " + head(statement)
        case .problem(let problem): "problem  \(problem)"
        case .remark(let remark): "remark   \(remark)"
        }
    }

    private static func head(_ statement: StatementDraft) -> String {
        let account = statement.account.text + (statement.account.iban.map { $0.electronic == statement.account.text ? "" : " = \($0.electronic)" } ?? "")
        return join([
            ("line", String(statement.line)), ("", statement.kind.rawValue), ("", account), ("", statement.currency.code),
            ("reference", statement.reference), ("opening", balance(statement.opening, statement.currency)),
            ("closing", balance(statement.closing, statement.currency)),
        ]) + statement.notes.map { " {\($0.qualifier): \($0.text)}" }.joined()
    }

    private static func balance(_ balance: BalanceDraft?, _ currency: Currency) -> String? {
        balance.map { "\(Money(minor: $0.amount, currency).decimalText) on \($0.on.iso)" }
    }

    private static func entryText(_ entry: EntryDraft) -> String {
        join([
            ("line", String(entry.line)), ("", entry.bookedOn.iso), ("value", entry.valueOn?.iso),
            ("", Money(minor: entry.amount, entry.currency).description), ("", "“\(entry.label)”"), ("operation", entry.operation),
            ("party", party(entry.party)), ("ultimate", party(entry.ultimateParty)), ("end-to-end", entry.references.endToEnd),
            ("customer", entry.references.customer), ("creditor", entry.references.creditor), ("mandate", entry.references.mandate),
            ("instruction", entry.references.instruction), ("payment", entry.references.paymentInformation), ("bank", entry.references.bank),
            ("return", entry.returnReason), ("", entry.isReversal ? "reversal" : nil),
            ("charges", entry.charges.map { Money(minor: $0, entry.currency).decimalText }), ("original", entry.original?.description),
            ("batch", entry.batch),
        ]) + entry.remittance.map { " <\($0)>" }.joined() + entry.details.map { " {\($0.qualifier): \($0.text)}" }.joined()
    }

    private static func party(_ party: PartyDraft) -> String? {
        let parts = [party.name, party.account, party.identifier].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " / ")
    }

    private static func join(_ fields: [(name: String, value: String?)]) -> String {
        fields.compactMap { field in field.value.map { field.name.isEmpty ? $0 : "\(field.name) \($0)" } }.joined(separator: ", ")
    }
}
