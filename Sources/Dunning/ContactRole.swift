/// The roles of people at a customer's, as files, scenarios and the program call them.
package enum ContactRole {
    private static let known: [(role: String, stems: [String])] = [
        ("accounting", ["compta", "account", "fournisseur", "payable", "facturation", "billing", "finance"]),
        ("buyer", ["achat", "acheteu", "purchas", "buyer", "procurement"]),
        ("management", ["direct", "gerant", "dirigeant", "president", "manag", "owner", "ceo"]),
    ]

    /// The program's own word for the usual roles (`accounting` for `Comptabilité fournisseurs`), else the text as it is.
    package static func word(for text: String) -> String {
        let words = SegmentWord.folded(text).split(separator: "_")
        return known.first { entry in words.contains { word in entry.stems.contains { word.hasPrefix($0) } } }?.role ?? text
    }

    /// Whether a scenario and a contact mean the same role, whatever each calls it.
    static func areSame(_ left: String, _ right: String) -> Bool {
        SegmentWord.folded(word(for: left)) == SegmentWord.folded(word(for: right))
    }
}
