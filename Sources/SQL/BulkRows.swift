package import Values

/// Takes the rows of a bulk insert, value by value, in the order of its columns.
package struct BulkRows: ~Copyable {
    private let sink: any BulkSink

    /// - Parameter sink: an engine's, or what collects rows for another use.
    package init(_ sink: any BulkSink) { self.sink = sink }

    package func add(_ value: Int64) { sink.int64(value) }
    package func add(_ value: Int) { sink.int64(Int64(value)) }
    package func add(_ value: String) { sink.text(value) }
    package func add(_ value: Bool) { sink.bool(value) }
    package func add(_ value: [UInt8]) { sink.blob(value) }
    /// A day, as ISO text.
    package func add(_ value: LocalDate) { sink.text(value.iso) }
    /// A point in time, as milliseconds UTC.
    package func add(_ value: Instant) { sink.int64(value.milliseconds) }
    package func addNull() { sink.null() }

    package func add(_ value: Int64?) { if let value { add(value) } else { addNull() } }
    package func add(_ value: String?) { if let value { add(value) } else { addNull() } }
    package func add(_ value: Bool?) { if let value { add(value) } else { addNull() } }
    package func add(_ value: [UInt8]?) { if let value { add(value) } else { addNull() } }
    package func add(_ value: LocalDate?) { if let value { add(value) } else { addNull() } }
    package func add(_ value: Instant?) { if let value { add(value) } else { addNull() } }

    package func add(_ value: SQLValue) {
        switch value {
        case .null: sink.null()
        case .int64(let value): sink.int64(value)
        case .text(let value): sink.text(value)
        case .blob(let value): sink.blob(value)
        case .bool(let value): sink.bool(value)
        }
    }

    /// Ends the row; throws when it has not exactly one value for each column.
    package func endRow() throws(SQLError) { try sink.endRow() }
}

/// What an engine does with the values of a bulk insert. Faults in a value are reported by `endRow`.
package protocol BulkSink: AnyObject {
    func null()
    func int64(_ value: Int64)
    func text(_ value: String)
    func blob(_ value: [UInt8])
    func bool(_ value: Bool)
    func endRow() throws(SQLError)
}
