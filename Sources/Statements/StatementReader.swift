package import Formats

/// Reads the statements of a file, whatever its format, one event at a time.
package struct StatementReader {
    private let pull: () throws(Diagnostic) -> StatementEvent?

    package init(_ format: StatementFormat, _ source: ByteSource, declared: TextEncoding? = nil) throws(Diagnostic) {
        switch format {
        case .cfonb120:
            var reader = CFONBReader(source, declared: declared)
            pull = { () throws(Diagnostic) in try reader.next() }
        case .camt:
            var reader = try CamtReader(source)
            pull = { () throws(Diagnostic) in try reader.next() }
        case .mt940:
            var reader = MT940Reader(source, declared: declared)
            pull = { () throws(Diagnostic) in try reader.next() }
        case .ofx:
            var reader = OFXReader(source, declared: declared)
            pull = { () throws(Diagnostic) in try reader.next() }
        }
    }

    /// A table whose columns are known, recognised as a statement.
    package init(_ input: TableInput, _ survey: TableSurvey) throws(Diagnostic) {
        var reader = try TableStatementReader(input, survey)
        pull = { () throws(Diagnostic) in try reader.next() }
    }

    /// The next event, nil at the end. Throws what makes the whole file unreadable: nothing of it counts then.
    package mutating func next() throws(Diagnostic) -> StatementEvent? {
        try pull()
    }
}
