import ArgumentParser
import Texts
import Values

/// The commands and their options, as the parser declares them: what help pages, hints and the reference are made from.
package struct CommandNode: Sendable {
    package let name: String
    package let commands: [CommandNode]
    /// Of several commands, one is meant when none is named.
    let hasDefault: Bool
    let arguments: [CommandArgument]
}

/// One argument, option or flag of a command.
package struct CommandArgument: Sendable, Hashable {
    package enum Kind: Sendable, Hashable { case positional, option, flag }

    package let kind: Kind
    /// Without dashes.
    package let name: String
    package let valueName: String
    package let isOptional: Bool
    package let isRepeating: Bool
    package let defaultValue: String?
    package let allowed: [String]
}

extension CommandNode {
    /// The arguments in the order in which help shows them: what the command is about first, what all have last.
    package var ownArguments: [CommandArgument] { arguments.filter { !CommandTree.shared.contains($0.name) } }
    package var sharedArguments: [CommandArgument] { arguments.filter { CommandTree.shared.contains($0.name) } }

    func command(_ name: some StringProtocol) -> CommandNode? { commands.first { $0.name == String(name) } }
}

/// Reads the parser's own description of the program.
package enum CommandTree {
    /// Options that every command has, told once.
    static let shared: Set<String> = ["data", "language", "actor", "help", "version"]

    package static let root: CommandNode = {
        var text = ""
        do { _ = try Relance.parseAsRoot(["--experimental-dump-help"]) } catch { text = Relance.fullMessage(for: error) }
        guard let json = try? JSON(parsing: text), let command = json["command"] else {
            return CommandNode(name: "relance", commands: [], hasDefault: false, arguments: [])
        }
        return node(command)
    }()

    private static func node(_ json: JSON) -> CommandNode {
        CommandNode(
            name: json["commandName"]?.stringValue ?? "",
            commands: (json["subcommands"]?.arrayValue ?? []).map(node).filter { $0.name != "help" },
            hasDefault: json["defaultSubcommand"]?.stringValue != nil,
            arguments: (json["arguments"]?.arrayValue ?? []).compactMap(argument))
    }

    private static func argument(_ json: JSON) -> CommandArgument? {
        guard json["shouldDisplay"]?.boolValue != false else { return nil }
        let kind: CommandArgument.Kind
        switch json["kind"]?.stringValue {
        case "positional": kind = .positional
        case "flag": kind = .flag
        default: kind = .option
        }
        let valueName = json["valueName"]?.stringValue ?? ""
        let long = json["names"]?.arrayValue?.first { $0["kind"]?.stringValue == "long" }?["name"]?.stringValue
        return CommandArgument(
            kind: kind, name: long ?? valueName, valueName: valueName, isOptional: json["isOptional"]?.boolValue ?? false,
            isRepeating: json["isRepeating"]?.boolValue ?? false, defaultValue: json["defaultValue"]?.stringValue,
            allowed: (json["allValues"]?.arrayValue ?? []).compactMap(\.stringValue))
    }

    /// The commands named at the head of a command line: `["scenario", "add"]`.
    static func path(in arguments: [String]) -> [CommandNode] {
        var path = [root]
        for word in arguments {
            if word.hasPrefix("-") { continue }
            guard let next = path.last?.command(word) else { break }
            path.append(next)
        }
        return path
    }

    /// The language asked for, looked for before anything is parsed, so that complaints speak it.
    static func language(in arguments: [String]) -> Language? {
        for (index, word) in arguments.enumerated() {
            if word == "--" { return nil }
            if word == "--language", arguments.indices.contains(index + 1) { return Language(rawValue: arguments[index + 1]) }
            if word.hasPrefix("--language=") { return Language(rawValue: String(word.dropFirst(11))) }
        }
        return nil
    }
}
