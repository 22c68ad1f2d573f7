package import Ledger
package import SQL

/// Messages across all customers.
package enum MessageStore {
    private static let messages = Query(
        "all messages",
        """
        SELECT customer, id, currency, on_day, scenario, scenario_version, step, rank, channel, recipient, amount,
        credits, state, standing, approval, round, copies, copy_of FROM messages WHERE company = $1 ORDER BY on_day, id
        """)
    private static let lines = Query(
        "lines of all messages",
        """
        SELECT customer, message, position, invoice, rank, due_on, step, step_rank, open, interest, indemnity,
        asks_accessories, to_come FROM message_lines WHERE company = $1 ORDER BY message, position
        """)

    private static let one = Query(
        "a message",
        """
        SELECT customer, id, currency, on_day, scenario, scenario_version, step, rank, channel, recipient, amount,
        credits, state, standing, approval, round, copies, copy_of FROM messages WHERE company = $1 AND id = $2
        """)
    private static let linesOfOne = Query(
        "lines of a message",
        """
        SELECT customer, message, position, invoice, rank, due_on, step, step_rank, open, interest, indemnity,
        asks_accessories, to_come FROM message_lines WHERE company = $1 AND customer = $2 AND message = $3 ORDER BY position
        """)

    private static let inSuspense = Query(
        "messages whose story is not over",
        """
        SELECT customer, id, state FROM messages WHERE company = $1
        AND state IN ('planned', 'awaiting_approval', 'ready', 'deferred', 'committing', 'uncertain')
        ORDER BY customer, on_day, id
        """)

    /// What has not left and was not given up, and what nobody knows the outcome of, by customer, oldest first.
    package static func inSuspense(
        _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [CustomerID: [(id: MessageID, state: String)]] {
        var found: [CustomerID: [(id: MessageID, state: String)]] = [:]
        try session.scan(inSuspense, [.text(company.text)]) { row throws(SQLError) in
            found[CustomerID(try row.text(0)), default: []].append((MessageID(try row.text(1)), try row.text(2)))
        }
        return found
    }

    /// Those that are there, oldest first.
    package static func these(
        _ ids: [MessageID], _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [Correspondence] {
        let reader = AccountLoader(company, .whole)
        var found: [Correspondence] = []
        for id in ids {
            let message = try session.first(one, [.text(company.text), .text(id.text)]) { row throws(SQLError) in
                try reader.message(row)
            }
            guard var message else { continue }
            let key: [SQLValue] = [.text(company.text), .text(message.customer.text), .text(id.text)]
            message.lines = try session.list(linesOfOne, key) { row throws(SQLError) in try reader.line(row) }
            found.append(message)
        }
        return found.sorted { ($0.on, $0.id) < ($1.on, $1.id) }
    }

    /// Oldest first.
    package static func all(_ company: CompanyID, _ session: Session) throws(SQLError) -> [Correspondence] {
        let reader = AccountLoader(company, .whole)
        var found = try session.list(messages, [.text(company.text)]) { row throws(SQLError) in try reader.message(row) }
        let places = Dictionary(found.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { $1 })
        try session.scan(lines, [.text(company.text)]) { row throws(SQLError) in
            guard let index = places[MessageID(try row.text(1))] else { return }
            found[index].lines.append(try reader.line(row))
        }
        return found
    }
}
