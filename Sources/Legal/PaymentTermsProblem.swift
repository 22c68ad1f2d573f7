/// Why payment terms cannot be read, and where.
package struct PaymentTermsProblem: Error, Hashable, Sendable {
    package let reason: Reason
    /// Counted in characters from 1.
    package let column: Int
    /// The word that stops the reading, as written; empty at the end of the text.
    package let text: String

    package enum Reason: Sendable, Hashable {
        /// Nothing is written, or nothing that says when to pay.
        case nothing
        /// A word that has no meaning here.
        case unexpected
        /// A second delay, end of month, fixed day or discount.
        case repeated
        /// More than 400 days or 36 months, a day of month over 31, a discount of 100 % or more.
        case outOfRange
        /// An immediate payment and a delay.
        case contradiction
        /// A discount without the day on which the whole is due.
        case netDelayMissing
        /// Longer than 200 characters.
        case tooLong
    }
}
