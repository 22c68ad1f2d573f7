import ArgumentParser
import Ledger
import Reading
import Safekeeping
import Texts
import Values
import Workflows

/// A copy of everything in one file, made while others work, and checked.
struct BackupCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "backup")

    @Option(help: ArgumentHelp(valueName: "file")) var to: String?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let report = try await call.backup(to: to, common.location(call.console))
        let json = JSON.object(
            ("file", .string(report.path)), ("bytes", .int(report.bytes)), ("sound", .bool(true)),
            ("companies", .array(report.companies.map {
                .object(("company", .string($0.company.text)), ("facts", .int($0.facts)), ("messages", .integer($0.messages)))
            })))
        call.answer(format.format, json) {
            call.text("backup.done", [
                "file": .text(report.path), "kilobytes": .number(Int((report.bytes + 1023) / 1024)),
                "companies": .number(report.companies.count),
                "facts": .number(Int(report.companies.reduce(0) { $0 + $1.facts })),
            ]) + "\n"
        }
        return .done
    }
}

/// Puts a backup in the place of the database, tells it what left since, and lets nothing leave.
struct RestoreCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "restore")
    static let needsDatabase = false

    @Argument(help: ArgumentHelp(valueName: "file")) var file: String
    @Flag var replace = false
    @Option(help: ArgumentHelp(valueName: "file")) var journal: [String] = []
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let request = RestoreRequest(
            path: call.console.path(file), replaces: replace, journals: journal.map(call.console.path), actor: call.actor)
        let report: RestoreReport
        do throws(SafekeepingFailure) {
            report = try await call.surroundings.restore(request, common.location(call.console))
        } catch { throw CommandFailure(error, call.language) }
        call.answer(format.format, json(report)) { text(report, call.language) }
        return .done
    }

    private func json(_ report: RestoreReport) -> JSON {
        .object(
            ("madeAt", .string(report.head.madeAt.iso)), ("companies", .integer(report.companies)), ("facts", .int(report.facts)),
            ("kept", .string(report.kept) ?? .null), ("journal", InstanceAnswer.json(report.merge)),
            ("journalsWanted", .integer(report.journalsWanted)), ("damagedLines", .strings(report.damagedLines)),
            ("closed", .string(ClosedReason.restored.rawValue)))
    }

    private func text(_ report: RestoreReport, _ language: Language) -> String {
        var lines = [
            language.text("restore.done", [
                "at": .text(report.head.madeAt.iso), "companies": .number(report.companies), "facts": .number(Int(report.facts))])
        ]
        if let kept = report.kept { lines.append(language.text("restore.kept", ["place": .text(kept)])) }
        lines += InstanceAnswer.lines(report.merge, report.damagedLines, language)
        if report.journalsWanted > 0 { lines.append(language.text("instance.wanted", ["count": .number(report.journalsWanted)])) }
        lines.append(language.sentence(.restored))
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Call {
    /// Writes a backup of the database within reach.
    func backup(to path: String?, _ location: DatabaseLocation) async throws(CommandFailure) -> BackupReport {
        let path = path.map(console.path)
        let desk = try await ask { desk throws(DeskError) in desk }
        do throws(SafekeepingFailure) { return try await surroundings.backup(desk, location, path) } catch {
            throw CommandFailure(error, language)
        }
    }
}

extension CommandFailure {
    init(_ failure: SafekeepingFailure, _ language: Language) {
        switch failure {
        case .database(let failure): self = .database(failure)
        case .file(let failure): self = .said(failure.status, failure.words(language))
        case .backup(.desk(let error)): self = .desk(error)
        case .backup(let problem): self = .said(problem.status, problem.words(language))
        }
    }
}

extension BackupProblem {
    var status: ExitStatus {
        switch self {
        case .file: .environment
        case .exists, .notABackup, .newer, .notEmpty, .desk: .refused
        case .damaged, .unsound: .damaged
        }
    }

    func words(_ language: Language) -> String {
        switch self {
        case .file(let file, let reason): language.text("commands.file.other", ["file": .text(file), "reason": .text(reason)])
        case .exists(let file): language.text("backup.exists", ["file": .text(file)])
        case .notABackup(let file): language.text("backup.not_one", ["file": .text(file)])
        case .damaged(let file, let reason): language.text("backup.damaged", ["file": .text(file), "reason": .text(reason)])
        case .newer(let found, let known): language.text("backup.newer", ["found": .number(found), "known": .number(known)])
        case .unsound(let companies): language.text("backup.unsound", ["companies": .text(companies.joined(separator: ", "))])
        case .notEmpty: language.text("restore.not_empty")
        case .desk(let error): error.words(language)
        }
    }
}
