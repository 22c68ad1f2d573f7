import Glibc
import SQL
import Synchronization

/// Keeps every other process away from a database file, until it is closed or the process dies.
///
/// SQLite 3.40's WAL-reset bug corrupts a file that two processes write or checkpoint at once.
final class LockFile: Sendable {
    /// Nil once unlocked: the number may then be another file's.
    private let descriptor: Mutex<Int32?>

    init(path: String) throws(SQLError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path, errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let owner = Self.owner(descriptor)
            close(descriptor)
            throw .lockedBy(pid: owner)
        }
        ftruncate(descriptor, 0)
        let line = Array("\(getpid())\n".utf8)
        _ = pwrite(descriptor, line, line.count, 0)
        self.descriptor = Mutex(descriptor)
    }

    func unlock() {
        descriptor.withLock {
            if let open = $0 { close(open) }
            $0 = nil
        }
    }

    private static func owner(_ descriptor: Int32) -> Int32? {
        var buffer = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &buffer, buffer.count, 0)
        let digits = buffer.prefix(max(0, count)).prefix { $0 >= 0x30 && $0 <= 0x39 }
        return Int32(String(decoding: digits, as: UTF8.self))
    }

    /// Why a file could not be opened.
    static func failure(_ path: String, _ code: Int32) -> SQLError {
        code == ENOSPC || code == EDQUOT ? .full : .io("\(path): \(String(cString: strerror(code)))")
    }
}
