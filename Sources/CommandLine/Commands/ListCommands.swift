import ArgumentParser
import Dunning
import Ledger
import Reading
import Texts
import Values
import Workflows

struct CustomersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "customers", subcommands: [CustomersListCommand.self], defaultSubcommand: CustomersListCommand.self)
}

struct CustomersListCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "list")

    @OptionGroup var company: CompanyOption
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let all = try await call.ask { desk throws(DeskError) in try await desk.customers(profile.id) }
        call.answer(format.format, .array(all.map(json))) {
            guard !all.isEmpty else { return call.text("commands.customers.none") + "\n" }
            var table = Table(
                (call.text("commands.column.customer"), .left), (call.text("commands.column.name"), .left),
                (call.text("commands.column.address"), .left), (call.text("commands.column.scenario"), .left),
                (call.text("commands.column.balance"), .right))
            for line in all {
                let balances = line.balances.map { call.language.amount(Money(minor: $0.amount, $0.currency)) }
                table.add(
                    line.customer.id.text, line.customer.name, line.customer.email ?? "", line.scenario?.text ?? "",
                    balances.joined(separator: " · "))
            }
            return table.text
        }
        return .done
    }

    private func json(_ line: CustomerLine) -> JSON {
        let customer = line.customer
        return .object(
            ("customer", .string(customer.id.text)), ("name", .string(customer.name)),
            ("email", .string(customer.email) ?? .null), ("phone", .string(customer.phone) ?? .null),
            ("address", .string(customer.address) ?? .null), ("postcode", .string(customer.postcode) ?? .null),
            ("city", .string(customer.city) ?? .null), ("country", .string(customer.country)),
            ("siren", .string(customer.siren) ?? .null), ("segment", .string(customer.segment) ?? .null),
            ("language", .string(customer.language)), ("scenario", .string(line.scenario?.text) ?? .null),
            ("scenarioSource", .string(line.source.rawValue)),
            ("contacts", .array(customer.contacts.map { contact in
                .object(
                    ("name", .string(contact.name)), ("role", .string(contact.role)),
                    ("email", .string(contact.email) ?? .null), ("phone", .string(contact.phone) ?? .null))
            })),
            ("suspendedAddresses", .strings(line.suspended)),
            ("balances", .array(line.balances.map { balance in
                .object(("currency", .string(balance.currency.code)), ("balance", .amount(balance.amount, balance.currency)))
            })))
    }
}

struct TasksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tasks", subcommands: [TasksListCommand.self, TasksCloseCommand.self],
        defaultSubcommand: TasksListCommand.self)
}

struct TasksListCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "list")

    @OptionGroup var company: CompanyOption
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let tasks = try await call.ask { desk throws(DeskError) in try await desk.openTasks(profile.id) }
        call.answer(format.format, .array(tasks.map { json($0, call.language) })) {
            guard !tasks.isEmpty else { return call.text("commands.tasks.none") + "\n" }
            var table = Table(
                (call.text("commands.column.task"), .left), (call.text("commands.column.customer"), .left),
                (call.text("commands.column.day"), .left), (call.text("commands.column.what"), .left),
                (call.text("commands.column.amount"), .right), (call.text("commands.column.about"), .left))
            for open in tasks {
                let task = open.task
                let amount = task.amount.flatMap { amount in task.currency.map { Money(minor: amount, $0) } }
                table.add(
                    task.id.text, task.customer.text, call.language.date(task.on, .short), call.language.word(task.kind),
                    amount.map(call.language.amount) ?? "", call.language.subject(open))
            }
            return table.text
        }
        return .done
    }

    private func json(_ open: OpenTask, _ language: Language) -> JSON {
        let task = open.task
        return .object(
            ("id", .string(task.id.text)), ("customer", .string(task.customer.text)), ("kind", .string(task.kind.rawValue)),
            ("on", .date(task.on)), ("currency", .string(task.currency?.code) ?? .null),
            ("amount", task.amount.flatMap { amount in task.currency.map { .amount(amount, $0) } } ?? .null),
            ("about", .string(task.about)), ("text", .string(language.sentence(open))))
    }
}

struct TasksCloseCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "close")

    @Argument(help: ArgumentHelp(valueName: "task")) var id: String
    @Option(help: ArgumentHelp(valueName: "number")) var customer: String
    @OptionGroup var company: CompanyOption
    @Option(help: ArgumentHelp(valueName: "date")) var on: LocalDate?
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let profile = try await call.company(company.company)
        let day = on ?? call.today(profile)
        try await call.ask { desk throws(DeskError) in
            try await desk.close(TaskID(id), of: CustomerID(customer), in: profile.id, on: day, by: call.actor)
        }
        call.answer(format.format, .object(("task", .string(id)), ("closedOn", .date(day)))) {
            call.text("commands.tasks.closed", ["task": .text(id)]) + "\n"
        }
        return .done
    }
}
