import Foundation
import Texts

/// What the environment of the process says. `docs/reference/commands.md` lists the variables.
struct Environment: Sendable {
    private let values: [String: String]

    init(_ values: [String: String]) { self.values = values }

    static var ofProcess: Environment { Environment(ProcessInfo.processInfo.environment) }

    /// A variable that is set to something.
    subscript(_ name: String) -> String? {
        guard let value = values[name], !value.isEmpty else { return nil }
        return value
    }

    /// The data folder when `--data` does not name one.
    var dataFolder: String {
        if let folder = self["RELANCE_DATA"] { return absolute(folder) }
        if let shared = self["XDG_DATA_HOME"] { return shared + "/relance" }
        return (self["HOME"] ?? "") + "/.local/share/relance"
    }

    var databaseURL: String? { self["RELANCE_DATABASE_URL"] }

    /// The language of the first of the usual variables that names one we speak; French otherwise.
    var language: Language {
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            if let tag = self[name], let language = Language(tag: tag) { return language }
        }
        return .fr
    }

    var user: String { self["USER"] ?? self["LOGNAME"] ?? "relance" }

    var directory: String { FileManager.default.currentDirectoryPath }

    private func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : directory + "/" + path }
}
