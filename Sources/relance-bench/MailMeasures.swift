import Channels
import Dunning
import Foundation
import Ledger
import Outbox
import SQL
import Storage
import Synchronization
import Values
import Workflows

/// Messages: words, bytes, and the way out.
struct MailMeasures {
    private let job: Job

    init(_ job: Job) { self.job = job }

    /// Each planned message becomes a subject, a text, an HTML page and the bytes of a mail; five lines on average.
    func render() throws -> Line {
        let book = try Firm.book(size: job.size * 6, most: 9)
        let rules = Rulebook().rules(book)
        let actions = Planner.plan(book, on: Firm.lateDay, rules: rules).actions.filter { $0.channel == .message(.email) }
        guard actions.count >= job.size else { throw BenchProblem.unexpected("only \(actions.count) mails") }
        var timing = Timing()
        var bytes = 0
        var lines = 0
        for _ in 0..<job.runs {
            (bytes, lines) = (0, 0)
            try timing.take {
                for action in actions.prefix(job.size) {
                    guard let account = book.accounts[action.customer] else { continue }
                    bytes += try mail(action, account, book.profile, rules).count
                    lines += action.lines.count
                }
            }
        }
        var line = Line(job, timing, count: job.size, "mails")
        line.add("linesPerMail", lines / job.size)
        line.add("bytesPerMail", bytes / job.size)
        return line
    }

    private func mail(
        _ action: PlannedAction, _ account: Account, _ profile: CompanyProfile, _ rules: PlanningRules
    ) throws -> [UInt8] {
        let policy = rules.scenarios[action.scenario]?.accessories ?? AccessoryPolicy()
        let written = try MessageWriter(action, account, profile: profile, policy: policy, on: Firm.lateDay).write()
        let from = try EmailAddress(parsing: profile.senderAddress)
        let to = try EmailAddress(parsing: action.to ?? "")
        guard let id = InternetMessageID(local: "relance-\(account.customer.id)", domain: "beaurepaire.example") else {
            throw BenchProblem.unexpected("no Message-ID")
        }
        return try MailComposer().compose(
            Mail(
                messageID: id, sentAt: Instant(milliseconds: 1_800_000_000_000), from: Mailbox(name: profile.name, from),
                to: Mailbox(name: account.customer.name, to), subject: written.subject, text: written.text,
                html: written.html))
    }

    /// The second half of a run: every message prepared, carried, committed, let go and recorded by itself.
    func dispatch() async throws -> Line {
        let sink = try SMTPSink.start()
        defer { sink.stop() }
        let channel = SMTPChannel(try SMTPSettings(host: "127.0.0.1", port: sink.port, security: .none))
        let planned = Mutex<Timing.Mark?>(nil)
        var timing = Timing()
        var sent = 0
        for run in 0..<job.runs {
            (sent, timing) = try await job.engine.withFresh("dispatch-\(run)", in: job.folder) { database in
                let desk = Desk.bench(
                    database, today: Firm.lateDay,
                    reached: { point in
                        if point == .planWritten { planned.withLock { $0 = Timing.Mark() } }
                    }, channel: { channel })
                try await desk.open()
                try await desk.create(Firm.profile(isLive: true), by: "bench")
                _ = try await StorageMeasures.record(job.size * 21, database)
                let report = try await desk.run(Firm.company, on: Firm.lateDay, by: "bench")
                var best = timing
                if let mark = planned.withLock({ $0 }) { best.take(since: mark) }
                return (report.outcomes.filter { $0.state == "accepted" }.count, best)
            }
        }
        guard sent > 0 else { throw BenchProblem.unexpected("nothing was sent") }
        return Line(job, timing, count: sent, "messages")
    }
}
