package import Formats

/// Reads camt.053, .052 and .054 of any version, by local name, as the bytes come.
///
/// Source: ISO 20022 Bank-to-Customer Cash Management; CFONB guide 1.4 (2022).
package struct CamtReader {
    private let source: ByteSource
    private let handler: CamtHandler
    private let stream: XMLStream
    private var isFinished = false
    private var told = 0

    package init(_ source: ByteSource) throws(Diagnostic) {
        self.source = source
        handler = CamtHandler()
        stream = try XMLStream(handler, part: "camt")
    }

    /// The next event, nil at the end. Throws what makes the whole file unreadable.
    package mutating func next() throws(Diagnostic) -> StatementEvent? {
        while told >= handler.events.count {
            handler.events.removeAll(keepingCapacity: true)
            told = 0
            if isFinished { return nil }
            if let chunk = try source.next() {
                if !chunk.isEmpty { try stream.push(chunk, count: chunk.count, isLast: false) }
            } else {
                isFinished = true
                try stream.push([], count: 0, isLast: true)
                guard handler.hasStatements else { throw Diagnostic(.notAStatement) }
            }
        }
        defer { told += 1 }
        return handler.events[told]
    }
}
