import Outbox
import Values

/// A message at an office's door.
struct HandingOver {
    /// When the work began with which it came: its worker may have stood still since.
    let at: Instant
    let isMail: Bool
    /// Given back before its point of no return: it counts for no limit, or it does, as it came about.
    var isAbandoned = false
}

/// How many messages a company hands over within an hour, counted at the offices' doors.
extension World {
    /// Shorter than an hour, and longer: work that fails for a moment takes its messages some minutes after it began.
    private static let certain: Int64 = 3000
    private static let possible: Int64 = 5400

    func pace(_ message: OutgoingMessage, _ process: SimulatedProcess) {
        guard let company = company(message.company), company.isPaced else { return }
        counters.evaluated("pace")
        let begun = process.workBegan
        var within = (handedOver[company.id] ?? [:]).filter { $0.value.at > begun.adding(seconds: -Self.possible) }
        within[message.id] = HandingOver(at: begun, isMail: message.channel == .email)
        handedOver[company.id] = within
        // The program counts by its own clock. Work that lasts takes messages more than once.
        guard time >= clockTrustedFrom, time < begun.adding(seconds: Self.certain) else { return }
        let counted = count(company, after: begun.adding(seconds: -Self.certain)) { !$0.isAbandoned }
        if let most = company.hourly, counted.all > most {
            violate("pace", "\(company.id): \(counted.all) messages within the hour, \(most) are allowed")
        }
        if let most = company.hourlyPerDomain, counted.mails > most {
            violate("pace", "\(company.id): \(counted.mails) mails to one domain within the hour, \(most) are allowed")
        }
    }

    func abandon(_ message: OutgoingMessage) { handedOver[message.company]?[message.id]?.isAbandoned = true }

    /// Whether its limits leave room for another message.
    func hasRoom(_ company: NaiveCompany) -> Bool {
        let counted = count(company, after: time.adding(seconds: -Self.possible)) { _ in true }
        return counted.all < company.hourly ?? .max && counted.mails < company.hourlyPerDomain ?? .max
    }

    /// All customers of a company are at one domain.
    private func count(
        _ company: NaiveCompany, after start: Instant, _ counts: (HandingOver) -> Bool
    ) -> (all: Int, mails: Int) {
        let recent = (handedOver[company.id] ?? [:]).values.filter { $0.at > start && counts($0) }
        return (recent.count, recent.count { $0.isMail })
    }
}

extension NaiveCompany {
    var isPaced: Bool { hourly != nil || hourlyPerDomain != nil }
}
