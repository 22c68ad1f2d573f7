import Values

/// One part of an invoice on one day, judged from the world's books by the rules that the guides tell.
struct NaiveClaim {
    let invoice: Int
    let part: Int
    let number: String
    let rank: Int
    let dueOn: LocalDate
    let open: Int64
    /// Left out of what is asked: in dispute.
    let disputed: Int64
    /// Nothing may be asked, and no money at hand is set against it.
    let isHeldBack: Bool
    let step: NaiveScenario.Step?
    let from: LocalDate?
    /// The last message about it.
    let lastOn: LocalDate?
    let needsApproval: Bool

    var asked: Int64 { open - disputed }
    var key: String { Self.key(number, rank) }

    static func key(_ invoice: String, _ rank: Int) -> String { "\(invoice)/\(rank)" }

    func mayBeAsked(on day: LocalDate, gap: Int) -> Bool {
        guard !isHeldBack, asked > 0, let from, from <= day else { return false }
        return lastOn.map { $0.adding(days: gap) <= day } ?? true
    }
}

/// What the rules want said to a customer on a day, in one currency.
struct NaiveMessagePlan {
    let customer: String
    let currency: Currency
    let channel: String
    let template: String
    let to: String?
    let total: Int64
    let claims: [NaiveClaim]
    /// Notices that travel inside a reminder.
    let inside: [NaiveClaim]
    let needsApproval: Bool
}

/// The rules of the guides, applied one customer at a time without remembering anything.
struct NaiveRules {
    let company: NaiveCompany
    let customer: NaiveCustomer
    let day: LocalDate
    let scenario: NaiveScenario
    private let badAddresses: [String]

    /// - Parameter badAddresses: the customer's, of another moment than now.
    init?(_ company: NaiveCompany, _ customer: NaiveCustomer, on day: LocalDate, badAddresses: [String]? = nil) {
        self.badAddresses = badAddresses ?? customer.badAddresses
        guard let scenario = company.scenario(of: customer) else { return nil }
        self.company = company
        self.customer = customer
        self.day = day
        self.scenario = scenario
    }

    var isWritingDay: Bool { company.calendar.isWorkingDay(day) }

    /// The currencies in which anything is open, in order.
    var currencies: [Currency] {
        var found: [Currency] = []
        for invoice in customer.invoices where !found.contains(invoice.currency) && customer.open(invoice) > 0 {
            found.append(invoice.currency)
        }
        return found.sorted()
    }

    // MARK: Each claim by itself

    func claims(in currency: Currency) -> [NaiveClaim] {
        var found: [NaiveClaim] = []
        for (place, invoice) in customer.invoices.enumerated() where invoice.currency == currency {
            let opens = invoice.parts.map { customer.open(invoice, $0) }
            let openOfInvoice = opens.reduce(0, +)
            guard openOfInvoice > 0 else { continue }
            var disputedLeft = partlyDisputed(invoice.number, openOfInvoice)
            for (index, part) in invoice.parts.enumerated() where opens[index] > 0 {
                let disputed = min(disputedLeft, opens[index])
                disputedLeft -= disputed
                let next = nextStep(part, invoice.number, openOfInvoice)
                found.append(
                    NaiveClaim(
                        invoice: place, part: index, number: invoice.number, rank: part.rank, dueOn: part.dueOn,
                        open: opens[index], disputed: disputed,
                        isHeldBack: invoice.isSetAside || isHeld(invoice.number, openOfInvoice) || disputed == opens[index]
                            || mayBePaid(invoice),
                        step: next?.step, from: next?.from,
                        lastOn: part.taken.filter { !$0.isVoid }.map(\.on).max(), needsApproval: invoice.needsApproval))
            }
        }
        return found.sorted { ($0.dueOn, $0.number, $0.rank) < ($1.dueOn, $1.number, $1.rank) }
    }

    private func isActive(_ hold: NaiveHold) -> Bool {
        hold.from <= day && (hold.releasedOn.map { day < $0 } ?? true)
    }

    private func isWhole(_ hold: NaiveHold, _ open: Int64) -> Bool {
        guard hold.invoice != nil, let amount = hold.amount else { return true }
        return amount >= open
    }

    private func isHeld(_ number: String, _ open: Int64) -> Bool {
        customer.holds.contains { hold in
            guard hold.speaks(of: number), isActive(hold) else { return false }
            switch hold.kind {
            case .hold, .mute: return hold.until.map { day <= $0 } ?? true
            case .promise:
                guard let until = hold.until else { return false }
                return day < company.calendar.workingDay(2, after: until)
            case .dispute: return isWhole(hold, open)
            }
        }
    }

    /// Money that came by bank perhaps pays it: nobody has said yet.
    private func mayBePaid(_ invoice: NaiveInvoice) -> Bool {
        customer.pending.contains { receipt in
            receipt.currency == invoice.currency
                && (receipt.invoices.isEmpty || receipt.invoices.contains(invoice.number))
        }
    }

    private func partlyDisputed(_ number: String, _ open: Int64) -> Int64 {
        customer.holds.reduce(0) { sum, hold in
            guard hold.kind == .dispute, hold.speaks(of: number), isActive(hold), !isWhole(hold, open) else { return sum }
            return sum + (hold.amount ?? 0)
        }
    }

    /// Days after the due date during which a dispute on the whole stood: the clock stood too.
    private func stoppedDays(_ part: NaivePart, _ number: String, _ open: Int64) -> Int {
        let disputes = customer.holds.filter { hold in
            guard hold.kind == .dispute, hold.speaks(of: number) else { return false }
            return hold.amount == nil || hold.invoice == nil || (isActive(hold) && isWhole(hold, open))
        }
        guard !disputes.isEmpty else { return 0 }
        var count = 0
        var current = part.dueOn.adding(days: 1)
        while current < day {
            if disputes.contains(where: { $0.from <= current && ($0.releasedOn.map { current < $0 } ?? true) }) { count += 1 }
            current = current.adding(days: 1)
        }
        return count
    }

    /// The step that comes next, and the first day on which it may be taken.
    private func nextStep(_ part: NaivePart, _ number: String, _ open: Int64) -> (step: NaiveScenario.Step, from: LocalDate)? {
        let taken = part.taken.filter { !$0.isVoid }
        let reached = taken.map(\.rank).max() ?? 0
        if day < part.dueOn {
            guard reached == 0, let notice = scenario.steps.first(where: { $0.rank == 0 }),
                !taken.contains(where: { $0.step == notice.id })
            else { return nil }
            return (notice, part.dueOn.adding(days: notice.offset))
        }
        guard let level = scenario.steps.first(where: { $0.rank > reached }) else { return nil }
        return (level, part.dueOn.adding(days: level.offset + stoppedDays(part, number, open)))
    }

    // MARK: All claims together

    /// Which money at hand is set against which of `all`, when `chosen` are asked.
    func covered(
        _ all: [NaiveClaim], _ chosen: [NaiveClaim], in currency: Currency
    ) -> [(claim: Int, on: LocalDate, amount: Int64)] {
        var uses: [(claim: Int, on: LocalDate, amount: Int64)] = []
        var credits = customer.credits.filter { $0.currency == currency && $0.unallocated > 0 }
        var covered = all.map { _ in Int64(0) }
        guard !credits.isEmpty else { return [] }
        credits.sort { ($0.on, $0.isNote ? 0 : 1, $0.reference) < ($1.on, $1.isNote ? 0 : 1, $1.reference) }
        var left = credits.map(\.unallocated)
        func isChosen(_ claim: NaiveClaim) -> Bool { chosen.contains { $0.number == claim.number && $0.rank == claim.rank } }
        let overdue = all.indices.filter { all[$0].dueOn < day && !all[$0].isHeldBack }
        let line = overdue + all.indices.filter { isChosen(all[$0]) && !overdue.contains($0) }
        func put(_ credit: Int, on claim: Int) {
            let amount = min(left[credit], all[claim].asked - covered[claim])
            left[credit] -= amount
            covered[claim] += amount
            if amount > 0 { uses.append((claim, credits[credit].on, amount)) }
        }
        // What else an invoice owes is kept for once, however many name it.
        var waiting = all.indices.map { line.contains($0) ? all[$0].disputed : all[$0].open }
        for credit in credits.indices {
            guard let name = credits[credit].names else { continue }
            for claim in line where all[claim].number == name { put(credit, on: claim) }
            for claim in all.indices where all[claim].number == name {
                let kept = min(left[credit], waiting[claim])
                left[credit] -= kept
                waiting[claim] -= kept
            }
        }
        for claim in line {
            for credit in credits.indices where left[credit] > 0 { put(credit, on: claim) }
        }
        return uses
    }

    /// What is asked for `chosen`, money at hand deducted.
    func net(_ all: [NaiveClaim], _ chosen: [NaiveClaim], in currency: Currency) -> Int64 {
        let covered = covered(all, chosen, in: currency)
        var net = -covered.filter { use in
            chosen.contains { $0.number == all[use.claim].number && $0.rank == all[use.claim].rank }
        }.reduce(0) { $0 + $1.amount }
        for claim in all where chosen.contains(where: { $0.number == claim.number && $0.rank == claim.rank }) { net += claim.asked }
        return net
    }

    /// By which channel a step reaches the customer.
    func channel(of step: NaiveScenario.Step) -> (channel: String, to: String?)? {
        if step.channel == "email" {
            if let email = addresses(of: step).first { return ("email", email) }
            return step.fallsBackToLetter && customer.hasAddress ? ("letter", nil) : nil
        }
        return customer.hasAddress ? (step.channel, nil) : nil
    }

    /// Each role that has an address gets a message; without any, whoever can be reached.
    func addresses(of step: NaiveScenario.Step) -> [String] {
        let working = customer.contacts.filter { !badAddresses.contains($0.email) }
        let roles = step.roles.compactMap { role in working.first { $0.role == role }?.email }
        if !roles.isEmpty { return roles }
        if let email = customer.email, !badAddresses.contains(email) { return [email] }
        return working.first.map { [$0.email] } ?? []
    }

    func isCapped(_ currency: Currency) -> Bool {
        let live = customer.messages.filter { !$0.isVoid && $0.currency == currency }
        if live.contains(where: { $0.on == day }) { return true }
        guard let cap = scenario.weeklyCap else { return false }
        // A thank-you asks for nothing.
        return live.filter { $0.on <= day && day.days(since: $0.on) < 7 && !$0.isThanks }.count >= cap
    }

    /// The message that should leave on the day in a currency, nil when none should.
    func plan(in currency: Currency) -> NaiveMessagePlan? {
        guard isWritingDay, !scenario.isMute, !isCapped(currency) else { return nil }
        let all = claims(in: currency)
        let ready = all.filter { $0.mayBeAsked(on: day, gap: scenario.gapDays) }
        let notices = ready.filter { $0.step?.rank == 0 }
        let reminders = ready.filter { ($0.step?.rank ?? 0) > 0 }
        if let plan = compose(reminders, notices, all, currency) { return plan }
        return compose(notices, [], all, currency)
    }

    private func compose(
        _ chosen: [NaiveClaim], _ inside: [NaiveClaim], _ all: [NaiveClaim], _ currency: Currency
    ) -> NaiveMessagePlan? {
        var chosen = chosen
        while let top = chosen.compactMap(\.step).max(by: { $0.rank < $1.rank }) {
            let net = net(all, chosen, in: currency)
            guard net > 0, currency != .eur || net >= scenario.minimum else { return nil }
            let total = net + extras(all, chosen, in: currency)
            if let way = channel(of: top) {
                return NaiveMessagePlan(
                    customer: customer.number, currency: currency, channel: way.channel, template: top.template, to: way.to,
                    total: total, claims: chosen, inside: inside,
                    needsApproval: needsApproval(chosen, top, total, currency))
            }
            chosen.removeAll { $0.step?.rank == top.rank }
        }
        return nil
    }

    func needsApproval(_ chosen: [NaiveClaim], _ top: NaiveScenario.Step, _ total: Int64, _ currency: Currency) -> Bool {
        if chosen.contains(where: \.needsApproval) { return true }
        for step in chosen.compactMap(\.step) {
            switch step.approval {
            case .never: continue
            case .always: return true
            case .from(let hundredths):
                var hundred: Int64 = 1
                for _ in 0..<currency.decimals { hundred *= 10 }
                if total * 100 >= hundredths * hundred { return true }
            }
        }
        guard let limit = company.freshnessLimit, top.rank > 1 else { return false }
        guard let last = company.lastPaymentsOn else { return true }
        return company.calendar.workingDays(after: last, through: day) > limit
    }
}
