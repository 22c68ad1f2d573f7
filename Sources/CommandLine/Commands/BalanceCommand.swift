import ArgumentParser
import Formats
import Insight
import Ledger
import Texts
import Values
import Workflows

/// The aged balance, by customer and currency.
struct BalanceCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "balance")

    @OptionGroup var company: CompanyOption
    @Option(name: [.customLong("as-of"), .customLong("on")], help: ArgumentHelp(valueName: "date")) var asOf: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let balance = try await Self.balance(profile, asOf ?? call.today(profile), call)
        call.answer(format.format, json(balance)) { text(balance, call.language) }
        return .done
    }

    static func balance(
        _ profile: CompanyProfile, _ day: LocalDate, _ call: Call
    ) async throws(CommandFailure) -> AgedBalance {
        try await call.ask { desk throws(DeskError) in try await desk.agedBalance(profile.id, asOf: day) }
    }

    private func json(_ balance: AgedBalance) -> JSON {
        .object(
            ("asOf", .date(balance.asOf)),
            ("customers", .array(balance.rows.map { row in
                .object([
                    .init("customer", .string(row.customer.text)), .init("name", .string(row.name)),
                ] + amounts(row.amounts, row.unallocated, row.balance, row.receivables, row.currency))
            })),
            ("totals", .array(balance.totals.map {
                .object(amounts($0.amounts, $0.unallocated, $0.balance, $0.receivables, $0.currency))
            })))
    }

    private func amounts(
        _ amounts: AgedAmounts, _ unallocated: Int64, _ balance: Int64, _ count: Int, _ currency: Currency
    ) -> [JSON.Member] {
        [
            .init("currency", .string(currency.code)), .init("notDue", .amount(amounts[.notDue], currency)),
            .init("days1To30", .amount(amounts[.days1To30], currency)),
            .init("days31To60", .amount(amounts[.days31To60], currency)),
            .init("days61To90", .amount(amounts[.days61To90], currency)),
            .init("over90", .amount(amounts[.over90], currency)), .init("overdue", .amount(amounts.overdue, currency)),
            .init("open", .amount(amounts.total, currency)), .init("unallocated", .amount(unallocated, currency)),
            .init("balance", .amount(balance, currency)), .init("receivables", .integer(count)),
        ]
    }

    private func text(_ balance: AgedBalance, _ language: Language) -> String {
        let head = language.text("commands.balance.head", ["day": .date(balance.asOf, .full)]) + "\n"
        guard !balance.rows.isEmpty else { return head + language.text("commands.balance.none") + "\n" }
        var table = Table(
            (language.text("commands.column.customer"), .left), (language.text("commands.column.name"), .left),
            (language.text("commands.column.not_due"), .right), ("1-30", .right), ("31-60", .right), ("61-90", .right),
            (language.text("commands.column.over_90"), .right), (language.text("commands.column.unallocated"), .right),
            (language.text("commands.column.balance"), .right))
        for row in balance.rows {
            table.add([row.customer.text, row.name] + cells(row.amounts, row.unallocated, row.balance, row.currency, language))
        }
        for total in balance.totals {
            table.add(
                [language.text("commands.balance.total"), ""]
                    + cells(total.amounts, total.unallocated, total.balance, total.currency, language))
        }
        return head + "\n" + table.text
    }

    private func cells(
        _ amounts: AgedAmounts, _ unallocated: Int64, _ balance: Int64, _ currency: Currency, _ language: Language
    ) -> [String] {
        let buckets = AgeBucket.allCases.map { amounts[$0] }
        return (buckets + [unallocated]).map { $0 == 0 ? "" : language.amount(Money(minor: $0, currency)) }
            + [language.amount(Money(minor: balance, currency))]
    }
}

extension ExportTables {
    static func balance(_ balance: AgedBalance, _ language: Language) -> [UInt8] {
        var writer = writer(language)
        writer.row([
            "customer_number", "name", "currency", "not_due", "days_1_30", "days_31_60", "days_61_90", "over_90",
            "unallocated", "balance",
        ])
        for row in balance.rows {
            writer.text(row.customer.text)
            writer.text(row.name)
            writer.text(row.currency.code)
            for bucket in AgeBucket.allCases { writer.amount(Money(minor: row.amounts[bucket], row.currency)) }
            writer.amount(Money(minor: row.unallocated, row.currency))
            writer.amount(Money(minor: row.balance, row.currency))
            writer.endRow()
        }
        return writer.take()
    }
}
