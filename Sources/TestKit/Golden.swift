import Foundation

/// Texts kept beside the tests that make them: pages, mails, letters, sessions of the command line.
package enum Golden {
    /// Whether a text is the one kept under this name in the folder `Goldens` of the test target that asks.
    ///
    /// `make goldens` sets RELANCE_WRITE_GOLDENS: the text is then written there instead, to be read before committing.
    package static func matches(_ text: String, _ name: String, askedBy path: String = #filePath) throws -> Bool {
        var target = URL(fileURLWithPath: path).deletingLastPathComponent()
        while target.deletingLastPathComponent().lastPathComponent != "Tests", target.path != "/" { target.deleteLastPathComponent() }
        let folder = target.appendingPathComponent("Goldens")
        let file = folder.appendingPathComponent(name)
        guard ProcessInfo.processInfo.environment["RELANCE_WRITE_GOLDENS"] == nil else {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            return true
        }
        return (try? String(contentsOf: file, encoding: .utf8)) == text
    }
}
