/// The words of payment terms in French and English, folded to lower case without accents.
enum TermsWords {
    static let days: Set<String> = ["j", "jr", "jrs", "jour", "jours", "day", "days", "d", "jnet", "jn"]
    static let weeks: Set<String> = ["semaine", "semaines", "week", "weeks", "sem"]
    static let months: Set<String> = ["mois", "month", "months"]
    static let singleMonth: Set<String> = ["mois", "month"]
    static let daysAtEndOfMonth: Set<String> = ["jfm", "jfdm", "deom"]
    static let next: Set<String> = ["suivant", "prochain", "following", "next"]
    static let ordinals: Set<String> = ["er", "e", "eme", "ieme", "th", "st", "nd", "rd"]
    static let articles: Set<String> = ["de", "du", "of", "the", "le", "day"]
    static let fixedDayIntroductions: Set<String> = ["le", "au", "the", "on"]
    static let immediate: Set<String> = [
        "comptant", "cash", "immediat", "immediate", "immediately", "immediatement", "now",
    ]
    /// The end of the month comes before what these words follow.
    static let after: Set<String> = [
        "apres", "after", "from", "compter", "partir", "dater", "depuis", "suivant", "suivants", "suivante", "following",
    ]
    static let then: Set<String> = ["puis", "then", "ensuite", "plus", "reporte", "reportes"]

    static let bases: [String: PaymentTerms.Base] = [
        "facture": .invoice, "factures": .invoice, "facturation": .invoice, "invoice": .invoice, "invoicing": .invoice,
        "emission": .invoice, "issue": .invoice, "fact": .invoice, "fac": .invoice,
        "reception": .receipt, "receipt": .receipt, "recept": .receipt,
        "livraison": .delivery, "delivery": .delivery, "prestation": .delivery, "service": .delivery,
        "marchandise": .delivery, "marchandises": .delivery, "goods": .delivery,
    ]

    static let numbers: [String: Int] = [
        "un": 1, "une": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "huit": 8, "dix": 10, "ten": 10,
        "quinze": 15, "vingt": 20, "trente": 30, "thirty": 30, "quarante-cinq": 45, "forty-five": 45, "soixante": 60,
        "sixty": 60,
    ]

    /// Words that change nothing.
    static let air: Set<String> = [
        "a", "au", "aux", "bancaire", "bank", "by", "calendaires", "calendar", "cheque", "civil", "condition", "conditions",
        "d", "dans", "date", "de", "delai", "des", "discount", "du", "due", "echeance", "escompte", "full", "if", "in", "l",
        "la", "lcr", "le", "les", "net", "nets", "nette", "of", "on", "otherwise", "paid", "paiement", "par", "payable",
        "payables", "payment", "pour", "prelevement", "reglement", "sinon", "sous", "sur", "term", "terme", "terms", "the",
        "traite", "transfer", "upon", "virement", "within", "at",
    ]

    /// How many tokens spell the end of a month from the first one on; nil when they spell something else.
    static func endOfMonth(_ tokens: ArraySlice<TermsToken>) -> Int? {
        switch tokens.first?.word {
        case "fdm", "fm", "eom", "finmois", "findemois": return 1
        case "fin", "end": return length(tokens, ending: ["mois", "month", "months", "m"])
        case "month": return tokens.dropFirst().first?.word == "end" ? 2 : nil
        case "month-end": return 1
        case _?, nil: return nil
        }
    }

    /// How many tokens spell the end of a ten-day period from the first one on.
    static func endOfDecade(_ tokens: ArraySlice<TermsToken>) -> Int? {
        switch tokens.first?.word {
        case "fin", "end": length(tokens, ending: ["decade"])
        case _?, nil: nil
        }
    }

    /// `fin de [la] …`, `end of the [following] …`: up to five tokens, articles between the two ends.
    private static func length(_ tokens: ArraySlice<TermsToken>, ending: Set<String>) -> Int? {
        for (offset, token) in tokens.dropFirst().prefix(4).enumerated() {
            guard let word = token.word else { return nil }
            if ending.contains(word) { return offset + 2 }
            guard articles.contains(word) || next.contains(word) || word == "la" || word == "d" else { return nil }
        }
        return nil
    }
}
