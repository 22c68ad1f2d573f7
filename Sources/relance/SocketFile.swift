import Glibc

/// The door of a running server in its data folder: a local socket that only this user may open.
enum SocketFile {
    static let name = "relance.sock"

    /// The socket of a folder when a server answers there.
    static func answering(in folder: String) -> String? {
        let path = folder + "/" + name
        guard let descriptor = connect(to: path) else { return nil }
        close(descriptor)
        return path
    }

    /// A connection, nil when nobody listens.
    static func connect(to path: String) -> Int32? {
        withAddress(of: path) { address, length in
            let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            guard descriptor >= 0 else { return nil }
            guard Glibc.connect(descriptor, address, length) == 0 else {
                close(descriptor)
                return nil
            }
            return descriptor
        }
    }

    /// Listens at a path. What a server that is gone left there is removed: the caller owns the database's lock.
    static func listen(at path: String) -> Int32? {
        unlink(path)
        let mask = umask(0o177)
        defer { umask(mask) }
        return withAddress(of: path) { address, length in
            let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            guard descriptor >= 0 else { return nil }
            guard bind(descriptor, address, length) == 0, Glibc.listen(descriptor, 64) == 0 else {
                close(descriptor)
                return nil
            }
            return descriptor
        }
    }

    /// Socket addresses hold 107 bytes. A longer folder is opened, and named by its descriptor.
    private static func withAddress<Value>(
        of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Value?
    ) -> Value? {
        var short = path
        var folder: Int32 = -1
        defer { if folder >= 0 { close(folder) } }
        if path.utf8.count > 107, let slash = path.lastIndex(of: "/") {
            folder = open(String(path[..<slash]), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard folder >= 0 else { return nil }
            short = "/proc/self/fd/\(folder)" + path[slash...]
        }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(short.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
