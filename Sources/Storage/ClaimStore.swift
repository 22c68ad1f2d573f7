package import Insight
package import Ledger
package import SQL
package import Values

/// What is still claimed besides the principal.
package enum ClaimStore {
    // As in the loader, joins name the range on both sides.
    private static let asked = Query(
        "accessories asked",
        """
        SELECT l.customer, c.record, l.invoice, l.rank, l.due_on, m.currency, l.message, m.on_day, l.interest, l.indemnity,
        r.open FROM message_lines l
        JOIN messages m ON m.company = l.company AND m.customer = l.customer AND m.id = l.message
        JOIN receivables r ON r.company = l.company AND r.customer = l.customer AND r.invoice = l.invoice AND r.rank = l.rank
        JOIN customers c ON c.company = l.company AND c.id = l.customer
        WHERE l.company = $1 AND l.customer >= $2 AND l.customer <= $3 AND l.asks_accessories
        AND l.interest + l.indemnity > 0 AND m.company = $1 AND m.customer >= $2 AND m.customer <= $3 AND m.on_day <= $4
        AND m.standing = 'sent' AND r.company = $1 AND r.customer >= $2 AND r.customer <= $3
        AND c.company = $1 AND c.id >= $2 AND c.id <= $3
        """)
    private static let settledSince = Query(
        "settled since a day, less what was settled then and is not now",
        """
        SELECT invoice, rank, CAST(sum(CASE WHEN reversed_on IS NULL THEN amount ELSE -amount END) AS BIGINT) FROM allocations
        WHERE company = $1 AND customer >= $2 AND customer <= $3
        AND ((reversed_on IS NULL AND allocated_on > $4) OR (reversed_on > $4 AND allocated_on <= $4))
        GROUP BY invoice, rank
        """)
    private static let givenUp = Query(
        "accessories waived and amounts written off",
        """
        SELECT kind, payload, known_on FROM facts WHERE company = $1 AND customer >= $2 AND customer <= $3
        AND kind IN ('accessories_waived', 'receivable_written_off', 'write_off_reversed')
        """)

    /// The claims of one customer, or of all, at the end of a day, by effective dates.
    package static func claims(
        _ company: CompanyID, of customer: CustomerID?, on day: LocalDate, _ session: Session
    ) throws(SQLError) -> AccessoryClaims {
        let range: [SQLValue] = [
            .text(company.text), .text(customer?.text ?? ""), .text(customer?.text ?? "\u{10FFFF}"),
        ]
        let since = try Since(range, day, session)
        let asked = try session.list(asked, range + [SQLValue(day)]) { row throws(SQLError) in
            let receivable = ReceivableID(invoice: InvoiceID(try row.text(2)), rank: try row.int(3))
            return AccessoryClaim(
                customer: CustomerID(try row.text(0)), name: try InsightStore.name(row), receivable: receivable,
                dueOn: try row.date(4), currency: try row.currency(5), message: MessageID(try row.text(6)),
                askedOn: try row.date(7), interest: try row.int64(8), indemnity: try row.int64(9),
                principal: try row.int64(10) &+ (since.settled[receivable] ?? 0))
        }
        return try InsightStore.fitting("accessory claims") { () throws(MoneyError) in
            try AccessoryClaims(asked: asked, waived: since.waived, on: day)
        }
    }

    /// What has to be known to go back to a day.
    private struct Since {
        /// Settled or written off after the day, minor units.
        private(set) var settled: [ReceivableID: Int64] = [:]
        /// Given up by the day.
        private(set) var waived: Set<InvoiceID> = []

        init(_ range: [SQLValue], _ day: LocalDate, _ session: Session) throws(SQLError) {
            try session.rows(settledSince, range + [SQLValue(day)]) { row throws(SQLError) in
                settled[ReceivableID(invoice: InvoiceID(try row.text(0)), rank: try row.int(1))] = try row.int64(2)
            }
            try session.rows(givenUp, range) { row throws(SQLError) in
                let kind = try row.text(0)
                let body = try row.decoded(1, "a fact") { text throws(FactCodingError) in try FactBody(kind: kind, payload: text) }
                if case .accessoriesWaived(_, let invoice, _) = body, try row.date(2) <= day { waived.insert(invoice) }
                if let writeOff = WriteOff(body), writeOff.on > day { settled[writeOff.receivable, default: 0] &+= writeOff.amount }
            }
        }
    }
}
