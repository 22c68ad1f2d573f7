import Ledger
import Matching
import Values

/// A small company whose customers and invoices the tests of this folder share.
struct Counter {
    var customers: [CustomerItems]
    var knowledge = Knowledge()
    var policy = MatchPolicy()

    static func day(_ iso: String) -> LocalDate { LocalDate(iso: iso) ?? LocalDate(dayNumber: 0) }

    static func owed(_ number: String, _ amount: Int64, on issued: String = "2026-09-10", order: String? = nil, contested: Bool = false) -> OpenReceivable {
        let day = day(issued)
        return OpenReceivable(
            id: ReceivableID(invoice: InvoiceID(number), rank: 1), issuedOn: day, dueOn: day.adding(days: 30), currency: .eur,
            amount: amount, open: amount, orderReference: order, isContested: contested)
    }

    static func customer(_ id: String, _ name: String, _ receivables: [OpenReceivable], credits: [KnownCredit] = [], settled: [SettledReceivable] = []) -> CustomerItems {
        CustomerItems(id: CustomerID(id), name: name, receivables: receivables, credits: credits, settled: settled)
    }

    /// Five customers that owe something, two of them of almost one name, known by earlier payments.
    static func usual() -> Counter {
        var counter = Counter(customers: [
            customer("C1", "Menuiserie Kervella SARL", [
                owed("FA-2026-00041", 120_000, on: "2026-09-01"), owed("FA-2026-00042", 125_798, on: "2026-09-08", order: "BC-778412"),
                owed("FA-2026-00057", 45_050, on: "2026-09-22"),
            ]),
            customer("C2", "Dubreuil Transports", [owed("FA-2026-00043", 88_000)]),
            customer("C3", "Dubreuil Transports Services", [owed("FA-2026-00044", 91_200)]),
            customer("C4", "Pâtisserie Bélébat", [owed("FA-2026-00045", 30_000, on: "2026-08-03"), owed("FA-2026-00046", 30_000, on: "2026-09-03")]),
            customer("C5", "Quincaillerie Roumégous", [owed("FA-2026-00047", 64_020)], settled: [
                SettledReceivable(id: ReceivableID(invoice: InvoiceID("FA-2026-00012"), rank: 1), amount: 51_300, currency: .eur, settledOn: day("2026-10-20")),
            ]),
        ])
        for month in 1...3 {
            counter.remember("2026-0\(month)-15", "VIR SEPA MENUISERIE KERVELLA", account: kervella, of: "C1")
            counter.remember("2026-0\(month)-16", "VIR SEPA PATISSERIE BELEBAT", account: nil, of: "C4")
            counter.remember("2026-0\(month)-17", "VIR SEPA ROUMEGOUS QUINC", account: nil, of: "C5")
        }
        return counter
    }

    static let kervella = "FR7630006000011234567890189"

    mutating func remember(_ day: String, _ label: String, account: String?, of customer: String) {
        knowledge.learn(Self.entry("\(day)-h", 50_000, label, on: day, account: account).entry, of: [CustomerID(customer)])
    }

    static func entry(
        _ id: String, _ amount: Int64, _ label: String, _ remittance: String = "", on day: String = "2026-11-20", name: String? = nil,
        account: String? = nil, references: EntryReferences = EntryReferences(), nature: EntryNature = EntryNature(), currency: Currency = .eur
    ) -> BookedEntry {
        BookedEntry(
            BankEntry(
                id: EntryID(id), statement: StatementID("S"), account: "FR1420041010050500013M02606", bookedOn: Self.day(day), amount: amount,
                currency: currency, text: EntryText(label: label, remittance: remittance), party: BankParty(name: name, account: account),
                references: references, nature: nature))
    }

    func propose(_ entries: [BookedEntry]) -> [MatchProposal] {
        Matching.propose(entries, openItems: OpenItems(customers), knowledge: knowledge, policy: policy)
    }

    func propose(_ entry: BookedEntry) -> MatchProposal { propose([entry])[0] }
}

extension MatchExplanation {
    /// `FA-2026-00042:125798` for each allocation, in order.
    var allocated: [String] { shares.flatMap(\.allocations).map { "\($0.receivable.invoice.text):\($0.amount)" } }
    var codes: Set<String> { Set(reasons.map(\.code)) }
}

extension MatchProposal {
    var doubtCodes: Set<String> { Set(doubts.map(\.code)) }
}
