internal import Ledger
internal import Values

/// Makes a ledger: firms, who pays for them, what they owe, and what they pay day after day.
struct TrialWorld {
    let settings: TrialSettings
    var dice: TrialDice
    var numbering: TrialNumbering
    let pen: TrialPen
    var firms: [TrialFirm] = []
    var payers: [TrialPayer] = []
    var ledger = TrialLedger()
    var sight = TrialSight()
    private var fees: [Int64] = []
    private var serial = 0

    init(_ settings: TrialSettings) {
        self.settings = settings
        dice = TrialDice(UInt64(truncatingIfNeeded: settings.seed))
        numbering = TrialNumbering(&dice)
        pen = TrialPen(profile: settings.profile, trouble: settings.trouble)
        fees = (0..<12).map { _ in Int64(dice.int(19...400)) * 100 + (dice.percent(50) ? 0 : 90) }
    }

    static func ledger(_ settings: TrialSettings) -> TrialLedger {
        var world = TrialWorld(settings)
        world.makeFirms()
        world.makePayers()
        let plans = world.planned()
        world.number()
        for payer in world.payers.indices { world.play(payer, plans[payer]) }
        world.makeOthers()
        return world.finished()
    }

    // MARK: Who there is

    private mutating func makeFirms() {
        var names: Set<String> = []
        while firms.count < settings.customers {
            var name = TrialNames.firm(&dice)
            if let last = firms.last, dice.percent(settings.homonyms) { name = TrialNames.beside(last.name, &dice) }
            guard names.insert(name).inserted else { continue }
            let code = "C" + String(100_000 + firms.count)
            firms.append(
                TrialFirm(
                    id: CustomerID(code), name: name, siren: dice.digits(9), tradingName: dice.percent(8) ? TrialNames.coined(&dice) + " " + dice.pick(TrialNames.towns) : nil,
                    fee: dice.percent(settings.subscribers) ? dice.pick(fees) : nil, takesDiscount: dice.percent(4)))
        }
    }

    private mutating func makePayers() {
        var place = 0
        while place < firms.count {
            let sort = dice.weighted([(TrialPayer.Sort.itself, 94), (.parent, 4), (.factor, 2)])
            let count = sort == .itself ? 1 : min(dice.int(2...5), firms.count - place)
            let own = Array(place..<(place + count))
            let name: String
            switch sort {
            case .itself: name = shown(firms[place])
            case .parent: name = TrialNames.coined(&dice) + " Groupe"
            case .factor: name = dice.pick(["Eurofactor", "Factofrance", "BPCE Factor", "CGA Factor"])
            }
            payers.append(
                TrialPayer(
                    sort: count == 1 ? .itself : sort, firms: own, printedName: name, account: "FR76" + dice.digits(23),
                    habit: habit(sort), paysInRuns: dice.percent(30), lagDays: dice.int(25...60)))
            place += count
        }
    }

    private mutating func habit(_ sort: TrialPayer.Sort) -> TrialPayer.Habit {
        if sort == .factor { return dice.percent(80) ? .whole : .compact }
        return dice.weighted([
            (.whole, 26), (.compact, 13), (.spaced, 7), (.digits, 7), (.tail, 9), (.order, 4), (.structured, 3), (.customerCode, 6),
            (.vague, 15), (.nothing, 10),
        ])
    }

    /// The name that the firm's bank has: with or without its form, shortened, or the trading name.
    private mutating func shown(_ firm: TrialFirm) -> String {
        if let trading = firm.tradingName { return trading }
        switch dice.int(0...9) {
        case 0..<5: return firm.name
        case 5..<8: return firm.name.split(separator: " ").filter { !TrialNames.forms.contains(String($0)) }.joined(separator: " ")
        case 8: return "STE " + firm.name
        default: return firm.name.split(separator: " ").map { $0.count > 8 ? String($0.prefix(5)) : String($0) }.joined(separator: " ")
        }
    }

    // MARK: Days

    var end: LocalDate { settings.start.adding(days: TrialSettings.judgedDays - 1) }

    mutating func entryID(_ day: LocalDate) -> EntryID {
        serial += 1
        let hash = String(dice.next(), radix: 16).suffix(12)
        return EntryID("\(day.iso)-\(String(repeating: "0", count: 12 - hash.count))\(hash)-\(serial)")
    }

    mutating func amount(_ firm: TrialFirm) -> Int64 {
        if let fee = firm.fee, dice.percent(92) { return fee }
        let zipf = Int64(4_000_000 / dice.int(9...1_000))
        return dice.percent(4) ? max(10, zipf / 1_000) * 1_000 : zipf + Int64(dice.int(0...9_999))
    }

    mutating func invoice(_ firm: Int, on day: LocalDate, isWithheld: Bool? = nil) {
        let amount = amount(firms[firm])
        firms[firm].invoices.append(
            TrialInvoice(
                id: InvoiceID(""), issuedOn: day, dueOn: day.adding(days: 30), amount: amount,
                order: dice.percent(30) ? "BC" + dice.digits(6) : nil, open: amount, isWithheld: isWithheld ?? dice.percent(2), openAtStart: amount))
    }

    /// Numbers follow the days of issue, over all firms.
    mutating func number() {
        var all: [(day: LocalDate, firm: Int, place: Int)] = []
        for firm in firms.indices { for place in firms[firm].invoices.indices { all.append((firms[firm].invoices[place].issuedOn, firm, place)) } }
        all.sort { ($0.day, $0.firm, $0.place) < ($1.day, $1.firm, $1.place) }
        for (day, firm, place) in all {
            let old = firms[firm].invoices[place]
            firms[firm].invoices[place] = TrialInvoice(
                id: InvoiceID(numbering.number(on: day)), issuedOn: day, dueOn: old.dueOn, amount: old.amount, order: old.order,
                open: old.open, isWithheld: old.isWithheld, openAtStart: old.openAtStart)
        }
    }
}
