import Ledger
import Reading
import Texts
import Values
import Workflows

/// Messages as commands show them.
enum MessageAnswer {
    static func json(_ message: Correspondence, more: [JSON.Member] = []) -> JSON {
        let currency = message.currency
        let members: [JSON.Member] = [
            .init("id", .string(message.id.text)), .init("customer", .string(message.customer.text)),
            .init("channel", .string(message.channel)), .init("step", .string(message.step)),
            .init("on", .date(message.on)), .init("state", .string(message.state)),
            .init("to", .string(message.to) ?? .null), .init("currency", .string(currency.code)),
            .init("amount", .amount(message.amount, currency)),
            .init("receivables", .array(message.lines.filter { !$0.isToCome }.map { PlanAnswer.line($0, currency) })),
            .init("credits", .array(message.credits.map { PlanAnswer.credit($0, currency) })),
            .init("scenario", .string(message.scenario.text)), .init("scenarioVersion", .integer(message.scenarioVersion)),
            .init("standing", .string(message.standing.rawValue)), .init("approval", .string(message.approval) ?? .null),
        ]
        return .object(members + more)
    }

    static func table(_ messages: [Correspondence], _ language: Language) -> String {
        var table = Table(
            (language.text("commands.column.message"), .left), (language.text("commands.column.day"), .left),
            (language.text("commands.column.customer"), .left), (language.text("commands.column.step"), .left),
            (language.text("commands.column.channel"), .left), (language.text("commands.column.amount"), .right),
            (language.text("commands.column.state"), .left), (language.text("commands.column.recipient"), .left))
        for message in messages {
            table.add(
                message.id.text, language.date(message.on, .short), message.customer.text, message.step,
                language.channel(message.channel),
                language.amount(Money(minor: message.amount, message.currency)),
                language.messageState(message.state), message.to ?? "")
        }
        return table.text
    }
}
