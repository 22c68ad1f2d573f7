package import Values

/// The creditor: who writes, under which calendar, from which address.
package struct CompanyProfile: Hashable, Sendable {
    package let id: CompanyID
    package var name: String
    package var calendar: CalendarRegion
    /// IANA name, for example `Europe/Paris`; the day of the company begins at its midnight.
    package var timeZone: String
    /// Nothing real leaves before this is switched on purpose.
    package var isLive: Bool
    package var letterhead: Letterhead
    package var policy: CompanyPolicy

    package init(
        id: CompanyID, name: String, calendar: CalendarRegion = .france, timeZone: String = "Europe/Paris",
        isLive: Bool = false, letterhead: Letterhead = Letterhead(), policy: CompanyPolicy = CompanyPolicy()
    ) {
        self.id = id
        self.name = name
        self.calendar = calendar
        self.timeZone = timeZone
        self.isLive = isLive
        self.letterhead = letterhead
        self.policy = policy
    }
}

/// What the company prints at the head and the foot of its letters. All parts may be missing.
package struct Letterhead: Hashable, Sendable {
    /// The sender's address, and the one replies go to.
    package var email: String?
    package var phone: String?
    /// Postal address, one line each.
    package var addressLines: [String]
    package var siren: String?
    package var iban: String?
    package var bic: String?
    /// The person who signs, and what that person does.
    package var signatory: String?
    package var signatoryTitle: String?

    package init(
        email: String? = nil, phone: String? = nil, addressLines: [String] = [], siren: String? = nil,
        iban: String? = nil, bic: String? = nil, signatory: String? = nil, signatoryTitle: String? = nil
    ) {
        self.email = email
        self.phone = phone
        self.addressLines = addressLines
        self.siren = siren
        self.iban = iban
        self.bic = bic
        self.signatory = signatory
        self.signatoryTitle = signatoryTitle
    }
}

/// What the company decides for itself about the daily run.
package struct CompanyPolicy: Hashable, Sendable {
    /// Payment terms of customers whose due dates are not given, as written on the invoice.
    package var defaultTerms: String
    /// More receivables of one import than this, already past their first level, wait for approval.
    package var lateImportLimit: Int
    /// The first message that would really leave waits for a person.
    package var approvesFirstLiveSend: Bool
    /// Working days after which what is known of payments is too old for anything but a friendly step; 0: it never is; nil:
    /// as usual once bank statements come in, never before.
    package var freshnessDays: Int?
    /// Messages an hour at most; nil: no limit.
    package var messagesPerHour: Int?
    /// E-mails an hour at most to the addresses of one domain; nil: no limit.
    package var messagesPerHourAndDomain: Int?
    /// What it wants of automatic allocation.
    package var cash: CashPolicy
    /// The hour of the company's day, 0 to 23, at which `serve` plays the morning.
    package var morningHour: Int

    package init(
        defaultTerms: String = "30 jours net", lateImportLimit: Int = 20, approvesFirstLiveSend: Bool = false,
        freshnessDays: Int? = nil, messagesPerHour: Int? = nil,
        messagesPerHourAndDomain: Int? = nil, cash: CashPolicy = CashPolicy(), morningHour: Int = 8
    ) {
        self.defaultTerms = defaultTerms
        self.lateImportLimit = lateImportLimit
        self.approvesFirstLiveSend = approvesFirstLiveSend
        self.freshnessDays = freshnessDays
        self.messagesPerHour = messagesPerHour
        self.messagesPerHourAndDomain = messagesPerHourAndDomain
        self.cash = cash
        self.morningHour = morningHour
    }
}

/// What a company decides about money that comes in. Amounts in hundredths of the main unit, whatever the currency.
package struct CashPolicy: Hashable, Sendable {
    /// The share of automatic allocations that must be right, hundred-thousandths: 99,900 is 99.9 %. Above 100,000
    /// nothing is allocated by the program.
    package var precision: Int
    /// So much less may be paid, and is let go of.
    package var smallDifference: Int64
    /// So much may a bank have deducted on the way.
    package var bankCharges: Int64
    /// The early-payment discount that is granted, millionths of what is due: 20,000 is 2 %; 0: none.
    package var discount: Int64
    /// Days after the date of an invoice within which it may be taken.
    package var discountDays: Int

    package init(
        precision: Int = 99_900, smallDifference: Int64 = 0, bankCharges: Int64 = 0, discount: Int64 = 0,
        discountDays: Int = 15
    ) {
        self.precision = precision
        self.smallDifference = smallDifference
        self.bankCharges = bankCharges
        self.discount = discount
        self.discountDays = discountDays
    }

    /// Above every probability.
    package static let nothingAutomatic = 100_001
}
