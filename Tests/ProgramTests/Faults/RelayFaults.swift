import Foundation
import TestKit
import Testing
import Workflows

extension FaultTests {
    @Suite("A relay that misbehaves", .timeLimit(.minutes(240)))
    struct RelayFaults {
        @Test("At every command, in every way: tried again, refused or uncertain, and never twice", arguments: Engine.allCases)
        func relay(engine: Engine) async throws {
            guard Faults.mayWant(.relay, engine) else { return }
            let rounds = engine == .sqlite ? FaultTests.share.of(1, 4) : FaultTests.share.of(0, 2)
            let loads = try await loads(max(1, rounds))
            var experiments: [Experiment] = []
            for round in 0..<max(1, rounds) {
                for (index, one) in RelayCase.all.enumerated() {
                    // On the second engine, a share of the cases: it is the same relay.
                    if rounds == 0, index % 6 != 0 { continue }
                    let place = loads[(round * 7 + index) % loads.count]
                    experiments.append(Experiment("relay \(engine.rawValue) \(one.name) round \(round) load \(place.load)") { tally in
                        try await play(engine, one, place, tally)
                    })
                }
            }
            await Experiment.run(.relay, engine, experiments, width: Faults.width * 2)
        }

        @Test("It hides that it can encrypt: nothing leaves in clear")
        func stripped() async throws {
            guard Faults.mayWant(.relay, .sqlite) else { return }
            let load = Load(seed: Faults.load(try await loads(1)[0].load))
            await Experiment.run(.relay, .sqlite, [Experiment("relay sqlite EHLO strip STARTTLS") { tally in
                try await Scene.with(.sqlite, load, tally, tls: "starttls") { scene in
                    let relay = try Relay(before: scene.stage.sink, Relay.Fault(stage: "EHLO", does: "strip", times: 1000))
                    let url = "smtp://127.0.0.1:\(relay.port)?security=starttls&ca=\(scene.stage.sink.authority)"
                    for deed in load.deeds {
                        let ended = try await scene.start(deed.words, ["RELANCE_SMTP_URL": url]).end()
                        if ended.status != 0 { tally.violate(.other, "\(ended)") }
                    }
                    tally.injected("EHLO strip", times: try relay.report().played)
                    if try relay.report().played == 0 { tally.violate(.other, "the relay was never asked") }
                    let report = try scene.stage.sink.report()
                    if !report.accepted.isEmpty { tally.violate(.other, "\(report.accepted.count) mails left in clear") }
                    let honest = try Relay(before: scene.stage.sink, nil)
                    for deed in load.deeds where deed.name == "run" {
                        let safe = "smtp://127.0.0.1:\(honest.port)?security=starttls&ca=\(scene.stage.sink.authority)"
                        let ended = try await scene.start(deed.words, hours: 1, ["RELANCE_SMTP_URL": safe]).end()
                        if ended.status != 0 { tally.violate(.other, "\(ended)") }
                    }
                    let accepted = try scene.stage.sink.report().accepted
                    if accepted.isEmpty || !accepted.allSatisfy(\.encrypted) { tally.violate(.other, "not encrypted, or not sent") }
                    try await scene.recover(try await Reference.of(load))
                }
            }])
        }

        private struct Place: Sendable {
            let load: Int
            /// The first command that sends mails, and how many.
            let deed: Int
            let mails: Int
        }

        /// Mornings in which a few mails leave.
        private func loads(_ rounds: Int) async throws -> [Place] {
            let numbers = Array(1...FaultTests.share.of(10, 24))
            try await Reference.prepare(numbers)
            var places: [Place] = []
            for number in numbers {
                let hits = try await Reference.of(Load(seed: Faults.load(number))).hits
                let mails = hits.map { $0[.dotSent] ?? 0 }
                if let deed = mails.firstIndex(where: { (2...12).contains($0) }) {
                    places.append(Place(load: number, deed: deed, mails: mails[deed]))
                }
            }
            return places
        }

        private func play(_ engine: Engine, _ one: RelayCase, _ place: Place, _ tally: Tally) async throws {
            let load = Load(seed: Faults.load(place.load))
            var random = SeededRandom(seed: Faults.seed(of: tally.experiment))
            var fault = one.fault
            fault.skip = one.isOfMessage ? random.int(0...(place.mails - 1)) : 0
            try await Scene.with(engine, load, tally) { scene in
                for deed in load.deeds[..<place.deed] { try await scene.succeed(deed.words) }
                let relay = try Relay(before: scene.stage.sink, fault)
                let ended = try await scene.start(load.deeds[place.deed].words, [
                    "RELANCE_SMTP_URL": "smtp://127.0.0.1:\(relay.port)?security=none&connections=1", "RELANCE_SMTP_PATIENCE": "3",
                ]).end()
                if ended.status != 0 { tally.violate(.other, "\(ended)") }
                let played = try relay.report().played
                if played != 1 { tally.violate(.other, "the relay misbehaved \(played) times") }
                tally.injected("relay: \(one.name)", times: played)
                let messages = try await scene.examine(acknowledged: load.deeds[...place.deed])
                tally.reached("relay \(one.name)", engine, messages.map(\.state))
                judge(messages.filter { $0.firm == load.deeds[place.deed].firm && $0.isMail }, one.outcome, tally)
                try await scene.recover(try await Reference.of(load), mayRefuse: one.outcome == .refused)
            }
        }

        private func judge(_ mails: [StoredMessage], _ outcome: RelayCase.Outcome, _ tally: Tally) {
            let others = mails.map(\.state).filter { $0 != "accepted" }.sorted()
            let isRetried = others.allSatisfy { ["planned", "ready", "deferred"].contains($0) }
            let isUncertain = others == ["uncertain"]
            let isRight = switch outcome {
            case .accepted: others.isEmpty
            case .retried: isRetried
            case .uncertain: isUncertain
            case .retriedOrUncertain: isRetried || isUncertain
            case .refused: others == ["refused"]
            }
            if !isRight { tally.violate(.other, "it must be \(outcome), and is \(others)") }
        }
    }
}
