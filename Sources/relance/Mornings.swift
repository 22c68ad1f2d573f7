import CommandLine
import Ledger
import Texts
import Values
import Workflows

/// Plays each company's morning at its hour in its time zone, once a day; what could not leave is tried again meanwhile.
actor Mornings {
    private static let actor = "relance serve"
    /// Between two looks at the clock, in seconds.
    private static let pause = 30
    /// After a failure, in milliseconds.
    private static let rest: Int64 = 300_000

    private let desk: Desk
    private let console: Console
    /// The day on which it was last said that a company is ahead of the calendar.
    private var toldAhead: [CompanyID: LocalDate] = [:]
    private var restsUntil: [CompanyID: Instant] = [:]
    /// Why nothing leaves, as it was last said.
    private var toldClosed: [CompanyID: ClosedReason] = [:]

    init(_ desk: Desk, _ console: Console) {
        self.desk = desk
        self.console = console
    }

    func play() async {
        while !Task.isCancelled {
            await look()
            try? await Task.sleep(for: .seconds(Self.pause))
        }
    }

    private func look() async {
        let companies: [CompanyProfile]
        do throws(DeskError) { companies = try await desk.companies() } catch {
            return say("commands.serve.failed", ["company": .text("–"), "what": .text("\(error)")])
        }
        for profile in companies where !Task.isCancelled {
            let now = desk.ports.now()
            guard restsUntil[profile.id].map({ now >= $0 }) ?? true else { continue }
            do throws(DeskError) { try await attend(profile) } catch {
                restsUntil[profile.id] = Instant(milliseconds: now.milliseconds + Self.rest)
                say("commands.serve.failed", ["company": .text(profile.id.text), "what": .text("\(error)")])
            }
        }
    }

    private func attend(_ profile: CompanyProfile) async throws(DeskError) {
        let today = desk.today(profile)
        let closed = try await desk.sendingGate(profile).reason
        if closed != toldClosed[profile.id] {
            toldClosed[profile.id] = closed
            if let closed { console.error(profile.id.text + ": " + console.language.sentence(closed) + "\n") }
        }
        switch try await desk.morning(of: profile) {
        case .wait: break
        case .sendWaiting: try await desk.sendWaiting(profile.id, on: today, by: Self.actor)
        case .ahead(let last):
            guard toldAhead[profile.id] != today else { return }
            toldAhead[profile.id] = today
            say("commands.serve.ahead", ["company": .text(profile.id.text), "day": .date(last, .full)])
        case .play:
            let report = try await desk.run(profile.id, on: today, by: Self.actor)
            say("commands.serve.played", [
                "company": .text(profile.id.text), "day": .date(today, .full), "count": .number(report.outcomes.count)])
        }
    }

    private func say(_ key: String, _ values: [String: Argument]) {
        console.error(console.language.text(key, values) + "\n")
    }
}
