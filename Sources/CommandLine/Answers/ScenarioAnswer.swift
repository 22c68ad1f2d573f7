import Dunning
import Reading
import ScenarioFiles
import Texts
import Values
import Workflows

/// A scenario file named on the command line.
enum ScenarioArgument {
    static func read(_ path: String, _ call: Call) throws(CommandFailure) -> (yaml: String, file: ScenarioFile) {
        let bytes = try call.read(path, limit: ScenarioFiles.sizeLimit + 1)
        do throws(ScenarioRefusal) {
            let file = try ScenarioFiles.parse(bytes, templates: Templates.ids)
            let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
            return (String(decoding: text, as: UTF8.self), file)
        } catch {
            throw .said(.refused, words(error, path, call.language))
        }
    }

    /// Every mistake, each with its place and remedy.
    static func words(_ refusal: ScenarioRefusal, _ path: String, _ language: Language) -> String {
        let head = language.text("commands.scenario.refused", ["file": .text(path), "count": .number(refusal.problems.count)])
        return ([head] + refusal.problems.map { "  " + $0.sentence(language) }).joined(separator: "\n")
    }
}

/// Scenarios and their mistakes as commands show them.
enum ScenarioAnswer {
    static func json(_ problem: ScenarioProblem, _ language: Language) -> JSON {
        .object(
            ("line", .integer(problem.line)), ("column", .integer(problem.column)), ("path", .string(problem.path)),
            ("code", .string(problem.code)), ("value", .string(problem.text)),
            ("message", .string(problem.what(language) + ". " + problem.remedy(language))))
    }

    static func json(_ change: ScenarioChange) -> JSON {
        switch change {
        case .setting(let key, let before, let after):
            .object(("key", .string(key)), ("before", .string(before) ?? .null), ("after", .string(after) ?? .null))
        case .stepAdded(let step): .object(("step", .string(step)), ("change", .string("added")))
        case .stepRemoved(let step): .object(("step", .string(step)), ("change", .string("removed")))
        case .step(let step, let key, let before, let after):
            .object(
                ("step", .string(step)), ("key", .string(key)), ("before", .string(before) ?? .null),
                ("after", .string(after) ?? .null))
        }
    }

    static func text(_ changes: [ScenarioChange], _ language: Language) -> String {
        changes.map { change in
            switch change {
            case .setting(let key, let before, let after): "  \(key): \(before ?? "–") → \(after ?? "–")\n"
            case .stepAdded(let step): "  + \(step)\n"
            case .stepRemoved(let step): "  − \(step)\n"
            case .step(let step, let key, let before, let after): "  \(step) · \(key): \(before ?? "–") → \(after ?? "–")\n"
            }
        }.joined()
    }

    static func steps(_ scenario: Scenario, _ language: Language) -> String {
        var table = Table(("", .left), ("", .left), ("", .left), ("", .left))
        for step in scenario.steps {
            table.add(
                "  " + language.offset(step.offsetDays), step.id, language.step(step.id, template: step.template),
                language.channel(step.channel.rawValue))
        }
        return table.text
    }
}
