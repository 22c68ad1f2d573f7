import CommandLine
import Glibc
import Ledger
import Reading
import SQL
import Texts
import Values
import Workflows

/// Plays each company's morning at its hour in its time zone, once a day; what could not leave is tried again meanwhile.
/// Any number of them may work on one PostgreSQL database, and any of them may die.
actor Worker {
    /// Between two looks, in seconds: with the 20 of a lease, what a dead one left is taken over within 30.
    private static let pause = 5
    /// After a failure of a company, in milliseconds.
    private static let rest: Int64 = 300_000
    /// After one that passes by itself: the database was away, or others were in the way.
    private static let shortRest: Int64 = 5000

    private let desk: Desk
    private let console: Console
    private let actor: String
    private let id: String
    /// The day on which it was last said that a company is ahead of the calendar.
    private var toldAhead: [CompanyID: LocalDate] = [:]
    private var restsUntil: [CompanyID: Instant] = [:]
    /// Why nothing leaves, as it was last said.
    private var toldClosed: [CompanyID: ClosedReason] = [:]
    /// What was last said of a company that fails, until it does no longer.
    private var complaints: [String: String] = [:]

    /// - Parameter actor: who the history says has acted.
    init(_ desk: Desk, _ console: Console, actor: String) {
        self.desk = desk
        self.console = console
        self.actor = actor
        id = String(desk.ports.chance(), radix: 16)
    }

    /// Looks until it is cancelled. What it was doing then is finished or handed back.
    func work() async {
        let signs = Task { await self.giveSigns() }
        while !Task.isCancelled {
            await look()
            try? await Task.sleep(for: .seconds(Self.pause))
        }
        signs.cancel()
        await signs.value
        try? await desk.leave(id)
    }

    /// While a look lasts too.
    private func giveSigns() async {
        let (desk, id, name) = (desk, id, Self.name)
        while !Task.isCancelled {
            try? await desk.sign(id, named: name)
            try? await Task.sleep(for: .seconds(Self.pause))
        }
    }

    /// The machine and the process there.
    private static var name: String {
        var bytes = [CChar](repeating: 0, count: 256)
        gethostname(&bytes, bytes.count - 1)
        let host = String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return "\(host):\(getpid())"
    }

    /// Attends to each company once, each worker beginning at another one. False when something failed.
    @discardableResult
    func look() async -> Bool {
        let companies: [CompanyProfile]
        do throws(DeskError) { companies = try await desk.companies() } catch {
            complain("–", error)
            return false
        }
        complaints["–"] = nil
        var isWell = true
        let start = companies.isEmpty ? 0 : Int(desk.ports.chance() % UInt64(companies.count))
        for profile in companies[start...] + companies[..<start] where !Task.isCancelled {
            let now = desk.ports.now()
            guard restsUntil[profile.id].map({ now >= $0 }) ?? true else { continue }
            do throws(DeskError) {
                tellIfClosed(try await desk.sendingGate(profile).reason, profile)
                tell(try await desk.attend(profile, by: actor), profile)
                restsUntil[profile.id] = nil
                complaints[profile.id.text] = nil
            } catch {
                isWell = false
                let passes = error.sqlError?.isRetryable ?? false
                restsUntil[profile.id] = Instant(milliseconds: now.milliseconds + (passes ? Self.shortRest : Self.rest))
                complain(profile.id.text, error)
            }
        }
        return isWell
    }

    private func tellIfClosed(_ reason: ClosedReason?, _ profile: CompanyProfile) {
        guard reason != toldClosed[profile.id] else { return }
        toldClosed[profile.id] = reason
        if let reason { console.error(profile.id.text + ": " + console.language.sentence(reason) + "\n") }
    }

    private func tell(_ attendance: Attendance, _ profile: CompanyProfile) {
        switch attendance {
        case .nothing, .sent: break
        case .ahead(let last):
            let today = desk.today(profile)
            guard toldAhead[profile.id] != today else { return }
            toldAhead[profile.id] = today
            say("commands.serve.ahead", ["company": .text(profile.id.text), "day": .date(last, .full)])
        case .played(let report):
            say("commands.serve.played", [
                "company": .text(profile.id.text), "day": .date(report.on, .full), "count": .number(report.outcomes.count)])
        }
    }

    /// Once for each trouble, not at each look.
    private func complain(_ who: String, _ error: DeskError) {
        let what = "\(error)"
        guard complaints[who] != what else { return }
        complaints[who] = what
        say("commands.serve.failed", ["company": .text(who), "what": .text(what)])
    }

    private func say(_ key: String, _ values: [String: Argument]) {
        console.error(console.language.text(key, values) + "\n")
    }
}
