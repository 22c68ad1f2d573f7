import Dunning
import Ledger
import Values
import Workflows

/// A company's day, moment by moment.
extension Play {
    /// Files of the night: customers at the very beginning, then invoices, what the bank booked, credit notes.
    func night(_ company: NaiveCompany, _ index: Int, _ day: LocalDate) async {
        await endLosing(company, index)
        await beginToLose(company, index)
        arm("\(company.id).\(index).night")
        await news(company, index)
        if index == 0 {
            await populate(company, day)
        } else if company.calendar.isWorkingDay(day) {
            await invoice(company, index, day)
        }
        if company.account == nil { await bank(company, index, day) } else { await bankNight(company, index, day) }
        await mistake(company, index, day)
        disarm()
    }

    private func populate(_ company: NaiveCompany, _ day: LocalDate) async {
        let count = max(3, company.volume / 12)
        for number in 1...count {
            var dice = Dice(world.seed, "customer/\(company.id)/\(number)")
            let text = String(number)
            let code = "C" + String(repeating: "0", count: max(0, 4 - text.count)) + text
            let (local, domain) = (code.lowercased(), "\(company.mark.lowercased()).example")
            let name = company.account == nil ? "Client" : Self.trade(number)
            let customer = NaiveCustomer(
                number: code, name: "\(company.mark) \(name) \(code)", email: dice.once(in: 9) ? nil : "\(local)@\(domain)",
                hasAddress: !dice.once(in: 5), language: dice.once(in: 4) ? "en" : "fr")
            if dice.once(in: 2) { customer.contacts.append(NaiveContact(role: "comptabilité", email: "\(local).compta@\(domain)")) }
            if dice.once(in: 2) { customer.contacts.append(NaiveContact(role: "direction", email: "\(local).dir@\(domain)")) }
            company.add(customer)
        }
        await importCustomers(company.customers, company, on: day)
        await importContacts(company.customers, company, on: day)
        var dice = Dice(world.seed, "opening/\(company.id)")
        let backlog = max(4, company.volume / 14)
        let list = (0..<backlog).compactMap { _ in issue(company, due: day.adding(days: dice.int(-14...25)), day, &dice) }
        await importInvoices(list, company, on: day, times: 1)
    }

    /// Names as different, and as alike, as those of real customers.
    private static func trade(_ number: Int) -> String {
        let trades = ["Menuiserie", "Garage", "Boulangerie", "Plomberie", "Transports", "Imprimerie", "Pharmacie"]
        let owners = ["Lefèvre", "Martin", "Durand", "Petit", "Moreau", "Girard", "Roux", "Fontaine", "Chevalier", "Robin", "Gautier"]
        return trades[number % trades.count] + " " + owners[number * 5 % owners.count]
    }

    private func invoice(_ company: NaiveCompany, _ index: Int, _ day: LocalDate) async {
        var dice = Dice(world.seed, "invoices/\(company.id)/\(index)")
        let share = company.volume * 1000 / 252
        let count = share / 1000 + (dice.perMille(share % 1000) ? 1 : 0)
        guard count > 0 else { return }
        let list = (0..<count).compactMap { _ in
            issue(company, due: day.adding(days: dice.pick([3, 6, 10, 15, 30]) ?? 10), day, &dice)
        }
        let again = world.faults.draw(.replay, at: "\(company.id).\(index).invoices")
        if let again { world.fire(.replay, again.name) }
        await importInvoices(list, company, on: day, times: again == nil ? 1 : 2)
    }

    /// An invoice to a customer, and what that customer is going to do about it.
    private func issue(
        _ company: NaiveCompany, due: LocalDate, _ day: LocalDate, _ dice: inout Dice
    ) -> (customer: String, invoice: NaiveInvoice)? {
        guard let customer = dice.pick(company.customers) else { return nil }
        company.lastInvoice += 1
        company.touched.insert(customer.number)
        let number = "F\(company.lastInvoice)"
        let currency = dice.once(in: 10) ? Currency.usd : company.currency
        let amount = Int64(dice.pick([900, 1_000, 4_321, 12_000, 65_437, 180_000, 720_000]) ?? 1_000) + Int64(dice.int(0...99))
        var parts = [NaivePart(rank: 1, dueOn: due, amount: amount)]
        if dice.once(in: 8) {
            parts = [
                NaivePart(rank: 1, dueOn: due, amount: amount / 3 + 1),
                NaivePart(rank: 2, dueOn: due.adding(days: 12), amount: amount - amount / 3 - 1),
            ]
        }
        intend(customer.number, number, due, company, &dice)
        return (customer.number, NaiveInvoice(number: number, issuedOn: min(day, due.adding(days: -30)), currency: currency, parts: parts))
    }

    private func intend(_ customer: String, _ invoice: String, _ due: LocalDate, _ company: NaiveCompany, _ dice: inout Dice) {
        var habits = Dice(world.seed, "habit/\(company.id)/\(customer)")
        var plan: [(after: Int, perMille: Int)] = []
        switch habits.int(0...7) {
        case 0, 1: plan = [(dice.int(-2...1), 1000)]
        case 2: plan = [(dice.int(5...30), 1000)]
        case 3: plan = [(dice.int(30...70), 1000)]
        case 4: plan = [(4, 500), (25, 1000)]
        case 5: plan = [(8, 1050)]
        case 6: plan = dice.once(in: 3) ? [(6, -1000)] : [(dice.int(10...20), 1000)]
        default: break
        }
        for step in plan {
            company.bank.plans[Int(due.dayNumber) + step.after, default: []].append((customer, invoice, step.perMille))
        }
    }

    /// The bank books what is paid, and its file follows, sometimes later, twice, or with what was there before.
    private func bank(_ company: NaiveCompany, _ index: Int, _ day: LocalDate) async {
        book(company, day)
        let place = "\(company.id).\(index).bank"
        var times = 1
        if let (name, dice) = world.faults.draw(.replay, at: place, times: 3) {
            var dice = dice
            world.fire(.replay, name)
            switch dice.int(0...2) {
            case 0: return
            case 1: times = 2
            default:
                // Files overlap; none tells the same line twice.
                let told = Set(company.bank.pending.map(\.reference))
                company.bank.pending = company.bank.recent.filter { !told.contains($0.reference) } + company.bank.pending
            }
        }
        guard company.calendar.isWorkingDay(day), !company.bank.pending.isEmpty else { return }
        let lines = company.bank.pending
        company.bank.pending = []
        company.bank.recent = lines
        await importPayments(lines, company, on: day, times: times)
    }

    private func book(_ company: NaiveCompany, _ day: LocalDate) {
        for (number, invoice, perMille) in company.bank.plans.removeValue(forKey: Int(day.dayNumber)) ?? [] {
            guard let customer = company.customer(number), let index = customer.index(of: invoice) else { continue }
            let found = customer.invoices[index]
            let open = customer.open(found)
            guard open > 0 else { continue }
            company.lastPayment += 1
            let share = Int64(perMille.magnitude)
            var dice = Dice(world.seed, "return/\(company.id)/R\(company.lastPayment)")
            let isNameless = dice.once(in: 4)
            // Two transfers that look alike are two transfers.
            let halves = isNameless && dice.once(in: 3) && open > 1
            var line = BankLine(
                reference: "R\(company.lastPayment)", customer: number, on: day,
                amount: max(1, open * share / (halves ? 2000 : 1000)), currency: found.currency, names: perMille < 0 ? nil : invoice,
                isNameless: isNameless)
            company.bank.pending.append(line)
            if halves {
                company.lastPayment += 1
                line.reference = "R\(company.lastPayment)"
                company.bank.pending.append(line)
            }
            if !isNameless, dice.once(in: 25) {
                company.bank.returns[Int(day.dayNumber) + dice.int(3...56), default: []].append(line.reference)
            }
        }
    }

    // MARK: The morning

    func morning(_ company: NaiveCompany, _ index: Int, _ day: LocalDate) async {
        if world.losing != nil {
            // What is only simulated is in no journal.
            if company.isLive { await playMorning(company) }
            return
        }
        await people(company, index, day)
        if await loseMorning(company, index, day) { return }
        arm("\(company.id).\(index).run")
        await playMorning(company)
        disarm()
    }

    /// What a server does at the hour of the morning.
    func playMorning(_ company: NaiveCompany) async {
        company.playedOn = company.zone.day(at: world.now)
        company.deathsBefore = world.counters.crashes
        let box = Kept<MorningCall>()
        let id = CompanyID(company.id)
        company.disturbed = []
        company.paymentsKnownBefore = company.lastPaymentsOn
        let outcome = await act("run") { desk throws(DeskError) in
            let profile = try await desk.book(id).profile
            let day = company.zone.day(at: world.now)
            if desk.today(profile) != day { world.violate("I25", "\(company.id): today is \(day.iso), the program says \(desk.today(profile).iso)") }
            let call = try await desk.morning(of: profile)
            box.value = call
            switch call {
            case .play: _ = try await desk.run(id, on: day, by: "simulation")
            case .sendWaiting: try await desk.sendWaiting(id, on: day, by: "simulation")
            case .wait, .ahead: break
            }
        }
        let day = company.zone.day(at: world.now)
        if case .refused(let error) = outcome { world.violate("run", "\(company.id) on \(day.iso): \(error)") }
        await learn(company)
        if world.time < world.clockTrustedFrom { return makeVague(company, on: day) }
        guard let call = box.value else { return }
        switch call {
        case .play, .sendWaiting: await expectNothingLeft(company, on: day, mayBeKeptBack: company.isPaced)
        case .wait, .ahead: world.violate("I28", "\(company.id) on \(day.iso): the morning was not played")
        }
    }

    /// An hour later, what an hourly limit kept back leaves; at the last of these hours nothing that had room is left.
    func sendPaced(_ company: NaiveCompany, _ index: Int, _ day: LocalDate) async {
        guard world.losing == nil, world.clockError == 0, company.playedOn == day else { return }
        let outcome = await act("send") { desk throws(DeskError) in
            try await desk.sendWaiting(CompanyID(company.id), on: day, by: "simulation")
        }
        if case .refused(let error) = outcome { world.violate("run", "\(company.id) within the day: \(error)") }
        await learn(company)
        let isLast = world.time >= company.zone.instant(day, hour: Moment.sendingHours.last ?? 12)
        // What a process that died had taken counts for its hour.
        guard isLast, world.time >= world.clockTrustedFrom, company.deathsBefore == world.counters.crashes, world.hasRoom(company)
        else { return }
        await expectNothingLeft(company, on: day)
        for customer in company.customers { customer.isKeptBack = false }
    }

    /// After a morning, nothing remains that should have left: what nothing held must go.
    private func expectNothingLeft(_ company: NaiveCompany, on day: LocalDate, mayBeKeptBack: Bool = false) async {
        world.counters.evaluated("liveness", company.customers.count)
        guard company.calendar.isWorkingDay(day) else { return }
        for customer in company.customers where !customer.isClouded && !company.disturbed.contains(customer.number) {
            guard let rules = NaiveRules(company, customer, on: day) else { continue }
            for currency in rules.currencies {
                guard let plan = rules.plan(in: currency) else { continue }
                if plan.needsApproval || world.time < world.outageEnds || wasStale(plan, company) {
                    customer.isClouded = true
                    customer.vague.formUnion(plan.inside.map(\.key))
                } else if mayBeKeptBack {
                    customer.isKeptBack = true
                } else if plan.claims.allSatisfy({ !customer.vague.contains($0.key) }) {
                    let said = await reasons(company, customer, on: day)
                    world.violate(
                        "liveness",
                        "\(company.id) on \(day.iso): \(customer.number) should have had a \(plan.channel) about "
                            + "\(plan.claims.map { "\($0.number) \($0.step?.id ?? "") from \($0.from?.iso ?? "") last \($0.lastOn?.iso ?? "–")" }) asking \(plan.total) \(currency.code), and did not; the program says \(said)")
                }
            }
        }
    }

    /// What was written for a person's agreement while payments were not fresh waits for it, also once they are. A
    /// statement that is missing makes them so, when its balances show it.
    private func wasStale(_ plan: NaiveMessagePlan, _ company: NaiveCompany) -> Bool {
        company.freshnessLimit != nil
            && (company.paymentsKnownBefore != company.lastPaymentsOn || company.account?.withheld.isEmpty == false)
            && plan.claims.contains { ($0.step?.rank ?? 0) > 1 }
    }

    /// A clock that was off may have taken notices for past or to come; what waits for a person is not told from the rest.
    private func makeVague(_ company: NaiveCompany, on day: LocalDate) {
        for customer in company.customers {
            if customer.invoices.contains(where: { customer.open($0) > 0 }) { customer.isClouded = true }
            for invoice in customer.invoices where invoice.parts.contains(where: { $0.dueOn.adding(days: 1) >= day }) {
                for part in invoice.parts where part.dueOn <= day.adding(days: 8) { customer.vague.insert(NaiveClaim.key(invoice.number, part.rank)) }
            }
        }
    }

    /// Why the program would not write now.
    func reasons(_ company: NaiveCompany, _ customer: NaiveCustomer, on day: LocalDate) async -> String {
        let desk = Desk(database: store, ports: world.ports(of: process), rulebook: world.rulebook)
        guard let plan = try? await desk.plan(CompanyID(company.id), on: day) else { return "nothing" }
        let own = plan.skipped.filter { $0.customer.text == customer.number }
        let messages = (try? await desk.messages(CompanyID(company.id))) ?? []
        let waiting = messages.filter { $0.customer.text == customer.number && $0.standing == .reserved }
        let words = own.map { "\($0.receivable.invoice.text) \($0.reason.rawValue)" }
            + waiting.map { "\($0.id.text) \($0.state) \($0.approval ?? "")" }
        return words.joined(separator: ", ")
    }

    // MARK: Noon and evening

    /// People look at what waits for them; what was approved or put off leaves.
    func noon(_ company: NaiveCompany, _ index: Int, _ day: LocalDate) async {
        let clouded = company.customers.filter(\.isClouded)
        guard !clouded.isEmpty, world.losing == nil else { return }
        arm("\(company.id).\(index).noon")
        await decide(company, clouded, index, day)
        if world.clockError == 0 {
            let outcome = await act("send") { desk throws(DeskError) in
                try await desk.sendWaiting(CompanyID(company.id), on: company.zone.day(at: world.now), by: "simulation")
            }
            if case .refused(let error) = outcome { world.violate("run", "\(company.id) at noon: \(error)") }
            await learn(company)
        }
        disarm()
        await review(company, clouded)
    }

    func evening(_ company: NaiveCompany, _ index: Int, _ day: LocalDate) async {
        if world.losing == nil {
            arm("\(company.id).\(index).evening")
            await receive(company, day)
            disarm()
        }
        await compareBank(company)
        await compare(company)
        await compareCalls(company)
        var dice = Dice(world.seed, "check/\(company.id)/\(index)")
        if world.losing == nil, dice.once(in: 10) { await compareSuggestions(company, day) }
        if dice.once(in: 40) { await check(company) }
    }

    // MARK: Faults of a piece of work

    func arm(_ place: String) {
        process.armed = []
        for (kind, most) in [(FaultKind.crash, 24), (.lostCommit, 6), (.busy, 20), (.full, 4), (.io, 20)] {
            guard let drawn = world.faults.draw(kind, at: place) else { continue }
            var dice = drawn.dice
            let times = kind == .busy ? dice.int(1...14) : 1
            for _ in 0..<times { process.armed.append(ArmedFault(kind: kind, name: drawn.name, countdown: dice.int(1...most))) }
        }
        if world.settings.engine == .postgres, let drawn = world.faults.draw(.connection, at: place) {
            var dice = drawn.dice
            process.armed.append(ArmedFault(kind: .connection, name: drawn.name, countdown: dice.int(1...20)))
        }
    }

    func disarm() { process.armed = [] }

    /// What happens to the whole world: the provider, the machine's clock.
    private func news(_ company: NaiveCompany, _ index: Int) async {
        guard company.index == 0 else { return }
        world.clockError = 0
        if let drawn = world.faults.draw(.outage, at: "\(index)") {
            var dice = drawn.dice
            world.fire(.outage, drawn.name)
            let hours: [Int64] = [1, 6, 30, 72]
            world.outageEnds = world.time.adding(seconds: 3600 * (dice.pick(hours) ?? 1))
        }
        if let drawn = world.faults.draw(.clock, at: "\(index)") {
            var dice = drawn.dice
            world.fire(.clock, drawn.name)
            let hours: [Int64] = [-24, 24, -2, 2, -1]
            world.clockError = 3600 * (dice.pick(hours) ?? 1)
            // A day played in advance is not played again, and caps and gaps remember it for as long as they last.
            world.clockTrustedFrom = world.time.adding(seconds: 12 * 86_400)
        }
    }
}
