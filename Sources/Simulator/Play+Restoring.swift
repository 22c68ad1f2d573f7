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
        guard company.isLive, world.clockError == 0, world.settings.engine == .sqlite, mayLoseMorning(company, index), let fresh,
            let (name, _) = world.faults.draw(.restore, at: "\(company.id).\(index)")
        else { return false }
        world.fire(.restore, name)
        guard let bytes = await backup() else { return true }
        // What else went wrong on that morning would be lost with it, and the world would have to tell it again.
        world.faults.isQuiet = true
        await playMorning(company)
        if let other = await fresh() { await putBack(bytes, into: other, company, day) }
        if world.violations.isEmpty { await playMorning(company) }
        world.faults.isQuiet = false
        return true
    }

    /// The whole database is lost, however many share it: the more they are, the fewer of them lose theirs on one day.
    private func mayLoseMorning(_ company: NaiveCompany, _ index: Int) -> Bool {
        (company.index + index) % max(1, world.companies.count / 3) == 0
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

    private func putBack(_ bytes: [UInt8], into other: any Database, _ company: NaiveCompany, _ day: LocalDate) async {
        store = other
        process.revive()
        let left = world.accepted.count
        let journal = world.journal.entries
        world.tell("restored, \(journal.count) lines of the journal")
        do {
            try await desk.open()
            let source = BackupSource(name: "backup") { take throws(BackupProblem) in try take(bytes[...]) }
            try await BackupReader(source).load(into: desk, by: "simulation")
            try await desk.open()
            _ = try await desk.run(CompanyID(company.id), on: day, by: "simulation")
            if world.accepted.count > left { world.violate("I26", "something left from a restored database before anybody said so") }
            _ = try await desk.merge(journal)
            if try await desk.release(by: "simulation", reason: "restored") == nil {
                world.violate("I26", "a restored database sends without being asked")
            }
        } catch {
            world.violate("I26", "a backup cannot be put back: \(error)")
        }
        world.counters.evaluated("I26")
        await check(company)
    }
}
