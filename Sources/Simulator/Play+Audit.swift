import Ledger
import Outbox
import SQL
import Storage
import Values
import Workflows

/// The auditor: the program's books against the world's.
extension Play {
    /// Balances of the customers to whom something happened, part by part and credit by credit.
    func compare(_ company: NaiveCompany) async {
        let customers = company.touched.sorted().compactMap { company.customer($0) }
        company.touched = []
        guard !customers.isEmpty else { return }
        let accounts = await accounts(company, customers, .documents)
        for customer in customers {
            world.counters.evaluated("I2")
            world.counters.evaluated("I3")
            guard let account = accounts[CustomerID(customer.number)] else {
                world.violate("I2", "\(company.id) \(customer.number) is not known")
                continue
            }
            compare(customer, account, company)
        }
    }

    private func compare(_ customer: NaiveCustomer, _ account: Account, _ company: NaiveCompany) {
        if account.invoices.count != customer.invoices.count {
            world.violate("I15", "\(company.id) \(customer.number) has \(account.invoices.count) invoices, \(customer.invoices.count) were given")
        }
        for invoice in customer.invoices {
            guard let known = account.invoice(InvoiceID(invoice.number)) else {
                world.violate("I15", "\(company.id) \(invoice.number) is not known")
                continue
            }
            for (part, receivable) in zip(invoice.parts, known.receivables) where customer.open(invoice, part) != receivable.open {
                world.violate(
                    "I2",
                    "\(company.id) \(invoice.number)/\(part.rank) owes \(customer.open(invoice, part)) by the books, \(receivable.open) by the program")
            }
            if invoice.isSetAside != known.isQuarantined {
                world.violate("I16", "\(company.id) \(invoice.number): set aside \(invoice.isSetAside), the program says \(known.isQuarantined)")
            }
        }
        let live = account.credits.filter { $0.returnedOn == nil }
        let credits = customer.credits.filter { !$0.isReturned }
        if live.count != credits.count {
            world.violate("I4", "\(company.id) \(customer.number) has \(live.count) payments and credit notes, the bank booked \(credits.count)")
        }
        var nameless = live.filter { known in !credits.contains { !$0.isNameless && $0.reference == known.key.id.text } }
        for credit in credits where credit.isNameless {
            let place = nameless.firstIndex {
                $0.on == credit.on && $0.amount == credit.amount && $0.currency == credit.currency && $0.unallocated == credit.unallocated
            }
            guard let place else {
                world.violate(
                    "I4", "\(company.id) \(customer.number): a transfer of \(credit.amount) on \(credit.on.iso), \(credit.unallocated) of it free, is not known")
                continue
            }
            nameless.remove(at: place)
        }
        for credit in credits where !credit.isNameless {
            let key = CreditKey(kind: credit.isNote ? .creditNote : .payment, id: CreditID(credit.reference))
            guard let known = live.first(where: { $0.key == key }) else {
                world.violate("I4", "\(company.id) \(credit.reference) is not known")
                continue
            }
            if known.amount != credit.amount || known.unallocated != credit.unallocated {
                world.violate(
                    "I1",
                    "\(company.id) \(credit.reference): \(credit.unallocated) of \(credit.amount) is free by the books, \(known.unallocated) of \(known.amount) by the program")
            }
        }
    }

    /// The chain of facts, every row they fold to, every rule over rows.
    func check(_ company: NaiveCompany) async {
        let desk = Desk(database: store, ports: world.ports(of: process), rulebook: world.rulebook)
        world.counters.evaluated("check")
        do throws(DeskError) {
            let found = try await desk.audit(CompanyID(company.id))
            guard !found.isSound else { return }
            let first = found.findings.first
            world.violate(
                first?.rule ?? "I20",
                "\(company.id): \(found.counts.map { "\($0.kind) \($0.count)" }.joined(separator: ", ")); \(first?.table ?? "") \(first?.key ?? "") \(first?.field ?? "") \(first?.stored ?? "") ≠ \(first?.expected ?? "")")
        } catch { world.violate("I20", "\(company.id): the check fails: \(error)") }
    }

    // MARK: The end

    /// Faults off, and some days: nothing is left behind, and the books agree to the last message.
    func finish() async {
        world.faults.isQuiet = true
        world.clockError = 0
        world.outageEnds = world.time
        world.clockTrustedFrom = max(world.clockTrustedFrom, world.time)
        await restart(process)
        for company in world.companies where company.isPaced { await hurry(company) }
        let last = world.start.adding(days: world.settings.days)
        for offset in 0..<4 {
            let day = last.adding(days: offset)
            let order = world.companies.map { (at: $0.zone.instant(day, hour: 9), company: $0) }
            for (at, company) in order.sorted(by: { ($0.at, $0.company.index) < ($1.at, $1.company.index) }) {
                world.time = max(world.time, at)
                await tidyUp(company, offset, company.zone.day(at: world.now))
            }
        }
        world.time = world.time.adding(seconds: 600)
        for company in world.companies where world.violations.isEmpty {
            await compareBank(company)
            await compareSuggestions(company, company.zone.day(at: world.now))
            await compare(company)
            await check(company)
            await reconcile(company)
        }
    }

    /// Its hourly limits are lifted.
    private func hurry(_ company: NaiveCompany) async {
        await act("describe") { desk throws(DeskError) in
            var profile = try await desk.book(CompanyID(company.id)).profile
            profile.policy.messagesPerHour = nil
            profile.policy.messagesPerHourAndDomain = nil
            try await desk.describe(profile, by: "clerk")
        }
        company.hourly = nil
        company.hourlyPerDomain = nil
    }

    /// A day on which everybody does what waits for them.
    private func tidyUp(_ company: NaiveCompany, _ offset: Int, _ day: LocalDate) async {
        if offset == 0, company.account != nil {
            await giveAll(company, day)
            await attendBank(company, world.settings.days, day)
        }
        if offset == 0, !company.bank.pending.isEmpty {
            let lines = company.bank.pending
            company.bank.pending = []
            await importPayments(lines, company, on: day)
        }
        await receive(company, day)
        await playMorning(company)
        let clouded = company.customers.filter(\.isClouded)
        await decide(company, clouded, world.settings.days + offset, day)
        await act("send") { desk throws(DeskError) in
            try await desk.sendWaiting(CompanyID(company.id), on: company.zone.day(at: world.now), by: "simulation")
        }
        await review(company, clouded)
    }

    /// Every message that the offices took is known, and none is believed taken that they did not take.
    func reconcile(_ company: NaiveCompany) async {
        let accounts = await accounts(company, company.customers, .whole)
        // Where midnight has passed since, nobody could send yet.
        let day = company.playedOn ?? company.zone.day(at: world.now)
        var known: [String: MessageState] = [:]
        for customer in company.customers {
            reconcileCalls(customer, accounts[CustomerID(customer.number)], company)
            for message in accounts[CustomerID(customer.number)]?.messages ?? [] {
                guard let state = MessageState(rawValue: message.state) else { continue }
                known[message.id.text] = state
                world.counters.evaluated("I28")
                let isTaken = world.copies[company.id + "/" + message.id.text] != nil
                if state.countsAsSent, !isTaken, message.channel != "call" {
                    world.violate("I6", "\(company.id) \(message.id.text) counts as sent, and no office took it")
                }
                if isLeftBehind(message.id.text, in: message.currency, state, customer, company, on: day) {
                    let said = await reasons(company, customer, on: day)
                    world.violate("I28", "\(company.id) \(message.id.text) is left \(state.rawValue); the program says \(said)")
                }
                if company.cameBack.contains(message.id.text), state != .bounced, state != .undelivered {
                    world.violate("I11", "\(company.id) \(message.id.text) came back, and is \(state.rawValue)")
                }
                if state == .uncertain, accounts[CustomerID(customer.number)]?.tasks.contains(where: {
                    $0.kind == .resolveDelivery && $0.closedOn == nil && $0.about == message.id.text
                }) != true {
                    world.violate("I28", "\(company.id) \(message.id.text) is uncertain, and nobody is asked")
                }
            }
        }
        for taken in world.accepted where taken.company == company.id {
            world.counters.evaluated("reconciled")
            guard let state = known[taken.message] else {
                world.violate("I6", "\(company.id) \(taken.message) was taken, and the program does not know it")
                continue
            }
            switch state {
            case .accepted, .delayed, .delivered, .uncertain, .bounced, .undelivered, .rehearsed: continue
            case .planned, .awaitingApproval, .ready, .committing, .deferred, .cancelled, .refused, .failed:
                world.violate("I6", "\(company.id) \(taken.message) was taken, and the program says \(state.rawValue)")
            }
        }
    }

    /// Nothing is under way any more, but what a person agreed to and the customer had enough for now: it keeps its place.
    func isLeftBehind(
        _ message: String, in currency: Currency, _ state: MessageState, _ customer: NaiveCustomer, _ company: NaiveCompany,
        on day: LocalDate
    ) -> Bool {
        guard company.calendar.isWorkingDay(day) else { return false }
        switch state {
        case .ready, .committing: return true
        case .planned, .deferred:
            guard company.approved.contains(message) else { return true }
            return NaiveRules(company, customer, on: day)?.isCapped(currency) != true
        case .awaitingApproval, .accepted, .delayed, .delivered, .uncertain, .bounced, .undelivered, .rehearsed, .cancelled,
            .refused, .failed: return false
        }
    }
}
