import Ledger
import Values

/// One body of every kind at least, with its optional parts and without.
enum FactSamples {
    static let day = LocalDate(dayNumber: 20_780)
    static let customer = CustomerID("C-1")
    static let invoiceID = InvoiceID("F-1")
    static let receivable = ReceivableID(invoice: invoiceID, rank: 2)
    static let payment = CreditKey(kind: .payment, id: CreditID("P-1"))
    static let note = CreditKey(kind: .creditNote, id: CreditID("AV-1"))

    /// Texts that break careless writers: quotes, escapes, line ends of every kind, controls, accents, astral planes.
    static let hostile = [
        "", " ", "\"", "\\", "\\\"", "a\nb\r\nc\td", "\u{2028}\u{2029}\u{85}", "\u{1F468}\u{200D}\u{1F4BB}", "e\u{301}é",
        "\u{0}\u{1}\u{1F}\u{7F}", "\u{FEFF}\u{FFFD}\u{10FFFF}", "</script><!--", "{\"a\":1}", "=1+1", "'; DROP TABLE facts; --",
        "\\u0041\\n", "مرحبا", "\u{202E}abc",
    ]

    static let customerFull = Customer(
        id: customer, name: "Café «Zoé»", email: "a@b.fr", phone: "+33", address: "1 rue\n75001", postcode: "75001",
        city: "Paris", country: "BE", siren: "732829320", segment: "grand compte", language: "en",
        scenario: ScenarioID("risky"), terms: "45 jours fin de mois",
        contacts: [
            Contact(name: "Zoé", role: "accounting", email: "z@b.fr", phone: "1"), Contact(name: "", role: "buyer"),
        ])

    static let line = CorrespondenceLine(
        receivable: receivable, dueOn: day, step: "first", rank: 1, open: 150_000, interest: 12, indemnity: 4000,
        asksAccessories: true, isToCome: true)

    static let content = MessageContent(
        on: day, scenario: ScenarioID("s"), scenarioVersion: 1, step: "first", rank: 1, channel: "email", to: "a@b.fr", amount: -5,
        lines: [line, CorrespondenceLine(receivable: receivable, dueOn: day, step: "n", rank: 0, open: .max)],
        credits: [AppliedCredit(credit: note, on: day, amount: 3), AppliedCredit(credit: payment, on: day, amount: 1)])

    static let all: [FactBody] = company + documents + messages + BankSamples.all

    private static let company: [FactBody] = [
        .companyDescribed(CompanyProfile(id: CompanyID("dupont"), name: "Dupont SARL")),
        .companyDescribed(
            CompanyProfile(
                id: CompanyID("dupont"), name: "D", calendar: .alsaceMoselle, timeZone: "America/Cayenne", isLive: true,
                letterhead: Letterhead(
                    email: "e", phone: "p", addressLines: ["1", ""], siren: "s", iban: "i", bic: "b", signatory: "S",
                    signatoryTitle: "T"),
                policy: CompanyPolicy(
                    defaultTerms: "", lateImportLimit: 0, approvesFirstLiveSend: true, freshnessDays: 3,
                    messagesPerHour: 0, messagesPerHourAndDomain: 7, morningHour: 23))),
        .scenarioRecorded(ScenarioText(id: ScenarioID("standard"), version: 7, yaml: "a:\n  - \"b\"\n\t# c\r\n")),
        .defaultScenarioChosen(ScenarioID("standard")),
        .importRecorded(
            ImportReceipt(
                id: ImportID("ff"), file: "f.csv", kind: "invoices", rows: 10, created: 1, updated: 2, unchanged: 3,
                rejected: 4)),
        .dayPlayed(LocalDate(dayNumber: 0)),
        .customerRecorded(customerFull),
        .customerRecorded(Customer(id: customer, name: "")),
    ]

    private static let documents: [FactBody] = [
        .invoiceIssued(
            Invoice(
                id: invoiceID, customer: customer, issuedOn: day, currency: .usd, orderReference: "BC", importID: ImportID("i"),
                needsApproval: true,
                receivables: [
                    Receivable(rank: 1, dueOn: day, amount: 1), Receivable(rank: 2, dueOn: day, amount: .max),
                ]), declared: DeclaredStep(step: "first", rank: 1, on: day)),
        .invoiceIssued(
            Invoice(
                id: invoiceID, customer: customer, issuedOn: day, currency: .eur,
                receivables: [Receivable(rank: 1, dueOn: day, amount: 1)]), declared: nil),
        .invoiceQuarantined(
            QuarantinedVersion(
                customer: customer, invoice: invoiceID, otherCustomer: CustomerID("C-2"), otherCurrency: .usd,
                otherAmount: -1, importID: ImportID("i"))),
        .invoiceQuarantined(
            QuarantinedVersion(
                customer: customer, invoice: invoiceID, otherCustomer: customer, otherCurrency: .eur,
                otherAmount: .min, importID: nil)),
        .quarantineReleased(customer, invoiceID),
        .creditRecorded(
            Credit(
                id: CreditID("P-1"), kind: .payment, customer: customer, on: day, currency: .eur, amount: 1, invoice: invoiceID)),
        .creditRecorded(
            Credit(id: CreditID("AV-1"), kind: .creditNote, customer: customer, on: day, currency: .eur, amount: 1)),
        .creditReturned(customer, payment, on: day, reason: "AC04"),
        .allocationMade(
            customer, Allocation(number: 1, credit: payment, receivable: receivable, amount: 12, on: day)),
        .allocationReversed(customer, number: 1, on: day),
        .receivableWrittenOff(customer, receivable, amount: 1, on: day, reason: "écart"),
        .holdPlaced(
            Hold(
                id: HoldID("H"), kind: .dispute, customer: customer, invoice: invoiceID, from: day, until: day, amount: 5,
                currency: .eur, reason: "r", author: "a", covers: [invoiceID, InvoiceID("")])),
        .holdPlaced(Hold(id: HoldID("H"), kind: .mute, customer: customer, from: day, reason: "", author: "")),
        .holdReleased(customer, HoldID("H"), on: day),
        .scenarioAssigned(customer, ScenarioID("risky"), restartOn: day),
        .scenarioAssigned(customer, ScenarioID("risky"), restartOn: nil),
        .accessoriesWaived(customer, invoiceID, reason: "geste"),
        .taskOpened(
            FollowUp(
                id: TaskID("T"), kind: .call, customer: customer, on: day, currency: .eur, amount: 1, about: "appeler")),
        .taskOpened(FollowUp(id: TaskID("T"), kind: .findAddress, customer: customer, on: day, about: "")),
        .taskClosed(customer, TaskID("T"), on: day),
        .addressSuspended(customer, address: "a@b.fr", reason: "5.1.1"),
        .addressRestored(customer, address: "a@b.fr", reason: "réparée"),
    ]

    private static let messages: [FactBody] = [
        .messagePlanned(
            Correspondence(
                id: MessageID("M"), customer: customer, currency: .eur, on: day, scenario: ScenarioID("standard"),
                scenarioVersion: 2, step: "first", rank: 1, channel: "email", to: "a@b.fr", amount: 150_000,
                lines: content.lines, credits: content.credits, state: "planned", standing: .reserved,
                approval: "large_amount", round: day, copies: ["b@b.fr", ""], copyOf: MessageID("M-0"))),
        .messagePlanned(
            Correspondence(
                id: MessageID("M"), customer: customer, currency: .eur, on: day, scenario: ScenarioID("s"),
                scenarioVersion: 1, step: "x", rank: 0, channel: "letter", to: nil, amount: 0, lines: [], credits: [],
                state: "cancelled", standing: .failed, approval: nil)),
        .messageMoved(
            MessageMove(
                customer: customer, message: MessageID("M"), state: "ready", standing: .sent, detail: "250 ok",
                contentHash: "00ff", content: content)),
        .messageMoved(
            MessageMove(customer: customer, message: MessageID("M"), state: "uncertain", standing: .uncertain)),
    ]
}
