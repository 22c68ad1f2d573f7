package import Ledger
package import SQL
import Values

/// Companies and what concerns each of them as a whole.
package enum CompanyStore {
    private static let insert = Query(
        "open a company",
        "INSERT INTO companies (id, profile, head_sequence, head_hash) VALUES ($1, $2, 0, $3)")
    private static let exists = Query("company exists", "SELECT 1 FROM companies WHERE id = $1")
    private static let list = Query("companies", "SELECT id FROM companies ORDER BY id")
    private static let described = Query("profiles of companies", "SELECT profile FROM companies ORDER BY id")
    private static let one = Query(
        "company", "SELECT profile, default_scenario, last_day_played FROM companies WHERE id = $1")
    private static let locked = Query(
        "company, for who writes",
        "SELECT profile, default_scenario, last_day_played, head_sequence, head_hash FROM companies WHERE id = $1",
        locking: .waiting)
    private static let describe = Query("describe a company", "UPDATE companies SET profile = $2 WHERE id = $1")
    private static let choose = Query(
        "choose the default scenario", "UPDATE companies SET default_scenario = $2 WHERE id = $1")
    private static let played = Query("a day was played", "UPDATE companies SET last_day_played = $2 WHERE id = $1")
    private static let addScenario = Query(
        "record a scenario", "INSERT INTO scenarios (company, id, version, yaml) VALUES ($1, $2, $3, $4)")
    private static let scenarios = Query(
        "latest scenarios",
        """
        SELECT s.id, s.version, s.yaml FROM scenarios s WHERE s.company = $1 AND s.version =
        (SELECT max(v.version) FROM scenarios v WHERE v.company = $1 AND v.id = s.id) ORDER BY s.id
        """)
    private static let version = Query(
        "a version of a scenario", "SELECT id, version, yaml FROM scenarios WHERE company = $1 AND id = $2 AND version = $3")
    private static let addImport = Query(
        "record an import",
        """
        INSERT INTO imports (company, id, sequence, file, kind, known_on, total, created, updated, unchanged, rejected)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """)
    private static let imports = Query(
        "imports",
        """
        SELECT id, file, kind, total, created, updated, unchanged, rejected FROM imports
        WHERE company = $1 ORDER BY sequence
        """)
    private static let oneImport = Query(
        "an import",
        """
        SELECT id, file, kind, total, created, updated, unchanged, rejected FROM imports WHERE company = $1 AND id = $2
        """)
    private static let lastPayments = Query(
        "last import of payments",
        "SELECT max(known_on) FROM imports WHERE company = $1 AND kind IN ('payments', 'fec')")

    package static func open(_ id: CompanyID, _ session: Session) throws(SQLError) {
        try session.execute(insert, [.text(id.text), "", .blob(FactHash.origin)])
    }

    package static func exists(_ id: CompanyID, _ session: Session) throws(SQLError) -> Bool {
        try session.exists(exists, [.text(id.text)])
    }

    package static func all(_ session: Session) throws(SQLError) -> [CompanyID] {
        try session.list(list) { row throws(SQLError) in CompanyID(try row.text(0)) }
    }

    package static func profiles(_ session: Session) throws(SQLError) -> [CompanyProfile] {
        try session.list(described) { row throws(SQLError) in try profile(row) }
    }

    /// The company without its customers and its imports; of its scenarios the latest versions: what is read with every
    /// piece of work does not grow with history.
    package static func book(_ id: CompanyID, _ session: Session) throws(SQLError) -> Book? {
        guard var book = try session.first(one, [.text(id.text)], book) else { return nil }
        book.scenarios = try session.list(scenarios, [.text(id.text)], scenarioText)
        return book
    }

    /// The same and where the history ends, once other writers of this company wait for the caller's transaction.
    package static func lockedBook(
        _ id: CompanyID, _ session: Session
    ) throws(SQLError) -> (book: Book, head: FactLog.Head)? {
        let found = try session.first(locked, [.text(id.text)]) { row throws(SQLError) in
            (book: try book(row), head: FactLog.Head(sequence: try row.int64(3), hash: try row.blob(4)))
        }
        guard var found else { return nil }
        found.book.scenarios = try session.list(scenarios, [.text(id.text)], scenarioText)
        return found
    }

    private static func book(_ row: borrowing Row) throws(SQLError) -> Book {
        var book = Book(profile: try profile(row))
        book.defaultScenario = try row.optionalText(1).map { ScenarioID($0) }
        book.lastDayPlayed = try row.optionalDate(2)
        return book
    }

    /// A version of a scenario, also one that another has replaced.
    package static func scenario(
        _ id: ScenarioID, version: Int, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> ScenarioText? {
        try session.first(Self.version, [.text(company.text), .text(id.text), SQLValue(version)], scenarioText)
    }

    private static func scenarioText(_ row: borrowing Row) throws(SQLError) -> ScenarioText {
        ScenarioText(id: ScenarioID(try row.text(0)), version: try row.int(1), yaml: try row.text(2))
    }

    /// Every import, in order.
    package static func imports(_ id: CompanyID, _ session: Session) throws(SQLError) -> [ImportReceipt] {
        try session.list(imports, [.text(id.text)], receipt)
    }

    /// What came of one import, nil when there was none under this identity.
    package static func receipt(
        of id: ImportID, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> ImportReceipt? {
        try session.first(oneImport, [.text(company.text), .text(id.text)], receipt)
    }

    private static func receipt(_ row: borrowing Row) throws(SQLError) -> ImportReceipt {
        ImportReceipt(
            id: ImportID(try row.text(0)), file: try row.text(1), kind: try row.text(2), rows: try row.int(3),
            created: try row.int(4), updated: try row.int(5), unchanged: try row.int(6), rejected: try row.int(7))
    }

    private static func profile(_ row: borrowing Row) throws(SQLError) -> CompanyProfile {
        try row.decoded(0, "a company profile") { text throws(FactCodingError) in try CompanyProfile(text: text) }
    }

    /// How far payments are known, for the freshness gate, as far as the company has one. A FEC holds them too.
    package static func paymentsKnown(
        _ company: CompanyID, _ policy: CompanyPolicy, _ session: Session
    ) throws(SQLError) -> PaymentsKnown {
        if policy.freshnessDays == 0 { return PaymentsKnown() }
        let accounts = try BankStore.accounts(company, session)
        if policy.freshnessDays == nil, accounts.isEmpty { return PaymentsKnown() }
        var lately: [BankStatement] = []
        if let newest = accounts.map(\.until).max() {
            lately = try BankStore.statements(since: newest.adding(days: -PaymentsKnown.gapDays), company, session)
        }
        return PaymentsKnown(
            importedOn: try day(lastPayments, company, session),
            accounts: accounts.map { PaymentsKnown.BankAccount(account: $0.account, until: $0.until, statements: lately) })
    }

    private static func day(_ query: Query, _ company: CompanyID, _ session: Session) throws(SQLError) -> LocalDate? {
        try session.first(query, [.text(company.text)]) { row throws(SQLError) in try row.optionalDate(0) } ?? nil
    }

    /// An import of this kind tells what was paid.
    package static func bringsPayments(_ kind: String) -> Bool { kind == "payments" || kind == "fec" }

    /// Projects the facts that concern the whole company; the others change nothing here.
    static func project(
        _ body: FactBody, sequence: Int64, _ company: CompanyID, _ stamp: Stamp, _ session: Session
    ) throws(SQLError) {
        let id = SQLValue.text(company.text)
        switch body {
        case .companyDescribed(let profile): try session.execute(describe, [id, .text(profile.storedText)])
        case .defaultScenarioChosen(let scenario): try session.execute(choose, [id, .text(scenario.text)])
        case .dayPlayed(let day): try session.execute(played, [id, SQLValue(day)])
        case .scenarioRecorded(let text):
            try session.execute(addScenario, [id, .text(text.id.text), SQLValue(text.version), .text(text.yaml)])
        case .importRecorded(let receipt):
            try session.execute(
                addImport,
                [
                    id, .text(receipt.id.text), .int64(sequence), .text(receipt.file), .text(receipt.kind),
                    SQLValue(stamp.knownOn), SQLValue(receipt.rows), SQLValue(receipt.created),
                    SQLValue(receipt.updated), SQLValue(receipt.unchanged), SQLValue(receipt.rejected),
                ])
        case .customerRecorded, .invoiceIssued, .invoiceQuarantined, .quarantineReleased, .creditRecorded,
            .creditReturned, .allocationMade, .allocationReversed, .receivableWrittenOff, .holdPlaced, .holdReleased,
            .scenarioAssigned, .messagePlanned, .messageMoved, .addressSuspended, .addressRestored, .taskOpened, .taskClosed,
            .accessoriesWaived, .bank: break
        }
    }
}

extension CompanyProfile {
    var storedText: String { CanonicalText.of { write(to: &$0) } }
}

extension Customer {
    var storedText: String { CanonicalText.of { write(to: &$0) } }
}

extension Hold {
    var storedText: String { CanonicalText.of { write(to: &$0) } }
}
