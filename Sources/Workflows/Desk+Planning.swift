package import Dunning
package import Ledger
package import SQL
import Storage
package import Values

extension Desk {
    /// What a run on that day would do, on the ledger as it stands and with the money that came. Writes nothing.
    package func plan(_ company: CompanyID, on day: LocalDate) async throws(DeskError) -> DayPlan {
        try await database.read(for: .company(company.text)) { session throws(DeskError) in
            let (book, rules) = try due(company, from: day, through: day, session)
            return Planner.plan(book, on: day, rules: rules)
        }
    }

    /// The plans of a range of days, played in order as if each message had been handed over.
    package func plan(
        _ company: CompanyID, from first: LocalDate, through last: LocalDate
    ) async throws(DeskError) -> [DayPlan] {
        guard first <= last else { throw .datesReversed(from: first, until: last) }
        guard last.days(since: first) < 731 else { throw .rangeTooLong(days: last.days(since: first) + 1, limit: 731) }
        return try await database.read(for: .company(company.text)) { session throws(DeskError) in
            let (book, rules) = try due(company, from: first, through: last, session)
            var rehearsal = Rehearsal(book)
            var plans: [DayPlan] = []
            var day = first
            while day <= last {
                do throws(FoldError) { plans.append(try rehearsal.play(day, rules: rules)) } catch { throw .damaged(error) }
                day = day.adding(days: 1)
            }
            return plans
        }
    }

    /// The customers to whom something can happen within some days, once the money that came is matched, and the rules.
    package func due(
        _ company: CompanyID, from first: LocalDate, through last: LocalDate, _ session: Session
    ) throws(DeskError) -> (book: Book, rules: PlanningRules) {
        var book = try Self.book(company, session)
        let cash = try expectedCash(company, on: first, session)
        book.accounts = try DeskError.lifting { () throws(SQLError) in
            let customers = try Lookups.customersDue(on: last, from: first, company, session)
            return try AccountLoader(company, .open(on: first)).load(.these(customers.filter { cash.accounts[$0] == nil }), session)
        }
        book.accounts.merge(cash.accounts) { $1 }
        return (book, try rulebook.rules(book, session))
    }
}
