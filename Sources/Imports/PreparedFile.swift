import Formats
import Ledger
import SQL
import Statements
import Storage
import Values

/// What a bank statement is written in.
enum StatementOrigin: Sendable {
    case format(StatementFormat)
    case table(TableSurvey)
}

/// A file that was read once and is worth applying: what it is, and under which identity it is remembered.
struct PreparedFile: Sendable {
    enum Form: Sendable {
        case table(TableSurvey)
        case fec
        case statement(StatementOrigin)
    }

    let opened: OpenedFile
    let form: Form
    /// The mapping given with the file, to be remembered for its layout.
    let declared: ColumnMapping?

    var name: String { opened.file.name }

    var kind: IntakeKind {
        switch form {
        case .table(let survey): IntakeKind(survey.kind)
        case .fec: .fec
        case .statement: .statement
        }
    }

    /// What was found out about its columns, when it is a table.
    var survey: TableSurvey? {
        switch form {
        case .table(let survey), .statement(.table(let survey)): survey
        case .fec, .statement(.format): nil
        }
    }

    /// The SHA-256 of the bytes and of what they were taken for. Once rows of it were refused, the same bytes may be
    /// given again: `attempt` counts from 1.
    func id(attempt: Int) -> ImportID {
        var digest = ContentDigest()
        digest.add(Array("\(kind.rawValue)\n\(declared?.text ?? "")\n\(opened.digest)".utf8))
        let text = digest.finish()
        return ImportID(attempt == 1 ? text : "\(text)-\(attempt)")
    }

    /// Reads a file from end to end. Throws the refusal of the whole of it.
    static func make(
        _ opened: OpenedFile, _ options: IntakeOptions, _ declared: ColumnMapping?, _ company: CompanyID, _ session: Session
    ) throws(PreparationStop) -> PreparedFile {
        if options.kind ?? .statement == .statement, let format = StatementFormat(head: opened.head) {
            return PreparedFile(opened: opened, form: .statement(.format(format)), declared: nil)
        }
        if options.kind == .fec || options.kind == nil && FEC.recognises(opened.head) {
            return PreparedFile(opened: opened, form: .fec, declared: nil)
        }
        var failure: SQLError?
        let survey: TableSurvey
        do throws(Diagnostic) {
            survey = try TableSurvey(
                try opened.table(), named: opened.file.name, kind: options.kind?.table, mapping: declared ?? ColumnMapping()
            ) { layout in
                recalled(layout, options.kind, company, session, &failure)
            }
        } catch { throw .refused(IntakeRemark(error)) }
        if let failure { throw .storage(failure) }
        return PreparedFile(opened: opened, form: survey.kind == .statement ? .statement(.table(survey)) : .table(survey), declared: declared)
    }

    /// The mapping that the company gave for files of this layout.
    private static func recalled(
        _ layout: String, _ kind: IntakeKind?, _ company: CompanyID, _ session: Session, _ failure: inout SQLError?
    ) -> ColumnMapping? {
        do throws(SQLError) {
            for kind in kind.map({ [$0] }) ?? IntakeKind.allCases {
                let text = try Lookups.mapping(kind: kind.rawValue, layout: layout, company, session)
                if let text, let mapping = try? ColumnMapping(parsing: text) { return mapping }
            }
        } catch { failure = error }
        return nil
    }
}

/// Why a file is not prepared.
enum PreparationStop: TransactionFailure {
    case refused(IntakeRemark)
    case storage(SQLError)

    init(_ error: SQLError) { self = .storage(error) }

    var sqlError: SQLError? {
        switch self {
        case .refused: nil
        case .storage(let error): error
        }
    }
}

extension IntakeKind {
    init(_ table: TableKind) {
        switch table {
        case .customers: self = .customers
        case .contacts: self = .contacts
        case .invoices: self = .invoices
        case .creditNotes: self = .creditNotes
        case .payments: self = .payments
        case .statement: self = .statement
        }
    }

    /// Nil for a FEC, which is no table of drafts.
    var table: TableKind? {
        switch self {
        case .customers: .customers
        case .contacts: .contacts
        case .invoices: .invoices
        case .creditNotes: .creditNotes
        case .payments: .payments
        case .statement: .statement
        case .fec: nil
        }
    }

    /// Customers before their documents, documents before what settles them.
    var turn: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
