import Foundation
import TestKit

/// Somebody to whom the machine may say no. Tests that run as root become nobody for it.
struct OrdinaryUser: Sendable {
    private static let number = 65_534
    private static let prefix = geteuid() == 0
        ? ["/usr/bin/setpriv", "--reuid=\(number)", "--regid=\(number)", "--clear-groups"] : []

    let stage: Stage
    private let binary: String

    /// False where root cannot become somebody else, or where that one may not run what Swift programs need.
    static let exists: Bool = {
        guard let folder = try? Self.place(), let binary = try? Self.program(in: folder) else { return false }
        defer { try? FileManager.default.removeItem(at: folder) }
        return Child.succeeds(prefix + [binary, "--help"])
    }()

    /// Gives the firm's folder, and all it holds, to this user.
    init(_ stage: Stage) throws {
        self.stage = stage
        let folder = URL(fileURLWithPath: stage.folder)
        if geteuid() == 0 {
            try Self.give(folder)
            for file in FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) ?? .init() {
                if let file = file as? URL { try Self.give(file) }
            }
        }
        binary = try Self.program(in: folder)
    }

    func relance(_ arguments: String...) async throws -> Ended {
        try await stage.start(arguments, through: Self.prefix, binary: binary).end()
    }

    private static func place() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "relance-user-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        return folder
    }

    private static func give(_ file: URL) throws {
        try FileManager.default.setAttributes([.ownerAccountID: number], ofItemAtPath: file.path)
    }

    /// The program where this user may run it: the folders above the build may be closed to them.
    private static func program(in folder: URL) throws -> String {
        if geteuid() != 0 { return Binary.path }
        let own = folder.appending(path: "relance-program")
        if link(Binary.path, own.path) != 0 {
            try FileManager.default.copyItem(atPath: Binary.path, toPath: own.path)
        }
        return own.path
    }
}

/// A disk so small that it fills up.
struct SmallDisk: Sendable {
    let path: String

    /// Mounting takes root, and a machine that lets root do it.
    static let isPossible: Bool = {
        guard geteuid() == 0 else { return false }
        let path = FileManager.default.temporaryDirectory.appending(path: "relance-disk-\(getpid())").path
        mkdir(path, 0o700)
        defer { rmdir(path) }
        guard run("mount", "-t", "tmpfs", "-o", "size=64k", "none", path) else { return false }
        return run("umount", path)
    }()

    /// Mounts a disk of so many kilobytes on a folder, and takes it away after `body`.
    static func with(_ path: String, kilobytes: Int, _ body: (SmallDisk) async throws -> Void) async throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard run("mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "none", path) else { throw CocoaError(.featureUnsupported) }
        defer { _ = run("umount", path) }
        try await body(SmallDisk(path: path))
    }

    func grow(kilobytes: Int) { _ = Self.run("mount", "-o", "remount,size=\(kilobytes)k", path) }

    /// Leaves no room at all.
    func fill() throws {
        let file = open(path + "/filler", O_WRONLY | O_CREAT, 0o600)
        defer { close(file) }
        let page = [UInt8](repeating: 1, count: 4096)
        while write(file, page, page.count) > 0 {}
    }

    private static func run(_ words: String...) -> Bool { Child.succeeds(["/usr/bin/env"] + words) }
}
