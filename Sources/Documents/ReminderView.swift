import Texts
import Values

/// A message in its final words and order, before any markup: HTML and plain text are two hands writing this.
struct ReminderView {
    struct Way {
        let label: String
        let link: String
    }

    struct BankLine {
        let label: String
        let value: String
        var tail: String?
    }

    let language: Language
    let kind: MessageKind
    let letterhead: Letterhead
    let subject: String
    let greeting: String?
    let opening: [String]
    let tables: [FigureTable]
    let coming: String?
    let portal: String?
    let ways: [Way]
    let bank: [BankLine]
    let next: [String]
    let closing: [String]
    let mentions: [String]

    var colon: String { language.text("documents.colon") }

    init(_ content: ReminderContent, _ template: MessageTemplate, onPaper: Bool = false) {
        let words = ReminderWords(content)
        language = content.language
        kind = template.kind
        letterhead = content.letterhead
        subject = Prose.line(template.subject, words)
        opening = Prose.paragraphs(template.opening, words)
        next = Prose.paragraphs(template.next, words)
        closing = Prose.paragraphs(template.closing, words)
        tables = ReminderTable(content, template).tables(onPaper: onPaper)
        greeting = Self.greeting(content, template)
        mentions = LegalMentions.lines(content, template.kind)
        switch template.kind {
        case .notice, .reminder, .formalNotice, .statement:
            coming = ComingSentence.text(content)
            portal = content.portal?.home
            ways = WaysOut(content).all
            bank = content.total.isPositive ? Self.bank(content, isFull: template.showsFullBankDetails) : []
        case .thanks, .call:
            coming = nil
            portal = nil
            ways = []
            bank = []
        }
    }

    private static func greeting(_ content: ReminderContent, _ template: MessageTemplate) -> String? {
        guard template.kind != .call else { return nil }
        let language = content.language
        guard template.tone != .formal else { return language.text("documents.greeting.formal") }
        guard let name = content.addressee.salutation else { return language.text("documents.greeting.warm") }
        return language.text("documents.greeting.warm_named", ["name": .text(name)])
    }

    private static func bank(_ content: ReminderContent, isFull: Bool) -> [BankLine] {
        let language = content.language
        let letterhead = content.letterhead
        let reference = content.reference.map {
            BankLine(label: language.text("documents.bank.reference"), value: Grouping.byFour($0))
        }
        guard let iban = letterhead.iban else { return [reference].compactMap(\.self) }
        let account = Grouping.byFour(iban)
        guard isFull else {
            return [BankLine(label: language.text("documents.bank.transfer"), value: account, tail: letterhead.bic), reference]
                .compactMap(\.self)
        }
        return [
            BankLine(label: language.text("documents.bank.holder"), value: letterhead.legalName),
            BankLine(label: "IBAN", value: account),
            letterhead.bic.map { BankLine(label: "BIC", value: $0) },
            reference,
            BankLine(label: language.text("documents.bank.amount"), value: language.amount(content.total)),
        ].compactMap(\.self)
    }

    /// `Claire Moreau, comptabilité clients`.
    var signatory: String {
        [letterhead.signatory.name, letterhead.signatory.title].compactMap(\.self).joined(separator: ", ")
    }

    /// `04 78 00 00 00 · compta@dupont-energie.example`.
    var contact: String {
        [(letterhead.signatory.directLine ?? letterhead.phone).map(Grouping.held), letterhead.replyAddress]
            .compactMap(\.self).joined(separator: " · ")
    }
}

/// What is not due yet, in a sentence outside the total.
enum ComingSentence {
    private static let shown = 5

    static func text(_ content: ReminderContent) -> String? {
        guard !content.coming.isEmpty else { return nil }
        let language = content.language
        var items = content.coming.prefix(shown).map { line in
            language.text("documents.coming.item", [
                "invoice": .text(line.invoice), "amount": .money(line.amount),
                "on": .text(language.day(line.dueOn, from: content.on)),
            ])
        }
        let others = content.coming.dropFirst(shown)
        if !others.isEmpty {
            let sum = others.reduce(Int64(0)) { $0 &+ $1.amount.minor }
            items.append(language.text("documents.coming.others", [
                "count": .number(others.count), "amount": .money(Money(minor: sum, content.currency)),
            ]))
        }
        return language.text("documents.coming", ["items": .text(items.joined(separator: language.text("documents.semicolon")))])
    }
}
