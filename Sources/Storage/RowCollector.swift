import SQL

/// Collects rows that are written value by value, for those who want them as values.
final class RowCollector: BulkSink {
    private var rows: [[SQLValue]] = []
    private var row: [SQLValue] = []

    static func rows(_ body: (borrowing BulkRows) throws(SQLError) -> Void) throws(SQLError) -> [[SQLValue]] {
        let collector = RowCollector()
        try body(BulkRows(collector))
        return collector.rows
    }

    func null() { row.append(.null) }
    func int64(_ value: Int64) { row.append(.int64(value)) }
    func text(_ value: String) { row.append(.text(value)) }
    func blob(_ value: [UInt8]) { row.append(.blob(value)) }
    func bool(_ value: Bool) { row.append(.bool(value)) }

    func endRow() throws(SQLError) {
        rows.append(row)
        row.removeAll(keepingCapacity: true)
    }
}
