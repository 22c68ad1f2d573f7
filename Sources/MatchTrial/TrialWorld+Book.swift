internal import Ledger
internal import Matching
internal import Values

extension TrialWorld {
    /// Writes the movement of a payment into the history or among those to be judged.
    mutating func book(_ payment: TrialPayment, isHistory: Bool) {
        if payment.kind == .single {
            ledger.singles += 1
            if payment.isOnlySingle { ledger.uniqueSingles += 1 }
        }
        let payer = payers[payment.payer]
        let invoices = payment.invoices.map { firms[$0.firm].invoices[$0.place] }
        var named = invoices
        if payment.kind == .wrongReference, let other = firms[payment.firm].invoices.filter({ $0.id != invoices[0].id && $0.amount != payment.amount }).last { named = [other] }
        var note = TrialPen.Note(name: payer.printedName, account: payer.account)
        (note.text, note.creditor) = pen.reference(named, payer, code: firms[payment.firm].id.text, &dice)
        if payment.kind == .wrongReference, dice.percent(50) { note.text = mistyped(invoices[0].id.text) }
        note.showsName = dice.percent(settings.profile == .label ? 67 : 90)
        note.charges = payment.charges
        if dice.percent(40) { note.endToEnd = "VIR" + dice.digits(10) }
        if payer.sort == .factor, dice.percent(50) { note.ultimate = firms[payment.firm].name }
        if payment.kind == .collection { collect(&note, invoices[0]) }
        let id = entryID(payment.day)
        let entry = pen.entry(id, on: payment.day, payment.amount, note, &dice)
        let customers = Set(payment.invoices.map { firms[$0.firm].id }).sorted()
        if payment.kind == .recognised { record(payment) }
        let truth = TrialTruth(
            payment.kind, customers: customers, settled: payment.kind == .recognised ? [:] : payment.settled, netted: payment.netted,
            remitted: payment.remitted, recognised: payment.kind == .recognised ? CreditKey(kind: .payment, id: CreditID("RG-" + invoices[0].id.text)) : nil)
        if isHistory {
            remember(entry, customers)
        } else {
            judge(entry, truth, sees: invoices, payment.isUnique, isOne: payer.sort == .itself, in: payment)
            again(entry, payment)
        }
    }

    private mutating func mistyped(_ number: String) -> String {
        var letters = Array(number)
        if let place = letters.lastIndex(where: \.isNumber) { letters[place] = Character(String(dice.int(0...9))) }
        return "FACT " + String(letters)
    }

    /// Collected by us: the identifier that we gave comes back.
    private mutating func collect(_ note: inout TrialPen.Note, _ invoice: TrialInvoice) {
        let identifier = "RLC" + dice.digits(12)
        ledger.identifiers.append((identifier, invoice.id))
        note.endToEnd = identifier
        note.operation = "PRLV"
        note.text = settings.profile == .label ? "" : "PRELEVEMENT " + identifier
    }

    /// Another file brought the payment before the statement came.
    private mutating func record(_ payment: TrialPayment) {
        guard let first = payment.invoices.first else { return }
        let number = firms[first.firm].invoices[first.place].id.text
        firms[payment.firm].credits.append(
            KnownCredit(
                key: CreditKey(kind: .payment, id: CreditID("RG-" + number)), on: payment.day.adding(days: dice.int(-2...1)),
                currency: .eur, amount: payment.amount, unallocated: 0, awaitsMovement: true))
        // It has settled them already.
        for (firm, place) in payment.invoices { firms[firm].invoices[place].openAtStart = 0 }
    }

    mutating func remember(_ entry: BankEntry, _ customers: [CustomerID]) {
        var booked = BookedEntry(entry)
        if customers.count == 1 {
            booked.shares = [
                EntryShare(
                    customer: customers[0], credit: booked.nextCredit, amount: entry.amount,
                    on: entry.bookedOn, evidence: MatchEvidence(isAutomatic: false))
            ]
        }
        ledger.history.append((booked, customers))
        sight.learn(entry, customers)
        if customers.count == 1, entry.bookedOn >= settings.start.adding(days: -45), dice.perMille(12) { giveBack(booked) }
    }

    mutating func judge(
        _ entry: BankEntry, _ truth: TrialTruth, sees invoices: [TrialInvoice], _ isUnique: Bool, isOne: Bool, in payment: TrialPayment?
    ) {
        ledger.entries.append(BookedEntry(entry))
        ledger.truths.append(truth)
        sight.see(entry, truth.kind, numbers: invoices.map(\.id.text), isUnique: isUnique, isOne: isOne, customer: payment.map { firms[$0.firm].id })
    }

    /// Paid a second time, some days later, in the same words.
    private mutating func again(_ entry: BankEntry, _ payment: TrialPayment) {
        guard payment.kind == .single, dice.perMille(10), payment.day < end else { return }
        let day = min(end, payment.day.adding(days: dice.int(0...12)))
        let copy = BankEntry(
            id: entryID(day), statement: entry.statement, account: entry.account, bookedOn: day, valueOn: day, amount: entry.amount,
            currency: entry.currency, text: entry.text, party: entry.party, ultimateParty: entry.ultimateParty,
            references: entry.references, nature: entry.nature)
        judge(copy, TrialTruth(.duplicate), sees: [], false, isOne: true, in: nil)
    }

    /// Rejected or returned some days later.
    private mutating func giveBack(_ receipt: BookedEntry) {
        let day = settings.start.adding(days: dice.int(0...30))
        var note = TrialPen.Note(name: receipt.entry.party.name ?? "", account: receipt.entry.party.account ?? "", text: "REJET VIR " + (receipt.entry.party.name ?? ""))
        note.operation = "REJET"
        note.showsAccount = receipt.entry.party.account != nil
        note.showsName = receipt.entry.party.name != nil
        note.endToEnd = receipt.entry.references.endToEnd == "NOTPROVIDED" ? nil : receipt.entry.references.endToEnd
        note.returnReason = dice.pick(["AC04", "MD01", "AM04", "MS03"])
        let entry = pen.entry(entryID(day), on: day, -receipt.entry.amount, note, &dice)
        let truth = TrialTruth(.returned, customers: receipt.shares.map(\.customer), returned: receipt.entry.id)
        judge(entry, truth, sees: [], false, isOne: true, in: nil)
    }
}
