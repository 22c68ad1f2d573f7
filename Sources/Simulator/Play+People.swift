import Imports
import Ledger
import Outbox
import SQL
import Storage
import Values
import Workflows

/// What people do: they place and lift holds, decide about what waits, correct addresses.
extension Play {
    func people(_ company: NaiveCompany, _ index: Int, _ day: LocalDate) async {
        if company.account == nil { await returnPayments(company, day) } else { await attendBank(company, index, day) }
        if company.livesFrom.map({ $0 <= day }) ?? false, !company.isLive { await goLive(company) }
        var dice = Dice(world.seed, "people/\(company.id)/\(index)")
        let count = company.volume > 200 ? dice.int(0...3) : dice.once(in: 2) ? 1 : 0
        for _ in 0..<count {
            arm("\(company.id).\(index).people.\(dice.next() % 1000)")
            await something(company, day, &dice)
            disarm()
        }
    }

    private func goLive(_ company: NaiveCompany) async {
        await act("live") { desk throws(DeskError) in
            _ = try await desk.goLive(CompanyID(company.id), approvingFirst: false, by: "simulation")
        }
        world.tell("\(company.id) goes live")
        company.isLive = true
        // What was only simulated reached nobody: everybody begins again.
        for customer in company.customers {
            for invoice in customer.invoices.indices {
                for part in customer.invoices[invoice].parts.indices {
                    customer.invoices[invoice].parts[part].taken = []
                }
            }
            customer.messages = []
            customer.inDoubt = [:]
        }
    }

    private func returnPayments(_ company: NaiveCompany, _ day: LocalDate) async {
        for key in company.bank.returns.keys.filter({ $0 <= Int(day.dayNumber) }).sorted() {
            for reference in company.bank.returns.removeValue(forKey: key) ?? [] {
                guard let customer = company.customers.first(where: { $0.credits.contains { $0.reference == reference && !$0.isNote } }),
                    let index = customer.credits.firstIndex(where: { $0.reference == reference && !$0.isNote })
                else {
                    company.bank.returns[Int(day.dayNumber) + 5, default: []].append(reference)
                    continue
                }
                let outcome = await act("return", isRepeatable: false) { desk throws(DeskError) in
                    try await desk.returnPayment(
                        CreditID(reference), in: CompanyID(company.id), on: day, reason: "AM04", by: "simulation")
                }
                guard case .done = outcome else { continue }
                world.tell("\(company.id) \(reference) came back")
                customer.credits[index].isReturned = true
                company.touched.insert(customer.number)
            }
        }
    }

    func something(_ company: NaiveCompany, _ day: LocalDate, _ dice: inout Dice) async {
        let busy = company.customers.filter { $0.invoices.contains { _ in true } }
        guard let customer = dice.pick(busy) else { return }
        let open = customer.invoices.filter { customer.open($0) > 0 }
        company.touched.insert(customer.number)
        switch dice.int(0...13) {
        case 0, 1: await place(.hold, customer, company, day, dice.once(in: 2) ? dice.pick(open) : nil, until: day.adding(days: dice.int(2...12)))
        case 2: await place(.mute, customer, company, day, nil, until: dice.once(in: 2) ? nil : day.adding(days: dice.int(3...15)))
        case 3, 4: await promise(customer, company, day, dice.once(in: 2) ? dice.pick(open) : nil, &dice)
        case 5, 6:
            guard let invoice = dice.pick(open) else { return }
            let amount = dice.once(in: 2) ? nil : max(1, customer.open(invoice) / 2)
            await place(.dispute, customer, company, day, invoice, until: nil, amount: amount)
        case 7, 8: await release(customer, company, day, &dice)
        case 9: await creditNote(customer, company, day, open, &dice)
        case 10: await writeOff(customer, company, day, open, &dice)
        case 11: await edit(customer, company, day, &dice)
        case 12: await assign(customer, company, day, &dice)
        default: await contradict(customer, company, day, &dice)
        }
    }

    func place(
        _ kind: Hold.Kind, _ customer: NaiveCustomer, _ company: NaiveCompany, _ day: LocalDate, _ invoice: NaiveInvoice?,
        until: LocalDate?, amount: Int64? = nil, as process: SimulatedProcess? = nil
    ) async {
        let text = amount.flatMap { minor in invoice.map { DecimalWriting.text(minor, $0.currency) } }
        let request = HoldRequest(
            kind: kind, customer: CustomerID(customer.number), invoice: invoice.map { InvoiceID($0.number) }, from: day,
            until: until, amount: text, reason: "simulation")
        let outcome = await act(kind.rawValue, isRepeatable: false, on: process) { desk throws(DeskError) in
            _ = try await desk.place(request, in: CompanyID(company.id), by: "simulation")
        }
        guard case .done = outcome, let own = NaiveHold.Kind(rawValue: kind.rawValue) else { return }
        world.tell("\(company.id) \(customer.number) \(kind.rawValue) \(invoice?.number ?? "all") until \(until?.iso ?? "–")")
        let whole = amount.map { $0 >= (invoice.map { customer.open($0) } ?? 0) } ?? true
        customer.holds.append(
            NaiveHold(
                kind: own, invoice: invoice?.number, from: day, until: until, amount: whole ? nil : amount,
                covers: kind == .promise && invoice == nil ? customer.invoices.filter { customer.open($0) > 0 }.map(\.number) : []))
    }

    private func promise(
        _ customer: NaiveCustomer, _ company: NaiveCompany, _ day: LocalDate, _ invoice: NaiveInvoice?, _ dice: inout Dice
    ) async {
        // One at a time: a second would take the place of the first.
        guard !customer.holds.contains(where: { $0.kind == .promise && $0.releasedOn == nil && day <= ($0.until ?? day).adding(days: 7) })
        else { return }
        await place(.promise, customer, company, day, invoice, until: day.adding(days: dice.int(1...9)))
    }

    private func release(_ customer: NaiveCustomer, _ company: NaiveCompany, _ day: LocalDate, _ dice: inout Dice) async {
        let all = company.customers.filter { $0.holds.contains { $0.releasedOn == nil } }
        let customer = customer.holds.contains { $0.releasedOn == nil } ? customer : dice.pick(all) ?? customer
        guard let hold = dice.pick(customer.holds.filter { $0.releasedOn == nil }),
            let kind = Hold.Kind(rawValue: hold.kind.rawValue)
        else { return }
        let outcome = await act("release", isRepeatable: false) { desk throws(DeskError) in
            _ = try await desk.release(
                kind, of: CustomerID(customer.number), invoice: hold.invoice.map { InvoiceID($0) }, in: CompanyID(company.id),
                on: day, by: "simulation")
        }
        guard case .done = outcome else { return }
        world.tell("\(company.id) \(customer.number) \(hold.kind.rawValue) lifted")
        for index in customer.holds.indices
        where customer.holds[index].kind == hold.kind && customer.holds[index].invoice == hold.invoice
            && customer.holds[index].releasedOn == nil {
            customer.holds[index].releasedOn = day
        }
    }

    private func creditNote(
        _ customer: NaiveCustomer, _ company: NaiveCompany, _ day: LocalDate, _ open: [NaiveInvoice], _ dice: inout Dice
    ) async {
        guard let invoice = dice.pick(open) else { return }
        company.lastPayment += 1
        let left = customer.open(invoice)
        let amount = dice.pick([left, max(1, left / 3), left + 500]) ?? left
        let line = BankLine(
            reference: "A\(company.lastPayment)", customer: customer.number, on: day, amount: amount, currency: invoice.currency,
            names: dice.once(in: 5) ? nil : invoice.number)
        await importCreditNotes([line], company, on: day)
    }

    private func writeOff(
        _ customer: NaiveCustomer, _ company: NaiveCompany, _ day: LocalDate, _ open: [NaiveInvoice], _ dice: inout Dice
    ) async {
        guard let invoice = dice.pick(open) else { return }
        let left = customer.open(invoice)
        let amount = dice.once(in: 2) ? left : max(1, left / 4)
        let outcome = await act("write off", isRepeatable: false) { desk throws(DeskError) in
            try await desk.writeOff(
                InvoiceID(invoice.number), amount: DecimalWriting.text(amount, invoice.currency), in: CompanyID(company.id),
                on: day, reason: "simulation", by: "simulation")
        }
        guard case .done = outcome else { return }
        world.tell("\(company.id) \(invoice.number) written off \(amount)")
        customer.writeOff(invoice.number, amount)
    }

    /// A customer's address changes, or is vouched for.
    private func edit(_ customer: NaiveCustomer, _ company: NaiveCompany, _ day: LocalDate, _ dice: inout Dice) async {
        if let bad = customer.badAddresses.first, bad == customer.email {
            let outcome = await act("restore", isRepeatable: false) { desk throws(DeskError) in
                try await desk.restore(
                    bad, of: CustomerID(customer.number), in: CompanyID(company.id), on: day, reason: "simulation",
                    by: "simulation")
            }
            if case .done = outcome { customer.badAddresses.removeAll { $0 == bad } }
            return
        }
        customer.email = "\(customer.number.lowercased()).\(day.dayNumber)@\(company.mark.lowercased()).example"
        await importCustomers([customer], company, on: day)
    }

    private func assign(_ customer: NaiveCustomer, _ company: NaiveCompany, _ day: LocalDate, _ dice: inout Dice) async {
        guard let id = dice.pick(company.scenarios.map(\.id) + ["usual", "quick"]) else { return }
        let outcome = await act("assign") { desk throws(DeskError) in
            try await desk.assign(
                ScenarioID(id), to: CustomerID(customer.number), of: CompanyID(company.id), restartOn: nil, on: day,
                by: "simulation")
        }
        if case .done = outcome {
            customer.scenario = id
            world.tell("\(company.id) \(customer.number) gets \(id)")
        }
    }

    /// A file says something else about a known invoice; or a person says which version holds.
    private func contradict(_ customer: NaiveCustomer, _ company: NaiveCompany, _ day: LocalDate, _ dice: inout Dice) async {
        if let place = customer.invoices.firstIndex(where: \.isSetAside) {
            let number = customer.invoices[place].number
            await act("release quarantine") { desk throws(DeskError) in
                try await desk.releaseQuarantine(of: InvoiceID(number), in: CompanyID(company.id), on: day, by: "simulation")
            }
            customer.invoices[place].isSetAside = false
            company.settledVersions.insert(number)
            world.tell("\(company.id) \(number) holds as recorded")
            return
        }
        guard var other = dice.pick(customer.invoices) else { return }
        let dueOn = other.parts[0].dueOn
        other.parts = [NaivePart(rank: 1, dueOn: dueOn, amount: other.parts.reduce(0) { $0 + $1.amount } + 700)]
        let report = await importing(
            FileWriting.invoices([(customer.number, other)]), "contradiction.csv", .invoices, of: company, on: day)
        guard let report, let place = customer.index(of: other.number) else { return }
        if report.rejectedRows != 1 || report.created > 0 {
            world.violate("I16", "\(company.id) \(other.number): another amount was not refused")
        }
        // A person has said already that this other version is wrong.
        if !company.settledVersions.contains(other.number) { customer.invoices[place].isSetAside = true }
        world.tell("\(company.id) \(other.number) contradicted")
    }
}
