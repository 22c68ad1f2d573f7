import Ledger
import SQL
import Storage
import Values

/// One worker's turn to play a company's morning. Kept while it is there, over when it says so or 20 seconds after its last
/// sign of life; what it writes afterwards is refused.
final class MorningTurn: Sendable {
    private let company: CompanyID
    private let number: Int64
    private let database: any Database
    private let clock: LeaseClock
    private let keeper: Task<Void, Never>

    fileprivate init(_ number: Int64, _ company: CompanyID, _ database: any Database, _ ports: Ports) {
        let clock = ports.leaseClock
        self.number = number
        self.company = company
        self.database = database
        self.clock = clock
        keeper = Task {
            while (try? await ports.pause(HeldLeases.pauseSeconds)) != nil {
                _ = try? await database.write(for: .company(company.text)) { session throws(SQLError) in
                    try Self.keep(number, company, clock, session)
                }
            }
        }
    }

    /// Whether it is still this worker's turn, asked inside the transaction that rests on it.
    func isKept(_ session: Session) throws(DeskError) -> Bool {
        try DeskError.lifting { () throws(SQLError) in try Self.keep(number, company, clock, session) }
    }

    private static func keep(
        _ number: Int64, _ company: CompanyID, _ clock: LeaseClock, _ session: Session
    ) throws(SQLError) -> Bool {
        let until = try clock.now(session).adding(seconds: HeldLeases.seconds)
        return try TurnStore.keep(number, until: until, company, session)
    }

    /// Ends it with an answer.
    func end<Value>(_ value: sending Value) async -> sending Value {
        await end()
        return value
    }

    func end() async {
        keeper.cancel()
        let (company, number) = (company, number)
        // When it fails, the turn runs out by itself.
        _ = try? await database.write(for: .company(company.text)) { session throws(SQLError) in
            try TurnStore.end(number, company, session)
        }
    }
}

extension Desk {
    /// Between two looks at what another worker does, in milliseconds.
    static let lookAgain: Int64 = 200

    /// The turn to play a company's morning; nil while another worker has it.
    func takeTurn(_ company: CompanyID) async throws(DeskError) -> MorningTurn? {
        let clock = ports.leaseClock
        let number = try await database.write(for: .company(company.text)) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) -> Int64? in
                let now = try clock.now(session)
                guard try !TurnStore.isTaken(company, at: now, session) else { return nil }
                return try TurnStore.take(company, at: now, until: now.adding(seconds: HeldLeases.seconds), session)
            }
        }
        return number.map { MorningTurn($0, company, database, ports) }
    }

    /// Whether other workers are carrying messages of the company at this moment.
    func isCarriedByOthers(_ company: CompanyID) async throws(DeskError) -> Bool {
        let clock = ports.leaseClock
        return try await database.read(for: .company(company.text)) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in
                try OutboxStore.heldCount(company, at: try clock.now(session), session) > 0
            }
        }
    }
}
