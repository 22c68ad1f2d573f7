import Values

extension Correspondence {
    func write(to writer: inout CanonicalWriter) {
        writer.field("id", id.text)
        writer.field("customer", customer.text)
        writer.field("currency", currency.code)
        writer.field("state", state)
        writer.field("standing", standing.rawValue)
        writer.strings("copies", copies)
        writer.field("copyOf", copyOf?.text)
        content.write(to: &writer)
    }
}

extension MessageContent {
    func write(to writer: inout CanonicalWriter) {
        writer.field("on", on)
        writer.field("scenario", scenario.text)
        writer.field("scenarioVersion", scenarioVersion)
        writer.field("approval", approval)
        writer.field("round", round)
        writer.field("step", step)
        writer.field("rank", rank)
        writer.field("channel", channel)
        writer.field("to", to)
        writer.field("amount", amount)
        writer.objects("lines", lines) { writer, line in
            line.receivable.write(to: &writer)
            writer.field("dueOn", line.dueOn)
            writer.field("step", line.step)
            writer.field("stepRank", line.rank)
            writer.field("open", line.open)
            writer.field("interest", line.interest)
            writer.field("indemnity", line.indemnity)
            writer.flag("asksAccessories", line.asksAccessories)
            writer.flag("toCome", line.isToCome)
        }
        writer.objects("credits", credits) { $1.write(to: &$0) }
    }
}

extension AppliedCredit {
    func write(to writer: inout CanonicalWriter) {
        credit.write(to: &writer)
        writer.field("on", on)
        writer.field("amount", amount)
    }

    /// The credits of a message as one canonical text, for storage beside it.
    package static func text(_ credits: [AppliedCredit]) -> String {
        String(decoding: CanonicalWriter.object { $0.objects("credits", credits) { $1.write(to: &$0) } }, as: UTF8.self)
    }
}

extension MessageMove {
    func write(to writer: inout CanonicalWriter) {
        writer.field("customer", customer.text)
        writer.field("message", message.text)
        writer.field("state", state)
        writer.field("standing", standing.rawValue)
        writer.field("detail", detail)
        writer.field("contentHash", contentHash)
        if let content { writer.object("content") { content.write(to: &$0) } }
    }
}
