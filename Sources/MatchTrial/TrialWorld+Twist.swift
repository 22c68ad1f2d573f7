internal import Ledger
internal import Matching
internal import Values

extension TrialWorld {
    /// What makes a payment less plain: a part, a discount, charges on the way, a credit note, something on top.
    mutating func twist(_ payment: inout TrialPayment, _ open: [Int]) {
        let trouble = settings.trouble
        guard payment.kind == .single || payment.kind == .several, let first = payment.invoices.first else { return }
        let invoice = firms[first.firm].invoices[first.place]
        switch dice.int(0...999) {
        case 0..<(12 * trouble / 100): part(&payment, invoice, .part, share: dice.int(20...80))
        case 40..<(40 + 8 * trouble / 100): part(&payment, invoice, .half, share: 50)
        case 80..<(80 + 7 * trouble / 100): less(&payment, Int64(dice.int(3...18)) * 100, .charges, invoice)
        case 120..<(120 + 5 * trouble / 100):
            payment.kind = .costs
            payment.amount += 4_000
            payment.isUnique = ways(payment.amount - 4_000, payment.firm, open) == 1 && ways(payment.amount, payment.firm, open) == 0
        case 160..<(160 + 25 * trouble / 100): net(&payment, open)
        case 220..<(220 + 7 * trouble / 100):
            payment.kind = .overpaid
            payment.amount += Int64(dice.int(1...500)) * 100
            payment.isUnique = false
        case 260..<(260 + 10 * trouble / 100): payment.kind = .wrongReference
        case 300..<320:
            payment.kind = .collection
        case 340..<360: payment.kind = .recognised
        case 400..<500:
            if firms[first.firm].takesDiscount { discount(&payment, open) }
        default: break
        }
    }

    private mutating func part(_ payment: inout TrialPayment, _ invoice: TrialInvoice, _ kind: TrialTruth.Kind, share: Int) {
        guard payment.kind == .single, invoice.open > 20_000 else { return }
        payment.kind = kind
        payment.amount = kind == .half ? invoice.open / 2 : invoice.open * Int64(share) / 100 / 1_000 * 1_000
        payment.settled = [invoice.receivable: payment.amount]
        payment.isUnique = false
    }

    private mutating func less(_ payment: inout TrialPayment, _ amount: Int64, _ kind: TrialTruth.Kind, _ invoice: TrialInvoice) {
        guard payment.kind == .single, invoice.open > amount * 10 else { return }
        payment.kind = kind
        payment.amount -= amount
        payment.charges = dice.percent(70) ? amount : nil
        payment.settled = [invoice.receivable: payment.amount]
        payment.remitted = [invoice.receivable: amount]
        payment.isUnique = false
    }

    /// A credit note that was open goes with it.
    private mutating func net(_ payment: inout TrialPayment, _ open: [Int]) {
        guard let last = payment.invoices.first, firms[payment.firm].credits.isEmpty else { return }
        let invoice = firms[last.firm].invoices[last.place]
        let credit = max(100, invoice.open * Int64(dice.int(5...40)) / 100)
        guard invoice.open > credit else { return }
        let key = CreditKey(kind: .creditNote, id: CreditID("AV-" + invoice.id.text))
        firms[payment.firm].credits.append(
            KnownCredit(key: key, on: payment.day.adding(days: -dice.int(1...20)), currency: .eur, amount: credit, unallocated: credit))
        payment.isUnique = payment.isUnique && ways(payment.amount - credit, payment.firm, open) == 0
        payment.kind = .netted
        payment.amount -= credit
        payment.settled[invoice.receivable] = invoice.open - credit
        payment.netted[invoice.receivable] = credit
    }

    /// Two in the hundred, for what is paid within the days of grace.
    private func discount(_ payment: inout TrialPayment, _ open: [Int]) {
        guard let recent = open.last(where: { place in
            let invoice = firms[payment.firm].invoices[place]
            return !invoice.isWithheld && payment.day.days(since: invoice.issuedOn) <= 15 && invoice.open > 5_000
        }) else { return }
        let invoice = firms[payment.firm].invoices[recent]
        payment.kind = .discount
        payment.invoices = [(payment.firm, recent)]
        payment.amount = invoice.open - (invoice.open * 2 + 50) / 100
        payment.settled = [invoice.receivable: payment.amount]
        payment.remitted = [invoice.receivable: invoice.open - payment.amount]
        payment.isUnique = ways(payment.amount, payment.firm, open) == 0
    }
}
