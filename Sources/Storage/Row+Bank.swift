import Ledger
import SQL

/// Records of the bank as tables keep them.
extension Row {
    func bankEntry(_ column: Int) throws(SQLError) -> BankEntry {
        try decoded(column, "a bank entry") { text throws(FactCodingError) in try BankEntry(text: text) }
    }

    func share(_ column: Int) throws(SQLError) -> EntryShare {
        try decoded(column, "a share") { text throws(FactCodingError) in try EntryShare(text: text) }
    }

    func returnedCredit(_ column: Int) throws(SQLError) -> ReturnedCredit {
        try decoded(column, "a return") { text throws(FactCodingError) in try ReturnedCredit(text: text) }
    }
}
