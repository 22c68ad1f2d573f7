import Documents
import Texts

/// Templates: mistakes are inside the text, and no value ever enters a page unescaped.
enum TemplateChecks {
    private static let row = Vocabulary([.init("number"), .init("late", .flag)])
    private static let vocabulary = Vocabulary([.init("customer"), .init("paid", .flag), .init("invoices", .list(row)), .init("city")])
    /// What a name or a note could hold.
    private static let hostile = "<b>\"&'\u{202E}\n{{city}}"
    private static let mark = "<b>"

    /// A body: compiled in both languages, rendered with values that would break a page.
    static func check(_ bytes: [UInt8]) throws(Violation) {
        let source = Input(bytes).text
        for language in Language.allCases {
            let compiled = outcome { () throws(TemplateError) in
                try Template(source, vocabulary: vocabulary, language: language)
            }
            switch compiled {
            case .failure(let error): try located(error, source)
            case .success(let template): try rendered(template, source)
            }
        }
        try message(source)
    }

    private static func rendered(_ template: Template, _ source: String) throws(Violation) {
        func value(_ slot: Int) -> TemplateValue {
            switch slot {
            case 1: .flag(true)
            case 2: .list([[.text(hostile), .flag(true)], [.text(""), .flag(false)]])
            case _: .text(hostile)
            }
        }
        let html = template.rendered(as: .html, value: value)
        // The template's own text is data of its author and is escaped as well: no tag at all may come out.
        try require(!html.contains("<") && !html.contains("\""), "a tag comes out: \(html.prefix(200))")
        try require(!html.unicodeScalars.contains("\u{202E}") || source.unicodeScalars.contains("\u{202E}"), "a value reverses the page")
        let plain = template.rendered(as: .plain, value: value)
        // Every name printed in each of two rows, by two names of three bytes.
        try require(plain.utf8.count <= source.utf8.count * 40 + 1000, "\(plain.utf8.count) bytes from \(source.utf8.count)")
    }

    /// The same bytes as a whole message file.
    private static func message(_ source: String) throws(Violation) {
        switch outcome({ () throws(TemplateError) in try MessageTemplate(parsing: source) }) {
        case .success(let template): try require(!template.id.isEmpty && template.version > 0, "a message without id or version")
        case .failure(let error): try located(error, source)
        }
    }

    private static func located(_ error: TemplateError, _ source: String) throws(Violation) {
        let lines = source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let scalars = source.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        try require((1...max(lines.count, scalars.count) + 1).contains(error.line), "line \(error.line) of \(lines.count): \(error)")
        let longest = max(lines.map(\.unicodeScalars.count).max() ?? 0, scalars.map(\.count).max() ?? 0)
        try require((1...longest + 1).contains(error.column), "column \(error.column) of \(longest): \(error)")
        for language in Language.allCases {
            let words = error.located(in: language) + error.problem.remedy(in: language)
            try require(!words.contains("⟨") || source.contains("⟨"), "words are missing: \(words)")
        }
    }
}
