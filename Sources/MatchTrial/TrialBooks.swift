internal import Ledger
internal import Matching

/// The books as people keep them while the trial goes on: after some days all that came in is confirmed or corrected.
struct TrialBooks {
    private(set) var customers: [CustomerItems]
    private(set) var knowledge: Knowledge
    private var places: [CustomerID: Int] = [:]

    init(_ ledger: TrialLedger) {
        customers = ledger.customers
        knowledge = MatchTrial.knowledge(ledger)
        for (place, customer) in customers.enumerated() { places[customer.id] = place }
    }

    mutating func confirm(_ entry: BookedEntry, _ truth: TrialTruth) {
        knowledge.learn(entry.entry, of: truth.kind.isMustNot ? [] : truth.customers)
        if truth.kind == .returned { return }
        for customer in truth.customers {
            guard let place = places[customer] else { continue }
            settle(place, truth, entry)
        }
        guard truth.customers.count == 1 else { return }
        var booked = entry
        booked.shares = [
            EntryShare(
                customer: truth.customers[0], credit: entry.nextCredit, amount: entry.entry.amount,
                on: entry.entry.bookedOn, evidence: MatchEvidence(isAutomatic: false))
        ]
        knowledge.remember(booked)
    }

    private mutating func settle(_ place: Int, _ truth: TrialTruth, _ entry: BookedEntry) {
        let old = customers[place]
        var still: [OpenReceivable] = []
        for item in old.receivables {
            let open = item.open - (truth.settled[item.id] ?? 0) - (truth.netted[item.id] ?? 0) - (truth.remitted[item.id] ?? 0)
            if open > 0 {
                still.append(
                    open == item.open ? item : OpenReceivable(
                        id: item.id, issuedOn: item.issuedOn, dueOn: item.dueOn, currency: item.currency, amount: item.amount, open: open,
                        orderReference: item.orderReference))
            } else {
                customers[place].settled.append(
                    SettledReceivable(id: item.id, amount: item.amount, currency: item.currency, settledOn: entry.entry.bookedOn))
            }
        }
        customers[place].receivables = still
        guard truth.recognised != nil || !truth.netted.isEmpty else { return }
        customers[place].credits = old.credits.filter { credit in
            credit.key != truth.recognised && (truth.netted.isEmpty || credit.awaitsMovement)
        }
    }
}
