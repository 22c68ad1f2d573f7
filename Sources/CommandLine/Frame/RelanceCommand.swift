import ArgumentParser

/// A command of the program. It never prints: it writes to the console of its call.
protocol RelanceCommand: ParsableCommand {
    /// Whether a database must be within reach.
    static var needsDatabase: Bool { get }
    /// Whether it plays mornings and sends.
    static var isWorker: Bool { get }
    var common: CommonOptions { get }
    /// The company's own language, figures and files: everything through `call`.
    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus
}

extension RelanceCommand {
    static var needsDatabase: Bool { true }
    static var isWorker: Bool { false }
}
