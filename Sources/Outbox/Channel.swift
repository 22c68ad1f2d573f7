/// A driver that hands messages over to the world.
package protocol Channel: Sendable {
    /// Nothing handed to it ever reaches anybody.
    var isSimulated: Bool { get }

    /// Tries once to hand `message` over, and says how that ended. Never throws, never tries again.
    ///
    /// `commit` is the point of no return. It is called at most once, synchronously, outside Swift's cooperative
    /// pool, so it may block on a database, when everything is handed over but what makes the message leave.
    /// When it returns false nothing leaves and the outcome is `abandoned`. When it is not called at all nothing has
    /// left either: the outcome is then `deferred` or `refused`. After it returned true, only a definite answer is
    /// an outcome; anything else is `uncertain`.
    func deliver(_ message: OutgoingMessage, commit: @escaping @Sendable () -> Bool) async -> DeliveryOutcome
}

extension Channel {
    package var isSimulated: Bool { false }
}
