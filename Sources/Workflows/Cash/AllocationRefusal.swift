package import Ledger
package import Values

/// Why money is not allocated as somebody asks.
package enum AllocationRefusal: Hashable, Sendable {
    /// Money that went out pays no invoice.
    case isDebit(EntryID)
    /// Money that went out and took a payment back already.
    case gaveBack(EntryID)
    /// All of the movement is allocated.
    case isDecided(EntryID)
    /// There are so many explanations, counted from 1.
    case noSuchProposal(EntryID, asked: Int, count: Int)
    /// More is let go of on an invoice than the movement pays on it.
    case remissionAbovePayment(InvoiceID, asked: Money, paid: Money)
}
