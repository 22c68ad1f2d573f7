import Values

extension Account {
    /// Adds what came of the company's bank accounts for this customer.
    mutating func apply(_ fact: BankFact) throws(FoldError) {
        switch fact {
        case .receiptPending(let receipt):
            pending.removeAll { $0.entry == receipt.entry }
            pending.insert(receipt, at: pending.firstIndex { receipt.entry < $0.entry } ?? pending.endIndex)
        case .receiptCleared(_, let entry): pending.removeAll { $0.entry == entry }
        case .writeOffReversed(_, let receivable, let amount, _): try reverseWriteOff(receivable, amount)
        case .statementRecorded, .entryBooked, .entryAttributed, .shareReleased, .entrySetAside, .entryReopened,
            .entryReturned, .payerLearned, .payerForgotten: break
        }
    }

    private mutating func reverseWriteOff(_ id: ReceivableID, _ amount: Int64) throws(FoldError) {
        let (invoice, receivable) = try place(of: id)
        guard amount > 0, amount <= invoices[invoice].receivables[receivable].writtenOff else { throw .writeOffTooLarge(id) }
        invoices[invoice].receivables[receivable].open += amount
        invoices[invoice].receivables[receivable].writtenOff -= amount
    }
}
