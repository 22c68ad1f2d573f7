import Ledger
import TestKit
import Testing
import Values

@Suite("Whatever happens, money is neither lost nor made")
struct FoldPropertyTests {
    private static func history(seed: UInt64) throws -> (facts: [FactBody], book: Book) {
        var maker = HistoryMaker(company: CompanyID("dupont"), seed: seed)
        let facts = try maker.opening() + maker.facts(600)
        return (facts, maker.book)
    }

    @Test("I1, I2 and I3 hold on every account", arguments: 1...40 as ClosedRange<UInt64>)
    func conservation(seed: UInt64) throws {
        let (_, book) = try Self.history(seed: seed)
        for account in book.accounts.values {
            let live = account.allocations.filter(\.isLive)
            for credit in account.credits {
                let allocated = live.filter { $0.credit == credit.key }.reduce(0) { $0 + $1.amount }
                let returned = credit.returnedOn == nil ? 0 : credit.amount
                #expect(credit.unallocated >= 0)
                #expect(allocated + credit.unallocated + returned == credit.amount, "I1, I3: \(credit.key)")
            }
            for invoice in account.invoices {
                for receivable in invoice.receivables {
                    let id = ReceivableID(invoice: invoice.id, rank: receivable.rank)
                    let settled = live.filter { $0.receivable == id }
                    #expect(receivable.open >= 0)
                    #expect(
                        receivable.open + receivable.writtenOff + settled.reduce(0) { $0 + $1.amount } == receivable.amount,
                        "I2: \(id)")
                    #expect(settled.allSatisfy { account.credit($0.credit)?.currency == invoice.currency })
                }
            }
        }
    }

    @Test("the steps of receivables are those of the messages that have not failed", arguments: 1...20 as ClosedRange<UInt64>)
    func steps(seed: UInt64) throws {
        let (_, book) = try Self.history(seed: seed)
        for account in book.accounts.values {
            let taken = account.invoices.flatMap { $0.receivables.flatMap(\.steps) }.filter { $0.message != nil }
            let held = account.messages.filter { $0.standing != .failed }.flatMap(\.lines)
            #expect(taken.count == held.count)
        }
    }

    @Test("the same facts fold twice to the same, through their bytes", arguments: 1...10 as ClosedRange<UInt64>)
    func again(seed: UInt64) throws {
        let (facts, book) = try Self.history(seed: seed)
        var second = Book(profile: CompanyProfile(id: CompanyID("dupont"), name: ""))
        for fact in facts {
            try second.apply(try FactBody(kind: fact.kind, payload: String(decoding: fact.payload, as: UTF8.self)))
        }
        #expect(second.accounts == book.accounts)
        #expect(second.scenarios == book.scenarios && second.imports == book.imports && second.profile == book.profile)
    }

    @Test("a few histories know every kind of fact between them")
    func everyKind() throws {
        let kinds = try (1...14).flatMap { try Self.history(seed: $0).facts.map(\.kind) }
        #expect(Set(kinds).count == 36)
    }

    @Test("the same seed makes the same history")
    func seeded() throws {
        let payloads = try (1...2).map { _ in try Self.history(seed: 7).facts.map(\.payload) }
        #expect(payloads[0] == payloads[1])
    }
}
