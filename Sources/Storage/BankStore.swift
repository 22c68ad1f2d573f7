package import Ledger
package import SQL
package import Values

/// Questions to what the bank brought.
package enum BankStore {
    private static let statements = Query(
        "statements of an account",
        """
        SELECT id, account, currency, reference, from_on, until_on, opening, closing, entries, import_id
        FROM bank_statements WHERE company = $1 AND account = $2 ORDER BY from_on, until_on, id
        """)
    private static let latest = Query(
        "the last day that each account tells of",
        """
        SELECT s.account, max(CASE WHEN s.until_on > i.known_on THEN i.known_on ELSE s.until_on END) FROM bank_statements s
        LEFT JOIN imports i ON i.company = s.company AND i.company = $1 AND i.id = s.import_id
        WHERE s.company = $1 AND (i.known_on IS NULL OR s.from_on <= i.known_on) GROUP BY s.account ORDER BY s.account
        """)
    private static let lately = Query(
        "statements since a day",
        """
        SELECT id, account, currency, reference, from_on, until_on, opening, closing, entries, import_id
        FROM bank_statements WHERE company = $1 AND until_on >= $2 ORDER BY account, from_on, until_on, id
        """)
    private static let span = Query(
        "movements of an account within some days",
        """
        SELECT record, last_share, set_aside FROM bank_entries
        WHERE company = $1 AND account = $2 AND booked_on >= $3 AND booked_on <= $4 ORDER BY booked_on, id
        """)
    private static let one = Query(
        "a movement", "SELECT record, last_share, set_aside FROM bank_entries WHERE company = $1 AND id = $2")
    private static let open = Query(
        "receipts that are nobody's yet",
        """
        SELECT record, last_share, set_aside FROM bank_entries
        WHERE company = $1 AND unattributed > 0 AND set_aside IS NULL ORDER BY booked_on, id
        """)
    private static let out = Query(
        "money that went out lately",
        """
        SELECT record, last_share, set_aside FROM bank_entries
        WHERE company = $1 AND amount < 0 AND booked_on >= $2 ORDER BY booked_on, id
        """)
    private static let since = Query(
        "movements since a day",
        """
        SELECT record, last_share, set_aside FROM bank_entries
        WHERE company = $1 AND booked_on >= $2 AND booked_on <= $3 ORDER BY booked_on, id
        """)
    private static let shares = Query(
        "whose a movement is", "SELECT record FROM entry_shares WHERE company = $1 AND entry = $2 ORDER BY customer, credit")
    private static let returns = Query(
        "what a movement reopened",
        "SELECT record FROM entry_returns WHERE company = $1 AND entry = $2 ORDER BY customer, credit")
    private static let settled = Query(
        "movements whose payer is known, since a day",
        """
        SELECT e.record, s.record, c.returned_on IS NOT NULL FROM entry_shares s
        JOIN bank_entries e ON e.company = s.company AND e.id = s.entry
        JOIN credits c ON c.company = s.company AND c.customer = s.customer AND c.kind = s.credit_kind AND c.id = s.credit
        WHERE s.company = $1 AND e.company = $1 AND c.company = $1 AND e.booked_on >= $2
        ORDER BY e.booked_on, s.entry, s.customer, s.credit
        """)
    private static let receipt = Query(
        "the movement that brought a payment",
        "SELECT entry FROM entry_shares WHERE company = $1 AND customer = $2 AND credit_kind = $3 AND credit = $4")
    private static let payments = Query(
        "payments that movements are",
        """
        SELECT c.id, c.customer, c.received_on, c.currency, c.amount, s.record, s.entry, c.returned_on FROM entry_shares s
        JOIN credits c ON c.company = s.company AND c.customer = s.customer AND c.kind = s.credit_kind AND c.id = s.credit
        WHERE s.company = $1 AND c.company = $1 ORDER BY c.customer, c.id
        """)
    private static let alone = Query(
        "payments of some days that no movement is",
        """
        SELECT c.id, c.customer, c.received_on, c.currency, c.amount FROM credits c
        LEFT JOIN entry_shares s ON s.company = c.company AND s.customer = c.customer AND s.credit_kind = c.kind AND s.credit = c.id
        WHERE c.company = $1 AND c.kind = 'payment' AND c.returned_on IS NULL AND c.received_on >= $2 AND c.received_on <= $3
        AND s.entry IS NULL ORDER BY c.received_on, c.customer, c.id
        """)
    private static let automatic = Query(
        "movements attributed by the program on a day",
        """
        SELECT DISTINCT entry FROM entry_shares WHERE company = $1 AND decided_on = $2 AND is_automatic ORDER BY entry
        """)
    private static let payers = Query(
        "what was learned of payers", "SELECT record FROM payers WHERE company = $1 ORDER BY id")
    private static let waiting = Query(
        "customers for whom a movement waits",
        "SELECT customer FROM pending_receipts WHERE company = $1 AND entry = $2 ORDER BY customer")

    package static func statements(
        of account: String, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [BankStatement] {
        try session.list(statements, [.text(company.text), .text(account)], statement)
    }

    /// Statements of every account that end on a day or later.
    package static func statements(
        since day: LocalDate, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [BankStatement] {
        try session.list(lately, [.text(company.text), SQLValue(day)], statement)
    }

    private static func statement(_ row: borrowing Row) throws(SQLError) -> BankStatement {
        guard let currency = Currency(code: try row.text(2)) else { throw row.unreadable(2, "not a currency") }
        return BankStatement(
            id: StatementID(try row.text(0)), account: try row.text(1), currency: currency,
            reference: try row.optionalText(3), from: try row.date(4), until: try row.date(5),
            opening: try row.optionalInt64(6), closing: try row.optionalInt64(7), entries: try row.int(8),
            importID: ImportID(try row.text(9)))
    }

    /// Each account and the last day that a statement of it tells of: none tells of days after the one on which it came.
    package static func accounts(
        _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [(account: String, until: LocalDate)] {
        try session.list(latest, [.text(company.text)]) { row throws(SQLError) in
            (account: try row.text(0), until: try row.date(1))
        }
    }

    /// Movements of an account booked from one day to another, both included, without what became of them.
    package static func booked(
        on account: String, from: LocalDate, through: LocalDate, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [BankEntry] {
        let values: [SQLValue] = [.text(company.text), .text(account), SQLValue(from), SQLValue(through)]
        return try session.list(span, values) { row throws(SQLError) in try entry(row).entry }
    }

    /// Movements as they stand, those that are known, in the order asked for.
    package static func entries(
        _ ids: [EntryID], _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [BookedEntry] {
        var found: [BookedEntry] = []
        for id in ids {
            if let entry = try entry(id, company, session) { found.append(entry) }
        }
        return found
    }

    package static func entry(
        _ id: EntryID, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> BookedEntry? {
        guard let found = try session.first(one, [.text(company.text), .text(id.text)], entry) else { return nil }
        return try complete(found, company, session)
    }

    /// Receipts that are not, or not wholly, attributed; money that went out from a day on.
    package static func toMatch(
        outSince day: LocalDate, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [BookedEntry] {
        let received = try session.list(open, [.text(company.text)], entry)
        let sent = try session.list(out, [.text(company.text), SQLValue(day)], entry)
        var found: [BookedEntry] = []
        for entry in received {
            found.append(entry.lastShare == 0 ? entry : try complete(entry, company, session))
        }
        for entry in sent { found.append(try complete(entry, company, session)) }
        return found
    }

    /// Every movement from one day to another, as it stands.
    package static func all(
        from: LocalDate, through: LocalDate, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [BookedEntry] {
        var found: [BookedEntry] = []
        for entry in try session.list(since, [.text(company.text), SQLValue(from), SQLValue(through)], entry) {
            found.append(try complete(entry, company, session))
        }
        return found
    }

    /// What was decided since a day: the movement, whose it is, and whether that payment went back since.
    package static func attributed(
        since day: LocalDate, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [(entry: BankEntry, share: EntryShare, isGone: Bool)] {
        try session.list(settled, [.text(company.text), SQLValue(day)]) { row throws(SQLError) in
            let entry = try row.bankEntry(0)
            let share = try row.share(1)
            return (entry: entry, share: share, isGone: try row.bool(2))
        }
    }

    /// Payments that movements brought or were recognised as, those that went back among them, with the movement and its share.
    package static func payments(
        _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [(credit: Credit, entry: EntryID, share: EntryShare)] {
        var found: [(credit: Credit, entry: EntryID, share: EntryShare)] = []
        try session.scan(payments, [.text(company.text)]) { row throws(SQLError) in
            let share = try row.share(5)
            var credit = Credit(
                id: CreditID(try row.text(0)), kind: .payment, customer: CustomerID(try row.text(1)),
                on: try row.date(2), currency: try row.currency(3), amount: try row.int64(4))
            credit.returnedOn = try row.optionalDate(7)
            found.append((credit: credit, entry: EntryID(try row.text(6)), share: share))
        }
        return found
    }

    /// Payments received from one day to another, from files, that no movement was recognised as.
    package static func alone(
        from: LocalDate, through: LocalDate, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [Credit] {
        try session.list(alone, [.text(company.text), SQLValue(from), SQLValue(through)]) { row throws(SQLError) in
            Credit(
                id: CreditID(try row.text(0)), kind: .payment, customer: CustomerID(try row.text(1)), on: try row.date(2),
                currency: try row.currency(3), amount: try row.int64(4))
        }
    }

    /// The movement that a payment is, nil when it came from elsewhere.
    package static func receipt(
        of credit: CreditKey, _ customer: CustomerID, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> EntryID? {
        let key: [SQLValue] = [
            .text(company.text), .text(customer.text), .text(credit.kind.rawValue), .text(credit.id.text),
        ]
        return try session.first(receipt, key) { row throws(SQLError) in EntryID(try row.text(0)) }
    }

    /// What the program attributed on a day.
    package static func postedAutomatically(
        on day: LocalDate, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [BookedEntry] {
        let ids = try session.list(automatic, [.text(company.text), SQLValue(day)]) { row throws(SQLError) in
            EntryID(try row.text(0))
        }
        var found: [BookedEntry] = []
        for id in ids {
            if let entry = try entry(id, company, session) { found.append(entry) }
        }
        return found
    }

    package static func payers(_ company: CompanyID, _ session: Session) throws(SQLError) -> [PayerRule] {
        try session.list(payers, [.text(company.text)]) { row throws(SQLError) in
            try row.decoded(0, "a payer") { text throws(FactCodingError) in try PayerRule(text: text) }
        }
    }

    /// Customers for whom a movement waits to be confirmed.
    package static func waiting(
        for entry: EntryID, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [CustomerID] {
        try session.list(waiting, [.text(company.text), .text(entry.text)]) { row throws(SQLError) in
            CustomerID(try row.text(0))
        }
    }

    private static func entry(_ row: borrowing Row) throws(SQLError) -> BookedEntry {
        let record = try row.bankEntry(0)
        var booked = BookedEntry(record)
        booked.lastShare = try row.int(1)
        booked.setAside = try row.optionalText(2)
        return booked
    }

    private static func complete(
        _ booked: BookedEntry, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> BookedEntry {
        var booked = booked
        let key: [SQLValue] = [.text(company.text), .text(booked.entry.id.text)]
        if booked.lastShare > 0 {
            booked.shares = try session.list(shares, key) { row throws(SQLError) in
                try row.share(0)
            }
        }
        if !booked.entry.isReceipt {
            booked.returned = try session.list(returns, key) { row throws(SQLError) in
                try row.returnedCredit(0)
            }
        }
        return booked
    }
}
