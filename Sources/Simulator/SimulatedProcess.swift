import Outbox
import SQL
import Values
import Workflows

/// One process of the program in the simulated world: it can die at a named point, and what is armed against it happens
/// to its transactions.
///
/// `@unchecked`: see `World`.
final class SimulatedProcess: @unchecked Sendable {
    let world: World
    let name: String
    /// Nothing that a dead process does has any effect.
    private(set) var isDead = false
    var workBegan = Instant(milliseconds: 0)
    /// It stood still since it began what it is doing: others may have taken its messages over.
    var hasStoodStill = false
    /// What it is doing, for the record of crash points.
    var work = ""
    /// Durable changes it made, whether or not it lived to know.
    private(set) var commits = 0
    var armed: [ArmedFault] = []
    /// The message that it hands over, or handed over last.
    var underWay: OutgoingMessage?
    /// What the program remembers as long as it lives.
    private var desk: Desk?

    init(_ world: World, name: String) {
        self.world = world
        self.name = name
    }

    func reached(_ point: CrashPoint) {
        guard !isDead else { return }
        guard happens(.crash) || happens(.relapse) else { return }
        world.counters.pairs.insert("\(point.rawValue) \(state(at: point))")
        die("at \(point.rawValue)")
    }

    func die(_ how: String) {
        isDead = true
        world.counters.crashes += 1
        world.tell("\(name) dies \(how) while \(work)")
        if let underWay {
            world.cloud(underWay)
            world.customer(of: underWay)?.isAddressUnsure = true
        }
    }

    /// What it was at, as far as it matters to whoever goes on: its work, and from P13 on the message in its hands.
    private func state(at point: CrashPoint) -> String {
        switch point {
        case .recipientAccepted, .bodyWritten, .committed, .dotSent, .answerRead, .outcomeRecorded:
            guard let underWay else { return work }
            let isLive = world.company(underWay.company)?.isLive == true
            return [
                work, underWay.channel.rawValue, isLive ? "live" : "simulated", underWay.attempt > 1 ? "again" : "first",
                underWay.original == nil ? "message" : "copy",
            ].joined(separator: " ")
        case .fileRead, .fileRegistered, .fileParsed, .importApplying, .importApplied, .importAnswered, .planStarts, .planWriting,
            .planWritten, .leaseTaken, .rendered, .ready, .backupWriting, .restoring, .migrating, .checkpointing, .stopping:
            return "\(work) \(name)"
        }
    }

    func revive() {
        isDead = false
        armed = []
        desk = nil
    }

    /// The program in this process: one from its start to its death, as on a real machine.
    func desk(on store: any Database) -> Desk {
        if let desk { return desk }
        let started = Desk(
            database: FaultyDatabase(inner: store, process: self), ports: world.ports(of: self), rulebook: world.rulebook)
        desk = started
        return started
    }

    func committed() { commits += 1 }

    /// Whether a fault of a kind strikes on this occasion.
    func happens(_ kind: FaultKind) -> Bool {
        guard let index = armed.firstIndex(where: { $0.kind == kind }) else { return false }
        armed[index].countdown -= 1
        guard armed[index].countdown <= 0 else { return false }
        let fault = armed.remove(at: index)
        world.fire(kind, fault.name)
        return true
    }

    func isArmed(_ kind: FaultKind) -> Bool { armed.contains { $0.kind == kind } }
}

/// The database as a process of the simulated world meets it: with everything that can go wrong between the two.
struct FaultyDatabase: Database {
    let inner: any Database
    let process: SimulatedProcess

    var dialect: Dialect { inner.dialect }
    var retry: SQL.RetryPolicy { inner.retry }

    func attempt<Value: Sendable, Failure: TransactionFailure>(
        _ transaction: Transaction, _ body: @escaping @Sendable (Session) throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        guard !process.isDead else { throw Failure(.io("the process is dead")) }
        if process.happens(.busy) { throw Failure(.busy(query: "simulated")) }
        if process.happens(.connection) { throw Failure(.connectionLost(commitUnknown: false)) }
        if process.happens(.io) {
            process.die("of a disk error")
            throw Failure(.io("simulated"))
        }
        let process = process
        let isWrite = transaction.access != .read
        let value = try await inner.attempt(transaction) { session throws(Failure) in
            let value = try body(session)
            // Work goes on in a dead process only as far as its next look at the world.
            if process.isDead { throw Failure(.io("the process died")) }
            if isWrite, process.happens(.full) { throw Failure(.full) }
            return value
        }
        if isWrite {
            process.committed()
            if process.happens(.lostCommit) {
                process.die("before it knows of its commit")
                throw Failure(.connectionLost(commitUnknown: true))
            }
        }
        return value
    }

    func close() async {}
}
