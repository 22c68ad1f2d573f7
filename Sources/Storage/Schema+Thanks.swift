import SQL

extension Schema {
    /// Who has paid lately is asked every morning.
    static let thanks = Migration(
        11, "thanks",
        ["CREATE INDEX credits_paid ON credits (company, received_on, customer) WHERE kind = 'payment'"])
}
