internal import Ledger
internal import Values

/// Writes what a payer and the banks between leave on a statement. It knows nothing of how texts are read.
struct TrialPen {
    /// What is to be said of one payment.
    struct Note {
        var name: String
        var account: String
        /// What the payer wrote.
        var text = ""
        var creditor: String?
        var endToEnd: String?
        var showsName = true
        var showsAccount = true
        var operation = "VIR"
        /// For whom, when somebody else pays.
        var ultimate: String?
        var returnReason: String?
        var charges: Int64?
    }

    let profile: TrialSettings.Profile
    let trouble: Int

    func entry(_ id: EntryID, on day: LocalDate, _ amount: Int64, _ note: Note, _ dice: inout TrialDice) -> BankEntry {
        let name = TrialNames.printed(misspelt(note.name, &dice))
        let label = String(self.label(name, note, &dice).prefix(profile == .camt ? 140 : 31))
        let showsParty = profile == .camt ? dice.percent(95) : profile == .complements && dice.percent(75)
        let showsText = profile != .label && !note.text.isEmpty && dice.percent(profile == .camt ? 96 : 85)
        let showsAccount = note.showsAccount && (profile == .camt ? dice.percent(90) : profile == .complements && dice.percent(12))
        let reason = note.returnReason
        return BankEntry(
            id: id, statement: StatementID("trial-\(day.iso)"), account: "FR7612345000010000000000123", bookedOn: day, valueOn: day,
            amount: amount, currency: .eur,
            text: EntryText(label: label, remittance: showsText ? String(blanks(TrialNames.printed(note.text), &dice).prefix(140)) : ""),
            party: BankParty(
                name: showsParty && note.showsName ? String(name.prefix(70)) : nil, account: showsAccount ? note.account : nil),
            ultimateParty: BankParty(name: profile == .camt && dice.percent(30) ? note.ultimate.map(TrialNames.printed) : nil),
            references: EntryReferences(
                endToEnd: profile == .camt ? note.endToEnd ?? (dice.percent(60) ? "NOTPROVIDED" : nil) : profile == .complements ? note.endToEnd : nil,
                creditor: profile == .label ? nil : note.creditor),
            nature: EntryNature(operation: operation(note), returnReason: profile == .label && dice.percent(40) ? nil : reason, charges: profile == .camt ? note.charges : nil))
    }

    private func operation(_ note: Note) -> String? {
        guard profile == .camt else { return nil }
        switch note.operation {
        case "CHQ": return "PMNT-RCHQ-OTHR"
        case "CB": return "PMNT-MCRD-POSC"
        case "PRLV": return "PMNT-IDDT-ESDD"
        case "VIR": return "PMNT-RCDT-ESCT"
        default: return nil
        }
    }

    private func label(_ name: String, _ note: Note, _ dice: inout TrialDice) -> String {
        if note.operation != "VIR" && note.operation != "PRLV" { return TrialNames.printed(note.text) }
        let text = TrialNames.printed(note.text)
        if note.operation == "PRLV" { return "PRLV SEPA \(name)" }
        guard note.showsName else {
            return dice.pick(["VIREMENT RECU \(text)", "VIR SEPA RECU \(dice.digits(8)) \(text)", "VIR RECU REF \(text)"])
        }
        return dice.weighted([
            ("VIR SEPA RECU /DE \(name) /MOTIF \(text)", 20), ("VIR SEPA \(name) \(text)", 35), ("VIR INST RE \(name) \(text)", 8),
            ("VIR DE \(name) \(text)", 15), ("VIREMENT \(name)", 10), ("VIR \(name) \(text)", 12),
        ])
    }

    /// Banks cut long texts into lines of 35 and put them together with blanks.
    private func blanks(_ text: String, _ dice: inout TrialDice) -> String {
        guard text.count > 35, dice.percent(20 * trouble / 100) else { return text }
        return String(text.prefix(35)) + " " + String(text.dropFirst(35))
    }

    private func misspelt(_ name: String, _ dice: inout TrialDice) -> String {
        guard name.count > 6, dice.perMille(10 * trouble / 100) else { return name }
        var letters = Array(name)
        let place = dice.int(1...(letters.count - 2))
        if dice.percent(50) { letters.remove(at: place) } else { letters.swapAt(place, place + 1) }
        return String(letters)
    }

    // MARK: References

    /// How the invoices stand in the text, after the payer's habit; all of them, or not.
    func reference(_ invoices: [TrialInvoice], _ payer: TrialPayer, code: String, _ dice: inout TrialDice) -> (text: String, creditor: String?) {
        var habit = dice.percent(85) ? payer.habit : dice.pick(TrialPayer.Habit.allCases)
        // Few write every number on a label, and many payments of several name none or the first.
        if profile == .label, dice.percent(55) { habit = dice.percent(50) ? .vague : .nothing }
        if invoices.count > 1, dice.percent(45) { return (several(invoices, &dice), nil) }
        let intro = dice.pick(["FACT ", "FACTURE ", "", "", "REGLEMENT ", "RGLT FACT ", "Fact. ", "N/REF "])
        switch habit {
        case .whole: return (intro + invoices.map(\.id.text).joined(separator: dice.pick([" ", ", ", " + ", "/"])), nil)
        case .compact: return (intro + invoices.map { plain($0.id.text) }.joined(separator: " "), nil)
        case .spaced: return (intro + invoices.map { spaced($0.id.text) }.joined(separator: " ET "), nil)
        case .digits: return (intro + invoices.map { $0.id.text.filter(\.isNumber) }.joined(separator: " "), nil)
        case .tail: return (intro + invoices.map { tail($0.id.text, &dice) }.joined(separator: " "), nil)
        case .order:
            let orders = invoices.compactMap(\.order)
            return (orders.count == invoices.count ? "CDE " + orders.joined(separator: " ") : "VOTRE FACTURE", nil)
        case .structured:
            guard invoices.count == 1, let reference = try? CreditorReference(making: plain(invoices[0].id.text)) else { return ("REGLEMENT", nil) }
            return dice.percent(60) ? ("", reference.electronic) : (reference.printed, nil)
        case .customerCode: return ("CLIENT " + code, nil)
        case .vague: return (dice.pick(["REGLEMENT FACTURE", "VOTRE FACTURE", "SOLDE", "PAIEMENT", "FACTURE", "REGLEMENT", "VIREMENT"]), nil)
        case .nothing: return ("", nil)
        }
    }

    private func several(_ invoices: [TrialInvoice], _ dice: inout TrialDice) -> String {
        let months = ["JANVIER", "FEVRIER", "MARS", "AVRIL", "MAI", "JUIN", "JUILLET", "AOUT", "SEPTEMBRE", "OCTOBRE", "NOVEMBRE", "DECEMBRE"]
        switch dice.int(0...3) {
        case 0: return "FACTURES " + months[invoices[0].issuedOn.month - 1]
        case 1: return "FACT " + invoices[0].id.text + " ET SUIVANTES"
        case 2: return "RELEVE DU MOIS"
        default: return "FACT " + invoices.map { tail($0.id.text, &dice) }.joined(separator: "-")
        }
    }

    private func plain(_ number: String) -> String { number.filter { $0.isLetter || $0.isNumber } }
    private func spaced(_ number: String) -> String { String(number.map { $0.isLetter || $0.isNumber ? $0 : " " }) }

    private func tail(_ number: String, _ dice: inout TrialDice) -> String {
        let digits = number.filter(\.isNumber)
        return String(digits.suffix(dice.pick([3, 4, 4, 5])))
    }
}
