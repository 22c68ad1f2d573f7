package import Ledger
import Storage
package import Values

extension Desk {
    /// A person vouches for an address that bounced or complained: messages go there again, until it fails again.
    package func restore(
        _ address: String, of customer: CustomerID, in company: CompanyID, on day: LocalDate, reason: String, by actor: String
    ) async throws(DeskError) {
        try await work(company, Stamp(actor: actor, knownOn: day, at: ports.now())) { unit throws(DeskError) in
            try unit.load([customer], .whole)
            let account = try unit.account(customer)
            guard account.suspendedAddresses.contains(address) else {
                throw .addressNotSuspended(address, customer, suspended: account.suspendedAddresses)
            }
            try unit.record(.addressRestored(customer, address: address, reason: reason))
            for task in account.tasks where task.kind == .mendAddress && task.about == address && task.closedOn == nil {
                try unit.record(.taskClosed(customer, task.id, on: day))
            }
        }
    }
}
