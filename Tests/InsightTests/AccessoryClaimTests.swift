import Insight
import Ledger
import Testing
import Values

@Suite("Accessory claims are what was asked last, until given up")
struct AccessoryClaimTests {
    private static func asked(
        _ invoice: String, rank: Int = 1, on day: Int32, interest: Int64, indemnity: Int64 = 4000, currency: Currency = .eur
    ) -> AccessoryClaim {
        AccessoryClaim(
            customer: CustomerID("C1"), name: "Client", receivable: ReceivableID(invoice: InvoiceID(invoice), rank: rank),
            dueOn: LocalDate(dayNumber: Int32(rank)), currency: currency, message: MessageID("M\(day)"),
            askedOn: LocalDate(dayNumber: day), interest: interest, indemnity: indemnity, principal: 0)
    }

    private static func claims(_ asked: [AccessoryClaim], waived: String...) throws -> AccessoryClaims {
        try AccessoryClaims(asked: asked, waived: Set(waived.map { InvoiceID($0) }), on: LocalDate(dayNumber: 100))
    }

    @Test("the last message says how much, in whatever order they come")
    func last() throws {
        let asked = [Self.asked("A", on: 30, interest: 986), Self.asked("A", on: 45, interest: 1480), Self.asked("A", on: 15, interest: 5)]
        #expect(try Self.claims(asked).claims == [asked[1]])
    }

    @Test("the fixed sum counts once an invoice, where it was asked last", arguments: [
        // Both instalments bore it, one after the other.
        ([(1, 30, 4000), (2, 45, 4000)], [0, 4000]),
        ([(2, 30, 4000), (1, 45, 4000)], [4000, 0]),
        // A later message asks the second without it: the first keeps it.
        ([(1, 30, 4000), (1, 45, 4000), (2, 45, 0)], [4000, 0]),
    ] as [([(rank: Int, on: Int32, indemnity: Int64)], [Int64])])
    func once(messages: [(rank: Int, on: Int32, indemnity: Int64)], expected: [Int64]) throws {
        let asked = messages.map { Self.asked("A", rank: $0.rank, on: $0.on, interest: 100, indemnity: $0.indemnity) }
        #expect(try Self.claims(asked).claims.map(\.indemnity) == expected)
    }

    @Test("what was given up is no longer claimed, and currencies are not added")
    func waivedAndTotals() throws {
        let asked = [
            Self.asked("A", on: 30, interest: 986), Self.asked("B", on: 30, interest: 493),
            Self.asked("C", on: 30, interest: 700, indemnity: 0, currency: .usd),
        ]
        let totals = try Self.claims(asked).totals
        #expect(totals == [Money(minor: 9479, .eur), Money(minor: 700, .usd)])
        #expect(try Self.claims(asked, waived: "A", "C").totals == [Money(minor: 4493, .eur)])
        #expect(try Self.claims(asked, waived: "A", "B", "C").claims.isEmpty)
    }
}
