import Ledger
import Matching
import Values

/// What stands on a movement: read whatever it is, and never more settled than came in, or than is open.
enum LabelChecks {
    static func check(_ bytes: [UInt8]) throws(Violation) {
        let text = Input(bytes).text
        let name = PayerName.fold(text)
        try requireSame(PayerName.fold(name), name, "a name folded twice")
        let lines = text.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        let entries = [125_798, 245_798, 45_050].enumerated().map { number, amount in entry("E\(number)", Int64(amount), lines) }
        let proposals = Matching.propose(entries, openItems: items, knowledge: Knowledge())
        let backwards = Matching.propose(entries.reversed(), openItems: items, knowledge: Knowledge())
        try requireSame(Array(backwards.reversed()), proposals, "in another order")
        var taken: [ReceivableID: Int64] = [:]
        for (entry, proposal) in zip(entries, proposals) where proposal.outcome == .post {
            let shares = proposal.best?.shares ?? []
            try requireSame(shares.reduce(0) { $0 + $1.amount }, entry.entry.amount, "the shares of \(entry.entry.id)")
            for allocation in shares.flatMap(\.allocations) { taken[allocation.receivable, default: 0] += allocation.amount }
        }
        for receivable in items.customers.flatMap(\.receivables) {
            try require(taken[receivable.id, default: 0] <= receivable.open, "\(receivable.id.invoice) is settled beyond what is open")
        }
    }

    private static func entry(_ id: String, _ amount: Int64, _ lines: [String]) -> BookedEntry {
        func line(_ number: Int) -> String { lines.indices.contains(number) ? lines[number] : "" }
        return BookedEntry(
            BankEntry(
                id: EntryID(id), statement: StatementID("S"), account: "A", bookedOn: LocalDate(dayNumber: 20_700), amount: amount,
                currency: .eur, text: EntryText(label: line(0), remittance: line(1)), party: BankParty(name: line(2))))
    }

    private static let items = OpenItems([
        customer("C1", "Menuiserie Kervella SARL", [("FA-2026-00041", 120_000), ("FA-2026-00042", 125_798), ("FA-2026-00057", 45_050)]),
        customer("C2", "Dubreuil Transports", [("4711", 45_050)]),
    ])

    private static func customer(_ id: String, _ name: String, _ invoices: [(String, Int64)]) -> CustomerItems {
        CustomerItems(
            id: CustomerID(id), name: name,
            receivables: invoices.map { number, amount in
                OpenReceivable(
                    id: ReceivableID(invoice: InvoiceID(number), rank: 1), issuedOn: LocalDate(dayNumber: 20_600),
                    dueOn: LocalDate(dayNumber: 20_630), currency: .eur, amount: amount, open: amount)
            })
    }
}
