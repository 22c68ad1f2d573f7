import Channels
import Outbox
import TestKit
import Testing

private struct DiskFull: Error {}

@Suite("The simulated world keeps the same protocol")
struct SimulatedChannelTests {
    @Test("each fate ends as its address says", arguments: [
        ("a@x.test", 1, 1), ("bounce.hard@x.test", 1, 1), ("bounce.soft@x.test", 1, 1), ("complaint@x.test", 1, 1),
        ("timeout@x.test", 1, 1), ("refuse@x.test", 0, 0), ("defer@x.test", 0, 0),
    ])
    func fates(address: String, commits: Int, taken: Int) async throws {
        let deliveries = Deliveries()
        let channel = SimulatedChannel(record: deliveries.add)
        let gate = Gate()
        let message = try message(to: address)
        let outcome = await channel.deliver(message, commit: gate.commit)
        #expect(outcome == SimulatedFate(of: message.envelope).outcome(of: message))
        #expect(gate.calls == commits && deliveries.messages == Array(repeating: message, count: taken))
    }

    @Test("nothing is taken when the point of no return is refused, nor counted sure when it cannot be kept")
    func abandonedOrLost() async throws {
        let channel = SimulatedChannel { _ in throw DiskFull() }
        #expect(await channel.deliver(try message(), commit: { false }) == .abandoned)
        #expect(await channel.deliver(try message(), commit: { true }) == .uncertain(reason: .notRecorded("DiskFull()")))
    }

    @Test("letters pass too")
    func letter() async throws {
        let letter = OutgoingMessage(
            id: "1", company: "dupont", messageID: try #require(InternetMessageID(local: "m", domain: "relance.test")),
            envelope: .registeredLetter(sender: ["Dupont"], recipient: ["Client", "75001 PARIS"]), bytes: [1], digest: [])
        let outcome = await SimulatedChannel { _ in }.deliver(letter, commit: { true })
        #expect(outcome == .accepted(reference: "simulated m@relance.test"))
    }
}
