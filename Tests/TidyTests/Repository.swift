import Foundation

/// The repository's own files, read once, as the rules of this folder see them.
enum Repository {
    static let root: URL = {
        var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
            folder.deleteLastPathComponent()
        }
        return folder
    }()

    static let sources = swiftFiles(under: "Sources")
    static let tests = swiftFiles(under: "Tests")

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The names in a folder, sorted; none when there is no such folder.
    static func names(in path: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: path).path)) ?? []).sorted()
    }

    /// Every file under a folder, as a path from the root, sorted; what is built or cached is left out.
    static func files(under path: String) -> [String] {
        let folder = root.appending(path: path)
        guard let walk = FileManager.default.enumerator(atPath: folder.path) else { return [] }
        let found = walk.compactMap { $0 as? String }.filter { name in
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: folder.appending(path: name).path, isDirectory: &isFolder)
            return exists && !isFolder.boolValue && !name.contains("__pycache__")
        }
        return found.map { path + "/" + $0 }.sorted()
    }

    private static func swiftFiles(under path: String) -> [SourceFile] {
        files(under: path).filter { $0.hasSuffix(".swift") }.compactMap { path in
            (try? text(path)).map { SourceFile(path: path, text: $0) }
        }
    }
}

/// One Swift file: as written, and with its comments and the insides of its strings blanked.
struct SourceFile: Sendable {
    /// From the root, such as `Sources/Values/Money.swift`.
    let path: String
    let lines: [String]
    /// The same lines, holding code only.
    let code: [String]

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        code = CodeOnly.lines(of: text)
    }

    /// The target or test target that the file belongs to.
    var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

    /// Lines that hold code: neither blank nor only a comment.
    var codeLineCount: Int { code.count { $0.contains { !$0.isWhitespace } } }

    /// `path:line: complaint`, for each line whose code matches. Only lines that hold one of `hints` are tried:
    /// a pattern costs fifty times a plain search.
    func complaints(_ pattern: Regex<Substring>, hints: [String], _ complaint: String) -> [String] {
        code.indices.filter { code[$0].hasAny(of: hints) && code[$0].contains(pattern) }.map { "\(path):\($0 + 1): \(complaint)" }
    }
}

extension StringProtocol {
    func hasAny(of words: [String]) -> Bool { words.contains { contains($0) } }
}
