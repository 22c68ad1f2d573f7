import Ledger
import Storage
import Values

/// A call that somebody is to make.
struct NaiveCall {
    let customer: String
    let currency: Currency
    let step: String
    let invoices: [String]
}

/// Calls: work for a person, which no office sees.
extension Play {
    /// Whoever was written to with a step that also calls is on somebody's list, with the invoices that are meant.
    func compareCalls(_ company: NaiveCompany) async {
        // What happened to a customer between the plan and the message changes what the message asks, not who is to be called
        // about what.
        let calls = company.callsToMake.filter { !company.disturbed.contains($0.customer) }
        company.callsToMake = []
        guard !calls.isEmpty else { return }
        let accounts = await accounts(company, calls.compactMap { company.customer($0.customer) }, .whole)
        for call in calls {
            world.counters.evaluated("calls")
            // A message that waited takes along what has come up since: its call was asked for before, or by itself.
            var meant: Set<String> = []
            for task in accounts[CustomerID(call.customer)]?.tasks ?? [] where task.kind == .call && task.currency == call.currency {
                let words = task.about.split(separator: " ").map(String.init)
                if words.first == call.step { meant.formUnion(words) }
            }
            if !Set(call.invoices).isSubset(of: meant) {
                world.violate("calls", "\(company.id): nobody is told to call \(call.customer) about \(call.invoices) at \(call.step), only about \(meant.sorted())")
            }
        }
    }

    /// At the end nobody is told to call who owes nothing.
    func reconcileCalls(_ customer: NaiveCustomer, _ account: Account?, _ company: NaiveCompany) {
        for task in account?.tasks ?? [] where task.kind == .call && task.closedOn == nil {
            world.counters.evaluated("calls")
            let owes = customer.invoices.contains { $0.currency == task.currency && customer.open($0) > 0 }
            if !owes { world.violate("calls", "\(company.id): \(customer.number) is to be called about \(task.about), and owes nothing") }
        }
    }
}
