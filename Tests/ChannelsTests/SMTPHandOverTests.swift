import Channels
import Foundation
import Outbox
import TestKit
import Testing

@Suite("A message is handed over to a real SMTP server once", .timeLimit(.minutes(15)))
struct SMTPHandOverTests {
    @Test("an accepted message arrives once, to the byte, and the reply is kept")
    func accepted() async throws {
        let sink = try Sink()
        let gate = Gate()
        let outcome = await SMTPChannel(try settings(sink)).deliver(try message(), commit: gate.commit)
        #expect(outcome == .accepted(reference: "250 2.0.0 queued as 1"))
        let report = try sink.report()
        #expect(report.accepted.map(\.bytes) == [Data(try message().bytes)])
        #expect(report.accepted.first?.sender == "compta@dupont.test")
        #expect(report.accepted.first?.recipients == ["client@exemple.test"])
        #expect(gate.calls == 1)
    }

    @Test("the point of no return comes after the whole body and before the dot")
    func commitPoint() async throws {
        let sink = try Sink()
        let body = "Subject: long\r\n\r\n" + String(repeating: "une ligne de texte\r\n", count: 5_000)
        let gate = Gate {
            guard let report = try? sink.report(until: { $0.bodyBytes == body.utf8.count }) else { return false }
            return report.bodyBytes == body.utf8.count && report.dots == 0 && report.accepted.isEmpty
        }
        let outcome = await SMTPChannel(try settings(sink)).deliver(try message(body), commit: gate.commit)
        #expect(outcome == .accepted(reference: "250 2.0.0 queued as 1"))
        #expect(gate.calls == 1)
    }

    @Test("when the point of no return is refused, nothing is accepted and the next message passes")
    func abandoned() async throws {
        let sink = try Sink()
        let channel = SMTPChannel(try settings(sink))
        let gate = Gate { false }
        #expect(await channel.deliver(try message(), commit: gate.commit) == .abandoned)
        #expect(gate.calls == 1)
        let report = try sink.report()
        #expect(report.accepted.isEmpty && report.dots == 0)
        #expect(await channel.deliver(try message(id: "2"), commit: { true }) == .accepted(reference: "250 2.0.0 queued as 1"))
    }

    @Test("what looks like the end of the message inside it stays inside", arguments: [
        ".\r\n", "..\r\n", "a\r\n.\r\nb\r\n", ".a\r\n..b\r\n...c\r\n", "\r\n\r\n.\r\n\r\n", "a\r\n.\r\n.\r\n.\r\n", "fin.\r\n",
    ])
    func dots(body: String) async throws {
        let sink = try Sink()
        let whole = "Subject: points\r\n\r\n" + body
        _ = await SMTPChannel(try settings(sink)).deliver(try message(whole), commit: { true })
        #expect(try sink.report().accepted.map { String(decoding: $0.bytes, as: UTF8.self) } == [whole])
    }

    @Test("random lines of dots cross buffer borders unchanged")
    func manyDots() async throws {
        let sink = try Sink()
        let channel = SMTPChannel(try settings(sink))
        var seed: UInt64 = 42
        func next(_ bound: UInt64) -> UInt64 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (seed >> 33) % bound
        }
        var sent: [Data] = []
        for round in 0..<4 {
            var body = "Subject: points\r\n\r\n"
            while body.utf8.count < 70_000 { body += [".", "\r\n", "\r\n.", "\r\n.\r\n", "x"][Int(next(5))] }
            body += "\r\n"
            sent.append(Data(body.utf8))
            let outcome = await channel.deliver(try message(body, id: "\(round)"), commit: { true })
            guard case .accepted = outcome else { return unexpected(outcome) }
        }
        #expect(try sink.report().accepted.map(\.bytes) == sent)
    }

    @Test("several messages travel on one connection")
    func reuse() async throws {
        let sink = try Sink()
        let channel = SMTPChannel(try settings(sink))
        for index in 1...5 {
            let outcome = await channel.deliver(try message(to: "c\(index)@exemple.test"), commit: { true })
            #expect(outcome == .accepted(reference: "250 2.0.0 queued as \(index)"))
        }
        #expect(try sink.report().connections == 1)
    }

    @Test("a kept connection that the relay closes before anything is decided is replaced at once", arguments: [
        Sink.Action(times: 1, skip: 1, reply: "421 4.4.2 idle too long"), Sink.Action(times: 1, skip: 1, drop: true),
    ])
    func staleConnection(action: Sink.Action) async throws {
        let sink = try Sink(["MAIL": action])
        let channel = SMTPChannel(try settings(sink))
        for index in 1...3 {
            let outcome = await channel.deliver(try message(id: "\(index)"), commit: { true })
            #expect(outcome == .accepted(reference: "250 2.0.0 queued as \(index)"))
        }
        #expect(try sink.report().connections == 2)
    }

    @Test("one message at a time goes to a domain, whatever the number of connections")
    func oneConnectionPerDomain() async throws {
        let sink = try Sink(["MAIL": .init(delay: 0.02)])
        let channel = SMTPChannel(try settings(sink, connections: 8))
        let crowd = Crowd()
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<12 {
                group.addTask {
                    guard let message = try? message(to: "c\(index)@exemple.test", id: "\(index)") else { return }
                    _ = await channel.deliver(message) {
                        crowd.enter()
                        Thread.sleep(forTimeInterval: 0.01)
                        crowd.leave()
                        return true
                    }
                }
            }
        }
        #expect(crowd.most == 1)
        #expect(try sink.report().accepted.count == 12)
    }

    @Test("points of no return may all block without holding up the program")
    func blockingCommits() async throws {
        let sink = try Sink()
        let channel = SMTPChannel(try settings(sink, connections: 8))
        let open = DispatchSemaphore(value: 0)
        let crowd = Crowd()
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<8 {
                group.addTask {
                    guard let message = try? message(to: "c@d\(index).test", id: "\(index)") else { return }
                    _ = await channel.deliver(message) {
                        crowd.enter()
                        return open.wait(timeout: .now() + 20) == .success
                    }
                }
            }
            group.addTask {
                while crowd.now < 8, !Task.isCancelled { try? await Task.sleep(for: .milliseconds(5)) }
                for _ in 0..<8 { open.signal() }
            }
        }
        #expect(try sink.report().accepted.count == 8)
    }

    @Test("bytes that would change on the wire are refused before anything is said", arguments: [
        "", "Subject: x\r\n\r\nsans fin", "Subject: x\n\ny\n", "a\r\nb\rc\r\n", "accentué\r\n", "nul\0\r\n",
        String(repeating: "x", count: 999) + "\r\n",
    ])
    func wireForm(body: String) async throws {
        let sink = try Sink()
        let gate = Gate()
        let outcome = await SMTPChannel(try settings(sink)).deliver(try message(body), commit: gate.commit)
        guard case .refused(let reply, addressIsBad: false) = outcome else { return unexpected(outcome) }
        #expect(reply.code == nil && gate.calls == 0)
        #expect(try sink.report().connections == 0)
    }
}
