import Ledger
import SQL
import Values

extension ProjectedTable {
    static let statements = ProjectedTable(
        "bank_statements", key: 2,
        [
            "company", "id", "account", "currency", "reference", "from_on", "until_on", "opening", "closing", "entries",
            "import_id",
        ],
        Query(
            "stored bank statements",
            """
            SELECT company, id, account, currency, reference, from_on, until_on, opening, closing, entries, import_id
            FROM bank_statements WHERE company = $1 ORDER BY id
            """))

    static let entries = ProjectedTable(
        "bank_entries", key: 2,
        [
            "company", "id", "statement", "account", "booked_on", "amount", "currency", "unattributed", "last_share",
            "set_aside", "record",
        ],
        Query(
            "stored bank entries",
            """
            SELECT company, id, statement, account, booked_on, amount, currency, unattributed, last_share, set_aside,
            record FROM bank_entries WHERE company = $1 ORDER BY id
            """))

    static let shares = ProjectedTable(
        "entry_shares", key: 5,
        ["company", "entry", "customer", "credit_kind", "credit", "amount", "decided_on", "is_automatic", "record"],
        Query(
            "stored shares of bank entries",
            """
            SELECT company, entry, customer, credit_kind, credit, amount, decided_on, is_automatic, record
            FROM entry_shares WHERE company = $1 ORDER BY entry, customer, credit_kind, credit
            """))

    static let returns = ProjectedTable(
        "entry_returns", key: 5, ["company", "entry", "customer", "credit_kind", "credit", "record"],
        Query(
            "stored returns",
            """
            SELECT company, entry, customer, credit_kind, credit, record FROM entry_returns WHERE company = $1
            ORDER BY entry, customer, credit_kind, credit
            """))

    static let payers = ProjectedTable(
        "payers", key: 2, ["company", "id", "customer", "record"],
        Query(
            "stored rules of payers", "SELECT company, id, customer, record FROM payers WHERE company = $1 ORDER BY id"))

    static let pending = ProjectedTable(
        "pending_receipts", key: 3, ["company", "customer", "entry", "record"],
        Query(
            "stored pending receipts",
            """
            SELECT company, customer, entry, record FROM pending_receipts WHERE company = $1 ORDER BY customer, entry
            """)
    ) { rows, account in account.pending.map { rows.row($0) } }
}

extension ProjectedRows {
    func row(_ statement: BankStatement) -> [SQLValue] {
        [
            .text(company.text), .text(statement.id.text), .text(statement.account), .text(statement.currency.code),
            SQLValue(statement.reference), SQLValue(statement.from), SQLValue(statement.until),
            SQLValue(statement.opening), SQLValue(statement.closing), SQLValue(statement.entries),
            .text(statement.importID.text),
        ]
    }

    func row(_ booked: BookedEntry) -> [SQLValue] {
        let entry = booked.entry
        return [
            .text(company.text), .text(entry.id.text), .text(entry.statement.text), .text(entry.account),
            SQLValue(entry.bookedOn), .int64(entry.amount), .text(entry.currency.code), .int64(booked.left),
            SQLValue(booked.lastShare), SQLValue(booked.setAside), .text(CanonicalText.of { entry.write(to: &$0) }),
        ]
    }

    func row(_ share: EntryShare, of entry: EntryID) -> [SQLValue] {
        [
            .text(company.text), .text(entry.text), .text(share.customer.text), .text(share.credit.kind.rawValue),
            .text(share.credit.id.text), .int64(share.amount), SQLValue(share.on), .bool(share.evidence.isAutomatic),
            .text(CanonicalText.of { share.write(to: &$0) }),
        ]
    }

    func row(_ returned: ReturnedCredit, of entry: EntryID) -> [SQLValue] {
        [
            .text(company.text), .text(entry.text), .text(returned.customer.text), .text(returned.credit.kind.rawValue),
            .text(returned.credit.id.text), .text(CanonicalText.of { returned.write(to: &$0) }),
        ]
    }

    func row(_ rule: PayerRule) -> [SQLValue] {
        [
            .text(company.text), .text(rule.id.text), .text(rule.customer.text),
            .text(CanonicalText.of { rule.write(to: &$0) }),
        ]
    }

    func row(_ receipt: PendingReceipt) -> [SQLValue] {
        [
            .text(company.text), .text(receipt.customer.text), .text(receipt.entry.text),
            .text(CanonicalText.of { receipt.write(to: &$0) }),
        ]
    }
}
