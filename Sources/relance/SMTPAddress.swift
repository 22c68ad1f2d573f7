import Channels
import CommandLine
import Foundation
import Outbox

/// The relay that `RELANCE_SMTP_URL` names:
/// `smtp[s]://[user:password@]host[:port][?security=starttls|tls|opportunistic|none&helo=NAME&connections=N&ca=FILE]`.
///
/// `smtp` means port 587 and STARTTLS or nothing, `smtps` port 465 and TLS from the first byte.
enum SMTPAddress {
    private static let variable = "RELANCE_SMTP_URL"

    static func channel(_ environment: Environment) throws(DatabaseFailure) -> (any Channel)? {
        guard let text = environment[variable] else { return nil }
        return SMTPChannel(try settings(text, timeouts(environment)))
    }

    /// Tests do not wait for ten minutes: `RELANCE_SMTP_PATIENCE=2` is how many seconds each phase may last. Builds for
    /// release know nothing of it.
    private static func timeouts(_ environment: Environment) -> SMTPTimeouts {
        #if DEBUG
            if let seconds = environment["RELANCE_SMTP_PATIENCE"].flatMap({ Int($0) }) {
                return SMTPTimeouts(session: seconds, reply: seconds, finalReply: seconds)
            }
        #endif
        return .patient
    }

    static func settings(_ text: String, _ timeouts: SMTPTimeouts = .patient) throws(DatabaseFailure) -> SMTPSettings {
        guard let mark = text.range(of: "://") else { throw bad("smtp://…") }
        let scheme = text[..<mark.lowerBound].lowercased()
        guard scheme == "smtp" || scheme == "smtps" else { throw bad("smtp:// | smtps://") }
        let rest = text[mark.upperBound...]
        let query = rest.firstIndex(of: "?")
        let authority = rest[..<(query ?? rest.endIndex)].prefix { $0 != "/" }
        let options = try options(query.map { rest[rest.index(after: $0)...] } ?? "")
        let at = authority.lastIndex(of: "@")
        var credentials: SMTPCredentials?
        if let at { credentials = try self.credentials(authority[..<at]) }
        let (host, port) = try place(at.map { authority[authority.index(after: $0)...] } ?? authority)
        let security = try security(options["security"], isImplicit: scheme == "smtps")
        let usual = security == .implicit ? 465 : security == .none ? 25 : 587
        do throws(SMTPSettingsProblem) {
            return try SMTPSettings(
                host: host, port: port ?? usual, security: security, credentials: credentials,
                heloName: options["helo"] ?? machineName, authorityFile: options["ca"],
                connections: options["connections"].flatMap { Int($0) } ?? 2, timeouts: timeouts)
        } catch { throw bad("\(error)") }
    }

    private static func security(_ word: String?, isImplicit: Bool) throws(DatabaseFailure) -> SMTPSecurity {
        guard let word else { return isImplicit ? .implicit : .required }
        guard let security = SMTPSecurity(rawValue: word) else { throw bad("security=starttls|tls|opportunistic|none") }
        return security
    }

    private static func options(_ query: Substring) throws(DatabaseFailure) -> [String: String] {
        var options: [String: String] = [:]
        for part in query.split(separator: "&") {
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2, ["security", "helo", "connections", "ca"].contains(pair[0]) else { throw bad(String(part)) }
            options[pair[0]] = pair[1].removingPercentEncoding ?? pair[1]
        }
        return options
    }

    private static func credentials(_ text: Substring) throws(DatabaseFailure) -> SMTPCredentials {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map {
            String($0).removingPercentEncoding
        }
        guard parts.count == 2, let user = parts[0], let password = parts[1] else { throw bad("user:password@") }
        return SMTPCredentials(user: user, password: password)
    }

    private static func place(_ text: Substring) throws(DatabaseFailure) -> (host: String, port: Int?) {
        guard let colon = text.lastIndex(of: ":"), !text[colon...].contains("]") else { return (String(text), nil) }
        guard let port = Int(text[text.index(after: colon)...]) else { throw bad(String(text[colon...])) }
        return (String(text[..<colon]), port)
    }

    /// The name this machine gives itself, `localhost` when it has none that suits.
    private static var machineName: String {
        var bytes = [CChar](repeating: 0, count: 256)
        guard gethostname(&bytes, bytes.count - 1) == 0 else { return "localhost" }
        let name = String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let isPlain = !name.isEmpty && name.first != "-" && name.utf8.allSatisfy {
            ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D || $0 == 0x2E
        }
        return isPlain ? name : "localhost"
    }

    private static func bad(_ reason: String) -> DatabaseFailure { .badSetting(name: variable, reason: reason) }
}
