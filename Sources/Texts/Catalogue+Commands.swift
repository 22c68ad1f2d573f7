/// Words of the command line.
extension Catalogue {
    static let commands: [Wording] = []
}
