import Foundation
import TestKit
import Testing

/// What a morning that nothing disturbed leaves behind: on SQLite, whatever engine it is compared with.
struct Uninterrupted: Sendable {
    let balance: JSONValue
    let history: History
    /// The Message-ID of each mail, sorted.
    let messages: [String]

    static let morning = Task {
        var found = Uninterrupted(balance: .null, history: History(""), messages: [])
        try await Stage.with(.sqlite) { stage in
            try await stage.playMorning()
            found = Uninterrupted(
                balance: try await stage.balance(), history: try await stage.history(), messages: try stage.sink.report().messages.sorted())
        }
        return found
    }
}

/// A company's facts without what may differ between two runs of one morning: their times, numbers and hashes, and what
/// the relay answered.
struct History: Sendable, Equatable, CustomStringConvertible {
    /// What happened to the ledger, as often as it happened.
    let ledger: [String]
    /// The states that messages went through: an attempt that was cut short may go through some of them again.
    let moves: [String]

    /// Reads what `relance export` writes.
    init(_ lines: String) {
        let facts = lines.split(separator: "\n").compactMap { line -> (kind: String, text: String)? in
            guard let fact = try? JSONDecoder().decode(JSONValue.self, from: Data(line.utf8)), let kind = fact["kind"].text else { return nil }
            // A company is described on the day of the test itself.
            let day = kind.hasPrefix("company_") ? "" : fact["knownOn"].text ?? ""
            let payload = (fact["payload"].text ?? "")
                .replacing(/"contentHash":"[^"]*"/, with: "").replacing(/"detail":"[^"]*"/, with: "")
            return (kind, "\(day) \(fact["actor"].text ?? "") \(kind) \(payload)")
        }
        ledger = facts.filter { $0.kind != "message_moved" }.map(\.text).sorted()
        moves = Set(facts.filter { $0.kind == "message_moved" }.map(\.text)).sorted()
    }

    /// What stands in one and not in the other.
    func difference(_ other: History) -> [String] {
        let own = ledger + moves
        let others = other.ledger + other.moves
        return own.filter { !others.contains($0) }.map { "+ " + $0 } + others.filter { !own.contains($0) }.map { "- " + $0 }
    }

    var description: String { "\(ledger.count) facts, \(moves.count) moves" }
}
