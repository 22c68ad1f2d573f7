package import Values

/// What a statutory accounting export says about customers: who they are, what was invoiced, what was paid, and
/// which settles which. Derived as in LPF A47 A-1 and the French chart of accounts; nothing in it is a guess.
package struct FECBooks: Sendable {
    /// From the file name, nil when it does not follow the law.
    package var fileName: FECFileName?
    /// The currency in which the books are kept.
    package var currency: Currency
    /// The first and last entry dates, nil when the file holds no entry.
    package var firstEntryOn: LocalDate?
    package var lastEntryOn: LocalDate?
    package var lineCount: Int
    package var entryCount: Int
    package var totals: FECTotals
    /// In the order in which the file meets them.
    package var customers: [FECCustomer]
    /// In the order of the file. What is neither a debit nor a credit for the customer in the end (a bill that
    /// replaces an invoice, an advance carried over) is not among them.
    package var documents: [FECDocument]
    /// Which credit settles which debit, oldest first inside each lettered group.
    package var allocations: [FECAllocation]
    package var letterings: [FECLettering]
    /// Remarks: nothing here stopped the file from being read.
    package var findings: FECFindings

    /// The last day of the fiscal year: from the file name, else the last entry.
    package var closesOn: LocalDate? { fileName?.closesOn ?? lastEntryOn }
}

/// Sums of a file, in minor units of the currency of its books.
package struct FECTotals: Hashable, Sendable {
    package var debit: Int64 = 0
    package var credit: Int64 = 0
    /// Balance of the accounts 411, 413, 416 and 417.
    package var claims: Int64 = 0
    /// Balance of the accounts 419; negative when advances are left.
    package var advances: Int64 = 0
    /// Advances invoiced and not yet deducted from a final invoice: part of `advances` that is no money received.
    package var invoicedAdvances: Int64 = 0
    /// Foreign documents: exchange differences posted to customers, which are no documents.
    package var exchangeDifferences: Int64 = 0

    package init(debit: Int64 = 0, credit: Int64 = 0, claims: Int64 = 0, advances: Int64 = 0) {
        self.debit = debit
        self.credit = credit
        self.claims = claims
        self.advances = advances
    }

    /// What the signed `booked` amounts of all documents come to. Without foreign documents it is also what their
    /// signed open amounts come to: allocations move nothing.
    package var documents: Int64 { claims + advances + invoicedAdvances - exchangeDifferences }
}

/// A customer, as the accounts know it.
package struct FECCustomer: Hashable, Sendable {
    /// CompAuxNum; else IdClient (cash-basis books); else the customer named by the account: `DUPONT` for
    /// `411DUPONT`, the whole number when it is all digits.
    package let key: String
    /// CompAuxLib, else CompteLib, else the key.
    package var name: String
    /// The first customer account met (CompteNum).
    package let account: String
    /// An account that names nobody (`411000` without CompAuxNum): several customers, or an internal account.
    package let isCollective: Bool
    /// Something of this customer was moved to 416, doubtful or disputed.
    package var isDoubtful: Bool
}

/// Where a document comes from: stable from one export of a year to the next, and so its idempotency key.
package struct FECKey: Hashable, Sendable, CustomStringConvertible {
    package let entryDate: LocalDate
    package let journal: String
    /// EcritureNum.
    package let entry: String
    /// Among the customer lines of that entry on that day, from 1.
    package let rank: Int32

    /// `2026-01-31/VE/000042/1`.
    package var description: String { "\(entryDate)/\(journal)/\(entry)/\(rank)" }
}

/// One thing posted to a customer: an invoice, a credit note, a payment and so on.
package struct FECDocument: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Debit against sales.
        case invoice
        /// Credit against sales.
        case creditNote
        /// Credit against a bank.
        case payment
        /// 4191 received, or 4196-4198 to grant: a credit that no invoice has consumed yet.
        case advance
        /// Debit against a bank on a claim: a payment that came back, or a credit paid out.
        case unpaidReturn
        /// Debit against a bank on 419: an advance paid back.
        case refund
        /// Credit against 654.
        case writeOff
        case otherDebit
        case otherCredit

        /// Increases what the customer owes.
        package var isDebit: Bool {
            switch self {
            case .invoice, .unpaidReturn, .refund, .otherDebit: true
            case .creditNote, .payment, .advance, .writeOff, .otherCredit: false
            }
        }
    }

    package enum Origin: Hashable, Sendable {
        /// An entry of the year.
        case entry
        /// Brought forward from the year before, which was not loaded.
        case opening
        /// Brought forward and already known: refer to the original, create nothing.
        case knownOpening
        /// Brought forward without the detail of its invoices.
        case summarisedOpening
    }

    package let key: FECKey
    package let kind: Kind
    package let origin: Origin
    /// Index in `FECBooks.customers`.
    package let customer: Int
    /// PieceRef; completed with its journal and entry when it is blank or borne by an earlier document of the
    /// file. Unique among debits and credit notes, not among payments.
    package let number: String
    /// As the file writes it, perhaps empty.
    package let pieceRef: String
    /// PieceDate for what is invoiced or credited, else EcritureDate (DateRglt of cash-basis books for a payment).
    package let on: LocalDate
    /// Always positive. In the foreign currency when the file keeps one, else in that of the books.
    package let amount: Money
    /// The same in the currency of the books.
    package let booked: Money
    /// What no lettering settles: between zero and `amount`.
    package var open: Money
    /// Only when the file has a column of due dates: one for each, in order, their sum being `amount`.
    package let instalments: [FECInstalment]
    /// Physical line of the file.
    package let line: Int
    /// Not validated yet (blank ValidDate): may still change.
    package let isDraft: Bool
    /// For a return: the payment that it cancels, an index in `FECBooks.documents`. Both are then out of every
    /// allocation and `open` is zero for both; what the payment had settled is open again.
    package var reverses: Int?
}

/// A part of an invoice with a due date of its own.
package struct FECInstalment: Hashable, Sendable {
    package let dueOn: LocalDate
    package let amount: Money
}

/// What one credit settles of one debit, by their lettering.
package struct FECAllocation: Hashable, Sendable {
    /// Index in `FECBooks.documents`.
    package let credit: Int
    /// Index in `FECBooks.documents`.
    package let debit: Int
    package let amount: Money
    /// The later of both documents' days.
    package let on: LocalDate
    /// DateLet, when the accountant did it.
    package let letteredOn: LocalDate?
    /// Index in `FECBooks.letterings`.
    package let lettering: Int

    func moved(credit: Int, debit: Int) -> FECAllocation {
        FECAllocation(
            credit: credit, debit: debit, amount: amount, on: on, letteredOn: letteredOn, lettering: lettering)
    }
}

/// Lines that the accountant put together. Codes are used again in other accounts and other years.
package struct FECLettering: Hashable, Sendable {
    /// Index in `FECBooks.customers`.
    package let customer: Int
    /// CompteNum.
    package let account: String
    /// EcritureLet; empty for the unlettered lines of a 419 account, whose debits consume its credits.
    package let code: String
    /// Debits less credits, in minor units of the books: zero when settled, else partially lettered.
    package private(set) var balance: Int64

    package init(customer: Int, account: String, code: String, balance: Int64) {
        self.customer = customer
        self.account = account
        self.code = code
        self.balance = balance
    }

    mutating func add(_ signed: Int64) { balance += signed }
}

/// An opening item, for whoever knows the years before.
package struct FECOpening: Hashable, Sendable {
    /// `FECCustomer.key`.
    package let customer: String
    /// PieceRef, empty when the opening is summarised.
    package let pieceRef: String
    /// Positive for a debit, negative for a credit.
    package let amount: Money
    package let on: LocalDate
}
