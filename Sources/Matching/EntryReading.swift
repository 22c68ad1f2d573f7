internal import Ledger
internal import Values

/// What a movement says, before anything is settled: the same whatever the other movements are.
struct EntryReading: Sendable {
    let entry: EntryID
    let amount: Int64
    let currency: Currency
    let bookedOn: LocalDate
    let kind: MovementKind
    let isOnAccount: Bool
    let isPartlyAttributed: Bool
    let charges: Int64
    /// Who may have paid, strongest first.
    let guesses: [PayerIndex.Guess]
    /// Its payer pays for several customers.
    let isShared: Bool
    let named: [DocumentNumbers.Hit]
    let hasUnknownNumber: Bool
    /// Numbers of three digits and more, with their lengths: perhaps the end of an invoice number.
    let tails: [(value: UInt64, scale: UInt64)]
    /// What the text was cut in, perhaps the beginning of an invoice number.
    let cutBeginning: [UInt8]
    let returns: [ReceiptIndex.Find]
    /// The bank says that it is one.
    let isSaidReturn: Bool
    let returnReason: String?
    /// The account that paid, as the bank tells it.
    let account: String
    let hasCreditorReference: Bool

    init(_ booked: BookedEntry, in index: MatchIndex) {
        let entry = booked.entry
        let text = FoldedText(entry)
        let words = MovementKind.words(of: text)
        self.entry = entry.id
        amount = entry.isReceipt ? booked.unattributed : entry.amount
        currency = entry.currency
        bookedOn = entry.bookedOn
        isOnAccount = MovementKind.isOnAccount(words)
        isPartlyAttributed = !booked.shares.isEmpty
        charges = entry.nature.charges ?? 0
        let (hits, hasUnknown) = index.numbers.search(text)
        named = hits
        hasUnknownNumber = hasUnknown
        let payers = index.payers.guesses(entry, text)
        guesses = payers.guesses
        isShared = payers.isShared
        returnReason = entry.nature.returnReason
        account = entry.party.account ?? ""
        hasCreditorReference = entry.references.creditor != nil
        tails = Self.tails(text)
        cutBeginning = Self.cutBeginning(text)
        let said = MovementKind(entry, words: words, ownAccounts: index.ownAccounts)
        isSaidReturn = said == .wentBack
        let owners = hits.filter { $0.form >= .whole }.map { index.debtors[Int(index.documents[Int($0.document)].customer)].id }
        let clues = ReceiptIndex.Clues(
            guesses: payers.guesses.map { index.debtors[Int($0.customer)].id }, named: owners, isSaid: isSaidReturn)
        returns = entry.isReceipt ? [] : index.receipts.search(entry, clues)
        // Money that goes out with the number of a customer's invoice, or of a receipt, probably went back.
        kind = !entry.isReceipt && (!owners.isEmpty || !returns.isEmpty) ? .wentBack : said
    }

    private static func tails(_ text: FoldedText) -> [(value: UInt64, scale: UInt64)] {
        var found: [(UInt64, UInt64)] = []
        for piece in text.pieces where piece.isDigits && (3...10).contains(piece.count) && found.count < 12 {
            guard let number = text.number(piece) else { continue }
            found.append((number, (0..<piece.count).reduce(UInt64(1)) { scale, _ in scale * 10 }))
        }
        return found
    }

    /// The last pieces of a text that was cut, back to where letters begin, when they hold digits.
    private static func cutBeginning(_ text: FoldedText) -> [UInt8] {
        guard let last = text.cut.last, text.pieces[last].isDigits else { return [] }
        var start = last
        while start > 0, text.pieces[start].isDigits, text.pieces[start - 1].segment == text.pieces[last].segment { start -= 1 }
        let bytes = text.bytes[Int(text.pieces[start].start)..<Int(text.pieces[last].end)]
        return bytes.count >= 5 ? Array(bytes) : []
    }
}
