package import Texts

/// Help pages, in the reader's language: the parser knows the options, the catalogue says what they mean.
package enum HelpPage {
    /// The page asked for by `--help`, `-h` or `help`, nil when none is.
    static func asked(by arguments: [String], _ language: Language) -> String? {
        let words = arguments.prefix { $0 != "--" }
        if arguments.first == "help" { return text(of: CommandTree.path(in: Array(arguments.dropFirst())), language) }
        guard words.contains("--help") || words.contains("-h") else { return nil }
        return text(of: CommandTree.path(in: Array(words)), language)
    }

    /// One line that leads to the page.
    static func hint(_ path: [CommandNode], _ language: Language) -> String {
        let command = path.map(\.name).joined(separator: " ")
        return language.text("commands.help.hint", ["command": .text(command)]) + "\n"
    }

    /// The page of the last command of a path.
    package static func text(of path: [CommandNode], _ language: Language) -> String {
        guard let node = path.last else { return "" }
        let command = path.map(\.name).joined(separator: " ")
        let keys = path.dropFirst().map(\.name)
        var page = abstract(keys, language) + "\n\n"
        let usage = language.text("commands.help.usage", ["usage": .text(synopsis(command, node))])
        page += wrapped(usage, "    ") + "\n"
        if let more = Catalogue.phrase(key(keys, ".more"), language)?.filled() { page += "\n" + more + "\n" }
        if !node.commands.isEmpty { page += section("commands.help.commands", commands(node, keys, language), language) }
        let own = node.ownArguments
        if !own.isEmpty { page += section("commands.help.options", own.map { option($0, keys, language) }, language) }
        if node.commands.isEmpty {
            let common = node.sharedArguments.filter { $0.name != "help" && $0.name != "version" }
            page += section("commands.help.common", common.map { option($0, keys, language) }, language)
        } else {
            page += "\n" + language.text("commands.help.each", ["command": .text(command)]) + "\n"
        }
        return page
    }

    /// What a command is for, in a line.
    package static func abstract(_ path: [String], _ language: Language) -> String {
        language.text(key(path, ""))
    }

    /// What an option means: as this command says it, else as all say it.
    package static func meaning(_ argument: CommandArgument, _ path: [String], _ language: Language) -> String {
        let name = argument.name.split(separator: "-").joined(separator: "_")
        let own = "commands.option." + path.joined(separator: "_").split(separator: "-").joined(separator: "_") + "." + name
        var text = Catalogue.phrase(own, language)?.filled() ?? language.text("commands.option." + name)
        if !argument.allowed.isEmpty, argument.kind == .option { text += " (" + argument.allowed.joined(separator: " | ") + ")" }
        if let value = argument.defaultValue, argument.kind == .option {
            text += " " + language.text("commands.help.default", ["value": .text(value)])
        }
        return text
    }

    /// `relance plan --on <date> [--company <id>]`
    package static func synopsis(_ command: String, _ node: CommandNode) -> String {
        if !node.commands.isEmpty { return command + " <command>" }
        let arguments = node.ownArguments.map { argument in
            let name = self.name(argument) + (argument.isRepeating ? " …" : "")
            return argument.isOptional ? "[\(name)]" : name
        }
        return ([command] + arguments).joined(separator: " ")
    }

    /// `--on <date>`, `<file>`, `--all`
    package static func name(_ argument: CommandArgument) -> String {
        switch argument.kind {
        case .positional: "<\(argument.valueName)>"
        case .flag: "--\(argument.name)"
        case .option: "--\(argument.name) <\(argument.valueName)>"
        }
    }

    private static func key(_ path: [String], _ suffix: String) -> String {
        let name = path.joined(separator: "_").split(separator: "-").joined(separator: "_")
        return "commands.help." + (path.isEmpty ? "relance" : name + ".about") + suffix
    }

    private static func commands(_ node: CommandNode, _ path: [String], _ language: Language) -> [(String, String)] {
        node.commands.map { ($0.name, abstract(path + [$0.name], language)) }
    }

    private static func option(
        _ argument: CommandArgument, _ path: [String], _ language: Language
    ) -> (String, String) {
        (name(argument), meaning(argument, path, language))
    }

    private static func section(_ title: String, _ lines: [(String, String)], _ language: Language) -> String {
        let width = min(30, lines.map(\.0.count).max() ?? 0)
        return "\n" + language.text(title) + "\n" + lines.map { name, text in
            let air = String(repeating: " ", count: max(0, width - name.count))
            let head = "  " + name + air + "  "
            let indent = String(repeating: " ", count: width + 4)
            guard name.count <= width else { return "  " + name + "\n" + indent + wrapped(text, indent) + "\n" }
            return head + wrapped(text, indent) + "\n"
        }.joined()
    }

    /// Lines of at most 100 characters, the later ones indented.
    private static func wrapped(_ text: String, _ indent: String) -> String {
        var lines: [String] = [""]
        for word in text.split(separator: " ") {
            let line = lines[lines.count - 1]
            if !line.isEmpty, indent.count + line.count + word.count + 1 > 100 { lines.append(String(word)) }
            else { lines[lines.count - 1] = line.isEmpty ? String(word) : line + " " + word }
        }
        return lines.joined(separator: "\n" + indent)
    }
}
