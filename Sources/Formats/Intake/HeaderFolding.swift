import Values

/// Headers reduced to what their writers meant: no case, accents, punctuation or little words.
///
/// `N° de facture`, `Numéro facture`, `NumFacture` and `numero_facture` all become `number_facture`.
enum HeaderFolding {
    private static let littleWords: Set<String> = ["de", "du", "des", "d", "la", "le", "les", "l", "of", "the", "en", "a"]
    private static let numberWords: Set<String> = ["n", "no", "num", "nr", "numero", "number", "nbr", "numeros"]

    /// What people add in brackets: `Montant TTC (EUR)`, `Date (jj/mm/aaaa)`.
    private static let unitWords: Set<String> = ["eur", "euro", "euros", "jj", "mm", "aaaa", "dd", "yyyy"]

    static func fold(_ header: String) -> String {
        var words: [String] = []
        for word in self.words(of: header) where !littleWords.contains(word) {
            if unitWords.contains(word), !words.isEmpty { continue }
            words.append(numberWords.contains(word) ? "number" : word)
        }
        return words.joined(separator: "_")
    }

    /// Folded text without separating anything, for values such as names of countries and languages.
    static func foldValue(_ text: String) -> String { words(of: text).joined(separator: " ") }

    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var wasLower = false
        var dottedLetters = 0
        func close() {
            if !word.isEmpty { words.append(word) }
            word = ""
            dottedLetters = 0
        }
        for scalar in text.unicodeScalars {
            // Accents written apart (NFD) fall away; a degree or ordinal sign ends the word it follows.
            if (0x300...0x36F).contains(scalar.value) { continue }
            let isUpper = scalar.properties.isUppercase
            guard let letters = SearchText.latin(scalar) else {
                // The points of an abbreviation (`T.T.C.`) separate nothing.
                if scalar != "." || word.utf8.count != dottedLetters + 1 { close() } else { dottedLetters += 1 }
                wasLower = false
                continue
            }
            if isUpper, wasLower { close() }
            wasLower = !isUpper
            word += letters
        }
        close()
        return words
    }
}
