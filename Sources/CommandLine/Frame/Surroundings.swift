package import Values
package import Workflows

/// What the program lends to the commands: the database, a server, the calendar. Commands know no engine.
package struct Surroundings: Sendable {
    /// Opens the database, or finds the server that has it open.
    package let reach: @Sendable (DatabaseLocation) async throws(DatabaseFailure) -> ReachedDatabase
    /// Brings the schema up to date; answers the numbers of the migrations applied.
    package let migrate: @Sendable (DatabaseLocation) async throws(DatabaseFailure) -> [Int]
    /// Serves until it is told to stop.
    package let serve: @Sendable (ServerSettings, DatabaseLocation, Console) async throws(DatabaseFailure) -> ExitStatus
    /// Plays seeds of simulated company life and writes what they came to.
    package let simulate: @Sendable (SimulationRequest, Console) async throws(DatabaseFailure) -> ExitStatus
    /// Works until it is told to stop, or looks once.
    package let work: @Sendable (Desk, WorkSettings, Console) async -> ExitStatus
    /// What the database has to do with an error, nil when nothing.
    package let databaseFailure: @Sendable (DeskError) -> DatabaseFailure?
    /// What the engine's own check finds wrong with the file, nothing when there is none or it is sound.
    package let fileDamage: @Sendable (Desk) async throws(DatabaseFailure) -> [String]
    /// Today on this machine, for the calculators that know no company.
    package let today: @Sendable () -> LocalDate
    package let readFile: @Sendable (_ path: String, _ limit: Int) throws(FileFailure) -> [UInt8]
    package let writeFile: @Sendable (_ path: String, [UInt8]) throws(FileFailure) -> Void
    /// Writes a backup of an open database, reads it again and checks it; without a path, into the data folder.
    package let backup: @Sendable (Desk, DatabaseLocation, _ path: String?) async throws(SafekeepingFailure) -> BackupReport
    /// Puts a backup in the place of a database, and tells it what left since.
    package let restore: @Sendable (RestoreRequest, DatabaseLocation) async throws(SafekeepingFailure) -> RestoreReport
    /// The send journals of the data folder, and those of these files.
    package let journals: @Sendable (DatabaseLocation, _ paths: [String]) throws(FileFailure) -> JournalReading
    /// Milliseconds that only go forward, for progress.
    package let uptime: @Sendable () -> Int64

    package init(
        reach: @escaping @Sendable (DatabaseLocation) async throws(DatabaseFailure) -> ReachedDatabase,
        migrate: @escaping @Sendable (DatabaseLocation) async throws(DatabaseFailure) -> [Int],
        serve: @escaping @Sendable (ServerSettings, DatabaseLocation, Console) async throws(DatabaseFailure) -> ExitStatus,
        work: @escaping @Sendable (Desk, WorkSettings, Console) async -> ExitStatus,
        databaseFailure: @escaping @Sendable (DeskError) -> DatabaseFailure?,
        fileDamage: @escaping @Sendable (Desk) async throws(DatabaseFailure) -> [String], today: @escaping @Sendable () -> LocalDate,
        readFile: @escaping @Sendable (String, Int) throws(FileFailure) -> [UInt8],
        writeFile: @escaping @Sendable (String, [UInt8]) throws(FileFailure) -> Void,
        backup: @escaping @Sendable (Desk, DatabaseLocation, String?) async throws(SafekeepingFailure) -> BackupReport = {
            _, _, _ throws(SafekeepingFailure) in throw .database(.other("no backups here"))
        },
        restore: @escaping @Sendable (RestoreRequest, DatabaseLocation) async throws(SafekeepingFailure) -> RestoreReport = {
            _, _ throws(SafekeepingFailure) in throw .database(.other("no backups here"))
        },
        journals: @escaping @Sendable (DatabaseLocation, [String]) throws(FileFailure) -> JournalReading = {
            _, _ throws(FileFailure) in JournalReading()
        },
        uptime: @escaping @Sendable () -> Int64,
        simulate: @escaping @Sendable (SimulationRequest, Console) async throws(DatabaseFailure) -> ExitStatus = { _, _ throws(DatabaseFailure) in
            throw .other("no simulator here")
        }
    ) {
        self.simulate = simulate
        self.reach = reach
        self.migrate = migrate
        self.serve = serve
        self.work = work
        self.databaseFailure = databaseFailure
        self.fileDamage = fileDamage
        self.today = today
        self.readFile = readFile
        self.writeFile = writeFile
        self.backup = backup
        self.restore = restore
        self.journals = journals
        self.uptime = uptime
    }
}

/// Which database a command is about.
package struct DatabaseLocation: Sendable, Hashable {
    /// `--data`, as an absolute path; nil when it was not given: the environment and the default decide.
    package let folder: String?
    /// For who plays mornings and sends: it holds locks for moments only, and is taken for gone when it holds one longer.
    package let isForWorker: Bool

    package init(folder: String?, isForWorker: Bool = false) {
        self.folder = folder
        self.isForWorker = isForWorker
    }
}

/// The database within reach.
package enum ReachedDatabase: Sendable {
    case open(Desk, close: @Sendable () async -> Void)
    /// A server has it: it runs the command line and writes to the console.
    case server(run: @Sendable ([String], Console) async throws(DatabaseFailure) -> Int32)
}

/// How `serve` listens.
package struct ServerSettings: Sendable, Hashable {
    package let host: String
    package let port: Int
    /// Whether it plays the companies' mornings by itself.
    package let playsMornings: Bool

    package init(host: String, port: Int, playsMornings: Bool) {
        self.host = host
        self.port = port
        self.playsMornings = playsMornings
    }
}

/// How long `work` works.
package enum WorkSettings: Sendable, Hashable {
    /// Until it is told to stop.
    case always
    /// One look at every company.
    case once
}

/// Why the database cannot be used.
package enum DatabaseFailure: Error, Sendable, Hashable {
    /// Another process has the file, and it is no server.
    case locked(pid: Int32?)
    /// A server already serves this database.
    case alreadyServed
    case diskFull
    /// Reading or writing the disk failed, or the folder cannot be entered: the system's words.
    case disk(String)
    case damaged(String)
    /// The server of the database cannot be reached, or went away: its words.
    case unreachable(String)
    case commitUnknown
    case schemaNewer(found: Int, known: Int)
    case schemaForeign
    case schemaAltered(Int)
    case unsuitable(String)
    case busy
    /// The settings of the environment make no sense: the variable and the reason.
    case badSetting(name: String, reason: String)
    case portInUse(Int)
    case notLoopback(String)
    case other(String)
}

/// Why a file could not be read or written.
package enum FileFailure: Error, Sendable, Hashable {
    case missing(String)
    case folder(String)
    case forbidden(String)
    case tooLarge(String, limit: Int)
    case other(String, reason: String)
}
