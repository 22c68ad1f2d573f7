package import Values

/// One row of a result, readable only while its closure runs; columns count from 0.
///
/// Accessors read straight from the engine and throw `typeMismatch` or `unreadable` naming query and column.
package struct Row: ~Copyable {
    private let source: any RowSource
    private let query: StaticString

    package init(_ source: any RowSource, query: StaticString) {
        self.source = source
        self.query = query
    }

    package func isNull(_ column: Int) -> Bool { source.isNull(column) }

    /// What kind of value a column holds, for readers of any table; SQLite stores booleans as integers.
    package func kind(_ column: Int) -> SQLKind { source.kind(column) }

    /// An integer of 64 bits: amounts in minor units, ranks, counts.
    package func int64(_ column: Int) throws(SQLError) -> Int64 {
        guard let value = source.int64(column) else { throw mismatch(column, .int64) }
        return value
    }

    package func int(_ column: Int) throws(SQLError) -> Int {
        guard let value = Int(exactly: try int64(column)) else { throw unreadable(column, "does not fit in Int") }
        return value
    }

    package func bool(_ column: Int) throws(SQLError) -> Bool {
        guard let value = source.bool(column) else { throw mismatch(column, .bool) }
        return value
    }

    package func text(_ column: Int) throws(SQLError) -> String {
        guard let bytes = source.utf8(column) else { throw mismatch(column, .text) }
        return String(decoding: bytes, as: UTF8.self)
    }

    package func blob(_ column: Int) throws(SQLError) -> [UInt8] {
        guard let bytes = source.blob(column) else { throw mismatch(column, .blob) }
        return [UInt8](bytes)
    }

    /// A day stored as ISO text.
    package func date(_ column: Int) throws(SQLError) -> LocalDate {
        guard let bytes = source.utf8(column) else { throw mismatch(column, .text) }
        guard let date = LocalDate(isoBytes: bytes) else { throw unreadable(column, "not an ISO day") }
        return date
    }

    /// A point in time stored as milliseconds UTC.
    package func instant(_ column: Int) throws(SQLError) -> Instant {
        Instant(milliseconds: try int64(column))
    }

    /// The UTF-8 bytes of a text column, valid during the call: for hot paths that make no `String`.
    package func withUTF8<Value>(
        _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(SQLError) -> Value
    ) throws(SQLError) -> Value {
        guard let bytes = source.utf8(column) else { throw mismatch(column, .text) }
        return try body(bytes)
    }

    /// The error for a value that cannot be understood, located at this row's query.
    package func unreadable(_ column: Int, _ reason: String) -> SQLError {
        .unreadable(query: query.description, column: column, reason: reason)
    }

    private func mismatch(_ column: Int, _ expected: SQLKind) -> SQLError {
        .typeMismatch(query: query.description, column: column, expected: expected, found: source.kind(column))
    }
}

extension Row {
    package func optionalInt64(_ column: Int) throws(SQLError) -> Int64? { isNull(column) ? nil : try int64(column) }
    package func optionalInt(_ column: Int) throws(SQLError) -> Int? { isNull(column) ? nil : try int(column) }
    package func optionalBool(_ column: Int) throws(SQLError) -> Bool? { isNull(column) ? nil : try bool(column) }
    package func optionalText(_ column: Int) throws(SQLError) -> String? { isNull(column) ? nil : try text(column) }
    package func optionalBlob(_ column: Int) throws(SQLError) -> [UInt8]? { isNull(column) ? nil : try blob(column) }
    package func optionalDate(_ column: Int) throws(SQLError) -> LocalDate? { isNull(column) ? nil : try date(column) }
    package func optionalInstant(_ column: Int) throws(SQLError) -> Instant? {
        isNull(column) ? nil : try instant(column)
    }
}

/// What an engine gives for its current row. Buffers are valid until the next row.
package protocol RowSource: AnyObject {
    func isNull(_ column: Int) -> Bool
    func kind(_ column: Int) -> SQLKind
    /// Each accessor answers nil when the column holds another kind, NULL included.
    func int64(_ column: Int) -> Int64?
    func bool(_ column: Int) -> Bool?
    func utf8(_ column: Int) -> UnsafeBufferPointer<UInt8>?
    func blob(_ column: Int) -> UnsafeRawBufferPointer?
}
