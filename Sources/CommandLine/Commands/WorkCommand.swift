import ArgumentParser
import Texts
import Values
import Workflows

/// Plays the companies' mornings and sends what waits, beside other workers.
struct WorkCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "work")
    static let isWorker = true

    @Flag var once = false
    @Flag var list = false
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        if list { return try await listWorkers(call) }
        let desk = try await call.ask { desk throws(DeskError) in desk }
        guard once || desk.isShared else { throw .said(.refused, call.text("commands.work.server_works")) }
        return await call.surroundings.work(desk, once ? .once : .always, call.console)
    }

    private func listWorkers(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let workers = try await call.ask { desk throws(DeskError) in try await desk.workers() }
        call.answer(format.format, .array(workers.map(json))) {
            guard !workers.isEmpty else { return call.text("commands.work.none") + "\n" }
            var table = Table(
                (call.text("commands.column.worker"), .left), (call.text("commands.column.since"), .left),
                (call.text("commands.column.seen"), .left), (call.text("commands.column.state"), .left))
            for worker in workers {
                table.add(
                    worker.name, worker.startedAt.iso,
                    call.text("commands.work.ago", ["count": .number(Int(worker.silentSeconds))]),
                    call.text(worker.isGone ? "commands.work.gone" : "commands.work.there"))
            }
            return table.text
        }
        return .done
    }

    private func json(_ worker: WorkerLine) -> JSON {
        .object(
            ("worker", .string(worker.name)), ("startedAt", .string(worker.startedAt.iso)),
            ("silentSeconds", .int(worker.silentSeconds)), ("isGone", .bool(worker.isGone)))
    }
}
