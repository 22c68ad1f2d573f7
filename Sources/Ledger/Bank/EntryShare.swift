package import Values

/// The part of a movement that is one customer's, and everything that was done with it: undone as a whole, it leaves
/// what was there before (I14).
package struct EntryShare: Hashable, Sendable {
    package let customer: CustomerID
    /// The payment that the movement is, or was recognised as.
    package let credit: CreditKey
    /// Minor units of the entry's currency, above zero.
    package let amount: Int64
    /// The day on which it was decided.
    package let on: LocalDate
    /// The payment had been recorded before, from another file: undoing does not return it.
    package let isRecognised: Bool
    /// The customer's allocations that were made with it, credit notes netted among them, by number.
    package let allocations: [Int]
    /// What was let go of with it: discount taken, charges deducted, small differences.
    package let remissions: [Remission]
    package let evidence: MatchEvidence
    /// Payments of files that are this money: not recorded beside it, and recorded in its place when the share is released.
    package let filed: [FiledPayment]

    package init(
        customer: CustomerID, credit: CreditKey, amount: Int64, on: LocalDate, isRecognised: Bool = false, allocations: [Int] = [],
        remissions: [Remission] = [], evidence: MatchEvidence, filed: [FiledPayment] = []
    ) {
        self.customer = customer
        self.credit = credit
        self.amount = amount
        self.on = on
        self.isRecognised = isRecognised
        self.allocations = allocations
        self.remissions = remissions
        self.evidence = evidence
        self.filed = filed
    }

    /// The same share, which a payment of a file tells of too.
    package func adding(_ payment: FiledPayment) -> EntryShare {
        EntryShare(
            customer: customer, credit: credit, amount: amount, on: on, isRecognised: isRecognised, allocations: allocations,
            remissions: remissions, evidence: evidence, filed: filed + [payment])
    }
}

/// A payment as a file has it, known from the bank before.
package struct FiledPayment: Hashable, Sendable {
    package let id: CreditID
    package let on: LocalDate
    /// The invoice that the file names.
    package let invoice: InvoiceID?
    /// Its part of the share; nil for all of it.
    package let amount: Int64?
    /// From an accounting export, not from a table of payments: each may tell of it once.
    package let isOfBooks: Bool

    package init(id: CreditID, on: LocalDate, invoice: InvoiceID?, amount: Int64? = nil, isOfBooks: Bool) {
        self.id = id
        self.on = on
        self.invoice = invoice
        self.amount = amount
        self.isOfBooks = isOfBooks
    }
}

/// What is let go of so that a receivable is settled although less was paid. Minor units, above zero.
package struct Remission: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Early-payment discount (escompte).
        case discount
        /// Deducted by a bank on the way.
        case bankCharges = "bank_charges"
        case smallDifference = "small_difference"
    }

    package let kind: Kind
    package let receivable: ReceivableID
    package let amount: Int64

    package init(_ kind: Kind, _ receivable: ReceivableID, _ amount: Int64) {
        self.kind = kind
        self.receivable = receivable
        self.amount = amount
    }
}

/// Why a movement was taken for somebody's payment, as it was known when that was decided.
package struct MatchEvidence: Hashable, Sendable {
    /// One piece of evidence: its code (`known_account`, `invoice_number`, …) and what shows it.
    package struct Reason: Hashable, Sendable {
        package let code: String
        package let value: String

        package init(_ code: String, _ value: String = "") {
            self.code = code
            self.value = value
        }
    }

    /// Nobody confirmed it: the program was sure enough.
    package let isAutomatic: Bool
    /// Of being right, in hundred-thousandths; nil when a person decided.
    package let probability: Int?
    package let reasons: [Reason]

    package init(isAutomatic: Bool, probability: Int? = nil, reasons: [Reason] = []) {
        self.isAutomatic = isAutomatic
        self.probability = probability
        self.reasons = reasons
    }
}

/// Money that is perhaps this customer's: until somebody says so, nobody is reminded of what it may pay.
package struct PendingReceipt: Hashable, Sendable {
    package let customer: CustomerID
    package let entry: EntryID
    package let currency: Currency
    /// Minor units.
    package let amount: Int64
    /// The invoices that it may pay; empty: any of the currency.
    package let invoices: [InvoiceID]
    package let on: LocalDate

    package init(
        customer: CustomerID, entry: EntryID, currency: Currency, amount: Int64, invoices: [InvoiceID], on: LocalDate
    ) {
        self.customer = customer
        self.entry = entry
        self.currency = currency
        self.amount = amount
        self.invoices = invoices
        self.on = on
    }

    package func mayPay(_ invoice: InvoiceID, in currency: Currency) -> Bool {
        currency == self.currency && (invoices.isEmpty || invoices.contains(invoice))
    }
}
