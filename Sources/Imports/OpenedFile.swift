#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Formats
import Statements
import Storage
import Texts

/// A file that can be read from the start as often as needed, and the digest of its bytes.
struct OpenedFile: Sendable {
    let file: IntakeFile
    let digest: String
    /// The first bytes, to tell what it is.
    let head: [UInt8]
    private static let headLength = StatementFormat.headLength

    /// Above this a file is split by hand: what is read again three times has to end some day.
    static let longest = 1 << 30

    init(_ file: IntakeFile) throws(IntakeRefusal) {
        self.file = file
        if case .path(let path) = file.content { try Self.check(path) }
        var digest = ContentDigest()
        var head: [UInt8] = []
        var length = 0
        do throws(Diagnostic) {
            let source = try Self.source(file)
            while let chunk = try source.next() {
                if head.count < Self.headLength { head += chunk.prefix(Self.headLength - head.count) }
                digest.add(chunk)
                length += chunk.count
                if length > Self.longest { break }
            }
        } catch { throw IntakeRefusal(IntakeRemark(error)) }
        guard length <= Self.longest else { throw IntakeRefusal(Self.tooLarge) }
        guard length > 0 else { throw IntakeRefusal(IntakeRemark(Diagnostic(.emptyFile))) }
        self.head = head
        self.digest = digest.finish()
    }

    private static let tooLarge = IntakeRemark(.fileTooLarge, ["limit": .number(longest >> 20)])

    /// Refuses what is no readable file of a reasonable size, before anything is read.
    private static func check(_ path: String) throws(IntakeRefusal) {
        var info = stat()
        guard stat(path, &info) == 0 else { throw IntakeRefusal(refusal(errno, path)) }
        let type = info.st_mode & S_IFMT
        if type == S_IFDIR { throw IntakeRefusal(IntakeRemark(.isDirectory, value: path)) }
        guard type == S_IFREG else { throw IntakeRefusal(IntakeRemark(.notAFile, value: path)) }
        guard info.st_size <= longest else { throw IntakeRefusal(tooLarge) }
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw IntakeRefusal(refusal(errno, path)) }
        close(descriptor)
    }

    private static func refusal(_ code: Int32, _ path: String) -> IntakeRemark {
        switch code {
        case ENOENT, ENOTDIR: IntakeRemark(.fileNotFound, value: path)
        case EACCES, EPERM: IntakeRemark(.noPermission, value: path)
        default: IntakeRemark(unreadable(code))
        }
    }

    private static func unreadable(_ code: Int32) -> Diagnostic {
        Diagnostic(.unreadable, parameters: ["reason": String(cString: strerror(code))])
    }

    func table() throws(Diagnostic) -> TableInput {
        switch file.content {
        case .bytes(let bytes): return try TableInput(bytes: bytes)
        case .path(let path):
            let file = file
            return try TableInput(path: path) { () throws(Diagnostic) -> ByteSource in try Self.source(file) }
        }
    }

    func source() throws(Diagnostic) -> ByteSource { try Self.source(file) }

    private static func source(_ file: IntakeFile) throws(Diagnostic) -> ByteSource {
        switch file.content {
        case .bytes(let bytes): return ByteSource(bytes)
        case .path(let path):
            let handle = try FileHandle(path)
            return ByteSource { () throws(Diagnostic) -> [UInt8]? in try handle.next() }
        }
    }

    /// A descriptor that is closed with whoever holds it.
    private final class FileHandle {
        private let descriptor: Int32

        init(_ path: String) throws(Diagnostic) {
            descriptor = open(path, O_RDONLY)
            guard descriptor >= 0 else { throw unreadable(errno) }
        }

        deinit { close(descriptor) }

        func next() throws(Diagnostic) -> [UInt8]? {
            var failure: Int32 = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: 131_072) { buffer, count in
                var got = read(descriptor, buffer.baseAddress, buffer.count)
                while got < 0, errno == EINTR { got = read(descriptor, buffer.baseAddress, buffer.count) }
                if got < 0 { failure = errno }
                count = max(0, got)
            }
            guard failure == 0 else { throw unreadable(failure) }
            return bytes.isEmpty ? nil : bytes
        }
    }
}

/// Why a file is refused as a whole.
struct IntakeRefusal: Error {
    let remark: IntakeRemark

    init(_ remark: IntakeRemark) { self.remark = remark }
}
