package import Texts

/// Where a command writes and from where it was called: a terminal, a file, a test, or the far end of a socket.
package struct Console: Sendable {
    /// What was asked for.
    package let out: @Sendable (String) -> Void
    /// Complaints and progress.
    package let error: @Sendable (String) -> Void
    /// Whether somebody is looking at `error`: progress is then shown.
    package let isTerminal: Bool
    package let language: Language
    /// File arguments are relative to it.
    package let directory: String
    /// Who acts, unless `--actor` says otherwise: it is written into the history.
    package let user: String

    package init(
        out: @escaping @Sendable (String) -> Void, error: @escaping @Sendable (String) -> Void, isTerminal: Bool,
        language: Language, directory: String, user: String
    ) {
        self.out = out
        self.error = error
        self.isTerminal = isTerminal
        self.language = language
        self.directory = directory
        self.user = user
    }

    /// The same console in another language.
    func speaking(_ language: Language) -> Console {
        Console(
            out: out, error: error, isTerminal: isTerminal, language: language, directory: directory, user: user)
    }

    /// The full path of a file argument.
    package func path(_ argument: String) -> String {
        argument.hasPrefix("/") ? argument : directory + "/" + argument
    }
}
