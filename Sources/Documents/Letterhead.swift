/// The company as it signs: everything that stands in its name on a message.
package struct Letterhead: Sendable, Hashable {
    /// As customers know it.
    package let name: String
    /// Name with legal form, as the law wants it printed (C. com. R123-238): `Dupont Énergie SAS au capital de 50 000 €`.
    package let legalName: String
    package let addressLines: [String]
    package let siren: String?
    package let phone: String?
    /// Where answers go.
    package let replyAddress: String
    package let iban: String?
    package let bic: String?
    package let signatory: Signatory
    package let accent: Accent
    /// Consumer mediator, with its address (C. conso. L612-1); printed for consumers only.
    package let mediator: String?

    package init(
        name: String, legalName: String? = nil, addressLines: [String] = [], siren: String? = nil,
        phone: String? = nil, replyAddress: String, iban: String? = nil, bic: String? = nil, signatory: Signatory,
        accent: Accent = .standard, mediator: String? = nil
    ) {
        self.name = name
        self.legalName = legalName ?? name
        self.addressLines = addressLines
        self.siren = siren
        self.phone = phone
        self.replyAddress = replyAddress
        self.iban = iban
        self.bic = bic
        self.signatory = signatory
        self.accent = accent
        self.mediator = mediator
    }
}

/// The person who writes.
package struct Signatory: Sendable, Hashable {
    package let name: String
    package let title: String?
    package let directLine: String?

    package init(name: String, title: String? = nil, directLine: String? = nil) {
        self.name = name
        self.title = title
        self.directLine = directLine
    }
}

/// Whom a message is for.
package struct Addressee: Sendable, Hashable {
    /// The customer's name, as invoiced.
    package let name: String
    /// How the contact is greeted: `Madame Ferrand`, `Mr Smith`; nil greets without a name.
    package let salutation: String?
    /// Postal address without the name; letters need it.
    package let addressLines: [String]
    package let siren: String?

    package init(name: String, salutation: String? = nil, addressLines: [String] = [], siren: String? = nil) {
        self.name = name
        self.salutation = salutation
        self.addressLines = addressLines
        self.siren = siren
    }
}
