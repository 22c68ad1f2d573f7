package import Values

/// What happened to the bank accounts of a company and to what came in there, in the past tense.
package enum BankFact: Hashable, Sendable {
    case statementRecorded(BankStatement)
    case entryBooked(BankEntry)
    /// A movement, or a part of it, is a customer's payment.
    case entryAttributed(EntryID, EntryShare)
    /// It is not after all; what had been done with it was undone in the same transaction.
    case shareReleased(EntryID, CustomerID, CreditKey, on: LocalDate, reason: String)
    /// It pays no invoice, or is told elsewhere.
    case entrySetAside(EntryID, reason: String)
    case entryReopened(EntryID, reason: String)
    /// Money that went back: the payment that it was counts no more.
    case entryReturned(EntryID, ReturnedCredit, reason: String)
    case receiptPending(PendingReceipt)
    case receiptCleared(CustomerID, EntryID)
    /// What had been let go of is owed again. Minor units.
    case writeOffReversed(CustomerID, ReceivableID, amount: Int64, on: LocalDate)
    case payerLearned(PayerRule)
    case payerForgotten(PayerRuleID, reason: String)

    /// The customer it is about; nil for what concerns the whole company.
    package var customer: CustomerID? {
        switch self {
        case .statementRecorded, .entryBooked, .entrySetAside, .entryReopened, .payerLearned, .payerForgotten: nil
        case .entryAttributed(_, let share): share.customer
        case .entryReturned(_, let returned, _): returned.customer
        case .receiptPending(let receipt): receipt.customer
        case .shareReleased(_, let customer, _, _, _), .receiptCleared(let customer, _),
            .writeOffReversed(let customer, _, _, _): customer
        }
    }

    /// The name under which it is stored and exported; never changes.
    package var kind: String {
        switch self {
        case .statementRecorded: "statement_recorded"
        case .entryBooked: "entry_booked"
        case .entryAttributed: "entry_attributed"
        case .shareReleased: "share_released"
        case .entrySetAside: "entry_set_aside"
        case .entryReopened: "entry_reopened"
        case .entryReturned: "entry_returned"
        case .receiptPending: "receipt_pending"
        case .receiptCleared: "receipt_cleared"
        case .writeOffReversed: "write_off_reversed"
        case .payerLearned: "payer_learned"
        case .payerForgotten: "payer_forgotten"
        }
    }
}
