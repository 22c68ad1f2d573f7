/// Small values of customers as people write them.
enum IdentityText {
    /// Nine digits, from a SIREN or a SIRET, spaces and points left out; nil for anything else.
    ///
    /// Its check digit is not verified here: a file of a firm's own customers is not refused for it.
    static func siren(_ text: String) -> String? {
        let digits = text.utf8.filter { $0 != 0x20 && $0 != 0x2E && $0 != 0xC2 && $0 != 0xA0 }
        guard digits.count == 9 || digits.count == 14, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return String(decoding: digits.prefix(9), as: UTF8.self)
    }

    static func language(_ text: String) -> DraftLanguage? {
        switch HeaderFolding.foldValue(text) {
        case "fr", "fra", "fre", "francais", "french", "fr fr", "fr be", "fr ch", "fr ca", "fr lu": .french
        case "en", "eng", "anglais", "english", "en gb", "en us", "en ie", "uk", "gb": .english
        default: nil
        }
    }

    /// Whether a word beside an amount says that it went; nil for a word that says neither.
    static func isDebit(_ text: String) -> Bool? {
        switch HeaderFolding.foldValue(text) {
        case "d", "debit", "debits", "db", "dr", "dbit", "s", "soll", "debe", "cargo", "sortie": true
        case "c", "credit", "credits", "cr", "crdt", "h", "haben", "haber", "abono", "entree": false
        default: text == "-" ? true : text == "+" ? false : nil
        }
    }

    /// The addresses of a cell; nil when one of them is none.
    static func emails(_ text: String) -> [String]? {
        let candidates = text.split { $0 == ";" || $0 == "," || $0 == " " || $0 == "|" }
        let addresses = candidates.map { $0.lowercased().hasPrefix("mailto:") ? String($0.dropFirst(7)) : String($0) }
        return !addresses.isEmpty && addresses.allSatisfy(isEmail) ? addresses : nil
    }

    /// One `@` between two parts that hold nothing which an address header could mistake for something else.
    private static func isEmail(_ address: String) -> Bool {
        let parts = address.utf8.split(separator: 0x40, omittingEmptySubsequences: false)
        guard parts.count == 2, address.utf8.count <= 254 else { return false }
        let forbidden = Array("()<>[]:;,\\\"' ".utf8)
        let local = parts[0]
        let domain = parts[1]
        guard !local.isEmpty, local.count <= 64, !domain.isEmpty, domain.first != 0x2E, domain.last != 0x2E,
            domain.first != 0x2D, !domain.contains(0x27)
        else { return false }
        // An apostrophe is legal before the @ (o'neil@example.com).
        return local.allSatisfy { $0 == 0x27 || !forbidden.contains($0) } && domain.allSatisfy { !forbidden.contains($0) }
    }
}

/// Names of the countries that French firms trade with, in French and English.
enum CountryNames {
    /// ISO 3166-1 alpha-2 in upper case; nil for an unknown name.
    static func code(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        if bytes.count == 2, bytes.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }) { return text.uppercased() }
        return codes[HeaderFolding.foldValue(text)]
    }

    private static let codes: [String: String] = {
        let lines = """
            FR:france,fra,france metropolitaine;DE:allemagne,germany,deu;BE:belgique,belgium,bel;ES:espagne,spain,esp
            IT:italie,italy,ita;LU:luxembourg,lux;CH:suisse,switzerland,che;NL:pays bas,netherlands,nld,hollande
            GB:royaume uni,united kingdom,gbr,grande bretagne,great britain,angleterre,england;IE:irlande,ireland,irl
            PT:portugal,prt;AT:autriche,austria,aut;DK:danemark,denmark,dnk;SE:suede,sweden,swe;NO:norvege,norway,nor
            FI:finlande,finland,fin;PL:pologne,poland,pol;CZ:republique tcheque,tchequie,czechia,czech republic,cze
            SK:slovaquie,slovakia,svk;HU:hongrie,hungary,hun;RO:roumanie,romania,rou;BG:bulgarie,bulgaria,bgr
            GR:grece,greece,grc;HR:croatie,croatia,hrv;SI:slovenie,slovenia,svn;EE:estonie,estonia,est
            LV:lettonie,latvia,lva;LT:lituanie,lithuania,ltu;MT:malte,malta,mlt;CY:chypre,cyprus,cyp
            MC:monaco,mco;AD:andorre,andorra,and;US:etats unis,etats unis amerique,united states,united states america,usa
            CA:canada,can;MA:maroc,morocco,mar;TN:tunisie,tunisia,tun;DZ:algerie,algeria,dza;SN:senegal,sen
            CI:cote ivoire,ivory coast,cote d ivoire,civ;JP:japon,japan,jpn;CN:chine,china,chn;IN:inde,india,ind
            BR:bresil,brazil,bra;TR:turquie,turkey,turkiye,tur;AE:emirats arabes unis,united arab emirates,are
            RE:reunion,la reunion;GP:guadeloupe;MQ:martinique;GF:guyane,guyane francaise;YT:mayotte
            PF:polynesie francaise,french polynesia;NC:nouvelle caledonie,new caledonia;KW:koweit,kuwait
            """
        var codes: [String: String] = [:]
        for entry in lines.split(whereSeparator: { $0 == ";" || $0 == "\n" }) {
            let parts = entry.split(separator: ":")
            for name in parts[1].split(separator: ",") { codes[String(name)] = String(parts[0]) }
        }
        return codes
    }()
}
