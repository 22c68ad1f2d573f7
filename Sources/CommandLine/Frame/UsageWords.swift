import Texts

/// What the parser says of a command line it cannot read, put into the reader's language with the remedy.
enum UsageWords {
    /// The parser speaks English; its sentences are few and a test holds each of them.
    static func words(_ message: String, _ language: Language) -> String {
        let message = String(message.split(separator: "\n").first ?? "")
        let quoted = quotations(message)
        let first = quoted.first ?? ""
        if message.hasPrefix("Missing expected argument") {
            return language.text("commands.usage.missing", ["name": .text(first)]) + remedy(first, language)
        }
        if message.hasPrefix("Missing value for") {
            return language.text("commands.usage.missing_value", ["name": .text(first)]) + remedy(first, language)
        }
        if message.hasPrefix("The value '"), quoted.count > 1 {
            let choices = quoted.dropFirst(2).joined(separator: ", ")
            let words = language.text("commands.usage.bad_value", ["value": .text(first), "name": .text(quoted[1])])
            if choices.isEmpty { return words + remedy(quoted[1], language) }
            return words + " " + language.text("commands.usage.choices", ["choices": .text(choices)])
        }
        if message.hasPrefix("Unknown option") {
            let words = language.text("commands.usage.unknown_option", ["name": .text(first)])
            guard quoted.count > 1 else { return words }
            return words + " " + language.text("commands.usage.did_you_mean", ["name": .text(quoted[1])])
        }
        if message.hasPrefix("Unexpected argument") || message.contains("unexpected arguments") {
            return language.text("commands.usage.unexpected", ["name": .text(quoted.joined(separator: " "))])
        }
        if message.contains("does not take any value") {
            return language.text("commands.usage.no_value", ["name": .text(first)])
        }
        return message
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
