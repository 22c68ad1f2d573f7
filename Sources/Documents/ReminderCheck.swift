import Values

/// Refuses a message whose figures do not agree, before a word of it is written (I7).
enum ReminderCheck {
    static func check(_ content: ReminderContent, for template: MessageTemplate) throws(ReminderError) {
        guard template.language == content.language else {
            throw .languagesDiffer(template: template.language, content: content.language)
        }
        if template.kind == .formalNotice, content.deadlineDays == nil { throw .missingDeadline }
        try checkStatement(content, for: template)
        try checkLines(content)
        try checkInterest(content)
        if template.kind != .statement { try checkTotal(content) }
        try checkLinks(content)
    }

    private static func checkStatement(_ content: ReminderContent, for template: MessageTemplate) throws(ReminderError) {
        guard let statement = content.statement else {
            if template.kind == .statement { throw .missingStatement }
            return
        }
        try expectSum(statement.items.map(\.open), [], is: statement.total)
        if template.kind == .statement, content.total != statement.total {
            throw .doesNotAddUp(computed: statement.total, stated: content.total)
        }
    }

    private static func checkLines(_ content: ReminderContent) throws(ReminderError) {
        for line in content.lines {
            for found in [line.original.currency, line.asked.currency] where found != content.currency {
                throw .currenciesDiffer(expected: content.currency, found: found)
            }
            if line.asked.isNegative || line.asked.minor > line.original.minor { throw .impossibleLine(invoice: line.invoice) }
        }
        for credit in content.credits where credit.amount.isNegative { throw .impossibleLine(invoice: credit.reference) }
        for line in content.coming where line.amount.currency != content.currency {
            throw .currenciesDiffer(expected: content.currency, found: line.amount.currency)
        }
    }

    private static func checkInterest(_ content: ReminderContent) throws(ReminderError) {
        let perLine = content.lines.compactMap(\.interest)
        guard let penalties = content.penalties, !perLine.isEmpty else { return }
        let computed: Money
        do throws(MoneyError) { computed = try Money.sum(perLine, in: content.currency) } catch { throw ReminderError(error) }
        guard computed == penalties.interest else {
            throw .interestDoesNotAddUp(computed: computed, stated: penalties.interest)
        }
    }

    private static func checkTotal(_ content: ReminderContent) throws(ReminderError) {
        var parts = content.lines.map(\.asked)
        if let asked = content.askedPenalties { parts += asked.partsOfTotal }
        try expectSum(parts, content.credits.map(\.amount), is: content.total)
        guard content.total.isPositive else { throw .nothingToAsk(content.total) }
    }

    private static func expectSum(_ plus: [Money], _ minus: [Money], is stated: Money) throws(ReminderError) {
        let computed: Money
        do throws(MoneyError) {
            let sum = try Money.sum(plus, in: stated.currency)
            computed = try sum.subtracting(Money.sum(minus, in: stated.currency))
        } catch { throw ReminderError(error) }
        guard computed == stated else { throw .doesNotAddUp(computed: computed, stated: stated) }
    }

    private static func checkLinks(_ content: ReminderContent) throws(ReminderError) {
        var links = content.lines.compactMap(\.link)
        if let portal = content.portal {
            links += [portal.home, portal.alreadyPaid, portal.proposeDate, portal.reportProblem].compactMap(\.self)
        }
        for link in links where !isWeb(link) { throw .unsafeLink(link) }
    }

    private static func isWeb(_ link: String) -> Bool {
        let start = link.prefix(8).lowercased()
        return start == "https://" || start.hasPrefix("http://")
    }
}
