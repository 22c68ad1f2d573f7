import Ledger
import Outbox
import SQL
import Storage
import Values

/// How many messages may still be tried within the hour, by company and by domain that receives: counted in the
/// transaction that takes their leases, so that two workers never take the same room.
struct SendingAllowance {
    /// A message for which a domain has no room is met again after so long.
    static let patienceSeconds: Int64 = 900

    /// Messages that the company may still try; nil: no limit.
    let room: Int?
    private let perDomain: Int?
    private var triedByDomain: [String: Int] = [:]

    init(_ policy: CompanyPolicy, _ company: CompanyID, at moment: Instant, _ session: Session) throws(SQLError) {
        let hourAgo = moment.adding(seconds: -3600)
        if let most = policy.messagesPerHour {
            room = max(0, most - (try OutboxStore.countTried(after: hourAgo, company, session)))
        } else {
            room = nil
        }
        perDomain = policy.messagesPerHourAndDomain
        if perDomain != nil { triedByDomain = try OutboxStore.countTriedByDomain(after: hourAgo, company, session) }
    }

    /// Takes the place of one message to an address; false when its domain has had enough for now.
    mutating func take(_ domain: String?) -> Bool {
        guard let perDomain, let domain else { return true }
        guard triedByDomain[domain, default: 0] < perDomain else { return false }
        triedByDomain[domain, default: 0] += 1
        return true
    }
}
