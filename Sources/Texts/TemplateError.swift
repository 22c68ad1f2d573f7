/// What is wrong in a template, and where. Lines and columns count from 1, columns in characters.
package struct TemplateError: Error, Equatable, Sendable {
    package let line: Int
    package let column: Int
    package let problem: TemplateProblem

    package init(line: Int, column: Int, problem: TemplateProblem) {
        self.line = line
        self.column = column
        self.problem = problem
    }

    /// The same problem in a longer file of which the template starts at `line`.
    package func shifted(toLine start: Int) -> TemplateError {
        TemplateError(line: line + start - 1, column: column, problem: problem)
    }

    /// `ligne 3, colonne 7 : …`
    package func located(in language: Language) -> String {
        language.text("templates.located", [
            "line": .number(line), "column": .number(column), "what": .text(problem.what(in: language)),
        ])
    }
}

/// What is wrong with a template.
package enum TemplateProblem: Equatable, Sendable {
    /// `{{` without `}}`.
    case unclosedTag
    /// `{{}}`, or a name of other characters than `a-z`, `0-9` and `_`.
    case badName(String)
    case unknownName(String, nearest: String?)
    /// `{{{name}}}` and `{{&name}}`: data is always escaped.
    case rawValue
    /// `{{>`, `{{=` and other marks of larger template languages.
    case unsupportedMark(String)
    /// `{{#name}}` that is never closed.
    case unclosedSection(String)
    /// `{{/found}}` where `{{/expected}}` should stand; `expected` is nil when nothing is open.
    case unexpectedClosing(found: String, expected: String?)
    /// A flag or a list where a text should be printed.
    case notPrintable(String)
    /// Sections inside one another beyond the limit.
    case tooDeep(limit: Int)
    /// A list repeated inside its own rows.
    case listInItself(String)
    /// A message file without one of its headers or parts.
    case missingPart(String)
    /// A header or part that does not exist.
    case unknownPart(String, nearest: String?)
    /// A header whose value is not one of those allowed.
    case badHeader(String, value: String, allowed: [String])

    package func what(in language: Language) -> String { language.text("templates.\(key).what", arguments(language)) }

    package func remedy(in language: Language) -> String {
        switch self {
        case .unknownName(_, let nearest?), .unknownPart(_, let nearest?):
            language.text("templates.nearest.remedy", ["nearest": .text(nearest)])
        case .unclosedTag, .badName, .unknownName, .rawValue, .unsupportedMark, .unclosedSection, .unexpectedClosing,
            .notPrintable, .tooDeep, .listInItself, .missingPart, .unknownPart, .badHeader:
            language.text("templates.\(key).remedy", arguments(language))
        }
    }

    private var key: String {
        switch self {
        case .unclosedTag: "unclosed_tag"
        case .badName: "bad_name"
        case .unknownName: "unknown_name"
        case .rawValue: "raw_value"
        case .unsupportedMark: "unsupported_mark"
        case .unclosedSection: "unclosed_section"
        case .unexpectedClosing(_, .some): "unexpected_closing"
        case .unexpectedClosing(_, nil): "stray_closing"
        case .notPrintable: "not_printable"
        case .tooDeep: "too_deep"
        case .listInItself: "list_in_itself"
        case .missingPart: "missing_part"
        case .unknownPart: "unknown_part"
        case .badHeader: "bad_header"
        }
    }

    private func arguments(_ language: Language) -> [String: Argument] {
        switch self {
        case .unclosedTag, .rawValue: [:]
        case .badName(let name), .unknownName(let name, _), .unclosedSection(let name), .notPrintable(let name),
            .listInItself(let name), .missingPart(let name), .unknownPart(let name, _), .unsupportedMark(let name): ["name": .text(name)]
        case .unexpectedClosing(let found, let expected): ["name": .text(found), "expected": .text(expected ?? "")]
        case .tooDeep(let limit): ["limit": .number(limit)]
        case .badHeader(let name, let value, let allowed):
            ["name": .text(name), "value": .text(value), "allowed": .text(allowed.joined(separator: ", "))]
        }
    }
}
