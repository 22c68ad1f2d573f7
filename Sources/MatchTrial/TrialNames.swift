/// Names of firms and people, as French ledgers have them.
enum TrialNames {
    static let families = words(
        """
        Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefebvre Michel Garcia David Bertrand \
        Roux Vincent Fournier Morel Girard André Lefèvre Mercier Dupont Lambert Bonnet François Martinez Legrand Garnier Faure \
        Rousseau Blanc Guérin Muller Henry Roussel Nicolas Perrin Morin Mathieu Clément Gauthier Dumont Lopez Fontaine Chevalier \
        Robin Masson Sanchez Gérard Nguyen Boyer Denis Lemaire Duval Joly Gautier Roger Roche Roy Noël Meyer Lucas Meunier Jean \
        Pérez Marchand Dufour Blanchard Marie Barbier Brun Dumas Brunet Schmitt Leroux Colas Fernandez Pasquier Arnaud Caron Renaud
        """)
    static let trades = words(
        """
        Maçonnerie Menuiserie Plomberie Chauffage Électricité Peinture Transports Garage Boulangerie Restaurant Pharmacie \
        Imprimerie Serrurerie Charpente Couverture Paysages Nettoyage Sécurité Logistique Carrelage Métallerie Ébénisterie \
        Traiteur Optique Fleurs Vignobles Cycles Librairie Ambulances Informatique
        """)
    static let towns = words(
        """
        Nantes Rennes Lyon Lille Brest Dijon Tours Angers Reims Nancy Metz Caen Rouen Amiens Limoges Orléans Poitiers Niort Vannes \
        Quimper Lorient Cholet Laval Chartres Blois Bourges Nevers Mâcon Annecy Chambéry Valence Avignon Nîmes Arles Toulon Pau
        """)
    static let forms = ["SARL", "SAS", "SASU", "EURL", "SA", "SCI", ""]
    static let firstNames = words("Jean Pierre Marie Sophie Luc Claire Paul Anne Julien Camille Hugo Emma Louis Léa Marc Julie")
    private static let beginnings = words("Alti Bati Cap Domo Eco Finis Geo Hexa Idea Kali Log Mega Nova Opti Pro Quali Rivo Soli Techni Uni Vita Xeno Zeni Atlan Bel Cler Deli Estu")
    private static let endings = words("ance bat care drive ex form gest himo isol jet land media nord orga plast quest rex sud tech urba via wood ys zen active loc")

    /// A made-up word, as many firms bear: "Novatech".
    static func coined(_ dice: inout TrialDice) -> String {
        dice.pick(beginnings) + dice.pick(endings) + (dice.percent(25) ? dice.pick(endings) : "")
    }

    static func firm(_ dice: inout TrialDice) -> String {
        let form = dice.pick(forms)
        let core: String
        switch dice.int(0...99) {
        case 0..<30: core = coined(&dice)
        case 30..<45: core = dice.pick(trades) + " " + dice.pick(families)
        case 45..<60: core = dice.pick(families) + " " + dice.pick(trades)
        case 60..<68: core = dice.pick(families) + " et Fils"
        case 68..<78: core = coined(&dice) + " " + dice.pick(towns)
        case 78..<86: core = dice.pick(trades) + " de " + dice.pick(towns)
        case 86..<93: core = dice.pick(families) + " " + dice.pick(families)
        default: return dice.pick(firstNames) + " " + dice.pick(families)
        }
        return form.isEmpty ? core : dice.percent(50) ? form + " " + core : core + " " + form
    }

    /// Almost the same: another branch, another form, another brother.
    static func beside(_ name: String, _ dice: inout TrialDice) -> String {
        let bare = name.split(separator: " ").filter { !forms.contains(String($0)) }.map(String.init)
        guard let first = bare.max(by: { $0.count < $1.count }) else { return name }
        switch dice.int(0...3) {
        case 0: return first + " " + dice.pick(towns)
        case 1: return first + " " + dice.pick(trades)
        case 2: return first + " et Fils"
        default: return bare.joined(separator: " ") + " Services"
        }
    }

    private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

    /// As banks print it: upper case, no accents, nothing but what their character set has.
    static func printed(_ text: String) -> String {
        var printed = ""
        for character in text {
            switch character {
            case "é", "è", "ê", "ë", "É", "È": printed += "E"
            case "à", "â", "ä": printed += "A"
            case "ç", "Ç": printed += "C"
            case "î", "ï": printed += "I"
            case "ô", "ö": printed += "O"
            case "û", "ù", "ü": printed += "U"
            default: printed += character.uppercased()
            }
        }
        return printed
    }
}
