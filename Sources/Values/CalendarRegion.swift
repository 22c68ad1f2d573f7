/// A set of public holidays. Sources: C. trav. L3133-1, L3134-13, L3422-2; T2 calendar (closing days).
package enum CalendarRegion: String, Sendable, CaseIterable, Hashable {
    case france = "FR"
    case alsaceMoselle = "FR-ALSACE-MOSELLE"
    case guadeloupe = "FR-GP"
    case martinique = "FR-MQ"
    case guyane = "FR-GF"
    case reunion = "FR-RE"
    case mayotte = "FR-YT"
    case saintBarthelemy = "FR-BL"
    case saintMartin = "FR-MF"
    case nouvelleCaledonie = "FR-NC"
    case polynesie = "FR-PF"
    case wallisEtFutuna = "FR-WF"
    /// Closing days of the euro payment system.
    case target = "TARGET"
    /// Weekends only.
    case none = "NONE"

    /// `code` is month * 100 + day.
    func isFixedHoliday(_ code: Int) -> Bool {
        switch self {
        case .france: Self.isNational(code)
        case .alsaceMoselle: Self.isNational(code) || code == 1226
        case .guadeloupe: Self.isNational(code) || code == 527
        case .martinique: Self.isNational(code) || code == 522
        case .guyane: Self.isNational(code) || code == 610
        case .reunion: Self.isNational(code) || code == 1220
        case .mayotte: Self.isNational(code) || code == 427
        case .saintBarthelemy: Self.isNational(code) || code == 1009
        case .saintMartin: Self.isNational(code) || code == 528
        case .nouvelleCaledonie: Self.isNational(code) || code == 924
        case .polynesie: Self.isNational(code) || code == 305 || code == 1120
        case .wallisEtFutuna: Self.isNational(code) || code == 428 || code == 629 || code == 729
        case .target: code == 101 || code == 501 || code == 1225 || code == 1226
        case .none: false
        }
    }

    private static func isNational(_ code: Int) -> Bool {
        switch code {
        case 101, 501, 508, 714, 815, 1101, 1111, 1225: true
        default: false
        }
    }

    /// `offset` is counted in days from Easter Sunday.
    func isEasterHoliday(_ offset: Int) -> Bool {
        switch self {
        case .alsaceMoselle, .polynesie: offset == -2 || offset == 1 || offset == 39 || offset == 50
        case .target: offset == -2 || offset == 1
        case .none: false
        case .france, .guadeloupe, .martinique, .guyane, .reunion, .mayotte, .saintBarthelemy, .saintMartin,
            .nouvelleCaledonie, .wallisEtFutuna: offset == 1 || offset == 39 || offset == 50
        }
    }
}

extension CalendarRegion {
    /// The holidays of a French address, nil when the country is not France.
    ///
    /// `country` is an ISO 3166-1 alpha-2 code, an overseas one included (`RE`); left out or empty it means France.
    /// A postcode that says nothing more gives the national holidays.
    package init?(postcode: String?, country: String?) {
        let code = country.map { $0.filter { !$0.isWhitespace }.uppercased() } ?? ""
        switch code {
        case "", "FR": self = Self.region(ofFrenchPostcode: postcode ?? "")
        case "PM", "TF": self = .france
        default:
            guard let overseas = CalendarRegion(rawValue: "FR-" + code), code.utf8.count == 2 else { return nil }
            self = overseas
        }
    }

    /// Départements 57, 67 and 68, and the overseas prefixes of three digits; two communes became collectivities.
    private static func region(ofFrenchPostcode text: String) -> CalendarRegion {
        let digits = String(text.filter { !$0.isWhitespace })
        guard digits.utf8.count == 5, digits.utf8.allSatisfy(\.isDigit) else { return .france }
        switch digits.prefix(3) {
        case "971": return digits == "97133" ? .saintBarthelemy : digits == "97150" ? .saintMartin : .guadeloupe
        case "972": return .martinique
        case "973": return .guyane
        case "974": return .reunion
        case "976": return .mayotte
        case "977": return .saintBarthelemy
        case "978": return .saintMartin
        case "986": return .wallisEtFutuna
        case "987": return .polynesie
        case "988": return .nouvelleCaledonie
        default: break
        }
        switch digits.prefix(2) {
        case "57", "67", "68": return .alsaceMoselle
        default: return .france
        }
    }
}
