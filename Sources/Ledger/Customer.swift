/// The party invoiced.
package struct Customer: Hashable, Sendable {
    package let id: CustomerID
    package var name: String
    package var email: String?
    package var phone: String?
    package var address: String?
    package var postcode: String?
    package var city: String?
    /// ISO 3166-1 alpha-2.
    package var country: String
    package var siren: String?
    package var segment: String?
    /// ISO 639-1: `fr` or `en`.
    package var language: String
    /// The scenario asked for by the customer file; the assigned one has precedence.
    package var scenario: ScenarioID?
    /// Payment terms as written, when the customer has its own.
    package var terms: String?
    package var contacts: [Contact]

    package init(
        id: CustomerID, name: String, email: String? = nil, phone: String? = nil, address: String? = nil,
        postcode: String? = nil, city: String? = nil, country: String = "FR", siren: String? = nil,
        segment: String? = nil, language: String = "fr", scenario: ScenarioID? = nil, terms: String? = nil,
        contacts: [Contact] = []
    ) {
        self.id = id
        self.name = name
        self.email = email
        self.phone = phone
        self.address = address
        self.postcode = postcode
        self.city = city
        self.country = country
        self.siren = siren
        self.segment = segment
        self.language = language
        self.scenario = scenario
        self.terms = terms
        self.contacts = contacts
    }

    /// A letter can be posted: there is a street or box, and a town.
    package var hasPostalAddress: Bool {
        !(address ?? "").isEmpty && !(city ?? postcode ?? "").isEmpty
    }

    /// Addresses to try in order: the customer's own, then the contacts' in the order they were given.
    package var emails: [String] {
        var seen: Set<String> = []
        return ([email] + contacts.map(\.email)).compactMap { $0 }.filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}

/// A person at the customer, by role.
package struct Contact: Hashable, Sendable {
    package var name: String
    /// `accounting`, `buyer`, `management`, or the company's own word.
    package var role: String
    package var email: String?
    package var phone: String?

    package init(name: String, role: String, email: String? = nil, phone: String? = nil) {
        self.name = name
        self.role = role
        self.email = email
        self.phone = phone
    }
}
