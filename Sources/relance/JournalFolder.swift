import Glibc
import Ledger
import Synchronization
import Values
import Workflows

/// The send journal as files: one a month, only appended to, for this user alone.
///
/// A hand-over is on the disk before its last byte leaves; what came of it is written at once and reaches the disk with
/// the next hand-over. `RELANCE_JOURNAL` puts the folder elsewhere: on another disk it survives the first one.
final class JournalFolder: Sendable {
    /// Bytes of a file of it, at most.
    static let longest = 1 << 30
    private let folder: String
    /// The last hand-over of each installation and company, once the newest files were read.
    private let marks = Mutex<[Key: JournalMark]?>(nil)

    private struct Key: Hashable {
        let instance: String
        let company: CompanyID
    }

    init(_ environment: Environment, folder: String) {
        self.folder = environment["RELANCE_JOURNAL"] ?? folder + "/journal"
    }

    var journal: SendJournal {
        SendJournal(
            keep: { entry throws(JournalProblem) in try self.keep(entry) },
            note: { entry in try? self.append(entry, durably: false) },
            last: { instance, company throws(JournalProblem) in try self.last(Key(instance: instance, company: company)) })
    }

    /// Oldest first; none when nothing was ever written.
    var files: [String] {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let item = readdir(handle) {
            let name = withUnsafeBytes(of: item.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".jsonl") { names.append(name) }
        }
        return names.sorted().map { folder + "/" + $0 }
    }

    // MARK: Reading

    private func last(_ key: Key) throws(JournalProblem) -> JournalMark? {
        if let known = marks.withLock({ $0 }) { return known[key] }
        var found: [Key: JournalMark] = [:]
        for path in files.suffix(2) {
            for entry in JournalText(try Self.bytes(of: path)).entries {
                guard case .committing(_, _, _, let mark) = entry.event else { continue }
                found[Key(instance: entry.instance, company: entry.company)] = mark
            }
        }
        marks.withLock { $0 = found }
        return found[key]
    }

    private static func bytes(of path: String) throws(JournalProblem) -> [UInt8] {
        do { return try Files.read(path, limit: longest) } catch { throw JournalProblem("\(path): \(error)") }
    }

    // MARK: Writing

    private func keep(_ entry: JournalEntry) throws(JournalProblem) {
        try append(entry, durably: true)
        guard case .committing(_, _, _, let mark) = entry.event else { return }
        marks.withLock { $0?[Key(instance: entry.instance, company: entry.company)] = mark }
    }

    private func append(_ entry: JournalEntry, durably: Bool) throws(JournalProblem) {
        let path = folder + "/" + entry.at.iso.prefix(7) + ".jsonl"
        if access(path, F_OK) != 0 { try makeFolder() }
        let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.problem(path) }
        defer { close(descriptor) }
        // Several processes may write here when the database is a server.
        guard flock(descriptor, LOCK_EX) == 0 else { throw Self.problem(path) }
        let size = try Self.wholeSize(descriptor, path)
        let line = Array((entry.line + "\n").utf8)
        guard Glibc.write(descriptor, line, line.count) == line.count else {
            let problem = Self.problem(path)
            ftruncate(descriptor, size)
            throw problem
        }
        guard durably else { return }
        guard fdatasync(descriptor) == 0 else { throw Self.problem(path) }
        if size == 0 { Files.syncFolder(of: path) }
    }

    /// The length up to the last whole line: what a machine that stopped left unfinished is cut off.
    private static func wholeSize(_ descriptor: Int32, _ path: String) throws(JournalProblem) -> off_t {
        let end = lseek(descriptor, 0, SEEK_END)
        guard end >= 0 else { throw problem(path) }
        var size = end
        var byte: UInt8 = 0
        while size > 0 {
            guard pread(descriptor, &byte, 1, size - 1) == 1 else { throw problem(path) }
            if byte == 0x0A { break }
            size -= 1
        }
        if size < end { guard ftruncate(descriptor, size) == 0 else { throw problem(path) } }
        return size
    }

    private func makeFolder() throws(JournalProblem) {
        do { try Files.makePrivateFolder(folder) } catch { throw JournalProblem("\(folder): \(error)") }
    }

    private static func problem(_ path: String) -> JournalProblem {
        JournalProblem("\(path): \(String(cString: strerror(errno)))")
    }
}
