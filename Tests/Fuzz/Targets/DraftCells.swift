import Formats
import Values

/// A draft as the cells of a table.
struct DraftCells {
    let cells: [Field: String]
    private let amount: Money?

    init(_ draft: Draft) {
        switch draft {
        case .customer(let draft):
            amount = nil
            cells = Self.present([
                .customerNumber: draft.number, .name: draft.name, .email: Self.joined(draft.emails), .phone: draft.phone,
                .address: draft.address, .postcode: draft.postcode, .city: draft.city, .country: draft.country,
                .siren: draft.siren, .segment: draft.segment, .language: draft.language?.rawValue,
                .scenario: draft.scenario, .terms: draft.terms,
            ])
        case .contact(let draft):
            amount = nil
            cells = Self.present([
                .customerNumber: draft.customerNumber, .contactName: draft.name, .role: draft.role,
                .email: Self.joined(draft.emails), .phone: draft.phone,
            ])
        case .invoice(let draft):
            amount = draft.amount
            cells = Self.present([
                .invoiceNumber: draft.number, .customerNumber: draft.customerNumber, .issuedOn: draft.issuedOn.iso,
                .dueOn: draft.dueOn?.iso, .amount: draft.amount.decimalText, .currency: draft.amount.currency.code,
                .orderReference: draft.orderReference, .terms: draft.terms, .lastStepOn: draft.lastStepOn?.iso,
                .lastStep: draft.lastStep, .name: draft.customerName,
            ])
        case .creditNote(let draft):
            amount = draft.amount
            cells = Self.present([
                .invoiceNumber: draft.number, .creditedInvoice: draft.creditedInvoice, .customerNumber: draft.customerNumber,
                .issuedOn: draft.issuedOn.iso, .amount: draft.amount.decimalText, .currency: draft.amount.currency.code,
                .orderReference: draft.orderReference, .name: draft.customerName,
            ])
        case .payment(let draft):
            amount = draft.amount
            cells = Self.present([
                .paymentReference: draft.reference, .customerNumber: draft.customerNumber, .receivedOn: draft.receivedOn.iso,
                .amount: draft.amount.decimalText, .currency: draft.amount.currency.code, .invoiceNumber: draft.invoiceNumber,
            ])
        case .statementRow(let draft):
            amount = draft.amount
            let labels = draft.labels + ["", "", ""]
            cells = Self.present([
                .bookedOn: draft.bookedOn.iso, .valueOn: draft.valueOn?.iso, .amount: draft.amount.decimalText,
                .currency: draft.amount.currency.code, .account: draft.account, .partyName: draft.partyName,
                .balance: draft.balance.map { Money(minor: $0, draft.amount.currency).decimalText },
                .partyAccount: draft.partyAccount, .bankReference: draft.reference,
                .label: Self.filled(labels[0]), .secondLabel: Self.filled(labels[1]), .thirdLabel: Self.filled(labels[2]),
            ])
        }
    }

    private static func filled(_ text: String) -> String? { text.isEmpty ? nil : text }

    var texts: [String] { cells.sorted { $0.key < $1.key }.map(\.value) }

    /// A row with a cell for each field of the kind, as an export writes it.
    func write(_ kind: TableKind, to writer: inout CSVWriter) {
        for field in kind.fields {
            switch field {
            case .amount: writer.amount(amount)
            case .balance: writer.amount(cells[field].flatMap { try? Money(parsing: $0, amount?.currency ?? .eur) })
            case .issuedOn, .dueOn, .lastStepOn, .receivedOn, .bookedOn, .valueOn: writer.date(cells[field].flatMap { LocalDate(iso: $0) })
            case .customerNumber, .name, .email, .phone, .address, .postcode, .city, .country, .siren, .segment, .language,
                .scenario, .contactName, .role, .invoiceNumber, .creditedInvoice, .terms, .currency, .orderReference,
                .lastStep, .paymentReference, .label, .secondLabel, .thirdLabel, .debit, .credit, .side, .account, .partyName,
                .partyAccount, .bankReference:
                writer.text(cells[field])
            }
        }
        writer.endRow()
    }

    private static func joined(_ texts: [String]) -> String? { texts.isEmpty ? nil : texts.joined(separator: ";") }

    private static func present(_ cells: [Field: String?]) -> [Field: String] { cells.compactMapValues { $0 } }
}
