import Ledger
import SQL
import Values

extension AccountWriter {
    private static let updateCredit = Query(
        "credit changed",
        """
        UPDATE credits SET unallocated = $5, returned_on = $6
        WHERE company = $1 AND customer = $2 AND kind = $3 AND id = $4
        """)

    func writeCredits(_ changes: [AccountChange], _ session: Session) throws(SQLError) {
        var created: [[SQLValue]] = []
        var updated: [[SQLValue]] = []
        for change in changes {
            let known = change.before?.credits ?? []
            for (old, new) in zip(known, change.after.credits) where old != new {
                updated.append(
                    key(new.customer) + [
                        .text(new.kind.rawValue), .text(new.id.text), .int64(new.unallocated), SQLValue(new.returnedOn),
                    ])
            }
            created += change.after.credits.dropFirst(known.count).map { rows.row($0) }
        }
        if !created.isEmpty { try session.insertMany(ProjectedTable.credits.insert, created) }
        if !updated.isEmpty { try session.executeMany(Self.updateCredit, updated) }
    }

    private static let updateAllocation = Query(
        "allocation reversed",
        "UPDATE allocations SET reversed_on = $4 WHERE company = $1 AND customer = $2 AND number = $3")

    func writeAllocations(_ changes: [AccountChange], _ session: Session) throws(SQLError) {
        var created: [[SQLValue]] = []
        var updated: [[SQLValue]] = []
        for change in changes {
            let customer = change.after.customer.id
            let known = change.before?.allocations ?? []
            for (old, new) in zip(known, change.after.allocations) where old != new {
                updated.append(key(customer) + [SQLValue(new.number), SQLValue(new.reversedOn)])
            }
            created += change.after.allocations.dropFirst(known.count).map { rows.row($0, customer) }
        }
        if !created.isEmpty { try session.insertMany(ProjectedTable.allocations.insert, created) }
        if !updated.isEmpty { try session.executeMany(Self.updateAllocation, updated) }
    }

    private static let updateHold = Query(
        "hold released", "UPDATE holds SET released_on = $4 WHERE company = $1 AND customer = $2 AND id = $3")

    func writeHolds(_ changes: [AccountChange], _ session: Session) throws(SQLError) {
        var created: [[SQLValue]] = []
        var updated: [[SQLValue]] = []
        for change in changes {
            let customer = change.after.customer.id
            let known = change.before?.holds ?? []
            for (old, new) in zip(known, change.after.holds) where old != new {
                updated.append(key(customer) + [.text(new.id.text), SQLValue(new.releasedOn)])
            }
            created += change.after.holds.dropFirst(known.count).map { rows.row($0) }
        }
        if !created.isEmpty { try session.insertMany(ProjectedTable.holds.insert, created) }
        if !updated.isEmpty { try session.executeMany(Self.updateHold, updated) }
    }

    private static let dropPending = Query(
        "a movement waits for this customer no more",
        "DELETE FROM pending_receipts WHERE company = $1 AND customer = $2 AND entry = $3")

    func writePending(_ changes: [AccountChange], _ session: Session) throws(SQLError) {
        var created: [[SQLValue]] = []
        var dropped: [[SQLValue]] = []
        for change in changes {
            let known = change.before?.pending ?? []
            if known == change.after.pending { continue }
            for old in known where !change.after.pending.contains(old) {
                dropped.append(key(old.customer) + [.text(old.entry.text)])
            }
            created += change.after.pending.filter { !known.contains($0) }.map { rows.row($0) }
        }
        if !dropped.isEmpty { try session.executeMany(Self.dropPending, dropped) }
        if !created.isEmpty { try session.insertMany(ProjectedTable.pending.insert, created) }
    }

    private static let updateTask = Query(
        "task closed", "UPDATE tasks SET closed_on = $4 WHERE company = $1 AND customer = $2 AND id = $3")

    func writeTasks(_ changes: [AccountChange], _ session: Session) throws(SQLError) {
        var created: [[SQLValue]] = []
        var updated: [[SQLValue]] = []
        for change in changes {
            let customer = change.after.customer.id
            let known = change.before?.tasks ?? []
            for (old, new) in zip(known, change.after.tasks) where old != new {
                updated.append(key(customer) + [.text(new.id.text), SQLValue(new.closedOn)])
            }
            created += change.after.tasks.dropFirst(known.count).map { rows.row($0) }
        }
        if !created.isEmpty { try session.insertMany(ProjectedTable.tasks.insert, created) }
        if !updated.isEmpty { try session.executeMany(Self.updateTask, updated) }
    }
}
