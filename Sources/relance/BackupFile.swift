import Glibc
import Safekeeping
import Synchronization

/// A backup on its way to the disk: written beside, made durable, then moved into place, so that a file of that name is
/// always a whole one.
final class BackupFile: Sendable {
    let path: String
    private let draft: String
    private let state: Mutex<(descriptor: Int32, bytes: Int64)>

    /// Throws when there is a file of that name already.
    init(_ path: String) throws(BackupProblem) {
        guard access(path, F_OK) != 0 else { throw .exists(path) }
        self.path = path
        draft = path + ".partial"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.problem(path) }
        state = Mutex((descriptor, 0))
    }

    var bytes: Int64 { state.withLock { $0.bytes } }

    func write(_ bytes: [UInt8]) throws(BackupProblem) {
        let isWritten = state.withLock { state in
            var start = 0
            while start < bytes.count {
                let count = bytes[start...].withUnsafeBytes { Glibc.write(state.descriptor, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                start += count
            }
            state.bytes += Int64(bytes.count)
            return true
        }
        guard isWritten else { throw Self.problem(draft) }
    }

    /// What was written so far can be read back, under this name.
    func settle() throws(BackupProblem) -> String {
        let isSettled = state.withLock { fsync($0.descriptor) == 0 }
        guard isSettled else { throw Self.problem(draft) }
        return draft
    }

    /// Gives the file its name.
    func finish() throws(BackupProblem) {
        state.withLock { state in
            close(state.descriptor)
            state.descriptor = -1
        }
        guard link(draft, path) == 0 else { throw errno == EEXIST ? .exists(path) : Self.problem(path) }
        unlink(draft)
        Files.syncFolder(of: path)
    }

    func discard() {
        state.withLock { state in
            if state.descriptor >= 0 { close(state.descriptor) }
            state.descriptor = -1
        }
        unlink(draft)
    }

    private static func problem(_ path: String) -> BackupProblem { .file(path, reason: String(cString: strerror(errno))) }

    /// The bytes of a backup that is there, in portions.
    static func source(_ path: String) -> BackupSource {
        BackupSource(name: path) { (take: BackupSource.Taker) throws(BackupProblem) in
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw problem(path) }
            defer { close(descriptor) }
            var buffer = [UInt8](repeating: 0, count: 1 << 18)
            while true {
                let count = read(descriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { throw problem(path) }
                if count == 0 { return }
                try take(buffer[..<count])
            }
        }
    }
}
