import Dunning
package import Ledger

/// The kinds of customers that the library treats differently, in the order in which they are recognised.
///
/// The order is the precedence: a customer that fits several kinds is of the first.
package enum CustomerProfile: String, CaseIterable, Hashable, Sendable {
    /// A company of the same group.
    case intercompany
    case risky
    /// Before public bodies: `grand public` means consumers.
    case consumer
    case publicBody = "public_body"
    case largeAccount = "large_account"
    /// A craftsman, a liberal profession or a very small firm.
    case smallFirm = "small_firm"
    case export
    case standard

    /// Recognised by the words of the segment, then by country and language.
    ///
    /// - Parameters:
    ///   - segment: the company's own word, in French or English, in any case, accented or not, or nil.
    ///   - country: ISO 3166-1 alpha-2. A customer outside France, its overseas parts and Monaco is an export
    ///     customer when it is not written to in French.
    ///   - language: ISO 639-1.
    package init(segment: String?, country: String, language: String) {
        let words = SegmentWord.folded(segment ?? "").split(separator: "_").map(String.init)
        if let profile = Self.allCases.first(where: { $0.isNamed(by: words) }) {
            self = profile
        } else if !Self.french.contains(country.uppercased()), !language.lowercased().hasPrefix("fr") {
            self = .export
        } else {
            self = .standard
        }
    }

    package var scenario: ScenarioID {
        switch self {
        case .intercompany: ScenarioID("mute")
        case .risky: ScenarioID("risky")
        case .publicBody: ScenarioID("public-body")
        case .consumer: ScenarioID("consumer")
        case .largeAccount: ScenarioID("large-account")
        case .smallFirm: ScenarioID("small-firm")
        case .export: ScenarioID("export-en")
        case .standard: ScenarioID("standard")
        }
    }

    /// One of the phrases stands in the segment, word by word: `public` in `Acheteur public`, never in `publicite`.
    private func isNamed(by words: [String]) -> Bool {
        phrases.contains { phrase in
            let wanted = phrase.split(separator: "_").map(String.init)
            guard words.count >= wanted.count else { return false }
            return (0...(words.count - wanted.count)).contains { Array(words[$0..<($0 + wanted.count)]) == wanted }
        }
    }

    /// Folded, singular and plural.
    private var phrases: [String] {
        switch self {
        case .intercompany:
            [
                "intercompany", "inter_company", "intercompagnie", "intragroupe", "intra_groupe", "intragroup",
                "intra_group", "du_groupe", "filiale", "filiales", "subsidiary", "mute", "muet",
            ]
        case .risky:
            ["risque", "risques", "risquee", "douteux", "douteuse", "risky", "high_risk", "at_risk", "doubtful"]
        case .publicBody:
            [
                "public", "publics", "publique", "publiques", "collectivite", "collectivites", "mairie", "mairies",
                "commune", "administration", "administrations", "etat", "hopital", "public_body", "government",
                "authority",
            ]
        case .consumer:
            [
                "grand_public", "particulier", "particuliers", "consommateur", "consommateurs", "consumer", "consumers", "b2c",
                "individual", "individuals", "household",
            ]
        case .largeAccount:
            [
                "grand_compte", "grands_comptes", "grande_entreprise", "grandes_entreprises", "grand_groupe",
                "grands_groupes", "large", "large_account", "large_accounts", "key_account", "key_accounts", "enterprise",
            ]
        case .smallFirm:
            [
                "tpe", "artisan", "artisans", "artisanat", "micro", "micro_entreprise", "auto_entrepreneur",
                "petite_entreprise", "petites_entreprises", "commercant", "commercants", "profession_liberale",
                "professions_liberales", "liberal", "small", "small_firm", "small_business", "craftsman", "craftsmen",
                "craft", "sole_trader",
            ]
        case .export: ["export", "exports", "etranger", "international", "foreign", "overseas"]
        // Everybody else, `pme` among them: the default cadence is made for them, unless they are abroad.
        case .standard: []
        }
    }

    /// France, the parts of it that have codes of their own, and Monaco. Source: ISO 3166-1.
    private static let french: Set<String> = [
        "", "FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "WF", "PF", "NC", "TF", "MC",
    ]
}

extension ScenarioLibrary {
    /// The scenario of the library that suits a customer about whom nothing was decided.
    package static func suggested(segment: String?, country: String, language: String) -> ScenarioID {
        CustomerProfile(segment: segment, country: country, language: language).scenario
    }

    package static func suggested(for customer: Customer) -> ScenarioID {
        suggested(segment: customer.segment, country: customer.country, language: customer.language)
    }
}
