import ArgumentParser

/// The program: every command by its name.
struct Relance: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relance", version: Version.text,
        subcommands: [
            CompanyCommand.self, ImportCommand.self, MatchCommand.self, AllocateCommand.self, ReverseCommand.self,
            SetAsideCommand.self, PayersCommand.self, ScenarioCommand.self, PlanCommand.self, RunCommand.self,
            MessagesCommand.self, ApproveCommand.self, WithholdCommand.self, HoldCommand.self, MuteCommand.self,
            PromiseCommand.self, DisputeCommand.self, ReleaseCommand.self, BalanceCommand.self, ExplainCommand.self,
            TasksCommand.self, CustomersCommand.self, AddressCommand.self, ResolveCommand.self, ReceiptCommand.self, WriteOffCommand.self,
            WaiveCommand.self, ClaimsCommand.self, PaymentCommand.self, BacktestCommand.self, CheckCommand.self, ExportCommand.self,
            MigrateCommand.self, ServeCommand.self, WorkCommand.self, InstanceCommand.self, BackupCommand.self,
            RestoreCommand.self, InterestCommand.self, DueCommand.self, SimulateCommand.self, BenchCommand.self,
        ])
}

/// What `relance --version` says.
enum Version {
    static let text = "0.1.0"
}
