import Outbox
import Values

/// News of a message on its way.
struct NaiveReceipt: Sendable {
    let message: String
    let address: String
    let customer: String
    let receipt: DeliveryReceipt
    let on: LocalDate
}

extension NaiveCompany {
    /// What news changes: a message that came back was never sent, and nothing goes to its address any more.
    func apply(_ news: NaiveReceipt) {
        guard let customer = customer(news.customer) else { return }
        let isVoid = customer.messages.first { $0.id == news.message }?.isVoid ?? true
        switch news.receipt {
        case .delivered: customer.inDoubt[news.message] = nil
        case .softBounce:
            late.insert(news.message)
            customer.inDoubt[news.message] = nil
            if !isVoid { customer.isClouded = true }
        case .complaint:
            customer.inDoubt[news.message] = nil
            let own = [customer.email].compactMap { $0 } + customer.contacts.map(\.email)
            for address in [news.address] + own { suspend(address, customer) }
        case .hardBounce, .timeout:
            customer.inDoubt[news.message] = nil
            suspend(news.address, customer)
            customer.void(news.message)
            cameBack.insert(news.message)
        }
    }

    private func suspend(_ address: String, _ customer: NaiveCustomer) {
        if !customer.badAddresses.contains(address) { customer.badAddresses.append(address) }
    }
}

extension NaiveCustomer {
    /// The message counts as never sent.
    func void(_ message: String) {
        for index in messages.indices where messages[index].id == message { messages[index].isVoid = true }
        for invoice in invoices.indices {
            for part in invoices[invoice].parts.indices {
                for step in invoices[invoice].parts[part].taken.indices
                where invoices[invoice].parts[part].taken[step].message == message {
                    invoices[invoice].parts[part].taken[step].isVoid = true
                    // A person agreed to what nobody got, as far as the program knew before it came back: it may ask again.
                    guard invoices[invoice].cameLate else { continue }
                    vague.formUnion(invoices[invoice].parts.map { NaiveClaim.key(invoices[invoice].number, $0.rank) })
                }
            }
        }
    }
}
