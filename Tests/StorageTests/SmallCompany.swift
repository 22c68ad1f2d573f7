import Ledger
import Outbox
import SQL
import Storage
import Values

/// A company small enough to know every row of: the facts by their number, one row at least in every table.
enum SmallCompany {
    static let id = CompanyID("dupont")
    static let customer = CustomerID("C-1")
    static let content = Array("Bonjour".utf8)
    private static let day = LocalDate(dayNumber: 20_780)
    private static let receivable = ReceivableID(invoice: InvoiceID("F-1"), rank: 2)
    private static let payment = Credit(
        id: CreditID("P-1"), kind: .payment, customer: customer, on: day, currency: .eur, amount: 12_000)

    static let message = Correspondence(
        id: MessageID("M-1"), customer: customer, currency: .eur, on: day, scenario: ScenarioID("standard"),
        scenarioVersion: 1, step: "first", rank: 1, channel: "email", to: "a@example.org", amount: 5000,
        lines: [CorrespondenceLine(receivable: receivable, dueOn: day, step: "second", rank: 2, open: 5000)], credits: [],
        state: "planned", standing: .reserved, approval: nil)

    /// Numbered from 1.
    static let facts: [FactBody] = [
        .companyDescribed(CompanyProfile(id: id, name: "Dupont")),
        .scenarioRecorded(ScenarioText(id: ScenarioID("standard"), version: 1, yaml: "id: standard")),
        .defaultScenarioChosen(ScenarioID("standard")),
        .customerRecorded(Customer(id: customer, name: "Zoé")),
        .customerRecorded(Customer(id: CustomerID("C-2"), name: "Yves")),
        .invoiceIssued(
            Invoice(
                id: InvoiceID("F-1"), customer: customer, issuedOn: day, currency: .eur,
                receivables: [
                    Receivable(rank: 1, dueOn: day, amount: 10_000), Receivable(rank: 2, dueOn: day, amount: 5000),
                ]), declared: DeclaredStep(step: "first", rank: 1, on: day)),
        .creditRecorded(payment),
        .allocationMade(
            customer,
            Allocation(
                number: 1, credit: payment.key, receivable: ReceivableID(invoice: InvoiceID("F-1"), rank: 1),
                amount: 10_000, on: day)),
        .holdPlaced(Hold(id: HoldID("H-1"), kind: .hold, customer: customer, from: day, reason: "été", author: "anne")),
        .taskOpened(FollowUp(id: TaskID("T-1"), kind: .call, customer: customer, on: day, about: "appeler")),
        .messagePlanned(message),
        .messageMoved(
            MessageMove(
                customer: customer, message: message.id, state: "accepted", standing: .sent, detail: "250",
                contentHash: FactHash.hexadecimal(FactHash.sha256(content)))),
        .importRecorded(
            ImportReceipt(
                id: ImportID("I-1"), file: "f.csv", kind: "invoices", rows: 1, created: 1, updated: 0, unchanged: 0,
                rejected: 0)),
        .dayPlayed(day),
    ]

    static func open(_ database: any Database) async throws {
        try await database.record([facts], of: id)
        try await database.write(for: .company(id.text)) { session throws(SQLError) in
            guard let row = try OutboxStore.row(message.id, id, session) else { return }
            let digest = FactHash.sha256(content)
            _ = try OutboxStore.keep(
                row, content: content, digest: digest, subject: "s", channel: "email", domain: nil, at: Bookkeeping.stamp.at, id,
                session)
            try OutboxStore.setState(message.id, .accepted, id, session)
        }
    }
}
