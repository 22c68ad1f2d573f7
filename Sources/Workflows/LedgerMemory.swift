import Dunning
import Ledger
import Storage
import Synchronization
import Values

/// What a process remembers of companies' ledgers from one piece of work to the next.
///
/// Facts alone decide what an account holds, and the hash at the end of a history covers every fact of it: as long as a
/// history ends where it ended, found so under the lock of who is going to write, its accounts are what they were. Whoever
/// writes besides, another worker or a file taken in, moves the end, and nothing that was remembered is used.
final class LedgerMemory: Sendable {
    /// A company as of the end of its history.
    struct Page: Sendable {
        let head: FactLog.Head
        /// Without accounts.
        let book: Book
        /// Nil when they have to be made anew: the company as a whole changed, or may yet send its first message.
        let rules: PlanningRules?
        let accounts: [CustomerID: Known]
    }

    /// An object, so that pages are copied without their accounts.
    final class Known: Sendable {
        let account: Account
        /// How much of it was read. Being as new as the history, it may hold more than that by now.
        let depth: AccountDepth

        init(_ account: Account, _ depth: AccountDepth) {
            self.account = account
            self.depth = depth
        }
    }

    /// Accounts remembered in all, some tens of kilobytes each.
    private static let most = 1000

    private let pages = Mutex<[CompanyID: Page]>([:])

    func page(of company: CompanyID) -> Page? { pages.withLock { $0[company] } }

    /// Keeps what a piece of work left behind, once that is durable.
    func keep(_ page: Page, of company: CompanyID) {
        pages.withLock { pages in
            pages[company] = nil
            guard page.accounts.count <= Self.most else { return }
            let others = pages.values.reduce(0) { $0 + $1.accounts.count }
            if others + page.accounts.count > Self.most { pages = [:] }
            pages[company] = page
        }
    }
}

extension AccountDepth {
    /// Whether an account read so deep holds all that another depth asks for.
    func holds(_ wanted: AccountDepth) -> Bool { self == .whole || self == wanted }

    /// How deep an account is once read: what may have to be thanked for is read whole.
    func reached(_ account: Account) -> AccountDepth {
        if case .open(let day) = self, account.mayBeThanked(from: day) { .whole } else { self }
    }
}
