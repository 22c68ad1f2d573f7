import Values

/// An amount as written, with its currency.
struct CamtAmount: Hashable {
    var digits: [UInt8] = []
    var currency = ""

    /// Minor units of a currency; nil when it is none of its amounts. Up to five decimals may be written.
    func minor(in wanted: Currency) -> Int64? {
        guard currency.isEmpty || currency == wanted.code else { return nil }
        return Scale.minor(text: digits, of: wanted)
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

    /// Amount seen from the account; nil when it cannot be read.
    func signed(in currency: Currency, isCreditByDefault: Bool?) -> Int64? {
        guard let minor = amount?.minor(in: currency), let isCredit = isCredit ?? isCreditByDefault else { return nil }
        return isCredit ? minor : -minor
    }

    /// What concerns the other side, which depends on where the money went.
    func describe(_ entry: inout EntryDraft, isCredit: Bool) {
        entry.party = isCredit ? debtor : creditor
        entry.ultimateParty = isCredit ? ultimateDebtor : ultimateCreditor
        entry.references = references
        entry.remittance = remittance
        entry.returnReason = returnReason
        entry.details += details
        if let instructed, let currency = Currency(code: instructed.currency), currency != entry.currency,
            let minor = Scale.minor(text: instructed.digits, of: currency) {
            entry.original = Money(minor: minor, currency)
        }
        if let charges, let minor = charges.minor(in: entry.currency), minor != 0 { entry.charges = minor }
    }
}
