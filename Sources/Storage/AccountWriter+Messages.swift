import Ledger
import SQL
import Values

extension AccountWriter {
    private static let updateMessage = Query(
        "message changed",
        """
        UPDATE messages SET recipient = $4, amount = $5, credits = $6, state = $7, standing = $8, on_day = $9,
        step = $10, rank = $11, channel = $12, scenario = $13, scenario_version = $14, approval = $15, round = $16
        WHERE company = $1 AND customer = $2 AND id = $3
        """)
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
                        .text(new.scenario.text), SQLValue(new.scenarioVersion), SQLValue(new.approval),
                        SQLValue(new.round),
                    ])
                let isRenamed = old.scenario != new.scenario || old.round != new.round
                if old.lines != new.lines || isRenamed || (old.standing == .failed) != (new.standing == .failed) {
                    stale.append(key(new.customer) + [.text(new.id.text)])
                    lines += rows.rows(ofLinesOf: new)
                }
            }
            for message in change.after.messages.dropFirst(known.count) {
                created.append(rows.row(message))
                lines += rows.rows(ofLinesOf: message)
            }
        }
        if !created.isEmpty { try session.insertMany(ProjectedTable.messages.insert, created) }
        if !updated.isEmpty { try session.executeMany(Self.updateMessage, updated) }
        if !stale.isEmpty { try session.executeMany(Self.deleteLines, stale) }
        if !lines.isEmpty { try session.insertMany(ProjectedTable.messageLines.insert, lines) }
    }
}
