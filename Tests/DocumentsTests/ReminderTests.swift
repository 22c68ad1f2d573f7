import Documents
import Testing
import Texts
import Values

@Suite("A reminder")
struct ReminderTests {
    private func template(_ id: String, _ language: Language = .fr) throws -> MessageTemplate {
        try #require(TemplateLibrary.template(id, language))
    }

    private func content(
        lines: [ReminderLine]? = nil, credits: [CreditLine] = [], total: Int64 = 170_000, penalties: Penalties? = nil,
        name: String = "Imprimerie Carnot", salutation: String? = nil, portal: PortalLinks? = nil
    ) -> ReminderContent {
        let drawn = Samples.drawn(.fr)
        return ReminderContent(
            language: .fr, on: drawn.on, letterhead: drawn.letterhead,
            addressee: Addressee(name: name, salutation: salutation), currency: .eur, lines: lines ?? drawn.lines,
            credits: credits, total: Samples.euros(total), reference: drawn.reference, penalties: penalties, portal: portal)
    }

    @Test("is refused when its lines do not make its total", arguments: [169_999, 170_001, 0, -170_000] as [Int64])
    func sums(total: Int64) throws {
        let template = try template("courteous")
        #expect(throws: ReminderError.doesNotAddUp(computed: Samples.euros(170_000), stated: Samples.euros(total))) {
            try ReminderRenderer.render(content(total: total), with: template)
        }
    }

    @Test("counts credits down and penalties up, only when they are asked")
    func creditsAndPenalties() throws {
        let template = try template("firm_penalties")
        let credit = CreditLine(kind: .receipt, reference: "", on: Samples.day("2026-11-12"), amount: Samples.euros(50_000))
        let asked = Samples.penalties(interest: 299, count: 2, on: Samples.day("2026-11-23"), asked: true)
        let mail = try ReminderRenderer.render(content(credits: [credit], total: 120_000 + 8_299, penalties: asked), with: template)
        #expect(mail.text.contains("Votre règlement du 12 novembre"))
        #expect(mail.text.contains("−500,00\u{A0}€"))
        #expect(mail.text.contains("1\u{202F}282,99\u{A0}€"))
        #expect(!mail.text.contains("non réclamés"))
        let shown = Samples.penalties(interest: 299, count: 2, on: Samples.day("2026-11-23"))
        #expect(try ReminderRenderer.render(content(penalties: shown), with: template).text.contains("non réclamés"))
    }

    @Test("is refused when it asks nothing, less than nothing, or more than the invoice")
    func impossible() throws {
        let template = try template("courteous")
        let on = Samples.day("2026-11-23")
        let nothing = Samples.line("A", due: "2026-11-01", original: 100, asked: 0, on: on)
        #expect(throws: ReminderError.nothingToAsk(Samples.euros(0))) {
            try ReminderRenderer.render(content(lines: [nothing], total: 0), with: template)
        }
        for asked in [-1, 101] as [Int64] {
            let line = Samples.line("A", due: "2026-11-01", original: 100, asked: asked, on: on)
            #expect(throws: ReminderError.impossibleLine(invoice: "A")) {
                try ReminderRenderer.render(content(lines: [line], total: asked), with: template)
            }
        }
    }

    @Test("never mixes currencies, overflows or languages")
    func mixtures() throws {
        let template = try template("courteous")
        let day = Samples.day("2026-11-01")
        let dollars = ReminderLine(invoice: "A", dueOn: day, original: Money(minor: 1, .usd), asked: Money(minor: 1, .usd), daysLate: 3)
        #expect(throws: ReminderError.currenciesDiffer(expected: .eur, found: .usd)) {
            try ReminderRenderer.render(content(lines: [dollars]), with: template)
        }
        let huge = ReminderLine(invoice: "A", dueOn: day, original: Samples.euros(.max), asked: Samples.euros(.max), daysLate: 3)
        #expect(throws: ReminderError.overflow) { try ReminderRenderer.render(content(lines: [huge, huge]), with: template) }
        let english = try self.template("courteous", .en)
        #expect(throws: ReminderError.languagesDiffer(template: .en, content: .fr)) {
            try ReminderRenderer.render(content(), with: english)
        }
    }

    @Test("needs what its kind needs: a deadline, a statement that sums, a postal address")
    func needs() throws {
        let formal = try template("formal_notice")
        #expect(throws: ReminderError.missingDeadline) { try ReminderRenderer.render(content(), with: formal) }
        let statement = try template("statement")
        #expect(throws: ReminderError.missingStatement) { try ReminderRenderer.render(content(), with: statement) }
        let courteous = try template("courteous")
        #expect(throws: ReminderError.missingAddress(customer: "Imprimerie Carnot")) {
            try LetterRenderer.render(content(), with: courteous, by: .letter)
        }
    }

    @Test("refuses links that are not of the web", arguments: ["javascript:alert(1)", "data:text/html,x", "//x", "ftp://x", ""])
    func links(link: String) throws {
        let template = try template("courteous")
        #expect(throws: ReminderError.unsafeLink(link)) {
            try ReminderRenderer.render(content(portal: PortalLinks(home: link)), with: template)
        }
    }

    @Test("is not moved by hostile names", arguments: TemplateLibrary.ids, [Language.fr])
    func hostileNames(id: String, language: Language) throws {
        let evil = "<img src=x onerror=alert(1)>\"'&\u{202E}gnp.exe\r\nBcc: x@y.z"
        let template = try template(id, language)
        let sample = Samples.content(for: template)
        let letterhead = Letterhead(
            name: evil, addressLines: [evil], replyAddress: "a\"@b.example", iban: evil, bic: evil,
            signatory: Signatory(name: evil, title: evil, directLine: evil), mediator: evil)
        let lines = sample.lines.map {
            ReminderLine(
                invoice: evil, order: evil, issuedOn: $0.issuedOn, dueOn: $0.dueOn, original: $0.original, asked: $0.asked,
                daysLate: $0.daysLate, settlements: $0.settlements, interest: $0.interest, link: "https://x.example/\"><script>")
        }
        let hostile = ReminderContent(
            language: language, regime: sample.regime, on: sample.on, letterhead: letterhead,
            addressee: Addressee(name: evil, salutation: evil, addressLines: [evil]), currency: .eur, lines: lines,
            credits: sample.credits, coming: sample.coming, total: sample.total, reference: evil, penalties: sample.penalties,
            previous: sample.previous, deadlineDays: 8, attachesInvoices: true, statement: sample.statement)
        let mail = try ReminderRenderer.render(hostile, with: template)
        let letter = try LetterRenderer.render(hostile, with: template, by: .registered, place: evil, enclosures: [evil])
        for html in [mail.html, letter.html] {
            #expect(!html.contains("<img") && !html.contains("<script") && !html.contains("\u{202E}"))
            #expect(!html.contains("onerror=alert(1)>"))
        }
        for text in [mail.subject, mail.text, letter.text, letter.subject] {
            #expect(!text.contains("\u{202E}") && !text.contains("\r"))
        }
        #expect(!mail.subject.contains("\n"))
    }

    @Test("a company without signatory, address or number signs once, and says nothing more at the foot")
    func signsOnce() throws {
        let sample = Samples.late(.fr, regime: .consumer)
        let bare = ReminderContent(
            language: .fr, regime: .consumer, on: sample.on,
            letterhead: Letterhead(
                name: "Acme SARL", replyAddress: "compta@acme.example", signatory: Signatory(name: "Acme SARL")),
            addressee: sample.addressee, currency: .eur, lines: sample.lines, total: sample.total, reference: sample.reference)
        let mail = try ReminderRenderer.render(bare, with: template("courteous"))
        let lines = mail.text.split(separator: "\n").filter { $0.contains("Acme SARL") && !$0.contains(":") }
        #expect(lines == ["Acme SARL"], "\(mail.text)")
        #expect(!mail.html.contains("Acme SARL.<") && !mail.html.contains("Acme SARL.</p>"))
    }

    @Test("answers by a letter already begun while there is no portal")
    func mailLinks() throws {
        let mail = try ReminderRenderer.render(content(), with: template("courteous"))
        #expect(mail.html.contains("mailto:compta@dupont-energie.example?subject=D%C3%A9j%C3%A0%20r%C3%A9gl%C3%A9%C2%A0%3A%20FA-2026-0871%20et%20FA-2026-0879&amp;body=Bonjour%2C%0D%0A%0D%0A"))
        #expect(!mail.html.contains("Consulter et régler"))
        #expect(mail.text.contains("Répondez"))
    }

    @Test("holds in 72 columns, or 78 for its tables", arguments: TemplateLibrary.ids, Language.allCases)
    func columns(id: String, language: Language) throws {
        let template = try template(id, language)
        let mail = try ReminderRenderer.render(Samples.content(for: template), with: template)
        for line in mail.text.split(separator: "\n") where !line.contains("https://") { #expect(line.count <= 78, "\(line)") }
        #expect(!mail.text.contains("⟨") && !mail.html.contains("⟨") && !mail.subject.contains("⟨"))
        #expect(!mail.html.contains("{{") && !mail.html.contains("  "))
        #expect(!mail.subject.isEmpty && !mail.subject.contains("\n"))
    }

    @Test("says how many are to come beyond five, with their sum")
    func coming() throws {
        let drawn = Samples.drawn(.fr)
        let lines = (1...8).map { ComingLine(invoice: "F\($0)", dueOn: Samples.day("2026-12-0\($0)"), amount: Samples.euros(1_000)) }
        let content = ReminderContent(
            language: .fr, on: drawn.on, letterhead: drawn.letterhead, addressee: drawn.addressee, currency: .eur,
            lines: drawn.lines, coming: lines, total: drawn.total)
        let text = try ReminderRenderer.render(content, with: template("courteous")).text
        #expect(text.contains("F5") && !text.contains("F6"))
        #expect(text.contains("3 autres échéances,\n30,00\u{A0}€.") || text.contains("3 autres échéances, 30,00\u{A0}€."))
    }
}
