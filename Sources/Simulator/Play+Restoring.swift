import Imports
import Ledger
import SQL
import Safekeeping
import Values
import Workflows

/// A database that is lost, and put back as it was before: what left meanwhile is known from the journal alone (I26).
extension Play {
    /// Plays a morning, loses it with the database, puts back the backup made before it, and plays it again: what left
    /// does not leave again, and before a person says so nothing leaves at all. False when no such thing happens.
    func loseMorning(_ company: NaiveCompany, _ index: Int, _ day: LocalDate) async -> Bool {
        guard company.isLive, world.clockError == 0, mayLoseMorning(company, index), let fresh,
            let (name, _) = world.faults.draw(.restore, at: "\(company.id).\(index)")
        else { return false }
        world.fire(.restore, name)
        guard let bytes = await backup() else { return true }
        // What else went wrong on that morning would be lost with it, and the world would have to tell it again.
        world.faults.isQuiet = true
        await playMorning(company)
        if let other = await fresh() { await putBack(bytes, into: other, [(company, day)]) }
        if world.violations.isEmpty { await playMorning(company) }
        world.faults.isQuiet = false
        return true
    }

    /// The whole database is lost, however many share it: the more they are, the fewer of them lose theirs on one day.
    private func mayLoseMorning(_ company: NaiveCompany, _ index: Int) -> Bool {
        (company.index + index) % max(1, world.companies.count / 3) == 0
    }

    // MARK: Several days

    /// From now on, for some days, everything is going to be lost but the journal: a backup is made. Nobody is at the
    /// office meanwhile, files come and mornings are played all the same.
    func beginToLose(_ company: NaiveCompany, _ index: Int) async {
        guard company.index == 0, index > 0, world.losing == nil, fresh != nil, world.time >= world.clockTrustedFrom,
            world.time >= world.outageEnds, !world.companies.contains(where: \.hasLateMessage), let (name, drawn) = world.faults.draw(.restore, at: "days.\(index)")
        else { return }
        var dice = drawn
        let end = index + dice.int(1...3)
        guard end < world.settings.days, let bytes = await backup() else { return }
        world.fire(.restore, name)
        world.losing = Losing(bytes: bytes, until: end)
        world.faults.isQuiet = true
    }

    /// The database is lost and its backup put back: the journal is told, then the files of the lost days are given again.
    func endLosing(_ company: NaiveCompany, _ index: Int) async {
        guard company.index == 0, let losing = world.losing, losing.until <= index else { return }
        world.losing = nil
        if let other = await fresh?() {
            let live = world.companies.filter(\.isLive).map { ($0, $0.zone.day(at: world.now)) }
            await putBack(losing.bytes, into: other, live, losing.files)
            for company in world.companies { company.touched.formUnion(company.customers.map(\.number)) }
            // Of those whose hour has come already, today's morning is to be played once more.
            for (company, day) in live where world.violations.isEmpty && company.playedOn == day { await playMorning(company) }
        }
        world.faults.isQuiet = false
    }

    private func backup() async -> [UInt8]? {
        let kept = Kept<[UInt8]>()
        world.journal.keepOpenings()
        do throws(BackupProblem) {
            _ = try await BackupWriter(desk).write { kept.value = (kept.value ?? []) + $0 }
        } catch {
            world.violate("I26", "a backup cannot be written: \(error)")
        }
        return kept.value
    }

    private func giveAgain(_ files: [Losing.File]) async {
        for file in files {
            guard let company = world.company(file.company) else { continue }
            let day = company.zone.day(at: world.now)
            mustTake(await importing(file.bytes, file.name, file.kind, of: company, on: day), company, file.name)
            if file.kind == .payments, !file.wasKnown { company.lastPaymentsOn = day }
        }
    }

    /// - Parameter files: what no journal knows; nil when it is only a morning that was lost.
    private func putBack(
        _ bytes: [UInt8], into other: any Database, _ live: [(company: NaiveCompany, day: LocalDate)],
        _ files: [Losing.File]? = nil
    ) async {
        store = other
        process.revive()
        let left = world.accepted.count
        let journal = world.journal.entries
        // What the journal tells of counts for no hour, and it tells nothing of calls.
        world.handedOver = [:]
        for company in world.companies { company.callsToMake = [] }
        world.tell("restored, \(journal.count) lines of the journal")
        do {
            try await desk.open()
            let source = BackupSource(name: "backup") { take throws(BackupProblem) in try take(bytes[...]) }
            try await BackupReader(source).load(into: desk, by: "simulation")
            try await desk.open()
            for (company, day) in live {
                if files == nil {
                    _ = try await desk.run(CompanyID(company.id), on: day, by: "simulation")
                } else {
                    // A morning is not played before its files are there.
                    try await desk.sendWaiting(CompanyID(company.id), on: day, by: "simulation")
                }
            }
            if world.accepted.count > left { world.violate("I26", "something left from a restored database before anybody said so") }
            _ = try await desk.merge(journal)
            await giveAgain(files ?? [])
            if try await desk.release(by: "simulation", reason: "restored") == nil {
                world.violate("I26", "a restored database sends without being asked")
            }
        } catch {
            world.violate("I26", "a backup cannot be put back: \(error)")
        }
        for company in world.companies { await learnAnew(company) }
        world.counters.evaluated("I26")
        for (company, _) in live { await check(company) }
    }
}

/// Days that are going to be lost with the database.
struct Losing {
    /// The backup made before them.
    let bytes: [UInt8]
    /// The number of the day on whose night it is put back.
    let until: Int
    /// The files that were handed over since, in order.
    var files: [File] = []

    struct File {
        let company: String
        let bytes: [UInt8]
        let name: String
        let kind: IntakeKind
        /// The same had been taken before those days: given again, it is no news.
        let wasKnown: Bool
    }
}
