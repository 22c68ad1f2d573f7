package import Texts

/// The names that a message template may use. Days and amounts arrive in words, in the message's language.
package enum ReminderWord: String, Sendable, CaseIterable {
    // Who writes and who reads.
    case company, signatory, title, phone, email, customer, salutation
    // How many invoices: `3`, `trois`, `Trois`; sections for one and for several.
    case count, count_words, count_words_start, one, many
    // The invoice when there is one, or their numbers in a sentence.
    case invoice, invoices, order
    // Due dates: of the only invoice or the common one, then the first and the last.
    case due_on, same_due, oldest_due_on, latest_due_on
    // Lateness of the oldest: `32 jours`; `recent` up to fifteen days.
    case lateness, recent
    // Amounts: what is asked in all, and the invoices alone.
    case total, principal, credits, coming
    // How to pay.
    case reference, iban
    // Late interest and fixed sums; `rate` runs today, `rates` are all those applied.
    case penalties_asked, penalties_shown, indemnity_apart, interest, indemnity, indemnity_each, rate, rates
    // Earlier messages: `3 novembre et 17 novembre`.
    case previous, several_previous, previous_dates, last_previous
    // Formal notice: `8 jours`, and the day it ends.
    case deadline, deadline_on
    case today, attached, portal
    // Under which law.
    case business, public_body, consumer

    /// All of them, by slot.
    package static let ordered: [ReminderWord] = Array(allCases)

    package var kind: Vocabulary.Kind {
        switch self {
        case .one, .many, .same_due, .recent, .credits, .coming, .penalties_asked, .penalties_shown, .indemnity_apart,
            .previous, .several_previous, .attached, .portal, .business, .public_body, .consumer: .flag
        case .company, .signatory, .title, .phone, .email, .customer, .salutation, .count, .count_words,
            .count_words_start, .invoice, .invoices, .order, .due_on, .oldest_due_on, .latest_due_on, .lateness,
            .total, .principal, .reference, .iban, .interest, .indemnity, .indemnity_each, .rate, .rates, .previous_dates,
            .last_previous, .deadline, .deadline_on, .today: .text
        }
    }
}
