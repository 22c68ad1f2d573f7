import Outbox
import Testing
import Values

private let start = Instant(milliseconds: 1_800_000_000_000)

@Suite("Retries and rates are arithmetic on data")
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

    @Test("in any hour no more leaves than the rate and one burst", arguments: [Int64(1), 7, 60, 3600, 7201])
    func pace(rate: Int64) {
        let pace = Pace(messages: rate, perSeconds: 3600, burst: 5)
        var level = pace.full(at: start)
        var now = start
        var sent: Int64 = 0
        let end = start.adding(seconds: 3600)
        while now < end {
            switch pace.take(from: level, at: now) {
            case .go(let next):
                level = next
                sent += 1
            case .wait(let until):
                #expect(until > now)
                now = until
            }
        }
        #expect((rate...(rate + 5)).contains(sent))
    }

    @Test("a clock that goes back refills nothing and a long absence refills once")
    func clock() {
        let pace = Pace(messages: 1, perSeconds: 60, burst: 2)
        guard case .go(let one) = pace.take(from: pace.full(at: start), at: start),
            case .go(let none) = pace.take(from: one, at: start.adding(seconds: -3600))
        else { return #expect(Bool(false)) }
        #expect(pace.take(from: none, at: start.adding(seconds: -60)) == .wait(until: start.adding(seconds: 60)))
        let ages = Instant(milliseconds: .max / 2)
        guard case .go(let afterAges) = pace.take(from: none, at: ages) else { return #expect(Bool(false)) }
        #expect(afterAges.credit == 60_000)
    }

    @Test("a message takes from every bucket or from none")
    func all() {
        let company = Pace(messages: 100, perSeconds: 60, burst: 10)
        let domain = Pace(messages: 1, perSeconds: 30, burst: 1)
        let first = Pace.takeAll([(company, company.full(at: start)), (domain, domain.full(at: start))], at: start)
        guard case .go(let levels) = first else { return #expect(Bool(false)) }
        let second = Pace.takeAll([(company, levels[0]), (domain, levels[1])], at: start)
        #expect(second == .wait(until: start.adding(seconds: 30)))
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
