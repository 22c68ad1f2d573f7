package import Formats

/// Reads the statements of a file, whatever its format, one event at a time.
package struct StatementReader {
    private let pull: () throws(Diagnostic) -> StatementEvent?
    private var chain = StatementChain()
    /// An event that waits behind what is said of it.
    private var waiting: StatementEvent?

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
        if let event = waiting {
            waiting = nil
            return event
        }
        guard let event = try pull() else { return nil }
        switch event {
        case .begins(let statement):
            guard let remark = chain.remark(on: statement) else { return event }
            waiting = event
            return .remark(remark)
        case .ends(let statement): chain.take(statement)
        case .entry, .problem, .remark: break
        }
        return event
    }
}
