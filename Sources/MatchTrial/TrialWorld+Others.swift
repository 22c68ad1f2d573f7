internal import Ledger
internal import Matching
internal import Values

extension TrialWorld {
    /// What is nobody's payment of an invoice, in the history and in the days to be judged.
    mutating func makeOthers() {
        for _ in 0..<(settings.entries * settings.history / 100 * settings.noise / 100) {
            let day = settings.start.adding(days: -dice.int(1...TrialSettings.historyDays))
            remember(other(day).entry, [])
        }
        while ledger.entries.count < settings.entries {
            let day = settings.start.adding(days: dice.int(0...(TrialSettings.judgedDays - 1)))
            let (entry, kind) = other(day)
            judge(entry, TrialTruth(kind), sees: [], false, isOne: true, in: nil)
        }
    }

    private mutating func other(_ day: LocalDate) -> (entry: BankEntry, kind: TrialTruth.Kind) {
        var note = TrialPen.Note(name: "", account: "")
        note.showsName = false
        note.showsAccount = false
        switch dice.int(0...99) {
        case 0..<22: return (cheques(day, &note), .chequeBatch)
        case 22..<38:
            note.operation = "CB"
            note.text = dice.pick(["REMISE CB ", "REM CARTE BANCAIRE ", "ENCAISSEMENT CB CONTRAT "]) + dice.digits(7)
            return (pen.entry(entryID(day), on: day, Int64(dice.int(500...400_000)), note, &dice), .cardBatch)
        case 38..<50: return (advance(day), .onAccount)
        case 50..<72: return (spending(day, &note), .noise)
        default: return (income(day, &note), .noise)
        }
    }

    /// One cheque or several in one deposit; sometimes just the amount of an invoice.
    private mutating func cheques(_ day: LocalDate, _ note: inout TrialPen.Note) -> BankEntry {
        note.operation = "CHQ"
        note.text = dice.pick(["REM CHQ N ", "REMISE CHEQUES ", "REMISE DE CHEQUES BORD "]) + dice.digits(7)
        let amounts = (0..<dice.int(1...4)).map { _ in anyAmount() }
        return pen.entry(entryID(day), on: day, amounts.reduce(0, +), note, &dice)
    }

    private mutating func anyAmount() -> Int64 {
        let firm = dice.pick(firms)
        return firm.invoices.isEmpty ? Int64(dice.int(1_000...90_000)) : dice.pick(firm.invoices).amount
    }

    /// An advance, mostly said to be one.
    private mutating func advance(_ day: LocalDate) -> BankEntry {
        let payer = dice.pick(payers.filter { $0.sort == .itself })
        var note = TrialPen.Note(name: payer.printedName, account: payer.account)
        note.text = dice.percent(80) ? dice.pick(["ACOMPTE ", "ACOMPTE COMMANDE ", "ARRHES ", "AVANCE SUR TRAVAUX "]) + dice.digits(4) : "DEVIS " + dice.digits(4)
        return pen.entry(entryID(day), on: day, Int64(dice.int(2...300)) * 10_000, note, &dice)
    }

    private mutating func spending(_ day: LocalDate, _ note: inout TrialPen.Note) -> BankEntry {
        note.operation = "AUTRE"
        note.text = dice.pick([
            "PRLV SEPA EDF ENTREPRISES", "VIR SALAIRE", "COTISATION CARTE", "FRAIS TENUE DE COMPTE", "PRLV URSSAF", "VIR FOURNISSEUR " + dice.digits(5),
            "CB STATION TOTAL", "PRLV ORANGE", "COMMISSION DE MOUVEMENT", "PRLV DGFIP TVA", "CHQ " + dice.digits(7),
        ])
        return pen.entry(entryID(day), on: day, -Int64(dice.int(200...900_000)), note, &dice)
    }

    /// Money that comes in from elsewhere; one time in ten of just the amount of an invoice.
    private mutating func income(_ day: LocalDate, _ note: inout TrialPen.Note) -> BankEntry {
        note.operation = "AUTRE"
        note.text = dice.pick([
            "VIR DRFIP REMB TVA", "VIR CPAM IJSS", "INTERETS CREDITEURS", "VIR INTERNE", "VIR REMBOURSEMENT ASSURANCE", "VIR SEPA MACIF SINISTRE " + dice.digits(6),
            "VIR TRESORERIE", "REMBOURSEMENT FOURNISSEUR", "VIR SEPA OPCO FORMATION", "DEBLOCAGE PRET", "VIR SEPA AIDE EMBAUCHE ASP", "VIR M. LE GERANT APPORT",
        ])
        let amount = dice.percent(10) ? anyAmount() : Int64(dice.int(500...900_000))
        return pen.entry(entryID(day), on: day, amount, note, &dice)
    }

    // MARK: The ledger as it stands on the first day to be judged

    func finished() -> TrialLedger {
        var ledger = ledger
        ledger.customers = firms.map { firm in
            CustomerItems(
                id: firm.id, name: firm.name, siren: firm.siren,
                receivables: firm.invoices.filter { $0.openAtStart > 0 }.map {
                    OpenReceivable(
                        id: $0.receivable, issuedOn: $0.issuedOn, dueOn: $0.dueOn, currency: .eur, amount: $0.amount, open: $0.openAtStart,
                        orderReference: $0.order)
                }, credits: firm.credits, settled: firm.settled)
        }
        for payer in payers where payer.sort != .itself && payer.account.last.map({ "012".contains($0) }) == true {
            for firm in payer.firms {
                ledger.rules.append(
                    PayerRule(
                        id: PayerRuleID("\(payer.account)-\(firm)"), kind: .account, value: payer.account, customer: firms[firm].id, role: .shared))
            }
        }
        let decidable = sight.decidable(names: firms.map { ($0.id, $0.name) })
        for place in ledger.truths.indices { ledger.truths[place].isDecidable = decidable[place] }
        return ledger
    }
}
