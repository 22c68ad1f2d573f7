import Texts
import Values

/// The small lines at the foot: what the law gives, and who writes.
enum LegalMentions {
    static func lines(_ content: ReminderContent, _ kind: MessageKind) -> [String] {
        switch kind {
        case .call: []
        case .thanks: writer(content)
        case .notice, .reminder, .formalNotice, .statement: penalties(content, kind) + writer(content)
        }
    }

    /// Who writes, unless all that is known is the name that signs already.
    private static func writer(_ content: ReminderContent) -> [String] {
        let own = content.letterhead
        let saysMore = own.legalName != own.name || !own.addressLines.isEmpty || own.siren != nil
        return saysMore ? [company(content)] : []
    }

    private static func penalties(_ content: ReminderContent, _ kind: MessageKind) -> [String] {
        let language = content.language
        switch content.regime {
        case .consumer:
            let free = language.text("documents.mention.consumer")
            guard let mediator = content.letterhead.mediator else { return [free] }
            return [free + " " + language.text("documents.mention.mediator", ["mediator": .text(mediator)])]
        case .business: return figures(content, "business")
        case .publicBody: return figures(content, "public")
        }
    }

    private static func figures(_ content: ReminderContent, _ regime: String) -> [String] {
        let language = content.language
        guard let penalties = content.penalties, let rate = penalties.rates.last else { return [] }
        var text = language.text("documents.mention.\(regime)", [
            "rate": .percent(rate), "each": .text(language.shortAmount(penalties.indemnityEach)),
        ])
        if !penalties.areAsked, !penalties.areZero {
            text += " " + language.text("documents.mention.to_date", [
                "interest": .money(penalties.interest), "indemnity": .money(penalties.indemnity),
            ])
        }
        return [text]
    }

    /// `Dupont Énergie SAS, 12 rue des Forges, 69007 Lyon, SIREN 552 100 554.`
    static func company(_ content: ReminderContent) -> String {
        let letterhead = content.letterhead
        var parts = [letterhead.legalName] + letterhead.addressLines
        if let siren = letterhead.siren { parts.append("SIREN" + Typography.noBreakSpace + byThree(siren)) }
        return parts.joined(separator: ", ") + "."
    }

    static func byThree(_ siren: String) -> String {
        var result = ""
        for (index, character) in siren.filter({ $0 != " " }).enumerated() {
            if index > 0, index % 3 == 0 { result += Typography.noBreakSpace }
            result.append(character)
        }
        return result
    }
}
