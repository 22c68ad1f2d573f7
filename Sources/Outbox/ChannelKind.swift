/// A way to reach a customer. The raw values are what files, commands and the database write.
package enum ChannelKind: String, Sendable, Hashable, CaseIterable {
    case email
    case letter
    case registeredLetter = "registered_letter"
    case sms
    /// A telephone call: work for a person, never handed to a driver.
    case call

    /// Whether a driver carries it; a call is made by a person.
    package var isCarried: Bool { self != .call }
}
