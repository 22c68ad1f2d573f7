import Dunning
import Formats
import Ledger
import Texts
import Values
import Workflows

/// Takes in the rows of a table of contacts: people at known customers, told apart by e-mail, else by name.
struct ContactIntake {
    func take(_ draft: ContactDraft, _ batch: inout IntakeBatch, _ report: inout FileReport) throws(DeskError) {
        let id = CustomerID(draft.customerNumber)
        guard let known = try batch.customer(id) else {
            return report.rejectUnknownCustomer(draft.customerNumber, line: draft.line)
        }
        var customer = known
        let count = customer.contacts.count
        let emails: [String?] = draft.emails.isEmpty ? [nil] : draft.emails.map { $0 }
        for email in emails { Self.merge(draft, email, into: &customer) }
        if customer == known {
            report.unchanged += 1
        } else {
            if customer.contacts.count > count { report.created += 1 } else { report.updated += 1 }
            try batch.record(.customerRecorded(customer))
        }
    }

    private static func merge(_ draft: ContactDraft, _ email: String?, into customer: inout Customer) {
        let name = draft.name ?? ""
        let index = customer.contacts.firstIndex { contact in
            guard let email, let other = contact.email else {
                return !name.isEmpty && SearchText.fold(contact.name) == SearchText.fold(name)
            }
            return other.lowercased() == email.lowercased()
        }
        var contact = index.map { customer.contacts[$0] } ?? Contact(name: name, role: "")
        contact.name = draft.name ?? contact.name
        contact.role = draft.role.map(ContactRole.word) ?? contact.role
        contact.email = email ?? contact.email
        contact.phone = draft.phone ?? contact.phone
        if let index { customer.contacts[index] = contact } else { customer.contacts.append(contact) }
    }
}

extension FileReport {
    /// What concerns a customer that nobody knows is refused: the customers come first.
    mutating func rejectUnknownCustomer(_ number: String, line: Int) {
        reject(IntakeRemark(.unknownCustomer, line: line, column: header(.customerNumber), value: number))
    }
}
