import Foundation
import TestKit

/// Judges what is left after a fault, heals it as a person would, and compares it with what an undisturbed morning
/// leaves.
extension Scene {
    /// Right after a fault: nothing acknowledged is lost, nothing is half done, nothing reached the world unknown.
    @discardableResult
    func examine(acknowledged: some Sequence<Deed>) async throws -> [StoredMessage] {
        try await expectSound()
        for mark in try await missing(acknowledged) { tally.violate(.lostAcknowledgement, mark) }
        let messages = try await messages()
        compareWithWorld(messages, try world())
        return messages
    }

    func expectSound() async throws {
        let check = try await start(["check"], hours: 9).end()
        if check.status != 0 { tally.violate(.other, "the check: \(check)") }
    }

    private func compareWithWorld(_ messages: [StoredMessage], _ world: World) {
        for double in world.twice { tally.violate(.duplicate, double) }
        for message in messages {
            let isThere = world.has(message)
            switch message.state {
            case "accepted":
                if !isThere { tally.violate(.silentLoss, "\(message.subject) counts as sent and was not") }
            case "planned", "ready", "deferred", "awaiting_approval":
                if isThere { tally.violate(.duplicate, "\(message.subject) left and counts as waiting") }
            default: break
            }
        }
    }

    func letLeasesEnd() async throws { try await stage.letLeasesEnd(load.firms.map(\.id)) }

    /// Does every deed again, as who came back some hours later and knows nothing.
    func repeatAll(hours: Int) async throws {
        try await letLeasesEnd()
        for deed in load.deeds {
            if !deed.isRepeatable, try await missing([deed]).isEmpty { continue }
            try await succeed(deed.words, hours: hours)
        }
    }

    private func repeatRuns(hours: Int) async throws {
        try await letLeasesEnd()
        for deed in load.deeds where deed.name == "run" { try await succeed(deed.words, hours: hours) }
    }

    /// Undisturbed mornings until nothing is left to do, then the comparison.
    ///
    /// - Parameters:
    ///   - mayRefuse: whether the relay has refused somebody's mail for good: a person sees to it then.
    ///   - isTold: whether the history is rightly another one: told by a send journal, or by another command.
    func recover(_ expected: Reference, mayRefuse: Bool = false, isTold: Bool = false) async throws {
        try await repeatAll(hours: 2)
        try await repeatRuns(hours: 4)
        try await expectSound()
        let unclear = try await settleUnclear()
        if unclear > 0 { try await repeatRuns(hours: 7) }
        try await conclude(expected, isOrdinary: unclear == 0 && !mayRefuse && !isTold, refused: mayRefuse ? refusals() : [])
    }

    /// What may have left is listed to a person, who looks into the relay's own record.
    private func settleUnclear() async throws -> Int {
        let world = try world()
        var count = 0
        for message in try await messages() where message.state == "uncertain" || message.state == "committing" {
            count += 1
            let wasTaken = world.has(message)
            tally.unclear(wasTaken)
            let tasks = try await json(["tasks", "--company", message.firm], hours: 5).list
            let own = tasks.filter { $0["about"].text == message.id }
            if own.count != 1 { tally.violate(.silentLoss, "\(message.subject) is \(message.state) with \(own.count) tasks") }
            try await succeed(
                ["resolve", message.id, wasTaken ? "--accepted" : "--not-accepted", "--evidence", "the relay's log",
                 "--company", message.firm, "--on", Firm.day], hours: 6)
        }
        return count
    }

    /// The customers whose mail was refused for good. Somebody is told of each.
    private func refusals() async throws -> [String] {
        var customers: [String] = []
        for message in try await messages() where message.state == "refused" {
            customers.append(message.customer)
            let tasks = try await json(["tasks", "--company", message.firm], hours: 8).list
            if !tasks.contains(where: { $0["customer"].text == message.customer }) {
                tally.violate(.silentLoss, "\(message.subject) was refused, and nobody is told")
            }
        }
        if customers.isEmpty { tally.violate(.other, "nothing was refused") }
        return customers
    }

    private func conclude(_ expected: Reference, isOrdinary: Bool, refused: [String]) async throws {
        try await expectSound()
        for mark in try await missing(load.deeds) { tally.violate(.lostAcknowledgement, "\(mark), in the end") }
        let messages = try await messages()
        let world = try world()
        compareWithWorld(messages, world)
        let arrived = messages.filter { $0.isSent && world.has($0) }
        let subjects = arrived.map(\.subject)
        func isRefused(_ subject: String) -> Bool { refused.contains { subject.contains(" \($0) ") } }
        for lost in Set(expected.sent).subtracting(subjects).sorted() where !isRefused(lost) { tally.violate(.silentLoss, lost) }
        for more in Set(subjects).subtracting(expected.sent).sorted() where !isRefused(more) { tally.violate(.duplicate, "\(more), which nobody expects") }
        for (subject, all) in Dictionary(grouping: subjects, by: \.self).sorted(by: { $0.key < $1.key }) where all.count > 1 {
            tally.violate(.duplicate, "\(all.count) messages about \(subject)")
        }
        let mails = arrived.filter(\.isMail).count
        if world.recipients.count != mails { tally.violate(.duplicate, "the relay took \(world.recipients.count) mails, not \(mails)") }
        for firm in load.firms {
            let books = try await FirmBooks(firm.id, self)
            guard let clean = expected.books[firm.id] else { continue }
            if books.balance != clean.balance { tally.violate(.other, "another balance of \(firm.id)") }
            if refused.isEmpty, books.tasks != clean.tasks { tally.violate(.other, "other tasks: \(books.tasks) for \(clean.tasks)") }
            guard isOrdinary else { continue }
            // A message that had to wait went through one state more; one whose worker was taken for dead and answered
            // all the same was uncertain for a while, with a task.
            let difference = books.history.difference(clean.history).filter { line in
                if line.hasPrefix("+"), line.contains("\"state\":\"uncertain\"") { tally.unclear(true) }
                let isPassing = ["\"state\":\"deferred\"", "\"state\":\"uncertain\"", "\"resolve_delivery-"].contains { line.contains($0) }
                return !(line.hasPrefix("+") && isPassing)
            }
            if !difference.isEmpty { tally.violate(.other, "another history: \(difference)") }
        }
    }
}

/// What a firm's books say at the end of a day.
struct FirmBooks: Sendable {
    let balance: JSONValue
    let tasks: [String]
    let history: History

    init(_ firm: String, _ scene: Scene) async throws {
        balance = try await scene.json(["balance", "--as-of", Firm.day, "--company", firm], hours: 9)
        tasks = try await scene.json(["tasks", "--company", firm], hours: 9).list.map {
            "\($0["kind"].text ?? "") \($0["customer"].text ?? "") \($0["amount"].text ?? "")"
        }.sorted()
        history = History(try await scene.export(firm))
    }
}
