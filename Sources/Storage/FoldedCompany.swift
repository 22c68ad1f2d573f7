import Ledger
import SQL
import Values

/// What the facts of a company fold to, and the little more that the tables keep of them.
struct FoldedCompany {
    private(set) var book: Book
    private(set) var rows = 0
    var lastHash = FactHash.origin
    /// The last hash recorded of the bytes of each message, hexadecimal.
    private(set) var contentHashes: [MessageID: String] = [:]
    private var imports: [(receipt: ImportReceipt, sequence: Int64, knownOn: String)] = []
    private var isDescribed = false

    init(_ company: CompanyID) {
        book = Book(profile: CompanyProfile(id: company, name: ""))
        book.bank = BankBook()
    }

    /// Customers in the order in which the tables hold them.
    var customers: [CustomerID] {
        book.accounts.keys.sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
    }

    mutating func fold(_ row: borrowing Row, _ findings: inout Findings) throws(SQLError) {
        rows += 1
        let number = try row.int64(0)
        let body: FactBody
        do throws(FactCodingError) {
            body = try FactBody(kind: try Self.text(row, 4), payload: try Self.text(row, 6))
        } catch {
            findings.add(Finding(.factUnreadable, "facts", String(number), field: "payload", expected: "\(error)"))
            return
        }
        let customer = try row.optionalText(5)
        if body.customer.map({ Array($0.text.utf8) }) != customer.map({ Array($0.utf8) }) {
            findings.add(
                Finding(
                    .factMisfiled, "facts", String(number), field: "customer", stored: customer,
                    expected: body.customer?.text))
        }
        do throws(FoldError) { try book.apply(body) } catch {
            findings.add(Finding(.factRefused, "facts", String(number), expected: "\(error)"))
        }
        try remember(body, number, row)
    }

    /// Text of a column; a payload that is no text is no payload.
    private static func text(_ row: borrowing Row, _ column: Int) throws(FactCodingError) -> String {
        do throws(SQLError) { return try row.text(column) } catch { throw .malformed("\(error)") }
    }

    private mutating func remember(_ body: FactBody, _ number: Int64, _ row: borrowing Row) throws(SQLError) {
        switch body {
        case .companyDescribed: isDescribed = true
        case .importRecorded(let receipt): imports.append((receipt, number, try row.text(1)))
        case .messageMoved(let move): if let hash = move.contentHash { contentHashes[move.message] = hash }
        case .customerRecorded, .invoiceIssued, .invoiceQuarantined, .quarantineReleased, .creditRecorded,
            .creditReturned, .allocationMade, .allocationReversed, .receivableWrittenOff, .holdPlaced, .holdReleased,
            .scenarioRecorded, .defaultScenarioChosen, .scenarioAssigned, .messagePlanned, .addressSuspended, .addressRestored,
            .taskOpened, .taskClosed, .accessoriesWaived, .dayPlayed, .bank: break
        }
    }

    // MARK: Rows of the tables that are of no customer

    func companyRow(_ rows: ProjectedRows) -> [SQLValue] {
        [
            .text(rows.company.text), .text(isDescribed ? book.profile.storedText : ""),
            SQLValue(book.defaultScenario?.text), SQLValue(book.lastDayPlayed),
        ]
    }

    func scenarioRows(_ rows: ProjectedRows) -> [[SQLValue]] {
        book.scenarios.map { rows.row($0) }
    }

    /// Each table of the bank and what the facts call for in it.
    var bankRows: [(ProjectedTable, [[SQLValue]])] {
        book.bank.map { BankWriter(company: book.profile.id).expected($0) } ?? []
    }

    func importRows(_ rows: ProjectedRows) -> [[SQLValue]] {
        imports.map { rows.row($0.receipt, sequence: $0.sequence, knownOn: $0.knownOn) }
    }
}
