package import SQL
import Values

/// The size of the simulated world, and what may go wrong in it.
package struct SimulationSettings: Sendable {
    package enum Engine: String, Sendable, CaseIterable { case sqlite, postgres }

    package var companies: Int
    package var days: Int
    package var engine: Engine
    /// The kinds of faults of which each seed draws its own.
    package var faults: [FaultKind]
    /// Exactly these faults, by their names, and no other: a replay.
    package var only: [String]?
    /// Every event is told, not just the last ones before a violation.
    package var tracesAll: Bool

    package init(
        companies: Int = 50, days: Int = 365, engine: Engine = .sqlite, faults: [FaultKind] = FaultKind.allCases,
        only: [String]? = nil, tracesAll: Bool = false
    ) {
        self.companies = companies
        self.days = days
        self.engine = engine
        self.faults = faults
        self.only = only
        self.tracesAll = tracesAll
    }
}

/// A fresh database for one seed, and what removes it.
package struct SimulatedStore: Sendable {
    package let database: any Database
    package let dispose: @Sendable () async -> Void

    package init(_ database: any Database, dispose: @escaping @Sendable () async -> Void) {
        self.database = database
        self.dispose = dispose
    }
}

/// What goes wrong in the simulated world. The raw values are what commands and reports write.
package enum FaultKind: String, Sendable, CaseIterable {
    /// The process dies at one of the named points.
    case crash
    /// It dies again while it recovers.
    case relapse
    /// A transaction is kept and its answer lost with the process.
    case lostCommit = "lost-commit"
    case busy
    /// The disk is full for a while.
    case full
    /// The disk fails: the process stops.
    case io
    /// The connection to the database breaks.
    case connection
    /// The mail server says "not now".
    case deferral
    /// The mail server says no.
    case refusal
    /// It takes the message and never answers.
    case silence
    /// The connection breaks before the final dot.
    case drop
    /// Nobody answers at the provider's, for hours or days.
    case outage
    /// Something happens to the customer while a message is being handed over.
    case interlude
    /// A second worker does the same at the same moment.
    case twin
    /// A worker stands still until its lease has run out and another has taken over.
    case pause
    /// The machine's clock is a day or some hours off, for a day.
    case clock
    /// News of messages comes late, twice, or in another order.
    case receipt
    /// A file is given twice, overlaps another or comes late.
    case replay
    /// A file that must be refused.
    case hostile
    /// The database is lost with a morning or some days, and an older state of it put back.
    case restore
}
