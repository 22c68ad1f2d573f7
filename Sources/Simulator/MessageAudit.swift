import Outbox
import Values

/// Holds one message that the world took against the world's own books, at the moment of its point of no return.
struct MessageAudit {
    let world: World
    let company: NaiveCompany
    let message: OutgoingMessage
    let text: MessageText
    let day: LocalDate
    private let key: String
    private let badAddresses: [String]

    init(_ world: World, _ company: NaiveCompany, _ message: OutgoingMessage, _ badAddresses: [String]) {
        self.badAddresses = badAddresses
        self.world = world
        self.company = company
        self.message = message
        text = MessageText(message.bytes, isMail: message.channel == .email)
        day = company.zone.day(at: world.now)
        key = message.company + "/" + message.id
    }

    func run() {
        scanMarks()
        world.counters.evaluated("I8")
        guard let customer = world.customer(of: message) else {
            return violate("I8", "goes to \(message.envelope.recipientText), whom the company does not know")
        }
        if text.isThanks { return judgeThanks(customer) }
        guard let first = text.lines.first, let index = customer.index(of: first.invoice) else {
            return violate("I8", "speaks of \(text.lines.map(\.invoice)), not invoices of \(customer.number)")
        }
        let currency = customer.invoices[index].currency
        guard let rules = NaiveRules(company, customer, on: day, badAddresses: badAddresses) else { return }
        let all = rules.claims(in: currency)
        guard let chosen = match(all, customer) else { return }
        if let original = message.original { return judgeCopy(of: original, chosen, customer) }
        judge(chosen, all, rules, currency)
        expectCall(chosen, currency)
        record(chosen, all, rules, currency)
    }

    func violate(_ rule: String, _ what: String) { world.violate(rule, "\(key) on \(day.iso): \(what)") }

    /// No word of another company stands in the message.
    private func scanMarks() {
        world.counters.evaluated("I17")
        let bytes = message.bytes
        let own = Array(company.mark.utf8.suffix(3))
        var index = 0
        while index + 4 < bytes.count {
            if bytes[index] | 0x20 == 0x71, bytes[index + 1] | 0x20 == 0x78, (0x30...0x39).contains(bytes[index + 2]) {
                if Array(bytes[(index + 2)...(index + 4)]) != own {
                    return violate("I17", "holds the mark of another company")
                }
            }
            index += 1
        }
    }

    /// The claims that the lines speak of, each with the amount that is open.
    private func match(_ all: [NaiveClaim], _ customer: NaiveCustomer) -> [NaiveClaim]? {
        world.counters.evaluated("I7")
        var left = all
        var chosen: [NaiveClaim] = []
        for line in text.lines {
            guard let index = left.firstIndex(where: { $0.number == line.invoice && $0.asked == line.amount }) else {
                let known = all.filter { $0.number == line.invoice }.map { "\($0.open) open, \($0.disputed) in dispute" }
                let isOther = customer.index(of: line.invoice) == nil
                violate(
                    isOther ? "I8" : known.isEmpty ? "I5" : "I7",
                    "asks \(line.amount) for \(line.invoice) of \(customer.number); the books say \(known.isEmpty ? "nothing open" : known.joined(separator: "; "))")
                return nil
            }
            chosen.append(left.remove(at: index))
        }
        return chosen
    }

    private func judge(_ chosen: [NaiveClaim], _ all: [NaiveClaim], _ rules: NaiveRules, _ currency: Currency) {
        let customer = rules.customer
        world.counters.evaluated("I5", chosen.count)
        for claim in chosen {
            if claim.isHeldBack { violate("I5", "asks for \(claim.number), which is held, promised, in dispute or set aside") }
            else if !claim.mayBeAsked(on: day, gap: rules.scenario.gapDays), !customer.vague.contains(claim.key) {
                violate("I5", "asks for \(claim.number), whose next step \(claim.step?.id ?? "–") may be taken from \(claim.from?.iso ?? "never"), last written about on \(claim.lastOn?.iso ?? "–")")
            }
            for (other, receivables) in customer.inDoubt.sorted(by: { $0.key < $1.key })
            where other != message.id && receivables.contains("\(claim.number) \(claim.asked)") {
                violate("I6", "asks for \(claim.number) while nobody knows what became of \(other)")
            }
        }
        guard let top = Self.top(of: chosen) else { return }
        world.counters.evaluated("I9")
        if !rules.isWritingDay { violate("I9", "leaves on a day on which nothing leaves") }
        if rules.isCapped(currency) { violate("I9", "the customer was written to enough") }
        let total = rules.net(all, chosen, in: currency) + rules.extras(all, chosen, in: currency)
        if text.total != total { violate("I7", "asks \(text.total.map(String.init) ?? "nothing") in all; the books say \(total)") }
        if text.speaksOfEuros != (currency == .eur) { violate("I7", "is in another currency than its invoices") }
        if !hasIBAN { violate("I7", "does not hold the company's IBAN") }
        if let template = text.template, template != top.template {
            violate("I5", "says \(template) where the step is \(top.id)")
        }
        judgeWay(top, rules)
        judgePaid(chosen, customer)
        let needsApproval = rules.needsApproval(chosen, top, total, currency)
        if needsApproval, !company.approved.contains(message.id) { violate("approval", "left without a person's agreement") }
        guard !customer.isClouded, !customer.isKeptBack, !needsApproval, world.time >= world.clockTrustedFrom else { return }
        judgeWhole(chosen, rules, currency)
    }

    /// Nobody is asked for what a transfer paid of which a file has told, and which names the invoice: it is this customer's
    /// payment by now, or waits to be confirmed.
    private func judgePaid(_ chosen: [NaiveClaim], _ customer: NaiveCustomer) {
        guard let account = company.account, world.time >= world.clockTrustedFrom else { return }
        let told = account.movements.filter { $0.toldOn != nil && !$0.isReturned && $0.customer == customer.number }
        for claim in chosen {
            for movement in told where movement.pays.contains(where: { $0.invoice == claim.number }) {
                let entries = company.postings.entries.values.filter { $0.key == movement.key }
                world.counters.evaluated("paid")
                let isLeft = entries.allSatisfy { entry in
                    entry.isOpen && entry.shares.isEmpty && !customer.pending.contains { $0.entry == entry.id }
                }
                guard isLeft else { continue }
                world.counters.unexplained += 1
                if movement.words.note.hasSuffix(" " + claim.number) {
                    violate("I5", "asks for \(claim.number), paid on \(movement.on.iso) by \(movement.words.label), told on \(movement.toldOn?.iso ?? "")")
                }
            }
        }
    }

    /// The step as which a message leaves.
    private static func top(of chosen: [NaiveClaim]) -> NaiveScenario.Step? {
        chosen.compactMap(\.step).max { $0.rank < $1.rank }
    }

    /// A message that was written this morning and says "we are going to call you": somebody is told to.
    private func expectCall(_ chosen: [NaiveClaim], _ currency: Currency) {
        guard let top = Self.top(of: chosen), top.alsoCalls,
            message.id.hasPrefix(day.iso), let customer = world.customer(of: message)
        else { return }
        let invoices = chosen.filter { $0.step?.id == top.id }.map(\.number)
        company.callsToMake.append(
            NaiveCall(customer: customer.number, currency: currency, step: top.id, invoices: invoices))
    }

    /// The same words to somebody else at the customer's: only of what was taken, and while it holds.
    private func judgeCopy(of original: String, _ chosen: [NaiveClaim], _ customer: NaiveCustomer) {
        world.counters.evaluated("copies")
        let taken = message.company + "/" + original
        if world.copies[taken] == nil { violate("I8", "copies \(original), which no office took") }
        if customer.messages.contains(where: { $0.id == original && $0.isVoid }) { violate("I8", "copies \(original), which came back") }
        let to = message.envelope.recipientText
        if !customer.contacts.contains(where: { $0.email == to }) { violate("I8", "went to \(to), nobody at \(customer.number)'s") }
        if !customer.isAddressUnsure, badAddresses.contains(to) { violate("I8", "went to \(to), to which nothing goes any more") }
        if !world.copied.insert(taken + " " + to).inserted { violate("I6", "went to \(to) twice") }
        for claim in chosen where claim.isHeldBack {
            violate("I5", "asks for \(claim.number), which is held, promised, in dispute or set aside")
        }
        if !hasIBAN { violate("I7", "does not hold the company's IBAN") }
    }

    /// However its digits are spaced.
    private var hasIBAN: Bool {
        message.bytes.filter { $0 > 0x20 && $0 < 0x7F }.place(of: Array(company.iban.utf8)) != nil
    }

    private func judgeWay(_ top: NaiveScenario.Step, _ rules: NaiveRules) {
        if rules.customer.isAddressUnsure { return }
        guard let way = rules.channel(of: top) else {
            return violate("I8", "left by \(message.channel.rawValue) where no channel of \(top.id) leads to the customer")
        }
        if way.channel != message.channel.rawValue { violate("I8", "left by \(message.channel.rawValue), not by \(way.channel)") }
        if let to = way.to, to != message.envelope.recipientText {
            violate("I8", "went to \(message.envelope.recipientText), not to \(to)")
        }
    }

    /// The message says all that is to be said, and no more.
    private func judgeWhole(_ chosen: [NaiveClaim], _ rules: NaiveRules, _ currency: Currency) {
        let said = Set(chosen.map(\.key)).subtracting(rules.customer.vague)
        guard let plan = rules.plan(in: currency) else {
            // Only of what may or may not have been told already: either is right.
            if !said.isEmpty { violate("I5", "nothing was to be asked") }
            return
        }
        let wanted = Set(plan.claims.map(\.key)).subtracting(rules.customer.vague)
        if said != wanted {
            violate("I5", "speaks of \(said.sorted()) where the books want \(wanted.sorted())")
        }
    }

    private func record(_ chosen: [NaiveClaim], _ all: [NaiveClaim], _ rules: NaiveRules, _ currency: Currency) {
        let customer = rules.customer
        let isReminder = chosen.contains { ($0.step?.rank ?? 0) > 0 }
        var marked = chosen
        if isReminder {
            let inside = all.filter { $0.mayBeAsked(on: day, gap: rules.scenario.gapDays) && $0.step?.rank == 0 }
            marked += inside
            // A notice that waits for its turn leaves by itself.
            if customer.isClouded || company.isPaced || world.time < world.clockTrustedFrom {
                customer.vague.formUnion(inside.map(\.key))
            }
            customer.vague.subtract(chosen.map(\.key))
        }
        for claim in marked {
            guard let step = claim.step else { continue }
            customer.invoices[claim.invoice].needsApproval = false
            customer.invoices[claim.invoice].parts[claim.part].taken.append(
                NaiveStep(step: step.id, rank: step.rank, on: day, message: message.id))
        }
        let asked = chosen.filter { ($0.step?.rank ?? 0) > 0 }
        customer.messages.append(
            NaiveMessage(
                id: message.id, currency: currency, on: day, channel: message.channel.rawValue, asks: asked.map(\.key),
                asksExtras: !asked.isEmpty && rules.extras(all, chosen, in: currency) > 0))
    }
}
