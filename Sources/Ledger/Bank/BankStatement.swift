package import Values

/// One account over a span of days, as its bank wrote it; its movements are recorded one by one.
package struct BankStatement: Hashable, Sendable {
    /// A digest of what it says: the same statement in another file is the same.
    package let id: StatementID
    /// The company's own account: an IBAN when it could be told.
    package let account: String
    package let currency: Currency
    /// The bank's name or number for it, when it has one.
    package let reference: String?
    /// The first day it tells of.
    package let from: LocalDate
    /// The last day it tells of.
    package let until: LocalDate
    /// Minor units; nil where the file gives no balances.
    package let opening: Int64?
    package let closing: Int64?
    /// How many movements it has, those known already among them.
    package let entries: Int
    package let importID: ImportID

    package init(
        id: StatementID, account: String, currency: Currency, reference: String? = nil, from: LocalDate,
        until: LocalDate, opening: Int64? = nil, closing: Int64? = nil, entries: Int, importID: ImportID
    ) {
        self.id = id
        self.account = account
        self.currency = currency
        self.reference = reference
        self.from = from
        self.until = until
        self.opening = opening
        self.closing = closing
        self.entries = entries
        self.importID = importID
    }
}
