import Outbox
import Values

/// How many messages a company hands over within an hour, counted at the offices' doors.
extension World {
    /// Shorter than an hour: a worker may stand still, twice ten minutes, between taking messages and handing them over.
    private static let certain: Int64 = 2400

    func pace(_ message: OutgoingMessage) {
        guard let company = company(message.company), company.isPaced else { return }
        counters.evaluated("pace")
        var within = (handedOver[company.id] ?? [:]).filter { $0.value.at > time.adding(seconds: -3600) }
        within[message.id] = (time, message.channel == .email)
        handedOver[company.id] = within
        // The program counts by its own clock.
        guard time >= clockTrustedFrom else { return }
        let counted = count(company, within: Self.certain)
        if let most = company.hourly, counted.all > most {
            violate("pace", "\(company.id): \(counted.all) messages within the hour, \(most) are allowed")
        }
        if let most = company.hourlyPerDomain, counted.mails > most {
            violate("pace", "\(company.id): \(counted.mails) mails to one domain within the hour, \(most) are allowed")
        }
    }

    /// Whether its limits leave room for another message.
    func hasRoom(_ company: NaiveCompany) -> Bool {
        let counted = count(company, within: 3600)
        return counted.all < company.hourly ?? .max && counted.mails < company.hourlyPerDomain ?? .max
    }

    /// All customers of a company are at one domain.
    private func count(_ company: NaiveCompany, within seconds: Int64) -> (all: Int, mails: Int) {
        let recent = (handedOver[company.id] ?? [:]).values.filter { $0.at > time.adding(seconds: -seconds) }
        return (recent.count, recent.count { $0.isMail })
    }
}

extension NaiveCompany {
    var isPaced: Bool { hourly != nil || hourlyPerDomain != nil }
}
