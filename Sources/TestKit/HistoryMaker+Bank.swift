import Ledger
import Values

extension HistoryMaker {
    /// What the bank brings, and what becomes of it.
    mutating func bank(of account: Account) -> FactBody? {
        guard let bank = book.bank, let statement = bank.sortedStatements.last else { return .bank(.statementRecorded(self.statement())) }
        switch random.int(1...11) {
        case 1: return .bank(.statementRecorded(self.statement()))
        case 2, 3: return .bank(.entryBooked(entry(of: statement)))
        case 4, 5: return share(bank, account)
        case 6: return release(bank, account)
        case 7: return decision(bank)
        case 8: return pending(bank, account)
        case 10: return comeback(bank, account)
        case 11: return owedAgain(account)
        default: return learned(bank, account)
        }
    }

    private mutating func statement() -> BankStatement {
        BankStatement(
            id: StatementID(name("S")), account: "FR7630006000011234567890189", currency: .eur,
            reference: random.once(in: 2) ? "n° 12 \"é\"" : nil, from: today, until: today.adding(days: 1),
            opening: random.once(in: 2) ? -12 : nil, closing: random.once(in: 2) ? 55 : nil, entries: 2,
            importID: ImportID(name("I")))
    }

    private mutating func entry(of statement: BankStatement) -> BankEntry {
        BankEntry(
            id: EntryID(name("E")), statement: statement.id, account: statement.account, bookedOn: today,
            valueOn: random.once(in: 2) ? today : nil, amount: Int64(random.int(1...90_000)) * (random.once(in: 5) ? -1 : 1),
            currency: .eur,
            text: EntryText(
                label: "VIR SEPA DUPONT « Fils »", remittance: random.once(in: 2) ? "FA 12" : "",
                details: random.once(in: 3) ? [EntryDetail("LIB", "suite"), EntryDetail("", "")] : []),
            party: random.once(in: 2) ? BankParty(name: "Dupont", account: "FR14…", identifier: nil) : BankParty(),
            ultimateParty: random.once(in: 9) ? BankParty(name: "Mère") : BankParty(),
            references: random.once(in: 2) ? EntryReferences(endToEnd: "E2E", creditor: "RF69F20260042", bank: "B1") : EntryReferences(),
            nature: EntryNature(
                source: random.once(in: 4) ? .notification : .statement, operation: "05", returnReason: random.once(in: 4) ? "AM04" : nil,
                isReversal: random.once(in: 4), charges: random.once(in: 4) ? 12 : nil,
                original: random.once(in: 4) ? Money(minor: 7, .usd) : nil, batch: random.once(in: 4) ? "lot" : nil,
                isPerhapsKnown: random.once(in: 4)))
    }

    private mutating func share(_ bank: BankBook, _ account: Account) -> FactBody? {
        let taken = Set(bank.sortedEntries.flatMap(\.shares).filter { $0.customer == account.customer.id }.map(\.credit))
        guard let entry = random.pick(bank.sortedEntries.filter { $0.unattributed > 0 }),
            let credit = random.pick(
                account.credits.filter { $0.kind == .payment && $0.currency == .eur && !taken.contains($0.key) })
        else { return nil }
        let most = min(entry.unattributed, credit.amount)
        let remissions = account.invoices.first.map {
            [Remission(.smallDifference, ReceivableID(invoice: $0.id, rank: 1), 2)]
        }
        return .bank(
            .entryAttributed(
                entry.entry.id,
                EntryShare(
                    customer: account.customer.id, credit: credit.key,
                    amount: random.once(in: 2) ? most : Int64(random.int(1...Int(most))),
                    on: today, isRecognised: random.once(in: 3), allocations: [1, 2], remissions: remissions ?? [],
                    evidence: MatchEvidence(
                        isAutomatic: random.once(in: 2), probability: random.once(in: 2) ? 99_950 : nil,
                        reasons: [MatchEvidence.Reason("known_account", "FR14"), MatchEvidence.Reason("unique_amount")]))))
    }

    private mutating func release(_ bank: BankBook, _ account: Account) -> FactBody? {
        let shares = bank.sortedEntries.flatMap { entry in entry.shares.map { (entry.entry.id, $0) } }
        guard let (entry, share) = random.pick(shares.filter { $0.1.customer == account.customer.id }) else { return nil }
        return .bank(.shareReleased(entry, share.customer, share.credit, on: today, reason: "undone"))
    }

    private mutating func decision(_ bank: BankBook) -> FactBody? {
        guard let entry = random.pick(bank.sortedEntries)?.entry.id else { return nil }
        return random.once(in: 2) ? .bank(.entrySetAside(entry, reason: "impôts")) : .bank(.entryReopened(entry, reason: "erreur"))
    }

    /// Money that goes back after all: the movement, the payment that it was.
    private mutating func comeback(_ bank: BankBook, _ account: Account) -> FactBody? {
        guard let entry = random.pick(bank.sortedEntries.filter { !$0.entry.isReceipt })?.entry.id,
            let credit = random.pick(account.credits)
        else { return nil }
        let returned = ReturnedCredit(customer: account.customer.id, credit: credit.key, allocations: [3])
        let isKnown = bank.entries[entry]?.returned.contains { $0.customer == returned.customer && $0.credit == returned.credit }
        return isKnown == true ? nil : .bank(.entryReturned(entry, returned, reason: "MD06"))
    }

    private mutating func owedAgain(_ account: Account) -> FactBody? {
        let customer = account.customer.id
        let written = account.invoices.flatMap { invoice in
            invoice.receivables.filter { $0.writtenOff > 0 }.map { (ReceivableID(invoice: invoice.id, rank: $0.rank), $0.writtenOff) }
        }
        guard let (receivable, amount) = random.pick(written) else { return nil }
        return .bank(.writeOffReversed(customer, receivable, amount: amount, on: today))
    }

    private mutating func pending(_ bank: BankBook, _ account: Account) -> FactBody? {
        guard let entry = random.pick(bank.sortedEntries)?.entry else { return nil }
        let customer = account.customer.id
        if let receipt = random.pick(account.pending), random.once(in: 2) {
            return .bank(.receiptCleared(customer, receipt.entry))
        }
        return .bank(
            .receiptPending(
                PendingReceipt(
                    customer: customer, entry: entry.id, currency: entry.currency, amount: 5,
                    invoices: account.invoices.prefix(1).map(\.id), on: today)))
    }

    private mutating func learned(_ bank: BankBook, _ account: Account) -> FactBody? {
        if random.once(in: 3), let rule = random.pick(bank.sortedPayers) {
            return .bank(.payerForgotten(rule.id, reason: "plus valable"))
        }
        let value = "DUPONT \(random.int(1...5))"
        return .bank(
            .payerLearned(
                PayerRule(
                    id: PayerRuleID("name/" + value), kind: random.once(in: 2) ? .name : .account, value: value,
                    customer: account.customer.id, role: random.once(in: 3) ? .shared : .own,
                    entry: bank.sortedEntries.first?.entry.id)))
    }
}
