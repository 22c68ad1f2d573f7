package import Ledger
package import SQL
import Storage
package import Values

/// Where everything is done: one database, the world behind ports. Faces call it and nothing else.
package struct Desk: Sendable {
    package let database: any Database
    package let ports: Ports
    package let rulebook: Rulebook
    let memory = LedgerMemory()
    let expected = HeadCache<LocalDate, ExpectedCash>(capacity: 4)

    /// - Parameter rulebook: what was read of scenarios already, when several desks work in one process.
    package init(database: any Database, ports: Ports, rulebook: Rulebook = Rulebook()) {
        self.database = database
        self.ports = ports
        self.rulebook = rulebook
    }

    /// Brings the schema to this program's version; frees what a process that is gone had taken. Call once at start.
    package func open() async throws(DeskError) {
        do throws(SQLError) {
            let reached = ports.reached
            _ = try await Migrator(Schema.migrations).migrate(database, at: ports.now()) { reached(.migrating) }
            if database.dialect == .sqlite {
                try await database.write(for: .everyCompany) { session throws(SQLError) in
                    try OutboxStore.freeLeases(session)
                    try TurnStore.freeAll(session)
                }
            }
            try await identify()
        } catch { throw .storage(error) }
    }

    /// Today in the company's time zone.
    package func today(_ profile: CompanyProfile) -> LocalDate {
        let now = ports.now()
        return ports.localDay(now, profile.timeZone) ?? LocalDate(dayNumber: Int32(clamping: now.milliseconds / 86_400_000))
    }

    /// The instant at which work on a day is done: now when it is today, else the company's morning of that day.
    func moment(of day: LocalDate, _ profile: CompanyProfile) -> Instant {
        if day == today(profile) { return ports.now() }
        return ports.instant(day, profile.policy.morningHour, profile.timeZone)
            ?? Instant(milliseconds: Int64(day.dayNumber) * 86_400_000 + Int64(profile.policy.morningHour) * 3_600_000)
    }

    /// The company without its customers.
    package func book(_ company: CompanyID) async throws(DeskError) -> Book {
        let found = try await database.read(for: .company(company.text)) { session throws(DeskError) in
            try Self.book(company, session)
        }
        return found
    }

    /// The company without its customers, inside a transaction.
    package static func book(_ company: CompanyID, _ session: Session) throws(DeskError) -> Book {
        let book = try DeskError.lifting { () throws(SQLError) in try CompanyStore.book(company, session) }
        guard let book else { throw .unknownCompany(company) }
        return book
    }

    package func companies() async throws(DeskError) -> [CompanyProfile] {
        try await database.read(for: .everyCompany) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in try CompanyStore.profiles(session) }
        }
    }
}
