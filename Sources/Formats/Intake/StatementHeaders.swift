/// Whether the headers of a table can only be those of a bank statement: a list of payments also has a day and an amount.
struct StatementHeaders {
    let head: TableHead

    /// The words of the folded headers; one bank calls what the payer wrote the detail of the entry.
    private var words: Set<String> {
        Set(head.folded.filter { $0 != "detail_ecriture" }.flatMap { $0.split(separator: "_").map(String.init) })
    }

    /// A statement has a label and never a customer, an invoice or a journal.
    var arePlausible: Bool {
        isComplete && words.isDisjoint(with: Self.ofBooks) && words.isDisjoint(with: Self.ofPayments)
    }

    /// Debit and credit beside each other, a balance or a day of value besides the day of booking: no other kind has these.
    var areCertain: Bool {
        guard isComplete, words.isDisjoint(with: Self.ofBooks) else { return false }
        return given.isSuperset(of: [.debit, .credit]) || given.contains(.balance) || given.contains(.valueOn)
    }

    private var given: Set<Field> { Set(head.assignment(.statement).keys) }

    private var isComplete: Bool { TableKind.statement.missing(from: given).isEmpty }

    /// Words of ledgers and of lists of documents.
    private static let ofBooks: Set<String> = [
        "client", "clients", "customer", "facture", "factures", "invoice", "invoices", "echeance", "avoir", "due", "journal", "ecriture",
        "lettrage", "lettre", "auxiliaire", "piece", "tiers", "ttc", "ht", "tva",
    ]

    private static let ofPayments: Set<String> = [
        "reglement", "reglements", "paiement", "paiements", "payment", "payments", "encaissement", "paid", "received", "receipt",
    ]
}
