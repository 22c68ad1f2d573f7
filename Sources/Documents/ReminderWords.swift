import Texts
import Values

/// What each name is worth in one message; reckoned only when a template asks.
struct ReminderWords {
    let content: ReminderContent
    private let language: Language
    private let first: LocalDate
    private let last: LocalDate

    init(_ content: ReminderContent) {
        self.content = content
        language = content.language
        first = content.lines.lazy.map(\.dueOn).min() ?? content.on
        last = content.lines.lazy.map(\.dueOn).max() ?? content.on
    }

    func value(_ slot: Int) -> TemplateValue {
        let word = ReminderWord.ordered[slot]
        return flag(word).map(TemplateValue.flag) ?? .text(text(word))
    }

    private func flag(_ word: ReminderWord) -> Bool? {
        switch word {
        case .one: content.lines.count == 1
        case .many: content.lines.count > 1
        case .same_due: first == last
        case .recent: content.on.days(since: first) <= 15
        case .credits: !content.credits.isEmpty
        case .coming: !content.coming.isEmpty
        case .penalties_asked: content.askedPenalties.map { !$0.areZero } ?? false
        case .penalties_shown: content.penalties.map { !$0.areAsked && !$0.areZero } ?? false
        case .indemnity_apart: content.askedPenalties.map { $0.isIndemnityApart && !$0.indemnity.isZero } ?? false
        case .previous: !content.previous.isEmpty
        case .several_previous: content.previous.count > 1
        case .attached: content.attachesInvoices
        case .portal: content.portal != nil
        case .business: content.regime == .business
        case .public_body: content.regime == .publicBody
        case .consumer: content.regime == .consumer
        case .company, .signatory, .title, .phone, .email, .customer, .salutation, .count, .count_words,
            .count_words_start, .invoice, .invoices, .order, .due_on, .oldest_due_on, .latest_due_on, .lateness,
            .total, .principal, .reference, .iban, .interest, .indemnity, .indemnity_each, .rate, .rates, .previous_dates,
            .last_previous, .deadline, .deadline_on, .today: nil
        }
    }

    private func text(_ word: ReminderWord) -> String {
        switch word {
        case .company: content.letterhead.name
        case .signatory: content.letterhead.signatory.name
        case .title: content.letterhead.signatory.title ?? ""
        case .phone: Grouping.held(content.letterhead.signatory.directLine ?? content.letterhead.phone ?? "")
        case .email: content.letterhead.replyAddress
        case .customer: content.addressee.name
        case .salutation: content.addressee.salutation ?? ""
        case .count: language.number(content.lines.count)
        case .count_words: language.inWords(content.lines.count)
        case .count_words_start: capitalised(language.inWords(content.lines.count))
        case .invoice: content.lines.first?.invoice ?? ""
        case .invoices: invoices
        case .order: content.lines.first?.order ?? ""
        case .due_on, .oldest_due_on: day(first)
        case .latest_due_on: day(last)
        case .lateness: days(content.on.days(since: first))
        case .total: language.amount(content.total)
        case .principal: principal
        case .reference: content.reference.map(Grouping.byFour) ?? ""
        case .iban: content.letterhead.iban.map(Grouping.byFour) ?? ""
        case .interest: content.penalties.map { language.amount($0.interest) } ?? ""
        case .indemnity: content.penalties.map { language.amount($0.indemnity) } ?? ""
        case .indemnity_each: content.penalties.map { language.shortAmount($0.indemnityEach) } ?? ""
        case .rate: content.penalties?.rates.last.map(language.percent) ?? ""
        case .rates: language.rates(content.penalties?.rates ?? [])
        case .previous_dates: previousDates
        case .last_previous: content.previous.last.map(day) ?? ""
        case .deadline: content.deadlineDays.map(days) ?? ""
        case .deadline_on: content.deadlineOn.map { Grouping.held(language.date($0, .full)) } ?? ""
        case .today: Grouping.held(language.date(content.on, .full))
        case .one, .many, .same_due, .recent, .credits, .coming, .penalties_asked, .penalties_shown, .indemnity_apart,
            .previous, .several_previous, .attached, .portal, .business, .public_body, .consumer: ""
        }
    }

    private func days(_ count: Int) -> String { Grouping.held(language.text("documents.days", ["days": .number(count)])) }

    /// A day in words, whole at the end of a line.
    private func day(_ day: LocalDate) -> String { Grouping.held(language.day(day, from: content.on)) }

    private func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// Up to four numbers in a sentence, then the first three and how many others.
    private var invoices: String {
        let numbers = content.lines.map(\.invoice)
        guard numbers.count > 4 else { return language.joined(numbers) }
        let others = language.text("documents.others", ["count": .number(numbers.count - 3)])
        return language.joined(numbers.prefix(3) + [others])
    }

    /// The total without late interest and fixed sums.
    private var principal: String {
        let accessories = content.askedPenalties?.partsOfTotal.reduce(Int64(0)) { $0 &+ $1.minor } ?? 0
        return language.amount(Money(minor: content.total.minor &- accessories, content.currency))
    }

    /// The last three, for older ones weigh nothing; of another year, the year is said once.
    private var previousDates: String {
        let days = content.previous.suffix(3)
        let years = Set(days.map(\.year))
        return language.joined(days.enumerated().map { index, day in
            years.count == 1 && index < days.count - 1 ? Grouping.held(language.date(day, .medium)) : self.day(day)
        })
    }
}

extension Language {
    /// `12,15 % puis 12,40 %`.
    func rates(_ rates: [Rate]) -> String { rates.map(percent).joined(separator: text("documents.then")) }
}

/// Numbers that do not break at the end of a line.
enum Grouping {
    /// A telephone number, a day, a count of days with its spaces held.
    static func held(_ text: String) -> String { String(text.map { $0 == " " ? "\u{A0}" : $0 }) }

    /// A bank identifier in groups of four.
    static func byFour(_ text: String) -> String {
        var result = ""
        for (index, character) in text.filter({ $0 != " " && $0 != "\u{A0}" }).enumerated() {
            if index > 0, index % 4 == 0 { result += Typography.noBreakSpace }
            result.append(character)
        }
        return result
    }
}
