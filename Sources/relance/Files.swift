import CommandLine
import Glibc

/// Files of the disk, with the failures that a person can act on.
enum Files {
    static func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(path) }
            if count == 0 { return bytes }
            guard bytes.count + count <= limit else { throw .tooLarge(path, limit: limit) }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    /// Whole or not at all: written beside, then moved into place.
    static func write(_ bytes: [UInt8], to path: String) throws(FileFailure) {
        let draft = path + ".\(getpid()).partial"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        let isWritten = put(bytes, into: descriptor)
        let reason = errno
        close(descriptor)
        guard isWritten, rename(draft, path) == 0 else {
            let reason = isWritten ? errno : reason
            unlink(draft)
            throw failure(path, reason)
        }
    }

    /// Adds to the end of a file.
    static func append(_ bytes: [UInt8], to path: String) throws(FileFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        guard put(bytes, into: descriptor) else { throw failure(path) }
    }

    /// The folder and those above it, for this user alone.
    static func makePrivateFolder(_ path: String) throws(DatabaseFailure) {
        var made = ""
        for part in path.split(separator: "/") {
            made += "/" + part
            if mkdir(made, 0o700) != 0, errno != EEXIST {
                // What exists may refuse before it says so: a read-only or unreadable parent.
                let reason = errno
                if reason == ENOSPC || reason == EDQUOT { throw .diskFull }
                if access(made, F_OK) != 0 { throw .disk("\(made): \(String(cString: strerror(reason)))") }
            }
        }
    }

    /// Makes durable that a file has its name.
    static func syncFolder(of path: String) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let descriptor = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private static func put(_ bytes: [UInt8], into descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
            return true
        }
    }

    private static func failure(_ path: String, _ code: Int32 = errno) -> FileFailure {
        switch code {
        case ENOENT, ENOTDIR: .missing(path)
        case EISDIR: .folder(path)
        case EACCES, EPERM, EROFS: .forbidden(path)
        default: .other(path, reason: String(cString: strerror(code)))
        }
    }
}
