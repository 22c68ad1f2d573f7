import Values

extension Correspondence {
    init(_ reader: FactReader) throws(FactCodingError) {
        let content = try MessageContent(reader)
        self.init(
            id: try reader.id("id"), customer: try reader.id("customer"), currency: try reader.currency("currency"),
            on: content.on, scenario: content.scenario, scenarioVersion: content.scenarioVersion,
            step: content.step, rank: content.rank, channel: content.channel, to: content.to, amount: content.amount, lines: content.lines, credits: content.credits, state: try reader.text("state"),
            standing: try reader.choice("standing"), approval: content.approval, round: content.round, copies: reader.texts("copies"), copyOf: reader.optionalID("copyOf"))
    }
}

extension MessageContent {
    init(_ reader: FactReader) throws(FactCodingError) {
        self.init(
            on: try reader.day("on"), scenario: try reader.id("scenario"),
            scenarioVersion: try reader.int("scenarioVersion"), step: try reader.text("step"), rank: try reader.int("rank"),
            channel: try reader.text("channel"), to: reader.optionalText("to"), amount: try reader.number("amount"),
            lines: try reader.list("lines") { line throws(FactCodingError) in
                CorrespondenceLine(
                    receivable: try ReceivableID(line), dueOn: try line.day("dueOn"), step: try line.text("step"),
                    rank: try line.int("stepRank"), open: try line.number("open"),
                    interest: try line.number("interest"), indemnity: try line.number("indemnity"),
                    asksAccessories: line.flag("asksAccessories"), isToCome: line.flag("toCome"))
            },
            credits: try reader.list("credits") { credit throws(FactCodingError) in try AppliedCredit(credit) },
            approval: reader.optionalText("approval"), round: try reader.optionalDay("round"))
    }
}

extension AppliedCredit {
    init(_ reader: FactReader) throws(FactCodingError) {
        self.init(credit: try CreditKey(reader), on: try reader.day("on"), amount: try reader.number("amount"))
    }

    /// Reads the canonical text written by `text`.
    package static func list(text: String) throws(FactCodingError) -> [AppliedCredit] {
        if text == "[]" { return [] }
        return try FactReader(text: text).list("credits") { credit throws(FactCodingError) in try AppliedCredit(credit) }
    }
}

extension MessageMove {
    init(_ reader: FactReader) throws(FactCodingError) {
        var content: MessageContent?
        if let object = reader.object("content") { content = try MessageContent(object) }
        self.init(
            customer: try reader.id("customer"), message: try reader.id("message"), state: try reader.text("state"),
            standing: try reader.choice("standing"), detail: reader.optionalText("detail"),
            contentHash: reader.optionalText("contentHash"), content: content)
    }
}
