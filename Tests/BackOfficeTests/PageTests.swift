import Insight
import Ledger
import Reading
import TestKit
import Testing
import Texts
import Values
import Workflows

@testable import BackOffice

@Suite("Pages")
struct PageTests {
    static let pages: [(name: String, target: String)] = [
        ("morning", "/dupont"), ("morning-past", "/dupont?on=2026-11-20"), ("morning-missed", "/dupont?on=2026-11-18"),
        ("morning-future", "/dupont?on=2026-12-24"), ("customers", "/dupont/customers"),
        ("customers-search", "/dupont/customers?q=carnot"), ("customer-promise", "/dupont/customers/C-1004"),
        ("customer-dispute", "/dupont/customers/C-1005"), ("customer-foreign", "/dupont/customers/C-1009"),
        ("customer-bounced", "/dupont/customers/C-1010"), ("customer-claims", "/dupont/customers/C-1002"), ("customer-hostile", "/dupont/customers/C-1012"),
        ("invoice-dispute", "/dupont/invoices/FA-2026-0805"), ("invoice-ready", "/dupont/invoices/FA-2026-0871"),
        ("invoice-past", "/dupont/invoices/FA-2026-0701?on=2026-11-17"), ("invoice-paid", "/dupont/invoices/FA-2026-0600"),
        ("invoice-quarantined", "/dupont/invoices/FA-2026-0702"), ("invoice-instalments", "/dupont/invoices/FA-2026-0890"),
        ("invoice-pending", "/dupont/invoices/FA-2026-0880"),
        ("invoice-unknown-yet", "/dupont/invoices/FA-2026-0890?on=2026-10-01"),
        ("message", "/dupont/messages/2026-11-17-C-1005-EUR-1"),
        ("message-waiting", "/dupont/messages/2026-11-20-C-1014-EUR-1"),
        ("preview-foreign", "/dupont/customers/C-1009/preview/GBP?on=2026-12-15"),
        ("preview", "/dupont/customers/C-1001/preview/EUR?on=2026-11-23"), ("not-found", "/dupont/customers/nobody"),
        ("bad-date", "/dupont?on=hier"),
    ]

    @Test("read as they did, in both languages")
    func goldens() async throws {
        try await withReception { reception, _ in
            for (name, target) in Self.pages {
                for language in Language.allCases {
                    let answer = await reception.get(target, language.rawValue)
                    #expect(!answer.text.contains("⟨"), "\(name) has a missing text or value")
                    // The stylesheet may change without every page changing.
                    let text = answer.text.replacing(Stylesheet.version, with: "version")
                    let isKept = try Golden.matches(text, "\(name).\(language.rawValue).html")
                    #expect(isKept, "\(name).\(language.rawValue).html differs from its golden")
                }
            }
        }
    }

    @Test("hold no script, no inline style, and nothing of what a customer wrote but its text")
    func nothingRuns() async throws {
        try await withReception { reception, _ in
            for (name, target) in Self.pages {
                let text = await reception.get(target).text
                #expect(!text.contains("<script") && !text.contains(" style=") && !text.contains("javascript:"), "\(name)")
                #expect(!text.contains("\u{202E}") && !text.contains("<b>Ça"), "\(name)")
                #expect(text.firstMatch(of: /\son[a-z]+=/) == nil, "\(name)")
            }
        }
    }

    @Test("say whether a day is to come, was played or was missed")
    func days() async throws {
        try await withReception { _, firm in
            let today = try await firm.room.morning(Firm.id)
            #expect(today.plan != nil && today.sent.isEmpty)
            let past = try await firm.room.morning(Firm.id, on: day("2026-11-20"))
            #expect(past.plan == nil && !past.sent.isEmpty)
            _ = try await firm.desk.run(Firm.id, on: Firm.today, by: "relance")
            let played = try await firm.room.morning(Firm.id)
            #expect(played.sent.reduce(0) { $0 + $1.messages } == today.plan?.freeCount)
            #expect(played.plan?.messageCount == 0)
        }
    }

    @Test("figures add up")
    func sums() async throws {
        try await withReception { _, firm in
            let reading = try await firm.room.morning(Firm.id)
            let plan = try #require(reading.plan)
            for currency in reading.figures.currencies {
                #expect(AgeBucket.allCases.reduce(0) { $0 + currency.aged.amounts[$1] } == currency.receivable)
            }
            for group in plan.groups {
                #expect(group.messages == group.lines.count && group.channels.reduce(0) { $0 + $1.count } == group.messages)
                var bag = MoneyBag()
                for line in group.lines { bag.add(line.amount.minor, line.amount.currency) }
                #expect(bag.list == group.amounts.list)
            }
            #expect(plan.withheld.allSatisfy { $0.count == $0.lines.count })
            let rows = try await firm.room.customers(Firm.id).rows
            for currency in reading.figures.currencies {
                let open = rows.flatMap(\.balances).filter { $0.currency == currency.currency }.reduce(0) { $0 + $1.amounts.total }
                #expect(open == currency.receivable)
            }
        }
    }

    @Test("customers come page by page without a repeat or a gap")
    func paging() async throws {
        try await withReception { _, firm in
            let more = (0..<120).map { Books.customer("D-\(1000 + $0)", "Client \($0 % 7)", email: nil, city: nil) }
            try await firm.know(more, on: "2026-11-23")
            var seen: [CustomerID] = []
            var cursor: CustomerCursor?
            repeat {
                let page = try await firm.room.customers(Firm.id, after: cursor)
                seen += page.rows.map(\.customer.id)
                cursor = page.next
            } while cursor != nil
            #expect(seen.count == 134 && Set(seen).count == 134)
            #expect(try await firm.room.customers(Firm.id, matching: "FERRAND").rows.isEmpty)
            #expect(try await firm.room.customers(Firm.id, matching: "hotel du").rows.map(\.customer.name) == ["Hôtel du Parc"])
        }
    }
}
