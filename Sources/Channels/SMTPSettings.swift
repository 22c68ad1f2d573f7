/// How to reach and enter a mail relay.
package struct SMTPSettings: Sendable, Hashable {
    package let host: String
    package let port: Int
    package let security: SMTPSecurity
    package let credentials: SMTPCredentials?
    /// The name we give in EHLO: the full name of this machine as the world knows it.
    package let heloName: String
    /// A PEM file of certificate authorities, instead of the system's.
    package let authorityFile: String?
    /// Connections open at once, 1 to 32.
    package let connections: Int
    package let timeouts: SMTPTimeouts

    package init(
        host: String, port: Int, security: SMTPSecurity = .required, credentials: SMTPCredentials? = nil,
        heloName: String = "localhost", authorityFile: String? = nil, connections: Int = 1,
        timeouts: SMTPTimeouts = .patient
    ) throws(SMTPSettingsProblem) {
        guard Self.isHostName(host) else { throw .malformedHost(host) }
        guard Self.isHostName(heloName) else { throw .malformedHeloName(heloName) }
        guard (1...65_535).contains(port) else { throw .portOutOfRange(port) }
        guard (1...32).contains(connections) else { throw .connectionsOutOfRange(connections) }
        if let credentials {
            guard security == .required || security == .implicit else { throw .passwordWithoutTLS }
            guard !credentials.user.isEmpty, !credentials.user.utf8.contains(0), !credentials.password.utf8.contains(0)
            else { throw .malformedCredentials }
        }
        self.host = host
        self.port = port
        self.security = security
        self.credentials = credentials
        self.heloName = heloName
        self.authorityFile = authorityFile
        self.connections = connections
        self.timeouts = timeouts
    }

    /// `smtp://host:port/helo-name`, as libcurl wants it; every part was checked on the way in.
    var url: String {
        (security == .implicit ? "smtps" : "smtp") + "://\(host):\(port)/\(heloName)"
    }

    /// Letters, digits, dots and hyphens, or an IPv6 address in brackets: nothing that could bend a URL.
    private static func isHostName(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        if bytes.first == 0x5B, bytes.last == 0x5D {
            return bytes.count > 3 && bytes.dropFirst().dropLast().allSatisfy { isHexDigit($0) || $0 == 0x3A || $0 == 0x2E }
        }
        guard (1...253).contains(bytes.count), bytes.first != 0x2D, bytes.first != 0x2E else { return false }
        return bytes.allSatisfy { isLetterOrDigit($0) || $0 == 0x2D || $0 == 0x2E }
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte & 0xDF)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (byte >= 0x41 && (0x41...0x5A).contains(byte & 0xDF))
    }
}

/// Whether the session is encrypted. Certificates are always verified when it is.
package enum SMTPSecurity: String, Sendable, Hashable, CaseIterable {
    /// In clear, for a relay on the same machine.
    case none
    /// STARTTLS when the relay offers it.
    case opportunistic
    /// STARTTLS or nothing (port 587).
    case required = "starttls"
    /// TLS from the first byte (port 465).
    case implicit = "tls"
}

/// Who enters the relay. Printing it, alone or inside another value, shows no password.
package struct SMTPCredentials: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible {
    package let user: String
    package let password: String

    package init(user: String, password: String) {
        self.user = user
        self.password = password
    }

    package var description: String { user + " (password withheld)" }
    package var debugDescription: String { description }
}

/// How long each phase may last, in seconds.
package struct SMTPTimeouts: Sendable, Hashable {
    /// From the first packet to the end of the greetings, encryption and log-in included.
    package let session: Int
    /// For the reply to each command, and for the relay to take more of the body.
    package let reply: Int
    /// For the reply to the final dot: the one that must not be cut short (RFC 5321, 4.5.3.2.6).
    package let finalReply: Int

    package init(session: Int, reply: Int, finalReply: Int) {
        self.session = max(1, session)
        self.reply = max(1, reply)
        self.finalReply = max(1, finalReply)
    }

    /// What RFC 5321 asks of a client, but for a shorter wait for the greeting: 1, 5 and 10 minutes.
    package static let patient = SMTPTimeouts(session: 60, reply: 300, finalReply: 600)
}

/// Why settings cannot be used.
/// Why the settings of a relay are refused.
package enum SMTPSettingsProblem: Error, Sendable, Hashable {
    case malformedHost(String)
    case malformedHeloName(String)
    case portOutOfRange(Int)
    case connectionsOutOfRange(Int)
    /// A password would travel in clear, or could be made to.
    case passwordWithoutTLS
    case malformedCredentials
}
