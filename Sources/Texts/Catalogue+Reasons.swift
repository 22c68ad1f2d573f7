/// Why something is done or withheld.
extension Catalogue {
    static let reasons: [Wording] = []
}
