import ArgumentParser
import Insight
import Ledger
import Texts
import Values
import Workflows

/// Interest and fixed sums that messages asked and nobody gave up.
struct ClaimsCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "claims")

    @OptionGroup var company: CompanyOption
    @Option(help: ArgumentHelp(valueName: "number")) var customer: String?
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let day = on ?? call.today(profile)
        let claims = try await call.ask { desk throws(DeskError) in
            try await desk.claims(profile.id, of: customer.map { CustomerID($0) }, on: day)
        }
        call.answer(format.format, json(claims)) { text(claims, call.language) }
        return .done
    }

    private func json(_ claims: AccessoryClaims) -> JSON {
        .object(
            ("on", .date(claims.on)), ("claims", .array(claims.claims.map(json))),
            ("totals", .array(claims.totals.map {
                .object(("currency", .string($0.currency.code)), ("amount", .amount($0.minor, $0.currency)))
            })))
    }

    private func json(_ claim: AccessoryClaim) -> JSON {
        let currency = claim.currency
        return .object(
            ("customer", .string(claim.customer.text)), ("name", .string(claim.name)),
            ("invoice", .string(claim.receivable.invoice.text)), ("instalment", .integer(claim.receivable.rank)),
            ("dueOn", .date(claim.dueOn)), ("currency", .string(currency.code)),
            ("interest", .amount(claim.interest, currency)), ("indemnity", .amount(claim.indemnity, currency)),
            ("amount", .amount(claim.amount, currency)), ("askedOn", .date(claim.askedOn)),
            ("message", .string(claim.message.text)), ("principal", .amount(claim.principal, currency)),
            ("principalSettled", .bool(claim.isPrincipalSettled)))
    }

    private func text(_ claims: AccessoryClaims, _ language: Language) -> String {
        let head = language.text("commands.claims.head", ["day": .date(claims.on, .full)]) + "\n"
        guard !claims.claims.isEmpty else { return head + language.text("commands.claims.none") + "\n" }
        var table = Table(
            (language.text("commands.column.customer"), .left), (language.text("commands.column.name"), .left),
            (language.text("commands.column.invoice"), .left), (language.text("commands.column.asked_on"), .left),
            (language.text("commands.column.interest"), .right), (language.text("commands.column.indemnity"), .right),
            (language.text("commands.column.claim"), .right), (language.text("commands.column.principal"), .right))
        for claim in claims.claims {
            let amounts = [claim.interest, claim.indemnity, claim.amount].map { cell($0, claim.currency, language) }
            let principal = claim.isPrincipalSettled
                ? language.text("commands.claims.settled") : cell(claim.principal, claim.currency, language)
            let asked = language.date(claim.askedOn, .short)
            table.add([claim.customer.text, claim.name, claim.receivable.invoice.text, asked] + amounts + [principal])
        }
        for total in claims.totals {
            table.add(language.text("commands.balance.total"), "", "", "", "", "", language.amount(total), "")
        }
        return head + "\n" + table.text + "\n" + language.text("commands.claims.hint") + "\n"
    }

    private func cell(_ amount: Int64, _ currency: Currency, _ language: Language) -> String {
        amount == 0 ? "" : language.amount(Money(minor: amount, currency))
    }
}
