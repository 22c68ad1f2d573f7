package import Foundation

/// Where tests find what they run beside themselves.
package enum TestPlace {
    /// The folder `Tests` of the repository.
    package static let tests: URL = {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        return root.appending(path: "Tests")
    }()

    /// RELANCE_TEST_PYTHON, or the virtual environment at the root of the repository.
    package static var python: String {
        ProcessInfo.processInfo.environment["RELANCE_TEST_PYTHON"]
            ?? tests.deletingLastPathComponent().appending(path: ".venv/bin/python").path
    }
}
