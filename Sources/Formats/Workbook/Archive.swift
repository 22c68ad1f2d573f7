import CZip

/// Where the bytes of a workbook are.
package enum WorkbookOrigin: Sendable {
    case path(String)
    case bytes([UInt8])
}

/// A zip archive opened for reading, with the limits that keep a small file from becoming a large memory.
///
/// What is inflated is counted while inflating, over all parts together: sizes that the archive states about
/// itself are not believed.
final class Archive {
    static let mostBytes = 100 * 1_048_576
    static let highestRatio = 100
    static let mostEntries = 1000
    /// Below this, a high ratio means a small regular file and no danger.
    private static let smallPart = 1_048_576

    private let handle: OpaquePointer
    private let buffer: UnsafeMutablePointer<UInt8>?
    private var inflated = 0

    init(_ origin: WorkbookOrigin) throws(Diagnostic) {
        switch origin {
        case .path(let path):
            buffer = nil
            handle = try Self.open(path)
        case .bytes(let bytes):
            let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
            copy.initialize(from: bytes, count: bytes.count)
            do throws(Diagnostic) {
                handle = try Self.open(copy, count: bytes.count)
            } catch {
                copy.deallocate()
                throw error
            }
            buffer = copy
        }
        guard zip_get_num_entries(handle, 0) <= Self.mostEntries else {
            throw Diagnostic(.archiveTooManyEntries, parameters: ["limit": String(Self.mostEntries)])
        }
    }

    deinit {
        zip_discard(handle)
        buffer?.deallocate()
    }

    private static func open(_ path: String) throws(Diagnostic) -> OpaquePointer {
        var code: Int32 = 0
        guard let handle = zip_open(path, Int32(ZIP_RDONLY), &code) else {
            if code == ZIP_ER_NOENT || code == ZIP_ER_OPEN || code == ZIP_ER_READ {
                throw Diagnostic(.unreadable, parameters: ["reason": "zip \(code)"])
            }
            throw Diagnostic(.archiveDamaged)
        }
        return handle
    }

    private static func open(_ bytes: UnsafeMutablePointer<UInt8>, count: Int) throws(Diagnostic) -> OpaquePointer {
        guard let source = zip_source_buffer_create(bytes, UInt64(count), 0, nil) else { throw Diagnostic(.archiveDamaged) }
        guard let handle = zip_open_from_source(source, Int32(ZIP_RDONLY), nil) else {
            zip_source_free(source)
            throw Diagnostic(.archiveDamaged)
        }
        return handle
    }

    /// The names of the entries, in the order of the archive.
    var names: [String] {
        (0..<UInt64(max(0, zip_get_num_entries(handle, 0)))).compactMap { index in
            zip_get_name(handle, index, 0).map { String(cString: $0) }
        }
    }

    /// Opens an entry; nil when there is none of that name.
    func part(_ name: String) throws(Diagnostic) -> ArchivePart? {
        let index = zip_name_locate(handle, name, zip_flags_t(ZIP_FL_NOCASE))
        guard index >= 0 else { return nil }
        var about = zip_stat_t()
        guard zip_stat_index(handle, UInt64(index), 0, &about) == 0 else { throw Diagnostic(.archiveDamaged) }
        guard about.encryption_method == ZIP_EM_NONE else { throw Diagnostic(.encrypted) }
        guard let file = zip_fopen_index(handle, UInt64(index), 0) else {
            throw Diagnostic(.archiveDamaged, parameters: ["part": name])
        }
        return ArchivePart(file: file, compressed: Int(clamping: about.comp_size), archive: self)
    }

    fileprivate func count(_ bytes: Int, ofPart inflatedPart: Int, compressed: Int) throws(Diagnostic) {
        inflated += bytes
        guard inflated <= Self.mostBytes else {
            throw Diagnostic(.archiveTooLarge, parameters: ["limit": String(Self.mostBytes)])
        }
        guard inflatedPart <= Self.smallPart || inflatedPart / Self.highestRatio <= compressed else {
            throw Diagnostic(.archiveRatio, parameters: ["limit": String(Self.highestRatio)])
        }
    }
}

/// One entry of an archive, inflated bit by bit.
final class ArchivePart {
    private let file: OpaquePointer
    private let compressed: Int
    private let archive: Archive
    private var inflated = 0

    fileprivate init(file: OpaquePointer, compressed: Int, archive: Archive) {
        self.file = file
        self.compressed = compressed
        self.archive = archive
    }

    deinit { zip_fclose(file) }

    /// Fills the buffer from the start; the number of bytes, 0 at the end. Checks the CRC at the end.
    func read(into buffer: inout [UInt8]) throws(Diagnostic) -> Int {
        let count = buffer.withUnsafeMutableBytes { zip_fread(file, $0.baseAddress, UInt64($0.count)) }
        guard count >= 0 else { throw Diagnostic(.archiveDamaged) }
        inflated += Int(count)
        try archive.count(Int(count), ofPart: inflated, compressed: compressed)
        return Int(count)
    }
}
