import SQL
import Workflows

/// Why the transaction of a file is undone.
enum IntakeStop: TransactionFailure {
    case desk(DeskError)
    /// The file is refused; its report says why.
    case refused(FileReport)
    /// Rows of one invoice stand apart: how many each has must be known first.
    case scattered

    init(_ error: SQLError) { self = .desk(.storage(error)) }

    var sqlError: SQLError? {
        switch self {
        case .desk(let error): error.sqlError
        case .refused, .scattered: nil
        }
    }

    /// Runs what the desk can throw.
    static func working<Value>(_ body: () throws(DeskError) -> Value) throws(IntakeStop) -> Value {
        do throws(DeskError) { return try body() } catch { throw .desk(error) }
    }
}
