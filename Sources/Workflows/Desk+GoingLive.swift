import Ledger
import Outbox
import SQL
import Storage
import Values

extension Desk {
    /// What was only simulated reached nobody: in earnest, each debtor begins at the step that a first message would take.
    ///
    /// Simulated is what was planned since the company was last made simulated, unless a real driver had it all the same
    /// (a run was under way), and what a simulated driver had.
    static func setRehearsalsAside(on day: LocalDate, at moment: Instant, _ unit: inout UnitOfWork) throws(DeskError) {
        let rehearsed = try messagesSimulated(unit.company, unit.session)
        for id in rehearsed.sorted() { try apply(.wentLive, to: id, detail: "went_live", on: day, at: moment, &unit) }
    }

    private static func messagesSimulated(_ company: CompanyID, _ session: Session) throws(DeskError) -> Set<MessageID> {
        let described = try DeskError.lifting { () throws(SQLError) in try FactLog.companyFacts(company, session) }
        var simulatedSince: Int64?
        for fact in try described.readable(of: company) {
            guard case .companyDescribed(let profile) = fact.body else { continue }
            simulatedSince = profile.isLive ? nil : simulatedSince ?? fact.sequence
        }
        guard let simulatedSince else { return [] }
        let written = try DeskError.lifting { () throws(SQLError) in
            try FactLog.messageFacts(after: simulatedSince, company, session)
        }
        var simulated: Set<MessageID> = []
        for fact in try written.readable(of: company) {
            if case .messagePlanned(let message) = fact.body { simulated.insert(message.id) }
            if case .messageMoved(let move) = fact.body, move.state == MessageState.committing.rawValue {
                if move.detail == Desk.simulated { simulated.insert(move.message) } else { simulated.remove(move.message) }
            }
        }
        return simulated
    }
}
