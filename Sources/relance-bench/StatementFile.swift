import Foundation

/// A file that is written piece by piece, so that the peak of memory is that of the reading.
struct StatementFile {
    private let handle: FileHandle
    private var waiting: [UInt8] = []

    init(_ path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil) else { throw BenchProblem.unexpected("\(path) cannot be written") }
        handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    }

    mutating func put(_ text: String) throws {
        waiting += Array(text.utf8)
        if waiting.count > 1 << 20 { try flush() }
    }

    mutating func close() throws {
        try flush()
        try handle.close()
    }

    private mutating func flush() throws {
        try handle.write(contentsOf: Data(waiting))
        waiting.removeAll(keepingCapacity: true)
    }
}
