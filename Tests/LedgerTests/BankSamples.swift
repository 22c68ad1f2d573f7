import Ledger
import Values

/// Facts of the bank, with their optional parts and without.
enum BankSamples {
    private static let day = FactSamples.day
    private static let customer = FactSamples.customer
    private static let entryID = EntryID("2026-11-20-9f3ab2c41d07-2")

    private static let whole = BankEntry(
        id: entryID, statement: StatementID("s"), account: "FR7630006000011234567890189", bookedOn: day, valueOn: day,
        amount: -12, currency: .eur,
        text: EntryText(label: "REJET \"é\"", remittance: "FA 1", details: [EntryDetail("LIB", "a"), EntryDetail("", "")]),
        party: BankParty(name: "N", account: "A", identifier: "I"), ultimateParty: BankParty(name: "U"),
        references: EntryReferences(
            endToEnd: "e", creditor: "RF69F20260042", mandate: "m", instruction: "i", paymentInformation: "p", bank: "b"),
        nature: EntryNature(
            source: .notification, operation: "05", returnReason: "AM04", isReversal: true, charges: 3,
            original: Money(minor: 7, .usd), batch: "lot"))

    private static let bare = BankEntry(
        id: entryID, statement: StatementID("s"), account: "", bookedOn: day, amount: .max, currency: .usd,
        text: EntryText(label: ""))

    private static let share = EntryShare(
        customer: customer, credit: FactSamples.payment, amount: 12, on: day, isRecognised: true, allocations: [1, 3],
        remissions: [Remission(.discount, FactSamples.receivable, 4)],
        evidence: MatchEvidence(
            isAutomatic: true, probability: 99_950, reasons: [MatchEvidence.Reason("known_account", "FR14"), MatchEvidence.Reason("x")]),
        filed: [
            FiledPayment(id: CreditID("RG-1"), on: day, invoice: FactSamples.invoiceID, isOfBooks: false),
            FiledPayment(id: CreditID("RG-2"), on: day, invoice: nil, amount: 7_500, isOfBooks: true),
        ])

    static let all: [FactBody] = [
        .statementRecorded(
            BankStatement(
                id: StatementID("s"), account: "FR76", currency: .eur, reference: "12", from: day, until: day, opening: -1,
                closing: 1, entries: 2, importID: ImportID("i"))),
        .statementRecorded(
            BankStatement(
                id: StatementID("s"), account: "", currency: .usd, from: day, until: day, entries: 0, importID: ImportID(""))),
        .entryBooked(whole), .entryBooked(bare),
        .entryAttributed(entryID, share),
        .entryAttributed(
            entryID,
            EntryShare(
                customer: customer, credit: FactSamples.payment, amount: 1, on: day, evidence: MatchEvidence(isAutomatic: false))),
        .shareReleased(entryID, customer, FactSamples.payment, on: day, reason: "undone"),
        .entrySetAside(entryID, reason: "impôts"), .entryReopened(entryID, reason: ""),
        .entryReturned(
            entryID, ReturnedCredit(customer: customer, credit: FactSamples.payment, allocations: [4]), reason: "AM04"),
        .receiptPending(
            PendingReceipt(
                customer: customer, entry: entryID, currency: .eur, amount: 5, invoices: [FactSamples.invoiceID], on: day)),
        .receiptCleared(customer, entryID),
        .writeOffReversed(customer, FactSamples.receivable, amount: 3, on: day),
        .payerLearned(
            PayerRule(id: PayerRuleID("p"), kind: .account, value: "FR14", customer: customer, role: .shared, entry: entryID)),
        .payerLearned(PayerRule(id: PayerRuleID("p"), kind: .name, value: "DUPONT", customer: customer)),
        .payerForgotten(PayerRuleID("p"), reason: "r"),
    ].map { .bank($0) }
}
