import Imports
import Ledger
import Outbox
import Values
import Workflows

/// What happens while something else is under way: to a customer whose message is in the driver's hands, to a worker that
/// is not alone or stands still, to files that make no sense.
extension Play {
    /// Between the judgement of a message and its point of no return.
    func interrupt(_ message: OutgoingMessage, _ process: SimulatedProcess) async {
        guard let company = world.company(message.company) else { return }
        // Another worker looks at the movements before it sends what the first one planned.
        guard process === self.process else { return await learnWhatDisturbs(company) }
        await learn(company)
        let place = "\(message.company).\(message.id).\(message.attempt)"
        if let (name, dice) = world.faults.draw(.interlude, at: place, times: 2) {
            world.fire(.interlude, name)
            await disturb(message, company, dice)
        }
        if let (name, _) = world.faults.draw(.twin, at: place) {
            world.fire(.twin, name)
            await work(beside: process, company)
        }
        await stand(message, process, before: "commit")
        await learn(company)
    }

    /// The worker stands still until its lease has run out and another one has gone through everything.
    func stand(_ message: OutgoingMessage, _ process: SimulatedProcess, before what: String) async {
        guard process === self.process, let company = world.company(message.company) else { return }
        let place = "\(message.company).\(message.id).\(message.attempt).\(what)"
        guard let (name, _) = world.faults.draw(.pause, at: place) else { return }
        world.fire(.pause, name)
        process.hasStoodStill = true
        world.time = world.time.adding(seconds: 600)
        world.cloud(message)
        await work(beside: process, company)
    }

    private func work(beside process: SimulatedProcess, _ company: NaiveCompany) async {
        let other = SimulatedProcess(world, name: "second worker")
        // Nobody else is at work in a dead process, and a worker that stands still is not dead.
        guard !process.isDead else { return }
        let day = company.zone.day(at: world.now)
        await learn(company)
        let outcome = await act("run", on: other) { desk throws(DeskError) in
            _ = try await desk.run(CompanyID(company.id), on: day, by: "second worker")
        }
        if case .refused(let error) = outcome { world.violate("run", "\(company.id) beside another: \(error)") }
        await learnWhatDisturbs(company)
    }

    /// The customer pays, is held, disputes or moves while the message is on its way.
    private func disturb(_ message: OutgoingMessage, _ company: NaiveCompany, _ dice: Dice) async {
        var dice = dice
        guard let customer = world.customer(of: message) else { return }
        company.disturbed.insert(customer.number)
        let clerk = SimulatedProcess(world, name: "clerk")
        let day = company.zone.day(at: world.now)
        let lines = MessageText(message.bytes, isMail: message.channel == .email).lines
        let said = lines.compactMap { line in customer.index(of: line.invoice).map { customer.invoices[$0] } }
        guard let invoice = dice.pick(said), customer.open(invoice) > 0 else { return }
        switch dice.int(0...6) {
        case 0, 1:
            let open = customer.open(invoice)
            guard company.account == nil else {
                await payNow(invoice, dice.once(in: 2) ? open : max(1, open / 2), customer, company, day, as: clerk)
                break
            }
            company.lastPayment += 1
            let line = BankLine(
                reference: "R\(company.lastPayment)", customer: customer.number, on: day,
                amount: dice.once(in: 2) ? open : max(1, open / 2), currency: invoice.currency, names: invoice.number)
            await importPayments([line], company, on: day, as: clerk)
        case 2: await place(.hold, customer, company, day, dice.once(in: 2) ? invoice : nil, until: day.adding(days: 4), as: clerk)
        case 3: await place(.dispute, customer, company, day, invoice, until: nil, as: clerk)
        case 4:
            let isPromised = customer.holds.contains {
                $0.kind == .promise && $0.releasedOn == nil && day <= ($0.until ?? day).adding(days: 7)
            }
            guard !isPromised else { return }
            await place(.promise, customer, company, day, nil, until: day.adding(days: 3), as: clerk)
        case 5: await moveAccount(company, as: clerk)
        default:
            customer.email = "\(customer.number.lowercased()).x\(day.dayNumber)@\(company.mark.lowercased()).example"
            await importCustomers([customer], company, on: day, as: clerk)
        }
        world.tell("\(company.id) \(customer.number) is disturbed about \(invoice.number)")
    }

    /// The company changes banks: from now on nobody is asked to pay to the old account.
    private func moveAccount(_ company: NaiveCompany, as clerk: SimulatedProcess) async {
        company.accountsHeld += 1
        let iban = "FR7630006000011234567" + String(100_000 + company.index + 1_000 * company.accountsHeld)
        await act("describe", on: clerk) { desk throws(DeskError) in
            var profile = try await desk.book(CompanyID(company.id)).profile
            profile.letterhead.iban = iban
            try await desk.describe(profile, by: "clerk")
        }
        company.iban = iban
        world.tell("\(company.id) is paid to \(iban)")
    }

    // MARK: Files that make no sense

    /// A file that must be refused, with nothing of it taken; or of which only the good rows are asked for.
    func mistake(_ company: NaiveCompany, _ index: Int, _ day: LocalDate) async {
        guard let (name, drawn) = world.faults.draw(.hostile, at: "\(company.id).\(index)", times: 2),
            let customer = company.customers.first
        else { return }
        var dice = drawn
        world.fire(.hostile, name)
        let mood = dice.int(0...5)
        if mood > 2 { return await halfGood(customer, company, day, isPartial: mood > 3) }
        let files: [[UInt8]] = [
            [], [0, 159, 146, 150, 0, 0, 255], Array("invoice_number,customer_number\n\"F1,C0001\n".utf8),
        ]
        let report = await importing(files[mood], "hostile.csv", .invoices, of: company, on: day)
        if report?.isApplied == true { world.violate("I15", "\(company.id) took a hostile file") }
    }

    /// A good row and a row of a customer that does not exist.
    private func halfGood(_ customer: NaiveCustomer, _ company: NaiveCompany, _ day: LocalDate, isPartial: Bool) async {
        company.lastInvoice += 2
        let currency = company.currency
        func invoice(_ number: Int) -> NaiveInvoice {
            NaiveInvoice(
                number: "F\(number)", issuedOn: day.adding(days: -20), currency: currency,
                parts: [NaivePart(rank: 1, dueOn: day.adding(days: 10), amount: 54_321)])
        }
        let good = invoice(company.lastInvoice - 1)
        let bytes = FileWriting.invoices([(customer.number, good), ("NOBODY", invoice(company.lastInvoice))])
        let deaths = world.counters.crashes
        let report = await importing(bytes, "mistake.csv", .invoices, of: company, on: day, isPartial: isPartial)
        guard let report else { return }
        company.touched.insert(customer.number)
        // Whoever died before it knew of its commit gives the file again: the good row is there already.
        let isAgain = isPartial && world.counters.crashes > deaths && report.unchanged == 1
        let taken = isAgain ? report.unchanged : report.created
        if report.isApplied != isPartial || report.rejectedRows != 1 || taken != (isPartial ? 1 : 0) {
            world.violate("I15", "\(company.id): of a file with one bad row, \(report.created) rows were taken, partly allowed \(isPartial)")
        }
        if isPartial { customer.invoices.append(good) }
    }
}
