package import Ledger
package import SQL
package import Values

/// Small questions to the projections.
package enum Lookups {
    /// In the order of its index: asked for distinct customers, SQLite reads the whole table in the order of its key.
    private static let due = Query(
        "customers with something due",
        "SELECT customer FROM receivables WHERE company = $1 AND next_on <= $2 ORDER BY next_on, customer")
    private static let promised = Query(
        "customers with a promise under way",
        """
        SELECT DISTINCT customer FROM holds WHERE company = $1 AND kind = 'promise' AND released_on IS NULL
        ORDER BY customer
        """)
    /// Few are left by the first condition, which an index answers; each of them is then asked two small questions. Days of
    /// messages are hidden from the index by day, through which SQLite would look for each.
    static let paid = Query(
        "customers that paid lately, were reminded and not thanked before, and are late with nothing",
        """
        SELECT DISTINCT c.customer FROM credits c WHERE c.company = $1 AND c.kind = 'payment' AND c.received_on >= $2
        AND c.received_on <= $3 AND EXISTS (SELECT 1 FROM messages m WHERE m.company = $1 AND m.customer = c.customer
        AND m.standing = 'sent' AND m.rank > 0 AND coalesce(m.on_day, '') >= $4 AND NOT EXISTS
        (SELECT 1 FROM messages t WHERE t.company = $1 AND t.customer = c.customer AND t.currency = m.currency
        AND t.step LIKE 'thanks:%' AND t.standing = 'sent' AND t.copy_of IS NULL AND coalesce(t.on_day, '') >= m.on_day
        AND coalesce(t.on_day, '') < $5)) AND NOT EXISTS
        (SELECT 1 FROM receivables r WHERE r.company = $1 AND r.customer = c.customer AND r.open > 0 AND r.due_on < $5)
        ORDER BY c.customer
        """)
    private static let busy = Query(
        "customers with open tasks of whom something was recorded since",
        """
        SELECT DISTINCT t.customer FROM tasks t WHERE t.company = $1 AND t.closed_on IS NULL AND EXISTS
        (SELECT 1 FROM facts f WHERE f.company = $1 AND f.customer = t.customer AND f.sequence > $2) ORDER BY t.customer
        """)
    private static let daysPlayed = Query(
        "where the last two days were played",
        """
        SELECT sequence FROM facts WHERE company = $1 AND customer IS NULL AND kind <> 'entry_booked' AND kind = 'day_played'
        ORDER BY sequence DESC LIMIT 2
        """)
    private static let ownerOfInvoice = Query(
        "customer of an invoice", "SELECT customer FROM invoices WHERE company = $1 AND id = $2")
    private static let ownerOfCredit = Query(
        "customer of a credit", "SELECT customer FROM credits WHERE company = $1 AND kind = $2 AND id = $3")
    private static let ownerOfMessage = Query(
        "customer of a message", "SELECT customer FROM messages WHERE company = $1 AND id = $2")
    private static let customers = Query("customer numbers", "SELECT id FROM customers WHERE company = $1 ORDER BY id")
    private static let invoiceKeys = Query(
        "every invoice and its customer", "SELECT id, customer FROM invoices WHERE company = $1")
    private static let creditKeys = Query(
        "every credit of a kind and its customer", "SELECT id, customer FROM credits WHERE company = $1 AND kind = $2")
    private static let importExists = Query(
        "import known", "SELECT 1 FROM imports WHERE company = $1 AND id = $2")
    private static let everSent = Query(
        "ever sent", "SELECT 1 FROM messages WHERE company = $1 AND standing = 'sent' AND channel <> 'call' LIMIT 1")
    private static let mapping = Query(
        "remembered mapping", "SELECT mapping FROM mappings WHERE company = $1 AND kind = $2 AND layout = $3")
    private static let remember = Query(
        "remember a mapping",
        """
        INSERT INTO mappings (company, kind, layout, mapping) VALUES ($1, $2, $3, $4)
        ON CONFLICT (company, kind, layout) DO UPDATE SET mapping = excluded.mapping
        """)

    /// Customers to whom something can happen on a day: one index, nothing read when nothing is due.
    ///
    /// - Parameter first: the first of several days, when the day is the last of them.
    package static func customersDue(
        on day: LocalDate, from first: LocalDate? = nil, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [CustomerID] {
        let first = first ?? day
        var found = Set(try names(promised, [.text(company.text)], session))
        found.formUnion(
            try names(
                paid,
                [
                    .text(company.text), SQLValue(first.adding(days: -Account.paidLatelyDays)), SQLValue(day),
                    SQLValue(first.adding(days: -Account.remindedLatelyDays)), SQLValue(first),
                ], session))
        var last: [UInt8] = []
        try session.scan(due, [.text(company.text), SQLValue(day)]) { row throws(SQLError) in
            try row.withUTF8(0) { bytes throws(SQLError) in
                guard !last.elementsEqual(bytes) else { return }
                last = Array(bytes)
                found.insert(String(decoding: bytes, as: UTF8.self))
            }
        }
        return found.map { CustomerID($0) }.sorted()
    }

    /// Customers about whom something waits for a person, and of whom something was recorded since the last day but one was
    /// played: whose tasks may be settled by now. What came in while the last day was being played is among it.
    package static func customersWithTasks(_ company: CompanyID, _ session: Session) throws(SQLError) -> [CustomerID] {
        let days = try session.list(daysPlayed, [.text(company.text)]) { row throws(SQLError) in try row.int64(0) }
        let since = days.count > 1 ? days[1] : 0
        return try names(busy, [.text(company.text), .int64(since)], session).map { CustomerID($0) }
    }

    package static func owner(
        of invoice: InvoiceID, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> CustomerID? {
        try names(ownerOfInvoice, [.text(company.text), .text(invoice.text)], session).first.map { CustomerID($0) }
    }

    package static func owner(
        of credit: CreditKey, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> CustomerID? {
        let values: [SQLValue] = [.text(company.text), .text(credit.kind.rawValue), .text(credit.id.text)]
        return try names(ownerOfCredit, values, session).first.map { CustomerID($0) }
    }

    package static func owner(
        of message: MessageID, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> CustomerID? {
        try names(ownerOfMessage, [.text(company.text), .text(message.text)], session).first.map { CustomerID($0) }
    }

    package static func customers(_ company: CompanyID, _ session: Session) throws(SQLError) -> [CustomerID] {
        try names(customers, [.text(company.text)], session).map { CustomerID($0) }
    }

    /// Every invoice number of the company with its customer: what a bulk import checks against.
    package static func invoiceOwners(
        _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [InvoiceID: CustomerID] {
        var owners: [InvoiceID: CustomerID] = [:]
        try session.scan(invoiceKeys, [.text(company.text)]) { row throws(SQLError) in
            owners[InvoiceID(try row.text(0))] = CustomerID(try row.text(1))
        }
        return owners
    }

    package static func creditOwners(
        _ kind: Credit.Kind, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [CreditID: CustomerID] {
        var owners: [CreditID: CustomerID] = [:]
        try session.scan(creditKeys, [.text(company.text), .text(kind.rawValue)]) { row throws(SQLError) in
            owners[CreditID(try row.text(0))] = CustomerID(try row.text(1))
        }
        return owners
    }

    package static func isKnown(_ id: ImportID, _ company: CompanyID, _ session: Session) throws(SQLError) -> Bool {
        try session.exists(importExists, [.text(company.text), .text(id.text)])
    }

    /// The company has sent something at least once; a call is a person's.
    package static func hasEverSent(_ company: CompanyID, _ session: Session) throws(SQLError) -> Bool {
        try session.exists(everSent, [.text(company.text)])
    }

    /// The mapping that a company chose for files of this kind and layout.
    package static func mapping(
        kind: String, layout: String, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> String? {
        try names(mapping, [.text(company.text), .text(kind), .text(layout)], session).first
    }

    package static func remember(
        mapping: String, kind: String, layout: String, _ company: CompanyID, _ session: Session
    ) throws(SQLError) {
        try session.execute(remember, [.text(company.text), .text(kind), .text(layout), .text(mapping)])
    }

    private static func names(_ query: Query, _ values: [SQLValue], _ session: Session) throws(SQLError) -> [String] {
        try session.list(query, values) { row throws(SQLError) in try row.text(0) }
    }
}
