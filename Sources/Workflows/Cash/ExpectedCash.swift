package import Ledger
import Matching
package import SQL
import Storage
package import Values

/// What the next matching will make of the movements that came since the last one: a plan and an explanation count them
/// already, as the morning will.
package struct ExpectedCash: Sendable {
    /// Of every customer whom it concerns, as it will stand.
    package let accounts: [CustomerID: Account]
    let facts: [FactBody]

    /// Nothing came.
    static let none = ExpectedCash(accounts: [:], facts: [])
}

extension Desk {
    /// - Parameter day: of the morning that matches; movements booked after it are left out.
    package func expectedCash(_ company: CompanyID, on day: LocalDate, _ session: Session) throws(DeskError) -> ExpectedCash {
        try expected.answer(day, company, session) { () throws(DeskError) in try rehearse(company, on: day, session) }
    }

    private func rehearse(_ company: CompanyID, on day: LocalDate, _ session: Session) throws(DeskError) -> ExpectedCash {
        let policy = try Self.book(company, session).profile.policy.matching
        let table = try DeskError.lifting { () throws(SQLError) in
            try MatchStore.hasNews(company, session) ? MatchTable(company, policy, on: day, session) : nil
        }
        guard let judged = table?.judged(), !judged.isEmpty else { return .none }
        var unit = try UnitOfWork(rehearsing: company, session, rulebook)
        unit.enter(judged.map(\.booked))
        let returned = judged.flatMap { $0.givesBack ? $0.explanation?.returned ?? [] : [] }
        // Read whole where it matters, before anything is decided about the same customers.
        try unit.load(returned.map(\.customer), .whole)
        for entry in judged where !entry.givesBack { _ = try Self.decide(entry, &unit, on: day) }
        for entry in judged where entry.givesBack { _ = try Self.giveBack(entry, &unit, on: day) }
        for entry in try again(judged, table, unit) where entry.givesBack { _ = try Self.giveBack(entry, &unit, on: day) }
        return ExpectedCash(accounts: unit.book.accounts, facts: unit.facts)
    }

    /// Money that came with these movements and went back with them.
    private func again(_ judged: [MatchedEntry], _ table: MatchTable?, _ unit: UnitOfWork) throws(DeskError) -> [MatchedEntry] {
        var posted: [BookedEntry] = []
        for id in judged.perhapsGoneBack { posted.append(try unit.entry(id)) }
        return posted.isEmpty ? [] : table?.judgedAgain(beside: posted) ?? []
    }
}
