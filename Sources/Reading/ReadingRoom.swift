import Dunning
import Insight
package import Ledger
import SQL
import ScenarioFiles
import Storage
import Values
package import Workflows

/// Where pages are read from: the same ledger as the desk, and answers kept until the history grows.
package struct ReadingRoom: Sendable {
    package let desk: Desk
    let mornings: HeadCache<DayQuestion, MorningAnswer>
    let figures: HeadCache<DayQuestion, CompanyFigures>
    let cash: HeadCache<LocalDate, CashAnswer>

    /// - Parameter kept: days kept in memory, over all companies.
    package init(_ desk: Desk, kept: Int = 32) {
        self.desk = desk
        mornings = HeadCache(capacity: kept)
        figures = HeadCache(capacity: kept)
        cash = HeadCache(capacity: kept)
    }

    /// Every company of the installation, by identifier.
    package func companies() async throws(DeskError) -> [CompanyProfile] { try await desk.companies() }

    package func profile(_ company: CompanyID) async throws(DeskError) -> CompanyProfile {
        try await read(company) { session throws(DeskError) in try Desk.book(company, session).profile }
    }

    /// What people call a scenario, in both languages.
    static func name(of scenario: Scenario?, _ book: Book) -> LocalizedText? {
        guard let scenario else { return nil }
        guard let own = book.scenario(scenario.id) else { return ScenarioLibrary.file(scenario.id)?.name }
        return (try? ScenarioFiles.parse(own.yaml, version: own.version))?.name
    }

    func read<Value: Sendable>(
        _ company: CompanyID, _ body: @escaping @Sendable (Session) throws(DeskError) -> Value
    ) async throws(DeskError) -> Value {
        try await desk.database.read(for: .company(company.text), body)
    }
}

/// A day, asked about on another: the past is told, the present is judged.
struct DayQuestion: Hashable, Sendable {
    let day: LocalDate
    let today: LocalDate
}
