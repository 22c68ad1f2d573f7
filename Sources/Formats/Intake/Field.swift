/// What a column may hold. Raw values are the headers that never need a mapping.
package enum Field: String, Hashable, Sendable, CaseIterable, Comparable {
    case customerNumber = "customer_number"
    case name
    case email
    case phone
    case address
    case postcode
    case city
    case country
    case siren
    case segment
    case language
    case scenario
    case contactName = "contact_name"
    case role
    case invoiceNumber = "invoice_number"
    case creditedInvoice = "credited_invoice"
    case issuedOn = "issued_on"
    case dueOn = "due_on"
    case terms
    case amount
    case currency
    case orderReference = "order_reference"
    case lastStep = "last_step"
    case lastStepOn = "last_step_on"
    case paymentReference = "payment_reference"
    case receivedOn = "received_on"
    case bookedOn = "booked_on"
    case valueOn = "value_on"
    /// What stands on the statement; banks spread it over as many as three columns.
    case label
    case secondLabel = "label_2"
    case thirdLabel = "label_3"
    case debit
    case credit
    /// Debit or credit, beside an amount without a sign.
    case side
    case balance
    case account
    case partyName = "counterparty"
    case partyAccount = "counterparty_account"
    case bankReference = "bank_reference"

    package static func < (left: Field, right: Field) -> Bool { left.position < right.position }

    /// Place in the list above, from 0.
    var position: Int { Self.positions[self] ?? 0 }

    private static let positions = Dictionary(uniqueKeysWithValues: zip(allCases, 0...))

    var isDate: Bool {
        switch self {
        case .issuedOn, .dueOn, .lastStepOn, .receivedOn, .bookedOn, .valueOn: true
        case .customerNumber, .name, .email, .phone, .address, .postcode, .city, .country, .siren, .segment, .language,
            .scenario, .contactName, .role, .invoiceNumber, .creditedInvoice, .terms, .amount, .currency,
            .orderReference, .lastStep, .paymentReference, .label, .secondLabel, .thirdLabel, .debit, .credit, .side, .balance,
            .account, .partyName, .partyAccount, .bankReference:
            false
        }
    }

    var isAmount: Bool { [.amount, .debit, .credit, .balance].contains(self) }

    /// A line break inside a cell parts lines of one text.
    var spansLines: Bool { [.address, .label, .secondLabel, .thirdLabel].contains(self) }

    /// Most bytes of UTF-8 that a value may have.
    var longest: Int {
        switch self {
        case .customerNumber, .invoiceNumber, .creditedInvoice, .paymentReference, .scenario, .lastStep, .phone, .account, .partyAccount: 100
        case .email: 500
        case .label, .secondLabel, .thirdLabel: 2_000
        case .name, .address, .city, .segment, .contactName, .role, .terms, .orderReference, .partyName, .bankReference: 400
        case .postcode, .country, .siren, .language, .issuedOn, .dueOn, .lastStepOn, .receivedOn, .amount, .currency, .bookedOn,
            .valueOn, .debit, .credit, .side, .balance:
            60
        }
    }
}

/// The kinds of tables that can be taken in. Raw values are those of the command line.
package enum TableKind: String, Hashable, Sendable, CaseIterable {
    case customers
    case contacts
    case invoices
    case creditNotes = "credit-notes"
    case payments
    /// Movements of bank accounts.
    case statement

    /// The fields of such a table, in the order in which columns are given to them.
    package var fields: [Field] {
        switch self {
        case .customers:
            [
                .customerNumber, .name, .email, .phone, .address, .postcode, .city, .country, .siren, .segment, .language,
                .scenario, .terms,
            ]
        case .contacts: [.customerNumber, .contactName, .role, .email, .phone]
        case .invoices:
            [
                .invoiceNumber, .customerNumber, .issuedOn, .dueOn, .amount, .currency, .orderReference, .terms,
                .lastStepOn, .lastStep, .name,
            ]
        case .creditNotes:
            [.invoiceNumber, .creditedInvoice, .customerNumber, .issuedOn, .dueOn, .amount, .currency, .orderReference, .name]
        case .payments: [.paymentReference, .customerNumber, .receivedOn, .amount, .currency, .invoiceNumber]
        case .statement:
            [
                .bookedOn, .valueOn, .debit, .credit, .amount, .side, .balance, .currency, .account, .partyAccount, .partyName,
                .bankReference, .label, .secondLabel, .thirdLabel,
            ]
        }
    }

    /// The fields without whose column such a table makes no sense.
    package var required: [Field] {
        switch self {
        case .customers: [.customerNumber, .name]
        case .contacts: [.customerNumber, .email]
        case .invoices, .creditNotes: [.invoiceNumber, .customerNumber, .issuedOn, .amount]
        case .payments: [.customerNumber, .receivedOn, .amount]
        case .statement: [.bookedOn, .label, .amount]
        }
    }
}
