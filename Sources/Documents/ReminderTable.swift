import Texts
import Values

/// Builds the tables of a message from its figures.
struct ReminderTable {
    let content: ReminderContent
    let template: MessageTemplate
    private var language: Language { content.language }

    init(_ content: ReminderContent, _ template: MessageTemplate) {
        self.content = content
        self.template = template
    }

    func tables(onPaper: Bool) -> [FigureTable] {
        var tables: [FigureTable] = []
        if template.kind != .statement { tables.append(onPaper ? detailed() : asked()) }
        if let statement = content.statement {
            var table = StatementTable.table(statement, language, today: content.on)
            if template.kind == .statement { table.caption = nil }
            tables.append(table)
        }
        return tables
    }

    /// The table of a mail: invoice, order, due date, amount.
    private func asked() -> FigureTable {
        let hasOrders = content.lines.contains { !($0.order ?? "").isEmpty }
        var columns = [FigureTable.Column(title: language.text("documents.column.invoice"))]
        if hasOrders { columns.append(.init(title: orderTitle, isOptional: true)) }
        columns.append(.init(title: language.text("documents.column.due")))
        columns.append(.init(title: language.text(amountTitle), isAmount: true))
        let rows = content.lines.map { line in
            var cells = [line.invoice]
            if hasOrders { cells.append(line.order ?? "") }
            cells += [language.day(line.dueOn, from: content.on), language.amount(line.asked)]
            return FigureTable.Row(cells: cells, link: line.link, notes: notes(line), lateness: lateness(line))
        }
        return FigureTable(columns: columns, rows: rows, sums: sums, dueColumn: columns.count - 2)
    }

    /// The account of a letter: what was invoiced, received, and remains, with the interest of each line.
    private func detailed() -> FigureTable {
        let hasInterest = content.lines.contains { $0.interest != nil }
        var columns: [FigureTable.Column] = [
            .init(title: language.text("documents.column.invoice")),
            .init(title: language.text("documents.column.issued"), isOptional: true),
            .init(title: language.text("documents.column.due")),
            .init(title: language.text("documents.column.original"), isAmount: true, isOptional: true),
        ]
        if hasInterest { columns.append(.init(title: language.text("documents.column.interest"), isAmount: true, isOptional: true)) }
        columns.append(.init(title: language.text(amountTitle), isAmount: true))
        let rows = content.lines.map { line in
            var cells = [
                line.invoice, line.issuedOn.map { language.date($0, .short) } ?? "", language.date(line.dueOn, .short),
                language.amount(line.original),
            ]
            if hasInterest { cells.append(line.interest.map(language.amount) ?? "") }
            cells.append(language.amount(line.asked))
            return FigureTable.Row(cells: cells, notes: order(line) + notes(line))
        }
        return FigureTable(columns: columns, rows: rows, sums: sums, dueColumn: 2)
    }

    /// Public bodies know a purchase by its commitment number.
    private var orderTitle: String {
        switch content.regime {
        case .publicBody: language.text("documents.column.commitment")
        case .business, .consumer: language.text("documents.column.order")
        }
    }

    private var amountTitle: String {
        switch template.kind {
        case .notice: "documents.column.amount"
        case .thanks: "documents.column.settled"
        case .reminder, .formalNotice, .statement, .call: "documents.column.open"
        }
    }

    private var totalTitle: String {
        switch template.kind {
        case .thanks: "documents.total.received"
        case .notice, .reminder, .formalNotice, .statement, .call: "documents.total.asked"
        }
    }

    private func order(_ line: ReminderLine) -> [String] {
        guard let order = line.order, !order.isEmpty else { return [] }
        return [orderTitle + language.text("documents.colon") + " " + order]
    }

    /// `300,00 € reçus le 9/11`, or `sur 1 500,00 €` when nothing explains the difference.
    private func notes(_ line: ReminderLine) -> [String] {
        guard line.settlements.isEmpty else { return line.settlements.map(note) }
        guard line.asked != line.original else { return [] }
        return [language.text("documents.out_of", ["amount": .money(line.original)])]
    }

    private func note(_ settlement: SettlementShown) -> String {
        let arguments: [String: Argument] = [
            "amount": .text(language.amount(settlement.amount)), "reference": .text(settlement.reference),
            "on": .text(language.briefDay(settlement.on, from: content.on)),
        ]
        switch settlement.kind {
        case .receipt: return language.text("documents.received", arguments)
        case .creditNote: return language.text("documents.credited", arguments)
        }
    }

    private func lateness(_ line: ReminderLine) -> String? {
        guard template.tone.countsDays, line.daysLate > 0 else { return nil }
        return language.text("documents.late", ["days": .number(line.daysLate)])
    }

    private var sums: [FigureTable.Sum] {
        var sums = content.credits.map { credit in
            FigureTable.Sum(label: label(credit), amount: language.amount(Money(minor: 0 &- credit.amount.minor, content.currency)))
        }
        if let asked = content.askedPenalties {
            if !asked.interest.isZero { sums.append(.init(label: interestLabel(asked), amount: language.amount(asked.interest))) }
            if !asked.isIndemnityApart { sums += indemnity(asked) }
        }
        sums.append(.init(label: language.text(totalTitle), amount: language.amount(content.total), isTotal: true))
        if let asked = content.askedPenalties, asked.isIndemnityApart { sums += indemnity(asked) }
        return sums
    }

    private func label(_ credit: CreditLine) -> String {
        let arguments: [String: Argument] = [
            "reference": .text(credit.reference), "on": .text(language.day(credit.on, from: content.on)),
        ]
        let hasReference = !credit.reference.isEmpty
        switch credit.kind {
        case .creditNote:
            return hasReference ? language.text("documents.credit.note", arguments) : language.text("documents.credit.bare_note", arguments)
        case .receipt:
            return hasReference ? language.text("documents.credit.receipt", arguments) : language.text("documents.credit.bare_receipt", arguments)
        }
    }

    private func interestLabel(_ penalties: Penalties) -> String {
        language.text("documents.interest", [
            "on": .text(language.day(penalties.asOf, from: content.on)),
            "rates": .text(language.rates(penalties.rates)),
        ])
    }

    private func indemnity(_ penalties: Penalties) -> [FigureTable.Sum] {
        guard !penalties.indemnity.isZero else { return [] }
        let label = language.text(penalties.isIndemnityApart ? "documents.indemnity.apart" : "documents.indemnity", [
            "count": .number(penalties.indemnityCount), "each": .money(penalties.indemnityEach),
        ])
        return [FigureTable.Sum(label: label, amount: language.amount(penalties.indemnity))]
    }
}

/// The table of an account statement.
enum StatementTable {
    static func table(_ statement: AccountStatement, _ language: Language, today: LocalDate) -> FigureTable {
        let columns: [FigureTable.Column] = [
            .init(title: language.text("documents.column.document")),
            .init(title: language.text("documents.column.issued"), isOptional: true),
            .init(title: language.text("documents.column.due")),
            .init(title: language.text("documents.column.original"), isAmount: true, isOptional: true),
            .init(title: language.text("documents.column.open"), isAmount: true),
        ]
        let rows = statement.items.map { item in
            FigureTable.Row(cells: [
                item.document, item.issuedOn.map { language.date($0, .short) } ?? "",
                item.dueOn.map { language.date($0, .short) } ?? "", language.amount(item.original), language.amount(item.open),
            ])
        }
        let caption = language.text("documents.statement.caption", ["on": .date(statement.on, .full)])
        return FigureTable(caption: caption, columns: columns, rows: rows, sums: sums(statement, language))
    }

    private static func sums(_ statement: AccountStatement, _ language: Language) -> [FigureTable.Sum] {
        var sums: [FigureTable.Sum] = []
        if let overdue = try? statement.overdue(), !overdue.isZero {
            sums.append(.init(label: language.text("documents.statement.overdue"), amount: language.amount(overdue)))
        }
        if let notDue = try? statement.notDue(), !notDue.isZero {
            sums.append(.init(label: language.text("documents.statement.not_due"), amount: language.amount(notDue)))
        }
        if let credits = try? statement.credits(), !credits.isZero {
            sums.append(.init(label: language.text("documents.statement.credits"), amount: language.amount(credits)))
        }
        sums.append(.init(label: language.text("documents.statement.total"), amount: language.amount(statement.total), isTotal: true))
        return sums
    }
}
