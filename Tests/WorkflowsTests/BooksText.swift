import Values

/// Accounting exports of one customer, written by tests.
enum BooksText {
    struct Entry: Sendable {
        let journal: String
        let on: String
        /// What the customer owes more by it, minor units.
        let debit: Int64
        let account: String
        let piece: String
        let letter: String
        /// The lines of the customer; none for a single one.
        var parts: [Int64] = []

        /// Money at the bank: below zero, it went out.
        init(_ journal: String, _ on: String, bank amount: Int64, piece: String, letter: String, inParts parts: [Int64] = []) {
            self.parts = parts.map { -$0 }
            (self.journal, self.on, debit, account) = (journal, on, -amount, "512000")
            (self.piece, self.letter) = (piece, letter)
        }

        init(_ journal: String, _ on: String, sale amount: Int64, piece: String, letter: String) {
            (self.journal, self.on, debit, account) = (journal, on, amount, "706000")
            (self.piece, self.letter) = (piece, letter)
        }
    }

    static func fec(_ customer: String, _ entries: [Entry]) -> String {
        let head =
            "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n"
        return head + zip(1..., entries).map { number, entry in
            (entry.parts.isEmpty ? [entry.debit] : entry.parts)
                .map { line(number, entry, "411000\tClients\t\(customer)\tClient", $0, entry.letter) }.joined()
                + line(number, entry, "\(entry.account)\tCompte\t\t", -entry.debit, "")
        }.joined()
    }

    private static func line(_ number: Int, _ entry: Entry, _ account: String, _ debit: Int64, _ letter: String) -> String {
        let day = entry.on.replacing("-", with: "")
        let lettered = letter.isEmpty ? "\t" : "\(letter)\t20261124"
        return "\(entry.journal)\tJournal\t\(number)\t\(day)\t\(account)\t\(entry.piece)\t\(day)\t\(entry.piece)\t"
            + "\(text(max(0, debit)))\t\(text(max(0, -debit)))\t\(lettered)\t20261124\t\t\n"
    }

    private static func text(_ amount: Int64) -> String {
        Money(minor: amount, .eur).decimalText.replacing(".", with: ",")
    }
}
