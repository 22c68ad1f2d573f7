import Texts

/// What the parser says of a command line it cannot read, put into the reader's language with the remedy.
enum UsageWords {
    /// The parser speaks English; its sentences are few and a test holds each of them.
    static func words(_ message: String, _ arguments: [String], _ language: Language) -> String {
        let message = String(message.split(separator: "\n").first ?? "")
        let quoted = quotations(message)
        let first = quoted.first ?? ""
        if message.hasPrefix("Missing expected argument") {
            return language.text("commands.usage.missing", ["name": .text(first)]) + remedy(first, language)
        }
        if message.hasPrefix("Missing value for") {
            if let negative = negative(after: first, arguments) {
                return language.text("commands.usage.negative", ["value": .text(negative), "name": .text(first)])
            }
            return language.text("commands.usage.missing_value", ["name": .text(first)]) + remedy(first, language)
        }
        if message.hasPrefix("The value '"), quoted.count > 1 { return badValue(first, quoted, language) }
        if message.hasPrefix("Unknown option") { return unknownOption(first, quoted, arguments, language) }
        if message.hasPrefix("Unexpected argument") || message.contains("unexpected arguments") {
            return unknownCommand(first, arguments, language)
                ?? language.text("commands.usage.unexpected", ["name": .text(quoted.joined(separator: " "))])
        }
        if message.contains("does not take any value") {
            return language.text("commands.usage.no_value", ["name": .text(first)])
        }
        return message
    }

    private static func badValue(_ value: String, _ quoted: [String], _ language: Language) -> String {
        let choices = quoted.dropFirst(2).joined(separator: ", ")
        let words = language.text("commands.usage.bad_value", ["value": .text(value), "name": .text(quoted[1])])
        guard choices.isEmpty else { return words + " " + language.text("commands.usage.choices", ["choices": .text(choices)]) }
        if quoted[1].hasSuffix("<date>"), WrittenDay.isWellFormed(value) {
            return words + " " + language.text("commands.usage.no_such_day")
        }
        return words + remedy(quoted[1], language)
    }

    /// An option nobody has; or one given before it was said which of several commands is meant.
    private static func unknownOption(
        _ name: String, _ quoted: [String], _ arguments: [String], _ language: Language
    ) -> String {
        let path = CommandTree.path(in: arguments)
        if path.count > 1, let group = path.last, !group.commands.isEmpty, !group.hasDefault {
            return language.text("commands.usage.which", [
                "command": .text(path.map(\.name).joined(separator: " ")),
                "commands": .text(group.commands.map(\.name).joined(separator: ", "))])
        }
        let words = language.text("commands.usage.unknown_option", ["name": .text(name)])
        guard quoted.count > 1 else { return words }
        return words + " " + language.text("commands.usage.did_you_mean", ["name": .text(quoted[1])])
    }

    /// A word where a command was expected, with the nearest command there is.
    private static func unknownCommand(_ word: String, _ arguments: [String], _ language: Language) -> String? {
        guard let group = CommandTree.path(in: arguments).last, !group.commands.isEmpty else { return nil }
        let words = language.text("commands.usage.unknown_command", ["name": .text(word)])
        let near = group.commands.map { ($0.name, distance($0.name, word)) }.filter { $0.1 <= max(1, word.count / 3) }
        guard let nearest = near.min(by: { $0.1 < $1.1 }) else { return words }
        return words + " " + language.text("commands.usage.did_you_mean", ["name": .text(nearest.0)])
    }

    /// How many letters must be added, removed or changed to make one word of another.
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var above = row[0]
            row[0] = index + 1
            for (column, other) in right.enumerated() {
                let best = letter == other ? above : 1 + min(above, row[column], row[column + 1])
                above = row[column + 1]
                row[column + 1] = best
            }
        }
        return row[right.count]
    }

    /// `-5` after `--amount`: the parser takes it for an option.
    private static func negative(after name: String, _ arguments: [String]) -> String? {
        let option = name.prefix { $0 != " " }
        guard let index = arguments.firstIndex(of: String(option)), arguments.indices.contains(index + 1) else { return nil }
        let value = arguments[index + 1]
        guard value.first == "-", value.dropFirst().first?.isNumber == true else { return nil }
        return value
    }

    /// How a value of that kind is written, when the kind has a grammar.
    private static func remedy(_ name: String, _ language: Language) -> String {
        guard let open = name.lastIndex(of: "<"), name.last == ">" else { return "" }
        let kind = name[name.index(after: open)...].dropLast()
        let word = kind.split { !$0.isLetter }.joined(separator: "_")
        return Catalogue.phrase("commands.value.\(word)", language).map { " " + $0.filled() } ?? ""
    }

    private static func quotations(_ message: String) -> [String] {
        var parts: [String] = []
        var rest = Substring(message)
        while let open = rest.firstIndex(of: "'") {
            let inside = rest[rest.index(after: open)...]
            guard let close = inside.firstIndex(of: "'") else { break }
            parts.append(String(inside[..<close]))
            rest = inside[inside.index(after: close)...]
        }
        return parts
    }
}
