import SQL
import Synchronization

/// Whether the disk has failed a connection of a database. What the disk holds is then known to nobody: a sync that
/// fails once may succeed the next time without having written anything.
final class Breakage: Sendable {
    private let first = Mutex<SQLError?>(nil)
    private let tell: @Sendable (SQLError) -> Void

    init(_ tell: @escaping @Sendable (SQLError) -> Void) { self.tell = tell }

    var isReported: Bool { first.withLock { $0 != nil } }

    /// Tells of the first one only.
    func report(_ error: SQLError) {
        let isFirst = first.withLock { first in
            guard first == nil else { return false }
            first = error
            return true
        }
        if isFirst { tell(error) }
    }
}
