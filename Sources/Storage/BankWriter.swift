import Ledger
import SQL
import Values

/// Brings the tables of the bank to what facts say, after the accounts that they touch were written.
struct BankWriter {
    private let company: CompanyID
    private let rows: ProjectedRows

    init(company: CompanyID) {
        self.company = company
        rows = ProjectedRows(company: company) { _, _ in nil }
    }

    // MARK: Fact by fact

    private static let addShare = Query(
        "a movement, or a part of it, is somebody's",
        """
        UPDATE bank_entries SET unattributed = unattributed - $3, last_share = last_share + 1
        WHERE company = $1 AND id = $2
        """)
    private static let giveBack = Query(
        "a share is nobody's again",
        """
        UPDATE bank_entries SET unattributed = unattributed + (SELECT s.amount FROM entry_shares s WHERE s.company = $1
        AND s.entry = $2 AND s.customer = $3 AND s.credit_kind = $4 AND s.credit = $5) WHERE company = $1 AND id = $2
        """)
    private static let dropShare = Query(
        "forget a share",
        """
        DELETE FROM entry_shares WHERE company = $1 AND entry = $2 AND customer = $3 AND credit_kind = $4 AND credit = $5
        """)
    private static let setAside = Query(
        "set a movement aside, or take it up again",
        "UPDATE bank_entries SET set_aside = $3 WHERE company = $1 AND id = $2")
    private static let dropReturns = Query(
        "a movement reopened nothing", "DELETE FROM entry_returns WHERE company = $1 AND entry = $2")
    private static let dropPayer = Query("forget a payer", "DELETE FROM payers WHERE company = $1 AND id = $2")

    func write(_ bodies: [FactBody], _ session: Session) throws(SQLError) {
        var booked: [[SQLValue]] = []
        for body in bodies {
            guard case .bank(let fact) = body else { continue }
            if case .entryBooked(let entry) = fact {
                booked.append(rows.row(BookedEntry(entry)))
                continue
            }
            try flush(&booked, session)
            try write(fact, session)
        }
        try flush(&booked, session)
    }

    private func flush(_ booked: inout [[SQLValue]], _ session: Session) throws(SQLError) {
        guard !booked.isEmpty else { return }
        try session.insertMany(ProjectedTable.entries.insert, booked)
        booked = []
    }

    private func write(_ fact: BankFact, _ session: Session) throws(SQLError) {
        let company = SQLValue.text(company.text)
        switch fact {
        case .statementRecorded(let statement):
            try session.insertMany(ProjectedTable.statements.insert, [rows.row(statement)])
        case .entryAttributed(let id, let share):
            try session.insertMany(ProjectedTable.shares.insert, [rows.row(share, of: id)])
            try session.execute(Self.addShare, [company, .text(id.text), .int64(share.amount)])
        case .shareReleased(let id, let customer, let credit, _, _):
            let key: [SQLValue] = [
                company, .text(id.text), .text(customer.text), .text(credit.kind.rawValue), .text(credit.id.text),
            ]
            try session.execute(Self.giveBack, key)
            try session.execute(Self.dropShare, key)
        case .entrySetAside(let id, let reason): try session.execute(Self.setAside, [company, .text(id.text), .text(reason)])
        case .entryReopened(let id, _):
            try session.execute(Self.setAside, [company, .text(id.text), .null])
            try session.execute(Self.dropReturns, [company, .text(id.text)])
        case .entryReturned(let id, let returned, _):
            try session.insertMany(ProjectedTable.returns.insert, [rows.row(returned, of: id)])
        case .payerLearned(let rule):
            try session.execute(Self.dropPayer, [company, .text(rule.id.text)])
            try session.insertMany(ProjectedTable.payers.insert, [rows.row(rule)])
        case .payerForgotten(let id, _): try session.execute(Self.dropPayer, [company, .text(id.text)])
        case .entryBooked, .receiptPending, .receiptCleared, .writeOffReversed: break
        }
    }

    // MARK: All at once

    /// Writes everything that a history folds to.
    func write(_ book: BankBook, _ session: Session) throws(SQLError) {
        let entries = book.entriesByID
        try insert(book.sortedStatements.map { rows.row($0) }, .statements, session)
        try insert(entries.map { rows.row($0) }, .entries, session)
        try insert(shares(of: entries), .shares, session)
        try insert(returns(of: entries), .returns, session)
        try insert(book.sortedPayers.map { rows.row($0) }, .payers, session)
    }

    private func insert(_ rows: [[SQLValue]], _ table: ProjectedTable, _ session: Session) throws(SQLError) {
        if !rows.isEmpty { try session.insertMany(table.insert, rows) }
    }

    func shares(of entries: [BookedEntry]) -> [[SQLValue]] {
        entries.flatMap { booked in booked.shares.map { rows.row($0, of: booked.entry.id) } }
    }

    func returns(of entries: [BookedEntry]) -> [[SQLValue]] {
        entries.flatMap { booked in booked.returned.map { rows.row($0, of: booked.entry.id) } }
    }

    /// What the verifier expects in each table.
    func expected(_ book: BankBook) -> [(ProjectedTable, [[SQLValue]])] {
        let entries = book.entriesByID
        return [
            (.statements, book.sortedStatements.map { rows.row($0) }), (.entries, entries.map { rows.row($0) }),
            (.shares, shares(of: entries)), (.returns, returns(of: entries)),
            (.payers, book.sortedPayers.map { rows.row($0) }),
        ]
    }
}
