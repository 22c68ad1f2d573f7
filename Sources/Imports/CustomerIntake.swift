import Dunning
import Formats
import Ledger
import SQL
import Storage
import Texts
import Values
import Workflows

/// Takes in the rows of a table of customers. What a row leaves out, or leaves empty, is never forgotten.
struct CustomerIntake {
    private var terms: TermsReader
    /// The line on which each number of the file stands.
    private var lines: [CustomerID: Int] = [:]

    init(_ batch: IntakeBatch) { terms = TermsReader(standard: batch.profile.policy.defaultTerms) }

    mutating func take(_ draft: CustomerDraft, _ batch: inout IntakeBatch, _ report: inout FileReport) throws(DeskError) {
        let id = CustomerID(draft.number)
        let known = try batch.customer(id)
        if let problem = problem(draft, batch, report) { return report.reject(problem) }
        let customer = Self.merged(draft, known, batch)
        guard customer != known else {
            report.unchanged += 1
            return
        }
        if let line = lines[id] {
            return report.reject(
                IntakeRemark(
                    .duplicateNumber, line: draft.line, column: report.header(.customerNumber), value: draft.number,
                    ["first": .number(line)]))
        }
        lines[id] = draft.line
        if known == nil { report.created += 1 } else { report.updated += 1 }
        try Self.record(customer, over: known, &batch)
    }

    private mutating func problem(
        _ draft: CustomerDraft, _ batch: IntakeBatch, _ report: FileReport
    ) -> IntakeRemark? {
        if let scenario = draft.scenario, Self.scenario(scenario, batch) == nil {
            let known = batch.rules.scenarios.keys.map(\.text).sorted().joined(separator: ", ")
            return IntakeRemark(
                .unknownScenario, line: draft.line, column: report.header(.scenario), value: scenario,
                ["known": .text(known)])
        }
        if let text = draft.terms, !terms.canRead(text) {
            return IntakeRemark(.termsUnreadable, line: draft.line, column: report.header(.terms), value: text)
        }
        return nil
    }

    private static func scenario(_ text: String, _ batch: IntakeBatch) -> ScenarioID? {
        let exact = ScenarioID(text)
        if batch.rules.scenarios[exact] != nil { return exact }
        let folded = ScenarioID(text.lowercased())
        return batch.rules.scenarios[folded] == nil ? nil : folded
    }

    /// The customer as the row leaves it.
    private static func merged(_ draft: CustomerDraft, _ known: Customer?, _ batch: IntakeBatch) -> Customer {
        var customer = known ?? Customer(id: CustomerID(draft.number), name: draft.name)
        customer.name = draft.name
        customer.email = draft.email ?? customer.email
        customer.phone = draft.phone ?? customer.phone
        customer.address = draft.address ?? customer.address
        customer.postcode = draft.postcode ?? customer.postcode
        customer.city = draft.city ?? customer.city
        customer.country = draft.country ?? customer.country
        customer.siren = draft.siren ?? customer.siren
        customer.segment = draft.segment ?? customer.segment
        customer.language = draft.language?.rawValue ?? (known?.language ?? language(of: customer.country))
        customer.scenario = draft.scenario.flatMap { scenario($0, batch) } ?? customer.scenario
        customer.terms = draft.terms ?? customer.terms
        for email in draft.emails.dropFirst() where !customer.emails.contains(email) {
            customer.contacts.append(Contact(name: "", role: "", email: email))
        }
        return customer
    }

    /// Until somebody says: French where it is spoken, English elsewhere.
    static func language(of country: String) -> String {
        let french: Set<String> = [
            "FR", "BE", "CH", "LU", "MC", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "WF", "PF", "NC", "SN", "CI",
            "CM", "TN", "MA", "DZ",
        ]
        return french.contains(country) ? "fr" : "en"
    }

    /// Another scenario may now decide about the customer: the days of its receivables then change.
    private static func record(
        _ customer: Customer, over known: Customer?, _ batch: inout IntakeBatch
    ) throws(DeskError) {
        guard known != nil, var after = try batch.account(customer.id) else {
            return try batch.record(.customerRecorded(customer))
        }
        let before = batch.scenario(of: customer.id)
        after.customer = customer
        if batch.rules.scenario(for: after) != before {
            try batch.deepen(customer.id)
            batch.reschedule(customer.id)
        }
        try batch.record(.customerRecorded(customer))
    }
}
