package import Ledger
import Values

extension FollowUp {
    /// The work has become needless by what happened since, whoever did it.
    package func isSettled(in account: Account) -> Bool {
        switch kind {
        case .call: !owesAnything(account)
        case .allocate:
            !owesAnything(account) || !account.credits.contains { $0.unallocated > 0 && concerns($0.currency) }
        case .findAddress:
            !owesAnything(account) || StepChannel(rawValue: about).map { account.isReachable(by: $0) } ?? false
        case .mendAddress: !account.customer.emails.contains(about)
        // An account loaded for what is open leaves old messages out: the letter is still to be posted.
        case .postLetter: account.messages.first { $0.id.text == about }.map { $0.standing != .sent } ?? false
        // An account loaded for what is open may leave the invoice out: then nothing is known of it.
        case .decideVersion: account.invoice(InvoiceID(about)).map { !$0.isQuarantined } ?? false
        case .resolveDelivery: !account.messages.contains { $0.id.text == about && $0.standing == .uncertain }
        }
    }

    private func concerns(_ other: Currency) -> Bool { currency == nil || currency == other }

    private func owesAnything(_ account: Account) -> Bool {
        account.invoices.contains { $0.open > 0 && concerns($0.currency) }
    }
}

extension Account {
    fileprivate func isReachable(by channel: StepChannel) -> Bool {
        switch channel {
        case .email: customer.emails.contains { !suspendedAddresses.contains($0) }
        case .letter, .registeredLetter: customer.hasPostalAddress
        case .call: true
        }
    }
}
