/// Errors that a person can meet, and their remedies.
extension Catalogue {
    static let errors: [Wording] = []
}
