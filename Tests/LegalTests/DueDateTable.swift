import Legal
import Testing

/// One line of the table of the reference: a term, the reading taken, and its due date for each of five invoice dates.
struct DueDateRow: Sendable, CustomTestStringConvertible {
    let terms: [String]
    let reading: PaymentTerms.Reading
    let dueOn: [String]

    var testDescription: String { "\(terms.first ?? "") (\(reading.rawValue))" }

    init(_ terms: [String], _ reading: PaymentTerms.Reading = .addThenEnd, _ dueOn: String...) {
        self.terms = terms
        self.reading = reading
        self.dueOn = dueOn
    }

    static let issuedOn = ["2026-01-15", "2026-01-31", "2026-02-28", "2026-06-10", "2024-01-31"]

    static let thirty = ["30 j fin de mois", "30 jours fin de mois", "30 days end of month", "30 JOURS F.D.M."]
    static let fortyFive = ["45 j fin de mois", "45 jours fin de mois", "45 Jours FDM", "45 days EOM"]
    static let table = [
        DueDateRow(["comptant", "à réception", "A RECEPTION DE FACTURE", "due on receipt", "cash"], .addThenEnd,
            "2026-01-15", "2026-01-31", "2026-02-28", "2026-06-10", "2024-01-31"),
        DueDateRow(["30 jours net", "net 30", "n/30", "30 jrs nets"], .addThenEnd,
            "2026-02-14", "2026-03-02", "2026-03-30", "2026-07-10", "2024-03-01"),
        DueDateRow(["60 jours date de facture", "60 days from invoice date", "60 j. d'émission de facture"], .addThenEnd,
            "2026-03-16", "2026-04-01", "2026-04-29", "2026-08-09", "2024-03-31"),
        DueDateRow(thirty, .addThenEnd, "2026-02-28", "2026-03-31", "2026-03-31", "2026-07-31", "2024-03-31"),
        DueDateRow(thirty, .endThenAdd, "2026-03-02", "2026-03-02", "2026-03-30", "2026-07-30", "2024-03-01"),
        DueDateRow(thirty, .monthsThenEnd, "2026-02-28", "2026-02-28", "2026-03-31", "2026-07-31", "2024-02-29"),
        DueDateRow(fortyFive, .addThenEnd, "2026-03-31", "2026-03-31", "2026-04-30", "2026-07-31", "2024-03-31"),
        DueDateRow(fortyFive, .endThenAdd, "2026-03-17", "2026-03-17", "2026-04-14", "2026-08-14", "2024-03-16"),
        DueDateRow(["30 j fin de mois le 10", "30 jours fdm le 10", "30 days end of month the 10th"], .addThenEnd,
            "2026-03-10", "2026-04-10", "2026-04-10", "2026-08-10", "2024-04-10"),
        DueDateRow(["45 j fin de mois le 10", "45 jours fin de mois le 10 du mois suivant"], .addThenEnd,
            "2026-04-10", "2026-04-10", "2026-05-10", "2026-08-10", "2024-04-10"),
        DueDateRow(["3/10 n/30", "3/10, net 30", "3 % à 10 jours, net 30 jours"], .addThenEnd,
            "2026-02-14", "2026-03-02", "2026-03-30", "2026-07-10", "2024-03-01"),
    ]
}
