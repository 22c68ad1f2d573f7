package import Formats

/// Reads camt.053, .052 and .054 of any version, by local name, as the bytes come.
///
/// Source: ISO 20022 Bank-to-Customer Cash Management; CFONB guide 1.4 (2022).
package struct CamtReader {
    private let source: ByteSource
    private let handler: CamtHandler
    private let stream: XMLStream
    private var isFinished = false

    package init(_ source: ByteSource) throws(Diagnostic) {
        self.source = source
        handler = CamtHandler()
        stream = try XMLStream(handler, part: "camt")
    }

    /// The next event, nil at the end. Throws what makes the whole file unreadable.
    package mutating func next() throws(Diagnostic) -> StatementEvent? {
        while handler.parser.events.isEmpty {
            if isFinished { return nil }
            if let chunk = try source.next() {
                if !chunk.isEmpty { try push(chunk, isLast: false) }
            } else {
                isFinished = true
                try push([], isLast: true)
                guard handler.parser.hasStatements else { throw Diagnostic(.notAStatement) }
            }
        }
        return handler.parser.events.next()
    }

    private func push(_ chunk: [UInt8], isLast: Bool) throws(Diagnostic) {
        do throws(Diagnostic) { try stream.push(chunk, count: chunk.count, isLast: isLast) } catch {
            if error.code == .doctypeForbidden { throw Diagnostic(.statementDoctype, line: stream.line) }
            throw error.code == .xmlMalformed ? Diagnostic(.statementDamaged, line: error.line ?? stream.line) : error
        }
    }
}
