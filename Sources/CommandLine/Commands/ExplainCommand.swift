import ArgumentParser
import Dunning
import Ledger
import Reading
import Texts
import Values
import Workflows

/// Why an invoice was or was not written about on a day, in sentences.
struct ExplainCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "explain")

    @Argument(help: ArgumentHelp(valueName: "invoice")) var invoice: String
    @OptionGroup var company: CompanyOption
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let day = on ?? call.today(profile)
        let found = try await call.ask { desk throws(DeskError) in
            try await desk.explain(InvoiceID(invoice), in: profile.id, on: day)
        }
        call.answer(format.format, json(found, call.language)) { text(found, call.language) }
        return .done
    }

    private func json(_ found: InvoiceExplanation, _ language: Language) -> JSON {
        let currency = found.invoice?.currency ?? .eur
        return .object(
            ("invoice", .string(invoice)), ("on", .date(found.on)), ("customer", .string(found.customer.id.text)),
            ("customerName", .string(found.customer.name)), ("knownOn", .date(found.knownOn)),
            ("isKnown", .bool(found.invoice != nil)), ("scenarioSource", .string(found.source.rawValue)),
            ("receivables", .array(found.verdicts.map { verdict($0, found.on, currency, language) })),
            ("promises", .array(found.promises.map { HoldAnswer.json($0) })),
            ("receipts", .array(found.receipts.map(receipt))),
            ("messages", .array(found.messages.map { MessageAnswer.json($0) })),
            ("returned", .array(found.returned.map { returned($0, language) })))
    }

    private func returned(_ money: MoneyGoneBack, _ language: Language) -> JSON {
        .object(
            ("payment", .string(money.payment.id.text)), ("amount", .amount(money.amount.minor, money.amount.currency)),
            ("on", .date(money.on)), ("reason", .string(money.reason)), ("text", .string(language.sentence(money))))
    }

    private func verdict(_ verdict: Verdict, _ day: LocalDate, _ currency: Currency, _ language: Language) -> JSON {
        .object(
            ("dueOn", .date(verdict.dueOn)), ("open", .amount(verdict.open, currency)),
            ("instalment", .integer(verdict.receivable.rank)),
            ("scenario", .string(verdict.scenario?.text) ?? .null), ("levelTaken", .integer(verdict.rankTaken)),
            ("nextStep", .string(verdict.nextStep) ?? .null), ("nextFrom", .date(verdict.nextFrom) ?? .null),
            ("decision", .string(verdict.action == nil ? "withheld" : "sent")),
            ("reason", .string(verdict.action == nil ? verdict.skipped?.rawValue : nil) ?? .null),
            ("until", .date(verdict.until) ?? .null),
            ("reasons", .array((verdict.action?.reasons ?? []).map { PlanAnswer.reason($0, language) })),
            ("text", .string(language.explanation(verdict, on: day))))
    }

    private func receipt(_ receipt: PendingReceipt) -> JSON {
        .object(
            ("entry", .string(receipt.entry.text)), ("on", .date(receipt.on)), ("currency", .string(receipt.currency.code)),
            ("amount", .amount(receipt.amount, receipt.currency)))
    }

    private func text(_ found: InvoiceExplanation, _ language: Language) -> String {
        guard let known = found.invoice else {
            let key = found.knownOn > found.on ? "commands.explain.not_known" : "commands.explain.not_known_at_run"
            return language.text(key, [
                "invoice": .text(invoice), "day": .date(found.on, .full), "known": .date(found.knownOn, .full)]) + "\n"
        }
        var text = language.text("commands.explain.head", [
            "invoice": .text(invoice), "name": .text(found.customer.name), "customer": .text(found.customer.id.text),
            "amount": .money(Money(minor: known.amount, known.currency)),
            "open": .money(Money(minor: known.open, known.currency)),
        ]) + "\n\n"
        for verdict in found.verdicts {
            text += language.explanation(verdict, on: found.on) + "\n"
            if verdict.action == nil, verdict.skipped == .promised {
                for promise in found.promises { text += "  · " + language.sentence(promise) + "\n" }
            }
            if verdict.action == nil, verdict.skipped == .paymentBeingIdentified {
                for receipt in found.receipts { text += "  · " + language.sentence(receipt) + "\n" }
            }
            for reason in verdict.action?.reasons ?? [] { text += "  · " + language.sentence(reason) + "\n" }
        }
        for money in found.returned { text += "  · " + language.sentence(money) + "\n" }
        if let scenario = found.verdicts.first?.scenario {
            text += "\n" + language.text("commands.explain.scenario", [
                "scenario": .text(scenario.text), "source": .text(language.text("reasons.origin.\(found.source.rawValue)")),
            ]) + "\n"
        }
        if !found.messages.isEmpty {
            text += "\n" + language.text("commands.explain.messages") + "\n" + MessageAnswer.table(found.messages, language)
        }
        return text
    }
}
