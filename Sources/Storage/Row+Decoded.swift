import Ledger
import SQL

extension Row {
    /// A value stored as the canonical text that the ledger writes.
    func decoded<Value>(
        _ column: Int, _ what: String, _ make: (String) throws(FactCodingError) -> Value
    ) throws(SQLError) -> Value {
        let text = try text(column)
        do throws(FactCodingError) { return try make(text) } catch { throw unreadable(column, "not \(what): \(error)") }
    }
}
