package import Ledger

/// What speaks for an explanation. The raw values are kept with facts and never change.
package enum MatchReason: String, Hashable, Sendable, CaseIterable {
    // Who paid.
    case knownAccount = "known_account"
    case knownName = "known_name"
    case learnedWords = "learned_words"
    case customerName = "customer_name"
    case sirenSeen = "siren"
    case sharedPayer = "shared_payer"
    // For what.
    case creditorReference = "creditor_reference"
    case ownIdentifier = "own_identifier"
    case invoiceNumber = "invoice_number"
    case partialNumber = "partial_number"
    case orderReference = "order_reference"
    // How the amount comes about.
    case exactAmount = "exact_amount"
    case consecutiveRun = "consecutive_run"
    case wholeMonth = "whole_month"
    case wholeBalance = "whole_balance"
    case sumOfSeveral = "sum_of_several"
    case creditNetted = "credit_netted"
    case discountTaken = "discount_taken"
    case chargesDeducted = "charges_deducted"
    case smallDifference = "small_difference"
    case partPayment = "part_payment"
    case paidTooMuch = "paid_too_much"
    case recoveryCostsPaid = "recovery_costs_paid"
    case usualAmount = "usual_amount"
    // What it is besides.
    case recognisedPayment = "recognised_payment"
    case returnReason = "return_reason"
    case returnedReference = "returned_reference"
    case returnedAmount = "returned_amount"
    /// The bank's charges, on top of what went back.
    case returnCharges = "return_charges"

    package func callAsFunction(_ value: String = "") -> MatchEvidence.Reason { .init(rawValue, value) }
}

/// What speaks against posting. The raw values never change.
package enum MatchDoubt: String, Hashable, Sendable, CaseIterable {
    /// No sign of who paid.
    case payerUnknown = "payer_unknown"
    /// Two customers may have paid.
    case severalCustomers = "several_customers"
    /// Several ways to make up the amount, equally good.
    case severalExplanations = "several_explanations"
    /// The amount fits, and nothing else.
    case amountOnly = "amount_only"
    /// The amount fits, and a name that may be another customer's as well.
    case payerUnsure = "payer_unsure"
    /// The amount does not fit what is named or owed.
    case amountDiffers = "amount_differs"
    /// It names what is settled already: perhaps a second payment.
    case alreadySettled = "already_settled"
    /// Another movement wants the same receivable with as good a right.
    case contested
    /// The receivable is in dispute.
    case disputed
    /// A parent company or a factor, without a whole reference.
    case sharedPayerWithoutReference = "shared_payer_without_reference"
    /// Names something that is not known here.
    case unknownReference = "unknown_reference"
    /// The account belongs to another customer than the one named.
    case payerDiffers = "payer_differs"
    /// The name is rather another customer's.
    case nameDiffers = "name_differs"
    /// Several payments in one sum: cheques, cards.
    case batch
    /// Bank charges, taxes, salaries, internal transfers.
    case notACustomerPayment = "not_a_customer_payment"
    /// An advance, before any invoice.
    case onAccount = "on_account"
    /// Something would have to be let go of beyond what the company allows.
    case beyondTolerance = "beyond_tolerance"
    /// Money that went back: a person confirms.
    case moneyWentBack = "money_went_back"
    /// It looks like money that went back, and nothing tells of which payment.
    case returnUnknown = "return_unknown"
    /// A person undid it before.
    case undone
    /// With others it comes to a payment of the books, which may be them.
    case partOfPayment = "part_of_payment"
    /// Part of it is attributed already.
    case partlyAttributed = "partly_attributed"
    /// Less probable than the company asks.
    case notSureEnough = "not_sure_enough"

    package func callAsFunction(_ value: String = "") -> MatchEvidence.Reason { .init(rawValue, value) }
}

extension MatchReason {
    /// What says who paid.
    package static let payerCodes = Set([knownAccount, knownName, sirenSeen, customerName].map(\.rawValue))
    /// What names an invoice whole: however improbable, nobody is reminded of it before somebody has looked.
    package static let namingCodes = Set([creditorReference, ownIdentifier, invoiceNumber].map(\.rawValue))
}

extension MatchDoubt {
    /// What says that the money is perhaps not one customer's.
    package static let othersMoney = Set([notACustomerPayment, batch, severalCustomers].map(\.rawValue))
}
