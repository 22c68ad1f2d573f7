import Ledger
import SQL
import Values

extension AccountWriter {
    private static let insertMessages = BulkInsert(
        into: "messages",
        [
            "company", "customer", "id", "currency", "on_day", "scenario", "scenario_version", "step", "rank", "channel",
            "recipient", "amount", "credits", "state", "standing", "approval", "round",
        ])
    private static let updateMessage = Query(
        "message changed",
        """
        UPDATE messages SET recipient = $4, amount = $5, credits = $6, state = $7, standing = $8, on_day = $9,
        step = $10, rank = $11, channel = $12
        WHERE company = $1 AND customer = $2 AND id = $3
        """)
    private static let insertLines = BulkInsert(
        into: "message_lines",
        [
            "company", "customer", "message", "position", "invoice", "rank", "due_on", "step", "step_rank",
            "step_instance", "open", "interest", "indemnity", "asks_accessories", "to_come", "alive",
        ])
    private static let deleteLines = Query(
        "lines judged again", "DELETE FROM message_lines WHERE company = $1 AND customer = $2 AND message = $3")

    func writeMessages(_ changes: [AccountChange], _ session: Session) throws(SQLError) {
        var created: [[SQLValue]] = []
        var updated: [[SQLValue]] = []
        var stale: [[SQLValue]] = []
        var lines: [[SQLValue]] = []
        for change in changes {
            let known = change.before?.messages ?? []
            for (old, new) in zip(known, change.after.messages) where old != new {
                updated.append(
                    key(new.customer) + [
                        .text(new.id.text), SQLValue(new.to), .int64(new.amount),
                        .text(AppliedCredit.text(new.credits)), .text(new.state), .text(new.standing.rawValue),
                        SQLValue(new.on), .text(new.step), SQLValue(new.rank), .text(new.channel),
                    ])
                if old.lines != new.lines || (old.standing == .failed) != (new.standing == .failed) {
                    stale.append(key(new.customer) + [.text(new.id.text)])
                    lines += rows(ofLinesOf: new)
                }
            }
            for message in change.after.messages.dropFirst(known.count) {
                created.append(row(of: message))
                lines += rows(ofLinesOf: message)
            }
        }
        if !created.isEmpty { try session.insertMany(Self.insertMessages, created) }
        if !updated.isEmpty { try session.executeMany(Self.updateMessage, updated) }
        if !stale.isEmpty { try session.executeMany(Self.deleteLines, stale) }
        if !lines.isEmpty { try session.insertMany(Self.insertLines, lines) }
    }

    private func row(of message: Correspondence) -> [SQLValue] {
        key(message.customer) + [
            .text(message.id.text), .text(message.currency.code), SQLValue(message.on), .text(message.scenario.text),
            SQLValue(message.scenarioVersion), .text(message.step), SQLValue(message.rank), .text(message.channel),
            SQLValue(message.to), .int64(message.amount), .text(AppliedCredit.text(message.credits)),
            .text(message.state), .text(message.standing.rawValue), SQLValue(message.approval), SQLValue(message.round),
        ]
    }

    private func rows(ofLinesOf message: Correspondence) -> [[SQLValue]] {
        message.lines.enumerated().map { index, line in
            key(message.customer) + [
                .text(message.id.text), SQLValue(index), .text(line.receivable.invoice.text),
                SQLValue(line.receivable.rank), SQLValue(line.dueOn), .text(line.step), SQLValue(line.rank),
                .text(message.instance(of: line)), .int64(line.open), .int64(line.interest), .int64(line.indemnity),
                .bool(line.asksAccessories), .bool(line.isToCome), .bool(message.standing != .failed),
            ]
        }
    }
}

extension Correspondence {
    /// What may happen once to a receivable: a step of a scenario, in one round of it.
    func instance(of line: CorrespondenceLine) -> String {
        scenario.text + "/" + line.step + (round.map { "@" + $0.iso } ?? "")
    }
}
