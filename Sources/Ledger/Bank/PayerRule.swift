/// What was learned of who pays for whom: seen by everybody, undone by anybody.
package struct PayerRule: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The account that pays.
        case account
        /// The name that stands on the movement.
        case name
    }

    /// For whom it pays.
    package enum Role: String, Hashable, Sendable, CaseIterable {
        /// The customer itself, or somebody who pays for this customer only.
        case own
        /// A parent company or a factor: it pays for several, and its money is posted on whole references only.
        case shared
    }

    package let id: PayerRuleID
    package let kind: Kind
    /// An IBAN without blanks, or a name folded as `PayerName` folds it.
    package let value: String
    package let customer: CustomerID
    package let role: Role
    /// The movement that taught it; nil when a person said so.
    package let entry: EntryID?

    package init(
        id: PayerRuleID, kind: Kind, value: String, customer: CustomerID, role: Role = .own, entry: EntryID? = nil
    ) {
        self.id = id
        self.kind = kind
        self.value = value
        self.customer = customer
        self.role = role
        self.entry = entry
    }
}
