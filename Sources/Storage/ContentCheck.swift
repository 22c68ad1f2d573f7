import Ledger
import Outbox
import SQL

/// The bytes kept of each message hash to what was noted beside them, and to what the facts say left (I22).
struct ContentCheck {
    private let company: CompanyID
    private let hashes: [MessageID: String]

    /// - Parameter hashes: the last hash that the facts record of each message, hexadecimal.
    init(_ company: CompanyID, hashes: [MessageID: String]) {
        self.company = company
        self.hashes = hashes
    }

    private static let contents = Query(
        "contents of messages",
        """
        SELECT message, state, digest, content FROM outbox WHERE company = $1 AND content IS NOT NULL ORDER BY message
        """)

    func run(_ session: Session, _ findings: inout Findings) throws(SQLError) {
        try session.scan(Self.contents, [.text(company.text)]) { row throws(SQLError) in
            let message = MessageID(try row.text(0))
            let computed = FactHash.hexadecimal(FactHash.sha256(try row.blob(3)))
            let noted = try row.optionalBlob(2).map { FactHash.hexadecimal($0) }
            if noted != computed {
                findings.add(changed(message, field: "digest", stored: noted, expected: computed))
            }
            // Until it leaves, a message may be rendered again before the ledger hears of it.
            let isRendered = MessageState(rawValue: try row.text(1))?.isWithdrawable == true
            if !isRendered, let recorded = hashes[message], recorded != computed {
                findings.add(changed(message, field: "content", stored: computed, expected: recorded))
            }
        }
    }

    private func changed(_ message: MessageID, field: String, stored: String?, expected: String) -> Finding {
        Finding(.contentChanged, "outbox", message.text, field: field, stored: stored, expected: expected)
    }
}
