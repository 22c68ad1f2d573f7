package import Ledger
package import SQL
package import ScenarioFiles
package import Values

/// Why a piece of work was not done. A face puts it in words; nothing was changed when it is thrown.
package enum DeskError: Error, Sendable {
    case unknownCompany(CompanyID)
    case companyExists(CompanyID)
    case malformedCompanyID(String)
    case unknownTimeZone(String)
    case unknownCustomer(CustomerID)
    case unknownInvoice(InvoiceID)
    case invoiceOfAnotherCustomer(InvoiceID, CustomerID)
    case unknownCredit(CreditKey)
    case unknownMessage(MessageID)
    case unknownScenario(ScenarioID)
    case unknownTask(TaskID)
    case unknownEntry(EntryID)
    /// The movement is set aside: it is nobody's payment.
    case entryNotReceived(EntryID)
    /// More is given to invoices than the movement has.
    case allocationAboveEntry(EntryID, asked: Money, left: Money)
    /// More is given to an invoice than it owes, remissions included.
    case allocationAboveInvoice(InvoiceID, asked: Money, open: Money)
    case entryOfOtherCurrency(EntryID, Currency, InvoiceID)
    /// The movement was neither attributed nor set aside.
    case nothingToReverse(EntryID)
    /// The bank took the money of the movement back.
    case receiptWentBack(EntryID)
    case paymentReturnedAlready(CreditID, on: LocalDate)
    /// A file brought a payment that may be the movement.
    case paymentInBooks(EntryID, CreditID, CustomerID, on: LocalDate, Money)
    /// There is no such explanation to accept.
    case noProposal(EntryID)
    case allocationRefused(AllocationRefusal)
    case unknownPayer(PayerRuleID)
    /// No hold of the kind is under way for the customer (and invoice).
    case nothingToRelease(Hold.Kind, CustomerID, InvoiceID?)
    /// Nothing keeps messages from the address; those that are suspended are told.
    case addressNotSuspended(String, CustomerID, suspended: [String])
    case datesReversed(from: LocalDate, until: LocalDate)
    case amountNotPositive
    /// A promise of more than what it covers owes.
    case promiseAboveDue(asked: Money, due: Money)
    case rangeTooLong(days: Int, limit: Int)
    /// The message is in a state in which this cannot be decided about it.
    case messageNotWaiting(MessageID, state: String)
    case scenarioRefused(ScenarioRefusal)
    /// The company is live and no way to send was configured.
    case noWayToSend
    case senderAddressMissing(CompanyID)
    /// What a live company sends really leaves: it plays its today and no other day.
    case notToday(CompanyID, asked: LocalDate, today: LocalDate)
    /// What identifies this place cannot be read or written: the data folder is not to be written to.
    case placeUnknown
    /// The send journals of so many places were not merged into a restored database.
    case journalsMissing(Int)
    /// The stored history does not fold: it was damaged. `relance check` says where.
    case damaged(FoldError)
    case storage(SQLError)
}

extension DeskError: TransactionFailure {
    package init(_ error: SQLError) { self = .storage(error) }

    package var sqlError: SQLError? {
        if case .storage(let error) = self { error } else { nil }
    }
}
