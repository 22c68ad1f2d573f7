import Formats
import Testing
import Values

@Suite("The demo company's tables are taken in as they are")
struct TableTests {
    @Test(
        "Each file is recognised, and each of its rows is good",
        arguments: [
            ("clients.csv", TableKind.customers, 350),
            ("contacts.csv", .contacts, 150),
            ("factures.csv", .invoices, 5_894),
            ("factures.xlsx", .invoices, 700),
            ("avoirs.csv", .creditNotes, 150),
            ("reglements.csv", .payments, 4_663),
            ("export-invoices.csv", .invoices, 188),
            ("export-payments.csv", .payments, 100),
        ])
    func recognised(name: String, kind: TableKind, atLeast: Int) throws {
        let (survey, rows) = try ExampleFiles.table(name)
        #expect(survey.kind == kind)
        #expect(survey.ignoredHeaders.isEmpty)
        #expect(rows.count == survey.rows && rows.count >= atLeast)
        let rejected = rows.compactMap { row in
            if case .rejected(_, let problems) = row { return problems.map(\.description) }
            return nil
        }
        #expect(rejected.isEmpty)
    }

    @Test("The workbook says the same as the text for the months it repeats")
    func workbook() throws {
        let text = Set(try ExampleFiles.drafts("factures.csv").compactMap(InvoiceLine.init))
        let sheet = try ExampleFiles.drafts("factures.xlsx").compactMap(InvoiceLine.init)
        #expect(sheet.count > 700)
        #expect(Set(sheet).isSubset(of: text))
    }

    @Test("No customer, contact, invoice or receipt refers to what is not there")
    func references() throws {
        var customers: Set<String> = []
        var invoices: Set<String> = []
        for name in ["clients.csv", "contacts.csv", "factures.csv", "export-invoices.csv", "avoirs.csv", "reglements.csv", "export-payments.csv"] {
            for draft in try ExampleFiles.drafts(name) {
                switch draft {
                case .customer(let draft): customers.insert(draft.number)
                case .contact(let draft): #expect(customers.contains(draft.customerNumber))
                case .invoice(let draft):
                    #expect(customers.contains(draft.customerNumber))
                    invoices.insert(draft.number)
                case .creditNote(let draft): #expect(draft.creditedInvoice.map(invoices.contains) ?? true)
                case .payment(let draft): #expect(draft.invoiceNumber.map(invoices.contains) ?? true)
                case .statementRow: Issue.record("\(name) holds no statement")
                }
            }
        }
    }
}

/// What one row of a table of invoices says, wherever it stands.
private struct InvoiceLine: Hashable {
    let words: [String]

    init?(_ draft: Draft) {
        guard case .invoice(let invoice) = draft else { return nil }
        words = [
            invoice.number, invoice.customerNumber, invoice.issuedOn.iso, invoice.dueOn?.iso ?? "-", invoice.amount.description,
            invoice.orderReference ?? "-",
        ]
    }
}
