package import Texts
package import Values

/// Where the customer can look and answer; http or https.
package struct PortalLinks: Sendable, Hashable {
    package let home: String
    package let alreadyPaid: String?
    package let proposeDate: String?
    package let reportProblem: String?

    package init(home: String, alreadyPaid: String? = nil, proposeDate: String? = nil, reportProblem: String? = nil) {
        self.home = home
        self.alreadyPaid = alreadyPaid
        self.proposeDate = proposeDate
        self.reportProblem = reportProblem
    }
}

/// Everything a message says, as data: one customer, one currency, one day.
package struct ReminderContent: Sendable, Hashable {
    package let language: Language
    package let regime: Regime
    /// The day of the message.
    package let on: LocalDate
    package let letterhead: Letterhead
    package let addressee: Addressee
    package let currency: Currency
    package let lines: [ReminderLine]
    package let credits: [CreditLine]
    package let coming: [ComingLine]
    /// What is asked in all: lines less credits, plus penalties when they are asked.
    package let total: Money
    /// Creditor reference to quote with the transfer (ISO 11649), without spaces.
    package let reference: String?
    package let penalties: Penalties?
    /// Days of the earlier messages to recall, oldest first.
    package let previous: [LocalDate]
    /// Days left to pay by a formal notice.
    package let deadlineDays: Int?
    package let portal: PortalLinks?
    /// Whether the invoices travel with the message.
    package let attachesInvoices: Bool
    package let statement: AccountStatement?

    package init(
        language: Language, regime: Regime = .business, on: LocalDate, letterhead: Letterhead, addressee: Addressee,
        currency: Currency, lines: [ReminderLine], credits: [CreditLine] = [], coming: [ComingLine] = [],
        total: Money, reference: String? = nil, penalties: Penalties? = nil, previous: [LocalDate] = [],
        deadlineDays: Int? = nil, portal: PortalLinks? = nil, attachesInvoices: Bool = false,
        statement: AccountStatement? = nil
    ) {
        self.language = language
        self.regime = regime
        self.on = on
        self.letterhead = letterhead
        self.addressee = addressee
        self.currency = currency
        self.lines = lines
        self.credits = credits
        self.coming = coming
        self.total = total
        self.reference = reference
        self.penalties = penalties
        self.previous = previous
        self.deadlineDays = deadlineDays
        self.portal = portal
        self.attachesInvoices = attachesInvoices
        self.statement = statement
    }

    /// The last day to pay under a formal notice.
    var deadlineOn: LocalDate? { deadlineDays.map { on.adding(days: $0) } }

    var askedPenalties: Penalties? { penalties.flatMap { $0.areAsked ? $0 : nil } }
}

/// A message ready to leave.
package struct RenderedReminder: Sendable, Hashable {
    package let subject: String
    package let html: String
    package let text: String
}
