package import Texts

/// The voice of a message.
package enum Tone: String, Sendable, Hashable, CaseIterable {
    /// Before the due date, or to thank.
    case friendly
    /// An oversight is supposed.
    case courteous
    case firm
    /// The last words before the legal side.
    case grave
    /// The law speaks.
    case formal

    /// Whether lateness is counted in days beside each line.
    var countsDays: Bool { self == .firm || self == .grave }
}

/// What a message is for, which decides its layout.
package enum MessageKind: String, Sendable, Hashable, CaseIterable {
    /// Before the due date.
    case notice
    case reminder
    case formalNotice = "formal_notice"
    case thanks
    case statement
    /// A script for the person who calls; the customer never reads it.
    case call
}

/// One text of the library, or of a company: words as data, compiled once.
package struct MessageTemplate: Sendable {
    /// Stable name that scenarios use: `courteous`, `formal_notice`.
    package let id: String
    package let version: Int
    package let language: Language
    package let tone: Tone
    package let kind: MessageKind
    /// Whether the bank details stand in full, one to a line, as foreign customers need them.
    package let showsFullBankDetails: Bool
    package let subject: Template
    /// Before the table.
    package let opening: Template
    /// After it: what happens next, and how to be helped.
    package let next: Template
    /// The words above the signature.
    package let closing: Template

    /// The names that a message may use.
    package static let vocabulary = Vocabulary(ReminderWord.ordered.map { Vocabulary.Name($0.rawValue, $0.kind) })

    /// Reads a message file: headers (`id: courteous`), then the parts `[opening]`, `[next]` and `[closing]`.
    ///
    /// Paragraphs are separated by blank lines; a paragraph whose sections are all false is left out.
    package init(parsing source: String) throws(TemplateError) {
        let file = try MessageFile(source)
        id = try file.header("id").value
        version = try file.number("version")
        language = try file.choice("language")
        tone = try file.choice("tone")
        kind = try file.choice("kind")
        showsFullBankDetails = file.optional("bank")?.value == "full"
        subject = try file.compileHeader("subject", language)
        opening = try file.compilePart("opening", language)
        next = try file.compilePart("next", language)
        closing = try file.compilePart("closing", language)
    }
}
