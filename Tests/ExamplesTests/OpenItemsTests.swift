import Formats
import Testing
import Values

/// What is open: by customer and invoice, and what each customer has to its credit.
private struct OpenItems: Equatable {
    /// Customer, then invoice; minor units of EUR; nothing that is settled.
    var owed: [String: [String: Int64]] = [:]
    /// By customer.
    var credits: [String: Int64] = [:]

    /// From the tables: a credit note or receipt settles the invoice that it names, as far as that goes.
    static func ofTables() throws -> OpenItems {
        var items = OpenItems()
        for name in ["factures.csv", "avoirs.csv", "reglements.csv"] {
            for draft in try ExampleFiles.drafts(name) {
                switch draft {
                case .invoice(let draft): items.owed[draft.customerNumber, default: [:]][draft.number, default: 0] += draft.amount.minor
                case .creditNote(let draft): items.settle(draft.creditedInvoice, of: draft.customerNumber, by: draft.amount.minor)
                case .payment(let draft): items.settle(draft.invoiceNumber, of: draft.customerNumber, by: draft.amount.minor)
                case .customer, .contact, .statementRow: break
                }
            }
        }
        items.owed = items.owed.mapValues { $0.filter { $0.value != 0 } }.filter { !$0.value.isEmpty }
        return items
    }

    /// From the accounts of one year, which open with what the year before left.
    static func ofAccounts(_ name: String) throws -> OpenItems {
        let books = try FEC.read(ByteSource(ExampleFiles.bytes(name)), named: name)
        var items = OpenItems()
        for document in books.documents where !document.open.isZero {
            let customer = books.customers[document.customer].key
            if document.kind.isDebit {
                items.owed[customer, default: [:]][document.number, default: 0] += document.open.minor
            } else {
                items.credits[customer, default: 0] += document.open.minor
            }
        }
        return items
    }

    private mutating func settle(_ invoice: String?, of customer: String, by amount: Int64) {
        let open = invoice.flatMap { owed[customer]?[$0] } ?? 0
        let taken = min(open, amount)
        if let invoice, taken > 0 { owed[customer]?[invoice] = open - taken }
        if amount > taken { credits[customer, default: 0] += amount - taken }
    }
}

@Suite("The demo company's tables and accounts agree")
struct OpenItemsTests {
    @Test("The FEC and the tables leave the same items open, to the cent")
    func agreement() throws {
        let tables = try OpenItems.ofTables()
        let accounts = try OpenItems.ofAccounts("123456782FEC20261231.txt")
        #expect(tables == accounts)
        #expect(accounts.owed.values.reduce(0) { $0 + $1.count } == 957)
        #expect(accounts.owed.values.flatMap(\.values).reduce(0, +) == 180_175_637)
        #expect(accounts.credits.values.reduce(0, +) == 6_947_430)
    }

    @Test("The second year opens with what the first one left, every item of it known already")
    func opening() throws {
        let first = try OpenItems.ofAccounts("123456782FEC20251231.txt")
        var openings: [FECOpening] = []
        let name = "123456782FEC20261231.txt"
        _ = try FEC.read(ByteSource(ExampleFiles.bytes(name)), named: name) { opening in
            openings.append(opening)
            return false
        }
        let left = first.owed.values.flatMap(\.values).reduce(0, +) - first.credits.values.reduce(0, +)
        #expect(openings.reduce(0) { $0 + $1.amount.minor } == left)
        #expect(openings.filter { $0.pieceRef.isEmpty }.isEmpty)
    }
}
