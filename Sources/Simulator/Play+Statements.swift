import Imports
import Ledger
import Outbox
import Values
import Workflows

/// Companies whose money is told by statements of their bank: what truly happens on the account, and the files about it.
extension Play {
    /// Whether a company's money comes so is drawn for it.
    static func opensAccount(_ company: NaiveCompany, _ seed: UInt64) -> BankAccount? {
        var dice = Dice(seed, "account/\(company.id)")
        guard dice.once(in: 3) else { return nil }
        return dice.pick(BankAccount.Format.allCases).map { BankAccount($0, chargesBorne: dice.once(in: 2) ? 2 * BankAccount.charges : 0) }
    }

    /// A night of the bank: what customers pay, what goes back, and the file about the days before.
    func bankNight(_ company: NaiveCompany, _ index: Int, _ day: LocalDate) async {
        // The bank's day is the true one, whatever the company's machine believes.
        let today = company.zone.day(at: world.time)
        let span = company.account?.close(through: today.adding(days: -1), first: today.adding(days: -2))
        move(company, today)
        guard company.calendar.isWorkingDay(today) else {
            if let span { company.account?.withheld.append((span, index)) }
            return
        }
        var dice = Dice(world.seed, "statement/\(company.id)/\(index)")
        let replay = world.faults.draw(.replay, at: "\(company.id).\(index).statement", times: 3)
        if let replay { world.fire(.replay, replay.name) }
        var drawn = replay?.dice
        let mood = drawn?.int(0...3)
        // A statement is missing, and comes after others.
        if mood == 0, let span, let days = drawn?.int(1...4) {
            company.account?.withheld.append((span, index + days))
        } else if let span {
            await give(company, span...span, index, day, times: mood == 1 ? 2 : 1)
        }
        let late = company.account?.withheld.filter { $0.day <= index }.map(\.span) ?? []
        company.account?.withheld.removeAll { $0.day <= index }
        for span in late { await give(company, span...span, index, day) }
        // A statement of several days, given or not.
        if mood == 2 || dice.once(in: 20), let last = company.account?.spans.count, last > 1 {
            let first = max(0, last - 1 - dice.int(1...4))
            await give(company, first...(last - 1), index, day)
        }
        // The same again, from long ago.
        if mood == 3, let last = company.account?.spans.count, last > 1 {
            let place = dice.int(0...(last - 2))
            await give(company, place...place, index, day)
        }
    }

    /// Everything that was withheld comes.
    func giveAll(_ company: NaiveCompany, _ day: LocalDate) async {
        let today = company.zone.day(at: world.time)
        let span = company.account?.close(through: today.adding(days: -1), first: today.adding(days: -2))
        let late = (company.account?.withheld.map(\.span) ?? []) + (span.map { [$0] } ?? [])
        company.account?.withheld = []
        for span in late { await give(company, span...span, world.settings.days, day) }
    }

    private func give(_ company: NaiveCompany, _ places: ClosedRange<Int>, _ index: Int, _ day: LocalDate, times: Int = 1) async {
        guard let account = company.account else { return }
        let span = account.joined(places)
        let writing = StatementWriting(account: account, company: company)
        let place = "\(company.id).\(index).\(places.lowerBound)"
        var dice = Dice(world.seed, "notification/\(place)")
        let notification = account.format == .notified ? writing.notification(span) : nil
        let comesFirst = dice.once(in: 2)
        if comesFirst, let notification { await take(notification, "notification", span, company, day, isNotification: true) }
        if let (name, drawn) = world.faults.draw(.hostile, at: place) {
            var dice = drawn
            if let bytes = writing.damaged(span, &dice) {
                world.fire(.hostile, name)
                let report = await importing(bytes, "damaged", .statement, of: company, on: day)
                if report?.isApplied == true { world.violate("I15", "\(company.id) took a damaged statement") }
            }
        }
        for time in 0..<times { await take(writing.statement(span), time == 0 ? "statement" : "statement (1)", span, company, day) }
        if !comesFirst, let notification { await take(notification, "notification", span, company, day, isNotification: true) }
    }

    private func take(
        _ bytes: [UInt8], _ name: String, _ span: BankAccount.Span, _ company: NaiveCompany, _ day: LocalDate,
        isNotification: Bool = false, as process: SimulatedProcess? = nil
    ) async {
        let deaths = world.counters.crashes
        let report = await importing(bytes, name, .statement, of: company, on: day, as: process)
        mustTake(report, company, name)
        company.arePostingsStale = true
        guard var account = company.account else { return }
        var new = 0
        var until = isNotification ? nil : span.until
        for place in span.movements where !isNotification || account.movements[place].amount > 0 {
            if isNotification { until = max(until ?? account.movements[place].on, account.movements[place].on) }
            guard account.movements[place].toldOn == nil else { continue }
            account.movements[place].toldOn = day
            new += 1
            if account.movements[place].customer != nil, account.movements[place].amount > 0 { world.counters.payments += 1 }
        }
        if let until {
            account.knownThrough = max(account.knownThrough ?? until, until)
            company.lastPaymentsOn = max(company.lastPaymentsOn ?? min(until, day), min(until, day))
        }
        company.account = account
        world.counters.entries += new
        // Whoever died before it knew of its commit gives the file again: all of it is known.
        if let report, world.counters.crashes == deaths, report.created != new {
            world.violate("I4", "\(company.id) \(name) through \(span.until.iso): \(report.created) movements were new, \(new) had not been told")
        }
    }

    // MARK: What truly happens

    private func move(_ company: NaiveCompany, _ today: LocalDate) {
        var wanted: [(customer: String, invoice: String, perMille: Int)] = []
        for key in company.bank.plans.keys.filter({ $0 <= Int(today.dayNumber) }).sorted() {
            wanted += company.bank.plans.removeValue(forKey: key) ?? []
        }
        var dice = Dice(world.seed, "movements/\(company.id)/\(today.iso)")
        while let first = wanted.first {
            wanted.removeFirst()
            var group = [first]
            // Whoever pays several invoices on a day often pays them together.
            if first.perMille == 1000, dice.once(in: 2) {
                group += wanted.filter { $0.customer == first.customer && $0.perMille == 1000 }
                wanted.removeAll { $0.customer == first.customer && $0.perMille == 1000 }
            }
            pay(group, company, today, &dice)
        }
        for key in company.bank.returns.keys.filter({ $0 <= Int(today.dayNumber) }).sorted() {
            for number in company.bank.returns.removeValue(forKey: key) ?? [] { giveBack(number, company, today) }
        }
        if dice.once(in: 4) { noise(company, today, &dice) }
    }

    private func pay(
        _ group: [(customer: String, invoice: String, perMille: Int)], _ company: NaiveCompany, _ today: LocalDate, _ dice: inout Dice
    ) {
        guard let customer = company.customer(group[0].customer) else { return }
        var currency: Currency?
        var pays: [(invoice: String, amount: Int64)] = []
        for wish in group {
            guard let place = customer.index(of: wish.invoice) else { continue }
            let invoice = customer.invoices[place]
            let open = customer.trulyOpen(invoice, company)
            guard open > 0, currency == nil || currency == invoice.currency else { continue }
            currency = invoice.currency
            pays.append((wish.invoice, max(1, open * Int64(wish.perMille.magnitude) / 1000)))
        }
        guard let currency, !pays.isEmpty else { return }
        // Two transfers that look alike are two transfers.
        let halves = pays.count == 1 && pays[0].amount > 1 && dice.once(in: 10)
        if halves { pays[0].amount /= 2 }
        // A bank on the way keeps something for itself.
        let charges: Int64 = pays[0].amount > 5_000 && dice.once(in: 8) ? BankAccount.charges : 0
        if charges > 0 { pays[0].amount -= charges }
        var words = TransferWords(
            from: customer, of: company, for: pays.map(\.invoice), number: company.account?.movements.count ?? 0, &dice)
        if halves { words.reference = nil }
        for _ in 0..<(halves ? 2 : 1) {
            let number = record(.transfer, on: today, pays.reduce(0) { $0 + $1.amount }, currency, customer.number, pays, words, company)
            if !halves, dice.once(in: 8) {
                company.bank.returns[Int(today.dayNumber) + dice.int(3...40), default: []].append(String(number))
            }
        }
    }

    private func giveBack(_ text: String, _ company: NaiveCompany, _ today: LocalDate) {
        guard let account = company.account, let place = account.movements.firstIndex(where: { String($0.number) == text }) else { return }
        let original = account.movements[place]
        company.account?.movements[place].isReturned = true
        for part in original.pays { company.account?.paid[part.invoice, default: 0] -= part.amount }
        var words = original.words
        words.label = String(("RETOUR " + words.label).prefix(31))
        words.reason = "AC04"
        words.reference = words.reference.map { $0 + "R" }
        _ = record(.giveBack(of: original.number), on: today, -original.amount, original.currency, original.customer, [], words, company)
    }

    private func noise(_ company: NaiveCompany, _ today: LocalDate, _ dice: inout Dice) {
        let kinds: [(String, Int64)] = [
            ("FRAIS TENUE DE COMPTE", -1_250), ("PRLV URSSAF", -45_600), ("REMBOURSEMENT CREDIT TVA", 88_800),
            ("INTERETS CREDITEURS", 312), ("VIR INTERNE EPARGNE", 150_000),
        ]
        guard let (label, amount) = dice.pick(kinds) else { return }
        let words = TransferWords(label: label)
        _ = record(.noise, on: today, amount + Int64(dice.int(0...9)), company.currency, nil, [], words, company)
    }

    private func record(
        _ kind: BankMovement.Kind, on day: LocalDate, _ amount: Int64, _ currency: Currency, _ customer: String?,
        _ pays: [(invoice: String, amount: Int64)], _ words: TransferWords, _ company: NaiveCompany
    ) -> Int {
        let number = (company.account?.movements.count ?? 0) + 1
        company.account?.movements.append(
            BankMovement(
                number: number, kind: kind, on: day, amount: amount, currency: currency, customer: customer, pays: pays, words: words))
        for part in pays { company.account?.paid[part.invoice, default: 0] += part.amount }
        world.tell("\(company.id) bank: \(day.iso) \(amount) \(currency.code) \(customer ?? "–") \(words.label)")
        return number
    }

    /// The customer pays while its message is on its way, and the bank tells at once.
    func payNow(
        _ invoice: NaiveInvoice, _ amount: Int64, _ customer: NaiveCustomer, _ company: NaiveCompany, _ day: LocalDate,
        as clerk: SimulatedProcess
    ) async {
        guard company.account != nil, world.clockError == 0 else { return }
        let words = TransferWords(
            label: "VIR INST \(invoice.number)", note: "FACTURE \(invoice.number)", payer: customer.number, account: nil,
            reference: TransferWords.reference(company.account?.movements.count ?? 0))
        _ = record(.transfer, on: day, amount, invoice.currency, customer.number, [(invoice.number, amount)], words, company)
        guard let span = company.account?.close(through: day, first: day.adding(days: -1)), let account = company.account else { return }
        let writing = StatementWriting(account: account, company: company)
        await learn(company)
        await take(writing.statement(account.spans[span]), "intraday", account.spans[span], company, day, as: clerk)
        await act("match", on: clerk) { desk throws(DeskError) in
            _ = try await desk.match(CompanyID(company.id), on: day, by: "clerk")
        }
        await learnWhatDisturbs(company)
    }
}

extension NaiveCustomer {
    /// What an invoice is short of, by what was truly paid, whoever knows of it.
    func trulyOpen(_ invoice: NaiveInvoice, _ company: NaiveCompany) -> Int64 {
        var left = invoice.parts.reduce(0) { $0 + $1.amount - $1.writtenOff - $1.letGo } - (company.account?.paid[invoice.number] ?? 0)
        for credit in credits where credit.isNote {
            for use in credit.uses where use.invoice == invoice.number { left -= use.amount }
            for use in credit.borrowed where use.invoice == invoice.number { left -= use.amount }
        }
        return left
    }
}
