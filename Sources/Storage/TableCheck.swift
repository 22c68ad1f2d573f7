import Ledger
import SQL

/// Walks through the rows of a table and through those that the facts call for, both in the order of the key.
struct TableCheck {
    private let company: CompanyID
    private let table: ProjectedTable
    private let ignored: Int?
    private let progress: (VerificationProgress) -> Void
    private var expected: ExpectedRows
    private var awaited: RowBytes?

    init(
        _ company: CompanyID, _ table: ProjectedTable, _ expected: ExpectedRows, ignoring ignored: Int?,
        _ progress: @escaping (VerificationProgress) -> Void
    ) {
        self.company = company
        self.table = table
        self.expected = expected
        self.ignored = ignored
        self.progress = progress
    }

    consuming func run(_ session: Session, _ findings: inout Findings) throws(SQLError) -> TableDigest {
        var digest = RowDigest()
        var row = RowBytes()
        awaited = try expected.next()
        try session.scan(table.stored, [.text(company.text)]) { stored throws(SQLError) in
            try row.read(stored, columns: table.columns.count)
            digest.add(row)
            try meet(row, &findings)
            if digest.rows.isMultiple(of: 16_384) { report(digest.rows) }
        }
        while let missing = awaited { try miss(missing, &findings) }
        report(digest.rows)
        return TableDigest(table: table.name.description, rows: digest.rows, digest: digest.finish())
    }

    private func report(_ rows: Int) {
        progress(VerificationProgress(table: table.name.description, rows: rows, total: nil))
    }

    private mutating func meet(_ row: RowBytes, _ findings: inout Findings) throws(SQLError) {
        if let awaited, awaited.bytes == row.bytes {
            self.awaited = try expected.next()
            return
        }
        let key = row.key(table.keyCount)
        while let awaited, awaited.key(table.keyCount).lexicographicallyPrecedes(key) { try miss(awaited, &findings) }
        guard let awaited, awaited.key(table.keyCount) == key else {
            findings.add(Finding(.rowUnexpected, table.name.description, row.keyText(table.keyCount)))
            return
        }
        for column in table.keyCount..<table.columns.count
        where column != ignored && awaited.column(column) != row.column(column) {
            findings.add(
                Finding(
                    .valueDiffers, table.name.description, row.keyText(table.keyCount),
                    field: table.columns[column].description, stored: row.text(column), expected: awaited.text(column)))
        }
        self.awaited = try expected.next()
    }

    private mutating func miss(_ row: RowBytes, _ findings: inout Findings) throws(SQLError) {
        findings.add(Finding(.rowMissing, table.name.description, row.keyText(table.keyCount)))
        awaited = try expected.next()
    }
}

/// The rows of a table that the facts call for, made customer after customer.
struct ExpectedRows {
    private let table: ProjectedTable
    private let source: (book: Book, customers: [CustomerID], rows: ProjectedRows)?
    private var customer = 0
    private var ready: [RowBytes]
    private var position = 0

    init(_ table: ProjectedTable, _ book: Book, _ customers: [CustomerID], _ rows: ProjectedRows) {
        self.table = table
        source = (book, customers, rows)
        ready = []
    }

    init(_ table: ProjectedTable, _ rows: [[SQLValue]]) {
        self.table = table
        source = nil
        ready = Self.sorted(rows, table)
    }

    mutating func next() throws(SQLError) -> RowBytes? {
        while position == ready.count {
            guard let source, customer < source.customers.count else { return nil }
            if let account = source.book.accounts[source.customers[customer]] {
                ready = Self.sorted(try table.rows(source.rows, account), table)
                position = 0
            }
            customer += 1
        }
        position += 1
        return ready[position - 1]
    }

    private static func sorted(_ rows: [[SQLValue]], _ table: ProjectedTable) -> [RowBytes] {
        let rows = rows.map { RowBytes($0) }
        guard rows.count > 1 else { return rows }
        return rows.sorted { $0.key(table.keyCount).lexicographicallyPrecedes($1.key(table.keyCount)) }
    }
}
