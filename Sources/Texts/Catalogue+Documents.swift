/// Fixed words of the mails and letters that customers receive.
extension Catalogue {
    static let documents: [Wording] = []
}
