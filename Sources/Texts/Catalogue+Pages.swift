/// Words of the web pages.
extension Catalogue {
    static let pages: [Wording] = []
}
