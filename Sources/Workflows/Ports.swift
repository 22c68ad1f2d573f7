package import Outbox
package import Values

/// What the program needs from outside: time, chance, ways out. Everything else is decided by data.
package struct Ports: Sendable {
    /// The time of the wall clock. Order never comes from it, only dates of facts and retries.
    package let now: @Sendable () -> Instant
    /// The time by which leases are taken, kept and found to have run out.
    package let leaseClock: LeaseClock
    /// The day at an instant in an IANA time zone; nil when the zone is unknown.
    package let localDay: @Sendable (Instant, _ zone: String) -> LocalDate?
    /// The instant of an hour of a day in an IANA time zone.
    package let instant: @Sendable (LocalDate, _ hour: Int, _ zone: String) -> Instant?
    package let chance: @Sendable () -> UInt64
    /// The driver that carries messages of a kind, for a company that is live or not; nil when there is none.
    package let channel: @Sendable (ChannelKind, _ isLive: Bool) -> (any Channel)?
    /// Turns a mail into the bytes that leave.
    package let compose: @Sendable (Mail) throws(MailProblem) -> [UInt8]
    /// What tells this installation's folder on this machine from every other; nil when it cannot be kept.
    package let place: @Sendable () -> String?
    /// What left, written down outside the database.
    package let journal: SendJournal
    /// Waits so many seconds; ends early, by throwing, when the task is cancelled.
    package let pause: @Sendable (_ seconds: Int64) async throws -> Void
    /// Lets a moment pass in which another worker may finish what it does.
    package let standBy: @Sendable (_ milliseconds: Int64) async -> Void
    /// Called at each named point of the work; tests kill the process there.
    package let reached: @Sendable (CrashPoint) -> Void

    package init(
        now: @escaping @Sendable () -> Instant, localDay: @escaping @Sendable (Instant, String) -> LocalDate?,
        instant: @escaping @Sendable (LocalDate, Int, String) -> Instant?, chance: @escaping @Sendable () -> UInt64,
        channel: @escaping @Sendable (ChannelKind, Bool) -> (any Channel)?,
        compose: @escaping @Sendable (Mail) throws(MailProblem) -> [UInt8], leaseClock: LeaseClock = .database,
        place: @escaping @Sendable () -> String? = { "here" }, journal: SendJournal = .none,
        pause: @escaping @Sendable (Int64) async throws -> Void = { try await Task.sleep(for: .seconds($0)) },
        standBy: @escaping @Sendable (Int64) async -> Void = { try? await Task.sleep(for: .milliseconds($0)) },
        reached: @escaping @Sendable (CrashPoint) -> Void = { _ in }
    ) {
        self.now = now
        self.leaseClock = leaseClock
        self.pause = pause
        self.localDay = localDay
        self.instant = instant
        self.chance = chance
        self.channel = channel
        self.compose = compose
        self.place = place
        self.journal = journal
        self.standBy = standBy
        self.reached = reached
    }
}

/// The points at which work may be cut short without harm, named as the reliability guide names them.
package enum CrashPoint: String, Sendable, CaseIterable {
    case fileRead = "P1"
    case fileRegistered = "P2"
    case fileParsed = "P3"
    case importApplying = "P4"
    case importApplied = "P5"
    case importAnswered = "P6"
    case planStarts = "P7"
    case planWriting = "P8"
    case planWritten = "P9"
    case leaseTaken = "P10"
    case rendered = "P11"
    case ready = "P12"
    case recipientAccepted = "P13"
    case bodyWritten = "P14"
    case committed = "P15"
    case dotSent = "P16"
    case answerRead = "P17"
    case outcomeRecorded = "P18"
    case backupWriting = "P28"
    case restoring = "P29"
    case migrating = "P30"
    case checkpointing = "P31"
    case stopping = "P32"
}
