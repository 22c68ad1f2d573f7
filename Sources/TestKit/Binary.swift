import Foundation

/// The program under test: RELANCE_BINARY, or the one that was built beside these tests.
package enum Binary {
    package static let path: String = {
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
