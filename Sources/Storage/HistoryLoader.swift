package import Ledger
package import SQL
import Values

/// Writes the history of a company into a database that does not know it, fact by fact as it was recorded elsewhere, and
/// everything that follows from it.
package struct HistoryLoader {
    /// Why a history is not taken in.
    package enum Problem: Error, Sendable {
        /// A fact is missing, or not the one that was recorded.
        case chainBroken(sequence: Int64)
        case unreadable(sequence: Int64, FactCodingError)
        case unfoldable(sequence: Int64, FoldError)
        case storage(SQLError)
    }

    /// Facts written at once.
    private static let batch = 2_000

    private let company: CompanyID
    private let session: Session
    private var book: Book
    private var pending: [StoredFact] = []
    package private(set) var head = FactLog.Head(sequence: 0, hash: FactHash.origin)

    package init(_ company: CompanyID, _ session: Session) throws(SQLError) {
        self.company = company
        self.session = session
        book = Book(profile: CompanyProfile(id: company, name: ""))
        book.bank = BankBook()
        try CompanyStore.open(company, session)
    }

    package mutating func add(_ fact: StoredFact) throws(Problem) {
        guard fact.sequence == head.sequence + 1, FactHash.of(fact, company: company, after: head.hash) == fact.hash else {
            throw .chainBroken(sequence: fact.sequence)
        }
        let body: FactBody
        do throws(FactCodingError) { body = try fact.fact().body } catch { throw .unreadable(sequence: fact.sequence, error) }
        do throws(FoldError) { try book.apply(body) } catch { throw .unfoldable(sequence: fact.sequence, error) }
        head = FactLog.Head(sequence: fact.sequence, hash: fact.hash)
        pending.append(fact)
        do throws(SQLError) {
            let stamp = Stamp(actor: fact.actor, knownOn: fact.knownOn, at: fact.recordedAt)
            try CompanyStore.project(body, sequence: fact.sequence, company, stamp, session)
            if pending.count == Self.batch { try writeFacts() }
        } catch { throw .storage(error) }
    }

    /// Writes what the history folds to.
    ///
    /// - Parameter next: the day on which something can next happen to a receivable, once the company is known.
    package mutating func finish(_ next: (Book) -> NextActionRule) throws(SQLError) {
        try writeFacts()
        try FactLog.moveHead(of: company, to: head, session)
        let changes = book.sortedCustomers.compactMap { id in
            book.accounts[id].map { AccountChange(before: nil, after: $0) }
        }
        try AccountWriter(company: company, next: next(book)).write(changes, [], session)
        if let bank = book.bank { try BankWriter(company: company).write(bank, session) }
        try InsightTotals.add(changes, company, session)
    }

    private mutating func writeFacts() throws(SQLError) {
        try FactLog.insert(pending, of: company, session)
        pending = []
    }
}
