internal import Ledger
internal import Values

/// What sort of movement it is, as far as its words and its bank's code tell.
enum MovementKind: Sendable {
    case ordinary
    /// Several payments in one sum.
    case batch
    /// Fees, taxes, salaries, transfers within the house.
    case notACustomerPayment
    /// Money that went back.
    case wentBack

    init(_ entry: BankEntry, words: Set<UInt64>, ownAccounts: Set<String>) {
        if !entry.isReceipt {
            let isReturn = entry.nature.returnReason != nil || entry.nature.isReversal || !words.isDisjoint(with: Self.returns)
            self = isReturn ? .wentBack : .notACustomerPayment
            return
        }
        if let account = entry.party.account, ownAccounts.contains(account) {
            self = .notACustomerPayment
        } else if Self.batchCodes.contains(where: { entry.nature.operation?.hasPrefix($0) ?? false }) {
            self = .batch
        } else if !words.isDisjoint(with: Self.cheques) && !words.isDisjoint(with: Self.deposits) {
            self = .batch
        } else if !words.isDisjoint(with: Self.cards) && !words.isDisjoint(with: Self.cardTakings) {
            self = .batch
        } else if !words.isDisjoint(with: Self.others) || Self.isInternal(words) {
            self = .notACustomerPayment
        } else if entry.nature.isReversal {
            self = .notACustomerPayment
        } else {
            self = .ordinary
        }
    }

    /// The bank says, by its code or its words, that it is money that went back.
    static func isSaidReturn(_ entry: BankEntry) -> Bool {
        guard !entry.isReceipt else { return false }
        return MovementKind(entry, words: words(of: FoldedText(entry)), ownAccounts: []) == .wentBack
    }

    /// An advance is said to be one.
    static func isOnAccount(_ words: Set<UInt64>) -> Bool { !words.isDisjoint(with: advances) }

    static func words(of text: FoldedText) -> Set<UInt64> {
        var words: Set<UInt64> = []
        for (place, piece) in text.pieces.enumerated() where !piece.isDigits && piece.count >= 2 && !text.cut.contains(place) {
            words.insert(text.hash(piece))
        }
        return words
    }

    private static func isInternal(_ words: Set<UInt64>) -> Bool {
        !words.isDisjoint(with: transfers) && !words.isDisjoint(with: within)
    }

    /// ISO 20022: cheques and cards received in bulk.
    private static let batchCodes = ["PMNT-RCHQ", "PMNT-MCRD", "PMNT-CNTR"]
    private static let returns = BankWords.hashes("rejet rejets rejete retour retours retourne impaye impayes impayee contrepassation annulation return returned")
    private static let cheques = BankWords.hashes("chq chqs cheque cheques")
    private static let deposits = BankWords.hashes("rem remise remises bordereau bord depot encaissement")
    private static let cards = BankWords.hashes("cb carte cartes tpe contrat commercant monetique")
    private static let cardTakings = BankWords.hashes("rem remise remises encaissement encaissements facturettes telecollecte")
    private static let others = BankWords.hashes(
        """
        urssaf dgfip drfip ddfip tresor impots impot salaire salaires paie commission commissions commiss agios frais interets \
        interet cotisation cotisations remboursement remb dividendes dividende emprunt deblocage cpam ijss \
        douane subvention indemnite sinistre
        """)
    private static let transfers = BankWords.hashes("vir virt virement transfert tresorerie")
    private static let within = BankWords.hashes("interne internes nivellement equilibrage tresorerie")
    private static let advances = BankWords.hashes("acompte acomptes arrhes avance avances provision provisions devis proforma")
}
