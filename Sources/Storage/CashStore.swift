package import Ledger
package import SQL
package import Values

/// Questions of those who look at what the bank brought.
package enum CashStore {
    private static let decided = Query(
        "movements of which it was decided in some days whose they are",
        """
        SELECT e.record, s.record FROM entry_shares s JOIN bank_entries e ON e.company = s.company AND e.id = s.entry
        WHERE s.company = $1 AND e.company = $1 AND s.decided_on >= $2 AND s.decided_on <= $3
        ORDER BY s.decided_on DESC, e.booked_on DESC, s.entry, s.customer, s.credit
        """)
    private static let returned = Query(
        "payments that went back, since a day",
        """
        SELECT e.record, r.record FROM entry_returns r JOIN bank_entries e ON e.company = r.company AND e.id = r.entry
        WHERE r.company = $1 AND e.company = $1 AND e.booked_on >= $2 ORDER BY e.booked_on DESC, r.entry, r.customer, r.credit
        """)
    private static let debits = Query(
        "money that went out since a day, about which nothing was decided",
        """
        SELECT e.record FROM bank_entries e WHERE e.company = $1 AND e.amount < 0 AND e.booked_on >= $2
        AND e.set_aside IS NULL AND NOT EXISTS
        (SELECT 1 FROM entry_returns r WHERE r.company = e.company AND r.entry = e.id) ORDER BY e.booked_on, e.id
        """)
    private static let setAside = Query(
        "movements that were set aside, since a day, and why",
        """
        SELECT record, set_aside FROM bank_entries WHERE company = $1 AND set_aside IS NOT NULL AND booked_on >= $2
        ORDER BY booked_on DESC, id
        """)
    private static let open = Query(
        "what receipts still have to be attributed",
        """
        SELECT id, currency, unattributed FROM bank_entries
        WHERE company = $1 AND unattributed > 0 AND set_aside IS NULL ORDER BY booked_on, id
        """)
    private static let pending = Query(
        "movements that wait to be confirmed", "SELECT DISTINCT entry FROM pending_receipts WHERE company = $1 ORDER BY entry")

    /// A receipt of which a part is nobody's yet.
    package struct OpenReceipt: Sendable {
        package let left: Money
        /// There is somebody whose it may be, and whose reminders wait.
        package let isPending: Bool
    }

    /// What was decided in some days, the newest first, each movement with the shares of those days.
    package static func decided(
        from: LocalDate, through: LocalDate, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [BookedEntry] {
        let values: [SQLValue] = [.text(company.text), SQLValue(from), SQLValue(through)]
        let pairs = try session.list(decided, values) { row throws(SQLError) in
            (
                try row.bankEntry(0),
                try row.share(1)
            )
        }
        return grouped(pairs) { entry, share in
            entry.shares.append(share)
            entry.lastShare += 1
        }
    }

    /// Money that went back, the newest first.
    package static func returned(
        since day: LocalDate, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [BookedEntry] {
        let pairs = try session.list(returned, [.text(company.text), SQLValue(day)]) { row throws(SQLError) in
            (
                try row.bankEntry(0),
                try row.returnedCredit(1)
            )
        }
        return grouped(pairs) { entry, returned in entry.returned.append(returned) }
    }

    /// Money that went out since a day, about which nothing was decided.
    package static func debits(
        since day: LocalDate, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [BankEntry] {
        try session.list(debits, [.text(company.text), SQLValue(day)]) { row throws(SQLError) in try row.bankEntry(0) }
    }

    /// What pays nothing here, the newest first.
    package static func setAside(
        since day: LocalDate, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> [BookedEntry] {
        try session.list(setAside, [.text(company.text), SQLValue(day)]) { row throws(SQLError) in
            var entry = BookedEntry(
                try row.bankEntry(0))
            entry.setAside = try row.optionalText(1)
            return entry
        }
    }

    package static func openReceipts(_ company: CompanyID, _ session: Session) throws(SQLError) -> [OpenReceipt] {
        let waiting = Set(
            try session.list(pending, [.text(company.text)]) { row throws(SQLError) in try row.text(0) })
        return try session.list(open, [.text(company.text)]) { row throws(SQLError) in
            OpenReceipt(
                left: Money(minor: try row.int64(2), try row.currency(1)), isPending: waiting.contains(try row.text(0)))
        }
    }

    /// Rows of one movement lie side by side.
    private static func grouped<Part>(
        _ pairs: [(BankEntry, Part)], _ add: (inout BookedEntry, Part) -> Void
    ) -> [BookedEntry] {
        var found: [BookedEntry] = []
        var places: [EntryID: Int] = [:]
        for (entry, part) in pairs {
            let place = places[entry.id] ?? found.count
            if place == found.count {
                found.append(BookedEntry(entry))
                places[entry.id] = place
            }
            add(&found[place], part)
        }
        return found
    }
}
