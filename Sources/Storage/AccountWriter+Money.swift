import Ledger
import SQL
import Values

extension AccountWriter {
    private static let insertCredits = BulkInsert(
        into: "credits",
        [
            "company", "customer", "kind", "id", "received_on", "currency", "amount", "invoice", "unallocated",
            "returned_on",
        ])
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
            for credit in change.after.credits.dropFirst(known.count) {
                created.append(
                    key(credit.customer) + [
                        .text(credit.kind.rawValue), .text(credit.id.text), SQLValue(credit.on),
                        .text(credit.currency.code), .int64(credit.amount), SQLValue(credit.invoice?.text),
                        .int64(credit.unallocated), SQLValue(credit.returnedOn),
                    ])
            }
        }
        if !created.isEmpty { try session.insertMany(Self.insertCredits, created) }
        if !updated.isEmpty { try session.executeMany(Self.updateCredit, updated) }
    }

    private static let insertAllocations = BulkInsert(
        into: "allocations",
        [
            "company", "customer", "number", "credit_kind", "credit", "invoice", "rank", "amount", "allocated_on",
            "reversed_on",
        ])
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
            for allocation in change.after.allocations.dropFirst(known.count) {
                created.append(
                    key(customer) + [
                        SQLValue(allocation.number), .text(allocation.credit.kind.rawValue),
                        .text(allocation.credit.id.text), .text(allocation.receivable.invoice.text),
                        SQLValue(allocation.receivable.rank), .int64(allocation.amount), SQLValue(allocation.on),
                        SQLValue(allocation.reversedOn),
                    ])
            }
        }
        if !created.isEmpty { try session.insertMany(Self.insertAllocations, created) }
        if !updated.isEmpty { try session.executeMany(Self.updateAllocation, updated) }
    }

    private static let insertHolds = BulkInsert(
        into: "holds", ["company", "customer", "id", "kind", "record", "released_on"])
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
            for hold in change.after.holds.dropFirst(known.count) {
                created.append(
                    key(customer) + [
                        .text(hold.id.text), .text(hold.kind.rawValue), .text(hold.storedText), SQLValue(hold.releasedOn),
                    ])
            }
        }
        if !created.isEmpty { try session.insertMany(Self.insertHolds, created) }
        if !updated.isEmpty { try session.executeMany(Self.updateHold, updated) }
    }

    private static let insertTasks = BulkInsert(
        into: "tasks",
        ["company", "customer", "id", "kind", "opened_on", "currency", "amount", "about", "closed_on"])
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
            for task in change.after.tasks.dropFirst(known.count) {
                created.append(
                    key(customer) + [
                        .text(task.id.text), .text(task.kind.rawValue), SQLValue(task.on), SQLValue(task.currency?.code),
                        SQLValue(task.amount), .text(task.about), SQLValue(task.closedOn),
                    ])
            }
        }
        if !created.isEmpty { try session.insertMany(Self.insertTasks, created) }
        if !updated.isEmpty { try session.executeMany(Self.updateTask, updated) }
    }
}
