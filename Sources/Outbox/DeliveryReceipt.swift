/// News of a message after its hand-over. The raw values are stored.
package enum DeliveryReceipt: String, Sendable, Hashable, CaseIterable {
    /// It arrived.
    case delivered
    /// Not yet; the provider goes on trying (RFC 3464 `delayed`, 4.x.x).
    case softBounce = "soft_bounce"
    /// Returned for good (RFC 3464 `failed`, 5.x.x).
    case hardBounce = "hard_bounce"
    /// The recipient marked it as unwanted: it did arrive.
    case complaint
    /// The provider stopped trying (RFC 3464 `failed`, 4.4.7).
    case timeout

    /// What the news says about the address, whatever the state of the message.
    package var addressEffect: AddressEffect {
        switch self {
        case .hardBounce: .suspend
        case .complaint: .mute
        case .delivered, .softBounce, .timeout: .none
        }
    }
}

/// What becomes of an address after news of it.
package enum AddressEffect: String, Sendable, Hashable, CaseIterable {
    case none
    /// It does not work: never write to it again until a person corrects it.
    case suspend
    /// Its owner does not want these messages there: another channel only.
    case mute
}
