import Foundation
import Testing

/// The program under test: RELANCE_BINARY, or the one that was built beside these tests.
enum Binary {
    static let path: String = {
        if let path = ProcessInfo.processInfo.environment["RELANCE_BINARY"] { return path }
        let own = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        // The test runner is either the bundle beside the program or, on macOS, something inside it.
        var folder = own.deletingLastPathComponent()
        while folder.path != "/" {
            let candidate = folder.appendingPathComponent("relance").path
            if isProgram(candidate) { return candidate }
            folder.deleteLastPathComponent()
        }
        return "relance"
    }()

    private static func isProgram(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
            && FileManager.default.isExecutableFile(atPath: path)
    }
}

/// How a process ended, and what it said.
struct Ended: Sendable, CustomStringConvertible {
    /// The exit status, or minus the number of the signal that ended it.
    let status: Int32
    let out: String
    let error: String

    var wasKilled: Bool { status == -SIGKILL }
    var description: String { "status \(status)\n\(out)\(error)" }

    func json(_ place: SourceLocation = #_sourceLocation) throws -> JSONValue {
        try #require(status == 0, "\(self)", sourceLocation: place)
        return try JSONDecoder().decode(JSONValue.self, from: Data(out.utf8))
    }
}

/// A process that runs; what it says goes to files, so that it never waits for a reader.
final class Running: @unchecked Sendable {
    private let process = Process()
    private let folder: URL
    private let ending: Task<Void, Never>

    init(_ words: [String], _ environment: [String: String], in directory: String? = nil) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "relance-said-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        let files = [try Self.file(folder.appending(path: "out")), try Self.file(folder.appending(path: "error"))]
        process.standardOutput = files[0]
        process.standardError = files[1]
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        process.terminationHandler = { _ in continuation.finish() }
        ending = Task { for await _ in stream {} }
        // Once a thousand files are open, Foundation reads past the end of their list as it starts a process.
        defer { for file in files { try? file.close() } }
        try process.run()
    }

    private static func file(_ place: URL) throws -> FileHandle {
        try Data().write(to: place)
        return try FileHandle(forWritingTo: place)
    }

    var isRunning: Bool { process.isRunning }
    var identifier: Int32 { process.processIdentifier }

    /// What it has said so far.
    var out: String { said("out") }

    private func said(_ name: String) -> String {
        String(decoding: (try? Data(contentsOf: folder.appending(path: name))) ?? Data(), as: UTF8.self)
    }

    func signal(_ number: Int32) {
        // Zero would mean everybody.
        guard process.isRunning, process.processIdentifier > 0 else { return }
        kill(process.processIdentifier, number)
    }

    func end() async -> Ended {
        await ending.value
        let status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        let ended = Ended(status: status, out: said("out"), error: said("error"))
        try? FileManager.default.removeItem(at: folder)
        return ended
    }
}

/// Any JSON, looked into by name and place.
enum JSONValue: Decodable, Sendable, Equatable {
    case text(String), number(Double), bool(Bool), list([JSONValue]), object([String: JSONValue]), null

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    subscript(_ name: String) -> JSONValue {
        if case .object(let members) = self { members[name] ?? .null } else { .null }
    }

    var text: String? { if case .text(let value) = self { value } else { nil } }
    /// The whole number.
    var number: Int? { if case .number(let value) = self { Int(value) } else { nil } }
    var list: [JSONValue] { if case .list(let values) = self { values } else { [] } }
}
