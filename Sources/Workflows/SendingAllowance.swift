import Ledger
import Outbox
import SQL
import Storage
import Values

/// How many messages may still be tried within the hour, by company and by domain that receives: counted in the
/// transaction that takes their leases, so that two workers never take the same room.
struct SendingAllowance {
    /// Why a message does not leave now.
    enum Wait: String {
        /// Its domain has had enough within the hour.
        case pace = "domain_pace"
        /// Another worker is talking to its domain: one connection at a time.
        case underWay = "domain_busy"

        /// After how long it is met again.
        var seconds: Int64 {
            switch self {
            case .pace: 900
            case .underWay: 0
            }
        }
    }

    /// Messages that the company may still try; nil: no limit.
    let room: Int?
    private let perDomain: Int?
    private var triedByDomain: [String: Int] = [:]
    /// Domains to which others carry messages.
    private let underWay: Set<String>

    /// - Parameter now: by the clock of leases. Made before the caller takes leases of its own.
    init(
        _ policy: CompanyPolicy, _ company: CompanyID, at moment: Instant, leasesAt now: Instant, _ session: Session
    ) throws(SQLError) {
        underWay = try OutboxStore.domainsUnderWay(company, at: now, session)
        let hourAgo = moment.adding(seconds: -3600)
        if let most = policy.messagesPerHour {
            room = max(0, most - (try OutboxStore.countTried(after: hourAgo, company, session)))
        } else {
            room = nil
        }
        perDomain = policy.messagesPerHourAndDomain
        if perDomain != nil { triedByDomain = try OutboxStore.countTriedByDomain(after: hourAgo, company, session) }
    }

    /// Takes the place of one message to a domain; why it has to wait when there is none.
    mutating func wait(of domain: String?, _ row: OutboxRow) -> Wait? {
        guard let domain else { return nil }
        // Leases were taken by the domain known until now: the address may be another one since.
        if domain != row.domain, underWay.contains(domain) { return .underWay }
        guard let perDomain else { return nil }
        guard triedByDomain[domain, default: 0] < perDomain else { return .pace }
        triedByDomain[domain, default: 0] += 1
        return nil
    }
}
