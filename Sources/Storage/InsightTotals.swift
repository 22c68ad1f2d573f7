import Insight
import Ledger
import SQL
import Values

/// Keeps the totals by day in step with the accounts, in the transaction that changes them.
enum InsightTotals {
    // No row is changed twice in a transaction, and the company's writers wait for one another: no deadlock.
    private static let addDue = Query(
        "open amounts by due date changed",
        """
        INSERT INTO due_totals (company, currency, due_on, open, receivables) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (company, currency, due_on) DO UPDATE SET open = due_totals.open + excluded.open,
        receivables = due_totals.receivables + excluded.receivables
        """)
    private static let addDay = Query(
        "movements of a day changed",
        """
        INSERT INTO day_totals (company, currency, day, invoiced, credited, received) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (company, currency, day) DO UPDATE SET invoiced = day_totals.invoiced + excluded.invoiced,
        credited = day_totals.credited + excluded.credited, received = day_totals.received + excluded.received
        """)

    static func add(_ changes: [AccountChange], _ company: CompanyID, _ session: Session) throws(SQLError) {
        var due = DueTotals()
        var days = DayTotals()
        for change in changes {
            addInvoices(change, &due, &days)
            addCredits(change, &days)
        }
        let dueRows = due.list
        if !dueRows.isEmpty {
            try session.executeMany(
                addDue,
                dueRows.lazy.map { total in
                    [
                        .text(company.text), .text(total.currency.code), SQLValue(total.dueOn), .int64(total.open),
                        SQLValue(total.receivables),
                    ]
                })
        }
        let dayRows = days.list
        if !dayRows.isEmpty {
            try session.executeMany(
                addDay,
                dayRows.lazy.map { total in
                    [
                        .text(company.text), .text(total.currency.code), SQLValue(total.day), .int64(total.invoiced),
                        .int64(total.credited), .int64(total.received),
                    ]
                })
        }
    }

    private static func addInvoices(_ change: AccountChange, _ due: inout DueTotals, _ days: inout DayTotals) {
        let known = change.before?.invoices ?? []
        for (old, new) in zip(known, change.after.invoices) {
            for (was, receivable) in zip(old.receivables, new.receivables) where was.open != receivable.open {
                due.change(receivable, in: new.currency, from: was.open, to: receivable.open)
            }
        }
        for invoice in change.after.invoices.dropFirst(known.count) {
            days.add(invoice)
            for receivable in invoice.receivables {
                due.change(receivable, in: invoice.currency, from: 0, to: receivable.open)
            }
        }
    }

    private static func addCredits(_ change: AccountChange, _ days: inout DayTotals) {
        let known = change.before?.credits ?? []
        for (old, new) in zip(known, change.after.credits) where old.returnedOn == nil && new.returnedOn != nil {
            days.addReturn(of: new)
        }
        for credit in change.after.credits.dropFirst(known.count) {
            days.add(credit)
            days.addReturn(of: credit)
        }
    }
}
