import ArgumentParser
import Legal
import Texts
import Values

/// Late-payment interest on one amount, line by line. Needs no database.
struct InterestCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "interest")
    static let needsDatabase = false

    @Option(help: ArgumentHelp(valueName: "amount")) var amount: String
    @Option(help: ArgumentHelp(valueName: "date")) var due: LocalDate
    @Option(help: ArgumentHelp(valueName: "date")) var paid: LocalDate?
    @Option(help: ArgumentHelp(valueName: "code")) var regime = "FR_B2B_DEFAULT"
    @Option(help: ArgumentHelp(valueName: "date:amount")) var payment: [DatedAmount] = []
    @Option(help: ArgumentHelp(valueName: "date:amount")) var creditNote: [DatedAmount] = []
    @Option(help: ArgumentHelp(valueName: "currency")) var currency = Currency.eur
    @Option(help: ArgumentHelp(valueName: "percent")) var rate: Rate?
    @Option(help: ArgumentHelp(valueName: "country")) var country: CountryCode?
    @Option(help: ArgumentHelp(valueName: "date")) var noticeOn: LocalDate?
    @Option var dayCount = DayCountOption.act365
    @Option var imputation = ImputationOption.principalFirst
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let through = paid ?? call.surroundings.today()
        let statement = try compute(through, call.language)
        call.answer(format.format, statement.json) { text(statement, call.language) }
        return .done
    }

    private func compute(_ through: LocalDate, _ language: Language) throws(CommandFailure) -> InterestStatement {
        let principal = try AmountArgument.parse(amount, currency, option: "--amount", language)
        var events: [InterestEvent] = []
        for payment in payment {
            let money = try AmountArgument.parse(payment.amount, currency, option: "--payment", language)
            events.append(InterestEvent(on: payment.on, minorUnits: money.minor))
        }
        for note in creditNote {
            let money = try AmountArgument.parse(note.amount, currency, option: "--credit-note", language)
            events.append(InterestEvent(on: note.on, minorUnits: money.minor, kind: .creditNote))
        }
        let terms = try self.terms(language)
        do throws(LateInterestProblem) {
            return try LateInterest(terms).compute(principal, dueOn: due, through: through, events: events)
        } catch {
            switch error {
            case .figureMissing(let gap):
                throw .said(.refused, language.text("commands.interest.no_figure", [
                    "name": .text(gap.name.rawValue), "period": .text(gap.period)]))
            case .overflow: throw .said(.refused, language.text("commands.error.amount_too_large"))
            }
        }
    }

    private func terms(_ language: Language) throws(CommandFailure) -> InterestTerms {
        do throws(RegimeProblem) {
            let regime = try LateInterestRegime(code: regime, rate: rate, country: country, noticeOn: noticeOn)
            return InterestTerms(regime, dayCount: dayCount.value, imputation: imputation.value)
        } catch {
            switch error {
            case .unknownCode(let code):
                throw .said(.usage, language.text("commands.interest.unknown_regime", [
                    "code": .text(code), "codes": .text(LateInterestRegime.codes.joined(separator: ", "))]))
            case .rateNeeded:
                throw .said(.usage, language.text("commands.interest.rate_needed", ["code": .text(regime)]))
            }
        }
    }

    private func text(_ statement: InterestStatement, _ language: Language) -> String {
        var table = Table(
            (language.text("commands.column.from"), .left), (language.text("commands.column.to"), .left),
            (language.text("commands.column.days"), .right), (language.text("commands.column.base"), .right),
            (language.text("commands.column.rate"), .right), (language.text("commands.column.amount"), .right))
        for line in statement.lines {
            table.add(
                language.date(line.from, .short), language.date(line.to, .short), language.number(line.days),
                language.amount(line.base), language.percent(line.rate), language.amount(line.amount))
        }
        var text = table.isEmpty ? language.text("commands.interest.none") + "\n" : table.text + "\n"
        text += language.text("commands.interest.sum", [
            "days": .number(statement.days), "interest": .money(statement.interest),
            "indemnity": .money(statement.indemnity), "total": .money(statement.total),
        ]) + "\n"
        if statement.principal.isPositive {
            if let paid {
                text += language.text("commands.interest.principal_paid", [
                    "day": .date(paid, .full), "principal": .money(statement.principal)]) + "\n"
            } else {
                text += language.text("commands.interest.principal", ["principal": .money(statement.principal)]) + "\n"
            }
        }
        return text
    }
}

enum DayCountOption: String, ExpressibleByArgument, CaseIterable {
    case act365 = "act/365"
    case actAct = "act/act"
    case act360 = "act/360"

    var value: DayCount {
        switch self {
        case .act365: .fixed365
        case .actAct: .actualActual
        case .act360: .fixed360
        }
    }
}

enum ImputationOption: String, ExpressibleByArgument, CaseIterable {
    case principalFirst = "principal-first"
    case interestFirst = "interest-first"

    var value: Imputation { self == .principalFirst ? .principalFirst : .interestFirst }
}
