internal import Values

/// A payer's name in the form in which rules keep it and movements are searched for it.
package enum PayerName {
    /// Lower case, without accents, legal forms and titles, words separated by one space; empty when nothing remains.
    package static func fold(_ name: String) -> String {
        SearchText.fold(name).split(separator: " ").filter { !legalForms.contains(String($0)) }.joined(separator: " ")
    }

    static let legalForms: Set<String> = [
        "sa", "sas", "sasu", "sarl", "eurl", "snc", "sci", "scp", "selarl", "scop", "gie", "ei", "eirl", "sc", "scea", "gaec",
        "earl", "sca", "scs", "sem", "spl", "gmbh", "ag", "ltd", "limited", "bv", "nv", "srl", "spa", "inc", "llc", "plc",
        "ste", "societe", "ets", "etablissements", "m", "mr", "mme", "mlle", "monsieur", "madame", "cie",
    ]
}
