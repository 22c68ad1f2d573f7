import Ledger
import Texts
import Values
import Workflows

/// One command under way: who asked, where to write, what to work on.
struct Call: Sendable {
    let console: Console
    let surroundings: Surroundings
    private let reachedDesk: Desk?
    let actor: String

    init(_ console: Console, _ surroundings: Surroundings, desk: Desk?, actor: String?) {
        self.console = console
        self.surroundings = surroundings
        reachedDesk = desk
        self.actor = actor ?? console.user
    }

    var language: Language { console.language }

    /// Asks the desk, its errors made failures of the command.
    func ask<Value: Sendable>(
        _ body: (Desk) async throws(DeskError) -> Value
    ) async throws(CommandFailure) -> Value {
        guard let desk = reachedDesk else { throw .database(.other("no database")) }
        do throws(DeskError) { return try await body(desk) } catch { throw .desk(error) }
    }

    /// What is wrong with the database's file itself.
    func fileDamage() async throws(CommandFailure) -> [String] {
        guard let desk = reachedDesk else { return [] }
        do throws(DatabaseFailure) { return try await surroundings.fileDamage(desk) } catch { throw .database(error) }
    }

    func text(_ key: String, _ arguments: [String: Texts.Argument] = [:]) -> String { language.text(key, arguments) }

    /// Writes the answer: JSON for scripts, the text for people.
    func answer(_ format: OutputFormat, _ json: @autoclosure () -> JSON, text: () -> String) {
        switch format {
        case .json: console.out(json().prettyText + "\n")
        case .text: console.out(TerminalText.safe(text()))
        }
    }

    /// The company named, or the only one there is.
    func company(_ named: String?) async throws(CommandFailure) -> CompanyProfile {
        if let named {
            return try await ask { desk throws(DeskError) in try await desk.book(CompanyID(named)).profile }
        }
        let all = try await ask { desk throws(DeskError) in try await desk.companies() }
        if let only = all.first, all.count == 1 { return only }
        if all.isEmpty { throw .said(.refused, text("commands.error.no_company")) }
        let ids = all.map(\.id.text).joined(separator: ", ")
        throw .said(.refused, text("commands.error.which_company", ["ids": .text(ids)]))
    }

    func today(_ profile: CompanyProfile) -> LocalDate {
        reachedDesk?.today(profile) ?? surroundings.today()
    }

    func progress(_ key: String) -> ProgressBar {
        ProgressBar(text(key), console, uptime: surroundings.uptime)
    }

    /// The bytes of a file argument.
    func read(_ path: String, limit: Int) throws(CommandFailure) -> [UInt8] {
        do throws(FileFailure) { return try surroundings.readFile(console.path(path), limit) } catch {
            throw .said(error.status, error.words(language))
        }
    }

    func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
        do throws(FileFailure) { try surroundings.writeFile(console.path(path), bytes) } catch {
            throw .said(error.status, error.words(language))
        }
    }
}
