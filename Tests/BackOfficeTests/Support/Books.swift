import Ledger
import Values

/// The books of the firm: a dozen customers, each with a story.
enum Books {
    static let customers: [FactBody] = [
        customer("C-1001", "Boulangerie Lenoir", email: "contact@lenoir.example", city: "Lyon"),
        customer("C-1002", "Transports Vidal", email: "compta@vidal.example", phone: "05 61 00 00 00", city: "Toulouse"),
        customer("C-1003", "Mairie de Saint-Aubin", email: "finances@saint-aubin.example", city: "Saint-Aubin", segment: "public"),
        customer("C-1004", "Imprimerie Carnot", email: "mme.ferrand@carnot.example", phone: "04 72 00 00 00", city: "Villeurbanne"),
        customer("C-1005", "Hôtel du Parc", email: "direction@hotelduparc.example", city: "Annecy"),
        customer("C-1006", "Bâtir SAS", email: "compta@batir.example", city: "Grenoble"),
        customer("C-1007", "Garage Lemoine", email: nil, phone: "04 76 00 00 00", city: "Voiron"),
        customer("C-1008", "Sans Adresse SARL", email: nil, city: nil),
        customer("C-1009", "Northwind Ltd", email: "ap@northwind.example", city: "Leeds", country: "GB", language: "en"),
        customer("C-1010", "Alpes Déco", email: "bounce.hard@alpesdeco.example", city: "Chambéry"),
        customer("C-1011", "Menuiserie Royer", email: "royer@menuiserie.example", city: "Mâcon"),
        customer("C-1013", "Fret Perdu", email: "timeout@perdu.example", city: "Sète"),
        customer("C-1014", "Groupe Sorel", email: "compta@sorel.example", city: "Dijon"),
        customer("C-1012", "<b>Ça & “là”</b> \u{202E}oïd", email: "mechant@hostile.example", city: "\"><script>alert(1)</script>"),
    ]

    /// Facts by the day on which they became known.
    static let byDay: [(String, [FactBody])] = [
        ("2026-07-31", [invoice("FA-2026-0600", "C-1002", issued: "2026-06-30", due: "2026-07-31", 84_210)]),
        ("2026-08-08", [.messagePlanned(claim("FA-2026-0600", "C-1002", 84_210, due: "2026-07-31", interest: 229, on: "2026-08-08"))]),
        ("2026-08-10", [
            .creditRecorded(payment("VIR-0810", "C-1002", 84_210, on: "2026-08-10")),
            .allocationMade(CustomerID("C-1002"), allocation(1, "VIR-0810", "FA-2026-0600", 84_210, on: "2026-08-10")),
        ]),
        ("2026-09-21", [
            invoice("FA-2026-0701", "C-1004", issued: "2026-08-22", due: "2026-09-22", 841_200),
            invoice("FA-2026-0702", "C-1011", issued: "2026-08-20", due: "2026-09-20", 412_000),
        ]),
        ("2026-10-20", [
            invoice("FA-2026-0801", "C-1002", issued: "2026-09-23", due: "2026-10-23", 673_040),
            invoice(
                "FA-2026-0710", "C-1014", issued: "2026-08-31", due: "2026-09-30", 3_120_000,
                declared: DeclaredStep(step: "last_notice", rank: 5, on: day("2026-11-05"))),
            invoice("FA-2026-0803", "C-1003", issued: "2026-09-30", due: "2026-10-30", 398_000),
            invoice("FA-2026-0805", "C-1005", issued: "2026-10-05", due: "2026-11-05", 126_000),
            invoice("FA-2026-0806", "C-1006", issued: "2026-10-12", due: "2026-11-12", 230_500),
        ]),
        ("2026-11-02", [
            invoice("FA-2026-0871", "C-1001", issued: "2026-10-18", due: "2026-11-18", 123_456),
            invoice("FA-2026-0872", "C-1001", issued: "2026-10-20", due: "2026-11-20", 76_544),
            invoice("FA-2026-0880", "C-1007", issued: "2026-10-10", due: "2026-11-10", 64_000),
            invoice("FA-2026-0881", "C-1008", issued: "2026-10-19", due: "2026-11-19", 45_000),
            invoice("FA-2026-0882", "C-1009", issued: "2026-10-15", due: "2026-11-15", 1_250_000, currency: Currency(code: "GBP") ?? .eur),
            invoice("FA-2026-0883", "C-1010", issued: "2026-10-13", due: "2026-11-13", 988_000),
            invoice("FA-2026-0884", "C-1013", issued: "2026-10-14", due: "2026-11-14", 27_500),
            invoice("FA/2026 №7 <i>", "C-1012", issued: "2026-10-17", due: "2026-11-17", 31_415),
        ]),
    ]

    /// Mornings that were played.
    static let played = ["2026-09-25", "2026-10-02", "2026-10-26", "2026-11-03", "2026-11-17", "2026-11-20"]

    static let afterwards: [(String, [FactBody])] = [
        ("2026-11-20", [
            instalments("FA-2026-0890", "C-1006", issued: "2026-11-19", [("2026-12-03", 45_000), ("2027-01-03", 105_000)]),
            invoice("FA-2026-0891", "C-1005", issued: "2026-11-19", due: "2026-12-03", 58_900),
            .invoiceQuarantined(
                QuarantinedVersion(
                    customer: CustomerID("C-1011"), invoice: InvoiceID("FA-2026-0702"), otherCustomer: CustomerID("C-1011"),
                    otherCurrency: .eur, otherAmount: 421_000, importID: nil)),
        ]),
        ("2026-11-22", [
            .creditRecorded(payment("VIR-1122", "C-1001", 30_000, on: "2026-11-21")),
            .allocationMade(CustomerID("C-1001"), allocation(1, "VIR-1122", "FA-2026-0871", 30_000, on: "2026-11-21")),
            .creditRecorded(payment("VIR-1123", "C-1003", 15_000, on: "2026-11-20")),
            .bank(
                .receiptPending(
                    PendingReceipt(
                        customer: CustomerID("C-1007"), entry: EntryID("2026-11-20-9f3ab2c41d07"), currency: .eur, amount: 64_000,
                        invoices: [InvoiceID("FA-2026-0880")], on: day("2026-11-20")))),
        ]),
    ]

    static func customer(
        _ number: String, _ name: String, email: String?, phone: String? = nil, city: String?, country: String = "FR",
        segment: String? = nil, language: String = "fr"
    ) -> FactBody {
        .customerRecorded(
            Customer(
                id: CustomerID(number), name: name, email: email, phone: phone, address: city == nil ? nil : "1 place du Marché",
                postcode: city == nil ? nil : "69000", city: city, country: country, segment: segment, language: language))
    }

    static func invoice(
        _ number: String, _ customer: String, issued: String, due: String, _ amount: Int64, currency: Currency = .eur,
        declared: DeclaredStep? = nil
    ) -> FactBody {
        .invoiceIssued(
            Invoice(
                id: InvoiceID(number), customer: CustomerID(customer), issuedOn: day(issued), currency: currency,
                orderReference: "BC 44\(number.suffix(2))", receivables: [Receivable(rank: 1, dueOn: day(due), amount: amount)]),
            declared: declared)
    }

    static func instalments(_ number: String, _ customer: String, issued: String, _ parts: [(String, Int64)]) -> FactBody {
        .invoiceIssued(
            Invoice(
                id: InvoiceID(number), customer: CustomerID(customer), issuedOn: day(issued), currency: .eur,
                receivables: parts.enumerated().map { Receivable(rank: $0 + 1, dueOn: day($1.0), amount: $1.1) }),
            declared: nil)
    }

    /// A reminder that asked for late interest and the fixed sum, and left.
    static func claim(
        _ invoice: String, _ customer: String, _ open: Int64, due: String, interest: Int64, on text: String
    ) -> Correspondence {
        let line = CorrespondenceLine(
            receivable: ReceivableID(invoice: InvoiceID(invoice), rank: 1), dueOn: day(due), step: "firm", rank: 2, open: open,
            interest: interest, indemnity: 4000, asksAccessories: true)
        return Correspondence(
            id: MessageID("\(text)-\(customer)-EUR-1"), customer: CustomerID(customer), currency: .eur, on: day(text),
            scenario: ScenarioID("standard"), scenarioVersion: 1, step: "firm", rank: 2, channel: "email",
            to: "compta@vidal.example", amount: open + interest + 4000, lines: [line], credits: [], state: "accepted",
            standing: .sent, approval: nil)
    }

    static func payment(_ reference: String, _ customer: String, _ amount: Int64, on text: String) -> Credit {
        Credit(id: CreditID(reference), kind: .payment, customer: CustomerID(customer), on: day(text), currency: .eur, amount: amount)
    }

    static func allocation(_ number: Int, _ credit: String, _ invoice: String, _ amount: Int64, on text: String) -> Allocation {
        Allocation(
            number: number, credit: CreditKey(kind: .payment, id: CreditID(credit)),
            receivable: ReceivableID(invoice: InvoiceID(invoice), rank: 1), amount: amount, on: day(text))
    }
}
