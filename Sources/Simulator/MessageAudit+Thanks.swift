import Outbox
import Values

/// A thank-you goes to whoever has paid all that was asked, or kept its word, once, and to nobody after a formal notice.
extension MessageAudit {
    /// What was asked before so many days is not spoken of any more.
    private static let remindedLatelyDays = 45

    func judgeThanks(_ customer: NaiveCustomer) {
        world.counters.evaluated("thanks")
        if company.scenario(of: customer)?.thanks != true { violate("thanks", "says thank you where the scenario does not") }
        let settled = text.lines.compactMap { line in customer.index(of: line.invoice).map { customer.invoices[$0] } }
        guard let currency = settled.first?.currency, settled.count == text.lines.count else {
            return violate("I8", "thanks for \(text.lines.map(\.invoice)), not invoices of \(customer.number)")
        }
        if text.total != text.lines.reduce(0, { $0 + $1.amount }) { violate("I7", "thanks for a sum that its lines do not make") }
        let written = customer.messages.filter { !$0.isVoid && $0.currency == currency }
        if written.contains(where: { $0.on == day }) { violate("I9", "thanks on a day on which something else was written") }
        for invoice in settled where hadFormalNotice(invoice) { violate("thanks", "thanks for \(invoice.number) after a formal notice") }
        // A person let it leave who knew what the database does not.
        if !company.approved.contains(message.id) { judgeOccasion(settled, written, customer) }
        customer.messages.append(
            NaiveMessage(id: message.id, currency: currency, on: day, channel: message.channel.rawValue, isThanks: true))
    }

    /// All that reminders asked since the last thank-you is paid; or a promise was kept that nobody has thanked for.
    private func judgeOccasion(_ settled: [NaiveInvoice], _ written: [NaiveMessage], _ customer: NaiveCustomer) {
        let since = written.lastIndex { $0.isThanks }.map { written[($0 + 1)...] } ?? written[...]
        let reminders = since.filter { !$0.asks.isEmpty && day.days(since: $0.on) <= Self.remindedLatelyDays }
        let owed = Set(reminders.flatMap(\.asks)).sorted().filter { isOwed($0, by: customer) }
        if !reminders.isEmpty, owed.isEmpty, !reminders.contains(where: \.asksExtras) { return }
        if let place = keptPromise(of: customer, settled) { return customer.holds[place].thanks = message.id }
        if reminders.isEmpty { return violate("thanks", "thanks \(customer.number) for \(settled.map(\.number)), of which nothing was asked since the last thank-you") }
        violate("thanks", "thanks \(customer.number), who still owes \(owed.isEmpty ? "interest" : owed.joined(separator: ", ")) that was asked")
    }

    private func isOwed(_ key: String, by customer: NaiveCustomer) -> Bool {
        customer.invoices.contains { invoice in
            invoice.parts.contains { NaiveClaim.key(invoice.number, $0.rank) == key && customer.open(invoice, $0) > 0 }
        }
    }

    /// A promise about what is thanked for, for which enough has come in.
    private func keptPromise(of customer: NaiveCustomer, _ settled: [NaiveInvoice]) -> Int? {
        // What came back, or was only simulated, thanked nobody.
        let thanked = customer.messages.filter { $0.isThanks && !$0.isVoid }.map(\.id)
        return customer.holds.firstIndex { hold in
            guard hold.kind == .promise, hold.releasedOn == nil, hold.thanks.map({ !thanked.contains($0) }) ?? true,
                settled.allSatisfy({ hold.speaks(of: $0.number) })
            else { return false }
            let left = customer.invoices.filter { hold.speaks(of: $0.number) }.reduce(0) { $0 + customer.open($1) }
            let atHand = customer.credits.filter { !$0.isNote && $0.on >= hold.from }.reduce(0) { $0 + $1.unallocated }
            return left <= atHand
        }
    }

    private func hadFormalNotice(_ invoice: NaiveInvoice) -> Bool {
        let formal = Set(company.scenarios.flatMap(\.steps).filter { $0.template == "formal_notice" }.map(\.id))
        return invoice.parts.contains { $0.taken.contains { !$0.isVoid && formal.contains($0.step) } }
    }
}
