import Dunning
import Ledger
import SQL
import Storage
import Workflows

/// What an import starts from: the company as it stands once other writers wait.
struct IntakeStart: Sendable {
    let profile: CompanyProfile
    let rules: PlanningRules
    /// Where the history ends.
    let head: FactLog.Head

    init(_ company: CompanyID, _ rulebook: Rulebook, _ session: Session) throws(DeskError) {
        let found = try DeskError.lifting { () throws(SQLError) in try CompanyStore.lockedBook(company, session) }
        guard let (book, head) = found else { throw .unknownCompany(company) }
        profile = book.profile
        rules = try rulebook.rules(book, session)
        self.head = head
    }
}
