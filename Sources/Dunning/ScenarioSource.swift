package import Ledger

/// Where a customer's scenario comes from, in order of precedence.
package enum ScenarioSource: String, Sendable, Hashable, CaseIterable {
    /// Chosen for the customer by a person.
    case assigned
    /// Named by the customer file.
    case customerFile = "customer_file"
    /// A scenario of the company that says it is meant for such customers.
    case profile
    /// The company's default.
    case companyDefault = "company_default"
    /// The library's suggestion for such a customer.
    case library
}

extension PlanningRules {
    package func source(for account: Account) -> ScenarioSource {
        if account.assignment != nil { return .assigned }
        if let named = account.customer.scenario, scenarios[named] != nil { return .customerFile }
        if profiled(for: account.customer) != nil { return .profile }
        return defaultScenario == nil ? .library : .companyDefault
    }
}
