import Dispatch
import Outbox
import Values
import Workflows

/// The simulated mail server and post office: it keeps its own book of what it truly took.
struct SimulatedOffice: Channel {
    let world: World
    let process: SimulatedProcess
    let isSimulated: Bool

    init(_ world: World, _ process: SimulatedProcess, isSimulated: Bool) {
        self.world = world
        self.process = process
        self.isSimulated = isSimulated
    }

    func deliver(
        _ message: OutgoingMessage, commit: @escaping @Sendable () -> Bool
    ) async -> DeliveryOutcome {
        let place = "\(message.company).\(message.id).\(message.attempt)"
        guard !process.isDead else { return Self.notNow }
        world.tell("\(process.name) hands over \(place)")
        process.underWay = message
        world.name(message)
        world.pace(message, process)
        if !isSimulated, let early = refusal(message, place) { return early }
        process.reached(.recipientAccepted)
        guard !process.isDead else { return Self.notNow }
        await world.interlude?(message, process)
        // A driver's own thread asks, as a real one's does.
        let goes = await withCheckedContinuation { continuation in
            DispatchQueue(label: "relance.simulated-office").async { continuation.resume(returning: commit()) }
        }
        guard goes else {
            world.abandon(message)
            world.cloud(message)
            return .abandoned
        }
        if process.isDead {
            world.doubt(message)
            return .uncertain(reason: .crashed)
        }
        let badAddresses = world.customer(of: message)?.badAddresses ?? []
        await world.standstill?(message, process)
        world.take(message, isSimulated: isSimulated, badAddresses: badAddresses)
        process.reached(.dotSent)
        if process.isDead {
            world.loseAnswer(message)
            return .uncertain(reason: .crashed)
        }
        if !isSimulated, let (name, _) = world.faults.draw(.silence, at: place) {
            world.fire(.silence, name)
            world.loseAnswer(message)
            return .uncertain(reason: .noAnswer)
        }
        if !isSimulated { world.expectNews(of: message, at: place) }
        return .accepted(reference: "250 taken")
    }

    private static let notNow = DeliveryOutcome.deferred(Reply(text: "connection lost"), blame: .message)

    /// What stops a message before its point of no return.
    private func refusal(_ message: OutgoingMessage, _ place: String) -> DeliveryOutcome? {
        guard message.channel == .email else { return nil }
        if world.time < world.outageEnds {
            world.cloud(message)
            return .deferred(Reply(text: "connection refused"), blame: .provider)
        }
        if let (name, _) = world.faults.draw(.deferral, at: place) {
            world.fire(.deferral, name)
            world.putOff(message, process)
            return .deferred(Reply(code: 451, text: "4.7.1 later"), blame: .message)
        }
        if let (name, _) = world.faults.draw(.drop, at: place) {
            world.fire(.drop, name)
            world.putOff(message, process)
            return .deferred(Reply(text: "connection reset"), blame: .message)
        }
        if let (name, dice) = world.faults.draw(.refusal, at: place) {
            var dice = dice
            world.fire(.refusal, name)
            let isBad = dice.once(in: 2)
            world.refuse(message, process, addressIsBad: isBad)
            return .refused(Reply(code: 550, text: isBad ? "5.1.1 unknown" : "5.7.1 no"), addressIsBad: isBad)
        }
        return nil
    }
}
