import Outbox
import Testing
import Values

private let start = Instant(milliseconds: 1_800_000_000_000)

@Suite("Retries are arithmetic on data")
struct PolicyTests {
    @Test("waits double from five minutes, stay within their jitter and end at 48 hours", arguments: [0, 1, 17, UInt64.max])
    func retries(chance: UInt64) {
        var now = start
        var tries = 0
        while true {
            tries += 1
            guard case .retry(let at) = RetryPolicy.email.next(tries: tries, firstTryAt: start, now: now, chance: chance) else { break }
            let wait = Double(at.milliseconds - now.milliseconds) / 1000
            let nominal = Double(RetryPolicy.email.delays[min(tries, 7) - 1])
            #expect(wait <= nominal * 1.2 && (wait >= nominal * 0.8 || at == start.adding(seconds: 172_800)))
            now = at
        }
        #expect(now == start.adding(seconds: 172_800))
        #expect((15...25).contains(tries))
    }

    @Test("without jitter the first waits are exact")
    func exact() {
        let policy = RetryPolicy(delays: [300, 600], horizonSeconds: 2000, jitterPercent: 0)
        #expect(policy.next(tries: 1, firstTryAt: start, now: start, chance: 9) == .retry(at: start.adding(seconds: 300)))
        let later = start.adding(seconds: 900)
        #expect(policy.next(tries: 3, firstTryAt: start, now: later, chance: 9) == .retry(at: start.adding(seconds: 1500)))
        #expect(policy.next(tries: 4, firstTryAt: start, now: start.adding(seconds: 1500), chance: 9) == .retry(at: start.adding(seconds: 2000)))
        #expect(policy.next(tries: 5, firstTryAt: start, now: start.adding(seconds: 2000), chance: 9) == .giveUp)
    }

    @Test("a simulated address gets the fate its marker names, as a word only", arguments: [
        ("compta@dupont.test", SimulatedFate.accepts), ("a+bounce.soft@dupont.test", .bouncesSoftly),
        ("a@bounce.hard.test", .bouncesHard), ("Complaint@x.test", .complains), ("timeout@x.test", .timesOut),
        ("refuse-1@x.test", .refuses), ("defer@x.test", .defers), ("l.deferre@x.test", .accepts), ("expire@x.test", .expires),
    ])
    func fates(address: String, fate: SimulatedFate) throws {
        let sender = try EmailAddress(parsing: "nous@exemple.test")
        #expect(SimulatedFate(of: .email(sender: sender, recipient: try EmailAddress(parsing: address))) == fate)
    }

    @Test("a letter's fate is read from its lines")
    func letters() {
        #expect(SimulatedFate(of: .letter(sender: ["Nous"], recipient: ["Dupont", "bounce.hard", "75001 PARIS"])) == .bouncesHard)
        #expect(SimulatedFate(of: .registeredLetter(sender: ["Nous"], recipient: ["Dupont", "75001 PARIS"])) == .accepts)
    }
}
