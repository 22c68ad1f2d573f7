import Ledger
import Testing
import Values

@Suite("Names of money received")
struct CreditKeyTests {
    private static let payday = LocalDate(iso: "2026-11-20") ?? LocalDate(dayNumber: 0)

    @Test("A payment without a reference is named by what it says and its rank")
    func named() {
        let customer = CustomerID("411CAF")
        let bare = CreditKey.payment(of: customer, on: Self.payday, Money(minor: 1_200, .eur), for: nil, rank: 1)
        #expect(bare.id.text == "411CAF / 2026-11-20 / 12.00 EUR / 1")
        let second = CreditKey.payment(of: customer, on: Self.payday, Money(minor: 1_200, .eur), for: InvoiceID("FA-1"), rank: 2)
        #expect(second.id.text == "411CAF / 2026-11-20 / 12.00 EUR / FA-1 / 2")
        for key in [bare, second] { #expect(key.reference(knownTo: customer, on: Self.payday).isEmpty) }
    }

    @Test(
        "A customer is told the reference that it knows, never a name of our making",
        arguments: [
            (Credit.Kind.payment, "VIR-88", "VIR-88"), (.payment, "RG-17 (2026-01-31/BQ/000042/1)", "RG-17"),
            (.payment, "2026-01-31/BQ/000042/1", ""), (.payment, "2026-11-20-9f3ab2c41d07", ""),
            (.payment, "2026-11-20-9f3ab2c41d07-2", ""), (.payment, "2026-11-20-9f3ab2c41d07-2/3", ""),
            (.payment, "2026-11-20-9f3ab2c41d07/2", ""), (.payment, "2026-11-20-9f3ab2c4", "2026-11-20-9f3ab2c4"),
            (.payment, "2026-11-20-9f3ab2c41d07x", "2026-11-20-9f3ab2c41d07x"),
            (.creditNote, "2026-11-20-9f3ab2c41d07", "2026-11-20-9f3ab2c41d07"),
            (.payment, "CHQ 77 (Lyon)", "CHQ 77 (Lyon)"),
            (.payment, "411CAF / 77", "411CAF / 77"), (.payment, "411CAF / 2026-11-19 / 7", "411CAF / 2026-11-19 / 7"),
            (.creditNote, "AV-3", "AV-3"), (.creditNote, "AV-3 (2026-01-31/VT/000007/2)", "AV-3"), (.payment, "(2026)", "(2026)"),
        ])
    func known(kind: Credit.Kind, name: String, expected: String) {
        let key = CreditKey(kind: kind, id: CreditID(name))
        #expect(key.reference(knownTo: CustomerID("411CAF"), on: Self.payday) == expected)
    }
}
