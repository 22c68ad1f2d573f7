import Foundation
import Testing

/// A text compared with the one kept beside the tests; rewritten by `make goldens`.
enum Golden {
    static func expect(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Goldens")
        let file = folder.appendingPathComponent(name)
        if ProcessInfo.processInfo.environment["RELANCE_WRITE_GOLDENS"] != nil {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            return try Data(text.utf8).write(to: file)
        }
        let kept = try? String(contentsOf: file, encoding: .utf8)
        #expect(kept == text, "\(name) differs from its golden", sourceLocation: sourceLocation)
    }
}
