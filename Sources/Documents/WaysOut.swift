import Texts

/// The three small ways to answer: already paid, a date, a problem. On the portal, or by a letter already begun.
struct WaysOut {
    private let content: ReminderContent
    private var language: Language { content.language }

    init(_ content: ReminderContent) { self.content = content }

    var all: [ReminderView.Way] {
        [
            way("paid", content.portal?.alreadyPaid),
            way("date", content.portal?.proposeDate),
            way("problem", content.portal?.reportProblem),
        ]
    }

    private func way(_ name: String, _ link: String?) -> ReminderView.Way {
        ReminderView.Way(label: language.text("documents.way.\(name)"), link: link ?? letter(name))
    }

    private func letter(_ name: String) -> String {
        let subject = language.text("documents.way.\(name).subject", ["about": .text(about)])
        let body = language.text("documents.way.\(name).body", [
            "about": .text(about), "total": .money(content.total),
        ])
        return MailLink.to(content.letterhead.replyAddress, subject: subject, body: body)
    }

    /// Up to three invoice numbers, else the reference, else the first numbers.
    private var about: String {
        let numbers = content.lines.map(\.invoice)
        if numbers.count <= 3, !numbers.isEmpty { return language.joined(numbers) }
        if let reference = content.reference { return Grouping.byFour(reference) }
        guard let first = numbers.first else { return content.addressee.name }
        return language.joined([first, language.text("documents.others", ["count": .number(numbers.count - 1)])])
    }
}
