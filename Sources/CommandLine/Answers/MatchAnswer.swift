import Ledger
import Matching
import Reading
import Texts
import Values
import Workflows

/// What `relance match` answers.
enum MatchAnswer {
    static func json(_ report: MatchReport, isDryRun: Bool, _ language: Language) -> JSON {
        .object(
            ("on", .date(report.on)), ("dryRun", .bool(isDryRun)),
            ("posted", .integer(report.count(.post))), ("already", .integer(report.done)), ("suggested", .integer(report.count(.suggest))),
            ("none", .integer(report.count(.none))),
            ("entries", .array(report.entries.map { json($0, language) })))
    }

    static func json(_ matched: MatchedEntry, _ language: Language) -> JSON {
        let entry = matched.booked.entry
        let told = matched.outcome == .post ? [matched.explanation].compactMap { $0 } + matched.alternatives : matched.proposals
        let explanation = told.first.map { members($0, entry.currency, language) } ?? nothing
        return .object(
            EntryAnswer.members(entry) + [JSON.Member("outcome", .string(word(matched.outcome)))] + explanation + [
                JSON.Member("doubts", .array(matched.doubts.map { EntryAnswer.json($0, language) })),
                JSON.Member(
                    "alternatives",
                    .array(told.dropFirst().map { .object(members($0, entry.currency, language)) })),
            ])
    }

    static func word(_ outcome: MatchProposal.Outcome) -> String {
        switch outcome {
        case .post: "posted"
        case .suggest: "suggested"
        case .none: "none"
        }
    }

    private static var nothing: [JSON.Member] {
        [
            JSON.Member("customer", .null), JSON.Member("probability", .string(probability(0))),
            JSON.Member("allocations", .array([])), JSON.Member("reasons", .array([])),
        ]
    }

    private static func members(
        _ explanation: MatchExplanation, _ currency: Currency, _ language: Language
    ) -> [JSON.Member] {
        let shares = explanation.shares
        let remainder = shares.reduce(Int64(0)) { $0.plus($1.remainder) }
        var members: [JSON.Member] = [
            JSON.Member("customer", explanation.customer.map { .string($0.text) } ?? .null),
            JSON.Member("probability", .string(probability(explanation.probability))),
            JSON.Member("allocations", .array(EntryAnswer.allocations(shares, currency))),
        ]
        if explanation.customer == nil, shares.count > 1 {
            members.append(JSON.Member("customers", .strings(shares.map(\.customer.text))))
        }
        if remainder > 0 { members.append(JSON.Member("onAccount", .amount(remainder, currency))) }
        let nettings = shares.flatMap(\.nettings)
        if !nettings.isEmpty {
            members.append(JSON.Member("credits", .array(nettings.map { EntryAnswer.json($0, currency) })))
        }
        let remissions = shares.flatMap(\.remissions)
        if !remissions.isEmpty {
            members.append(JSON.Member("remissions", .array(remissions.map { EntryAnswer.json($0, currency) })))
        }
        let recognised = shares.compactMap(\.recognised)
        if !recognised.isEmpty { members.append(JSON.Member("recognised", .strings(recognised.map(\.id.text)))) }
        if !explanation.returned.isEmpty {
            members.append(
                JSON.Member(
                    "returned",
                    .array(explanation.returned.map {
                        .object(
                            ("customer", .string($0.customer.text)), ("payment", .string($0.credit.id.text)),
                            ("entry", .string($0.receipt.text)), ("amount", .amount($0.amount, currency)))
                    })))
        }
        members.append(JSON.Member("reasons", .array(explanation.reasons.map { EntryAnswer.json($0, language) })))
        return members
    }

    /// 99 912 → `0.99912`.
    private static func probability(_ value: Int) -> String {
        value >= 100_000 ? "1.00000" : "0." + String(String(value + 100_000).dropFirst())
    }

    // MARK: For people

    static func text(_ report: MatchReport, isDryRun: Bool, _ language: Language) -> String {
        guard !report.entries.isEmpty else { return language.text("commands.match.nothing") + "\n" }
        var lines = [
            language.text(isDryRun ? "commands.match.would" : "commands.match.done", [
                "posted": .number(report.count(.post) - (isDryRun ? report.done : 0)), "suggested": .number(report.count(.suggest)),
                "none": .number(report.count(.none)),
            ])
        ]
        if isDryRun, report.done > 0 { lines.append(language.text("commands.match.already", ["count": .number(report.done)])) }
        let posted = report.entries.filter { $0.outcome == .post }
        let groups = [
            ("posted", isDryRun ? posted.filter(\.isDone) : posted), ("would", isDryRun ? posted.filter { !$0.isDone } : []),
            ("suggested", report.entries.filter { $0.outcome == .suggest }), ("none", report.entries.filter { $0.outcome == .none }),
        ]
        for (title, entries) in groups where !entries.isEmpty {
            lines += ["", language.text("commands.match.title." + title)]
            lines += entries.flatMap { text($0, language) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func text(_ matched: MatchedEntry, _ language: Language) -> [String] {
        let entry = matched.booked.entry
        var lines = [
            "  \(entry.id.text)  \(language.date(entry.bookedOn, .short))  \(language.amount(entry.money))  \(entry.text.label)"
        ]
        for (index, explanation) in matched.proposals.enumerated() {
            let mark = matched.outcome == .post ? "→" : "\(index + 1)."
            lines.append("    \(mark) " + sentence(explanation, entry.currency, language))
            if !explanation.reasons.isEmpty { lines.append("       " + language.reasons(explanation.reasons)) }
        }
        for purpose in matched.purposes {
            let way = sentence(purpose, entry.currency, language)
            lines.append("    " + language.text("commands.match.perhaps_for", ["way": .text(way), "id": .text(entry.id.text)]))
        }
        if !matched.doubts.isEmpty {
            lines.append("    " + language.text("commands.match.doubts", ["doubts": .text(language.reasons(matched.doubts))]))
        }
        return lines
    }

    private static func sentence(_ explanation: MatchExplanation, _ currency: Currency, _ language: Language) -> String {
        var parts = EntryAnswer.sentences(explanation.shares, currency, language)
        for payment in explanation.returned {
            parts.append(
                language.text("commands.match.returned", [
                    "customer": .text(payment.customer.text), "payment": .text(payment.credit.id.text)]))
        }
        return parts.joined(separator: " ; ") + " (\(language.percentage(hundredThousandths: explanation.probability)))"
    }
}
