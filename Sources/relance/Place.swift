import Foundation
import Glibc
import Storage
import Synchronization

/// What tells a data folder on its machine from a copy of it elsewhere.
///
/// The folder holds a number drawn by chance, in a private file. The place is the SHA-256 of that number and of where it
/// is: the machine's own identifier, the folder's path and the numbers under which the disk knows the folder and the
/// file. A copy is therefore another place, and an original put back is the place it was. `RELANCE_INSTANCE` stands for
/// where it is, in containers that are made anew.
final class Place: Sendable {
    private static let name = "place"
    private let folder: String
    private let given: String?
    private let known = Mutex<String?>(nil)

    init(_ environment: Environment, folder: String) {
        self.folder = folder
        given = environment["RELANCE_INSTANCE"]
    }

    /// Nil when the folder holds no number and takes none.
    var text: String? {
        known.withLock { known in
            if let known { return known }
            guard let number = kept ?? drawn() else { return nil }
            known = FactHash.hexadecimal(FactHash.sha256(Array((number + "\n" + whereabouts).utf8)))
            return known
        }
    }

    private var path: String { folder + "/" + Self.name }

    private var kept: String? {
        guard let bytes = try? Files.read(path, limit: 4096) else { return nil }
        let text = String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
        return text.utf8.count == 32 ? text : nil
    }

    /// Two processes may draw at once: the first one's number holds.
    private func drawn() -> String? {
        guard (try? Files.makePrivateFolder(folder)) != nil, access(path, F_OK) != 0 else { return nil }
        var generator = SystemRandomNumberGenerator()
        let number = FactHash.hexadecimal((0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) })
        let draft = path + ".\(getpid())"
        guard (try? Files.write(Array((number + "\n").utf8), to: draft)) != nil else { return nil }
        link(draft, path)
        unlink(draft)
        return kept
    }

    private var whereabouts: String {
        if let given { return "name\n" + given }
        let machine = (try? Files.read("/etc/machine-id", limit: 4096)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return [machine, realPath, String(inode(folder)), String(inode(path))].joined(separator: "\n")
    }

    private var realPath: String {
        guard let resolved = realpath(folder, nil) else { return folder }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private func inode(_ path: String) -> UInt64 {
        let facts = try? FileManager.default.attributesOfItem(atPath: path)
        return (facts?[.systemFileNumber] as? NSNumber)?.uint64Value ?? 0
    }
}
