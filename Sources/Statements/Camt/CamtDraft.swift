import Values

/// An amount as written, with its currency.
struct CamtAmount: Hashable {
    var digits: [UInt8] = []
    var currency = ""

    /// Why it is no amount of an account.
    enum Problem: Error {
        case fault(AmountFault)
        /// Of another currency.
        case currency(String)
        case sideUnknown
    }

    /// Minor units of a currency. Up to five decimals may be written.
    func minor(in wanted: Currency) throws(Problem) -> Int64 {
        guard currency.isEmpty || currency == wanted.code else { throw .currency(currency) }
        do throws(AmountFault) { return try Scale.minor(text: digits, of: wanted) } catch { throw .fault(error) }
    }

    var text: String { String(decoding: digits, as: UTF8.self) }
}

/// A movement, or one transaction of it, while its elements are read.
struct CamtDraft {
    var line = 0
    var amount: CamtAmount?
    var isCredit: Bool?
    var isReversal = false
    var status = ""
    var bookedOn: String?
    var valueOn: String?
    var additional: [String] = []
    var codes: [String] = []
    var batch: String?
    var references = ReferencesDraft()
    var debtor = PartyDraft()
    var creditor = PartyDraft()
    var ultimateDebtor = PartyDraft()
    var ultimateCreditor = PartyDraft()
    var remittance: [String] = []
    var returnReason: String?
    var instructed: CamtAmount?
    var charges: CamtAmount?
    var details: [DetailDraft] = []

    /// Amount seen from the account.
    func signed(in currency: Currency, isCreditByDefault: Bool? = nil) throws(CamtAmount.Problem) -> Int64 {
        guard let isCredit = isCredit ?? isCreditByDefault else { throw .sideUnknown }
        guard let amount else { throw .fault(.malformed) }
        let minor = try amount.minor(in: currency)
        return isCredit ? minor : -minor
    }

    /// The other side is the debtor of what came and the creditor of what went. Of what comes back the parties are those
    /// of the first time, so that it is the reverse, unless an account tells which side we are on.
    private func isFromDebtor(_ isCredit: Bool, _ isReversal: Bool, _ own: IBAN?) -> Bool {
        if let own = own?.electronic {
            if creditor.account == own { return true }
            if debtor.account == own { return false }
        }
        guard returnReason != nil || isReversal else { return isCredit }
        // Some banks turn the parties round all the same, or leave one out.
        return isCredit ? creditor == PartyDraft() : debtor != PartyDraft()
    }

    func describe(_ entry: inout EntryDraft, isCredit: Bool, _ own: IBAN?) {
        let isFromDebtor = isFromDebtor(isCredit, entry.isReversal, own)
        entry.party = isFromDebtor ? debtor : creditor
        entry.ultimateParty = isFromDebtor ? ultimateDebtor : ultimateCreditor
        entry.references = references
        entry.remittance = remittance
        entry.returnReason = returnReason
        entry.details += details
        if let instructed, let currency = Currency(code: instructed.currency), currency != entry.currency,
            let minor = try? Scale.minor(text: instructed.digits, of: currency) {
            entry.original = Money(minor: minor, currency)
        }
        if let charges, let minor = try? charges.minor(in: entry.currency), minor != 0 { entry.charges = minor }
    }
}
