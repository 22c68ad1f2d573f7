import Channels
import Outbox
import TestKit
import Testing

@Suite("Sessions are encrypted and entered as the settings say", .timeLimit(.minutes(15)))
struct SMTPSecurityTests {
    private let account = SMTPCredentials(user: "relance", password: "s3cret é")

    private func outcome(_ settings: SMTPSettings) async throws -> DeliveryOutcome {
        await SMTPChannel(settings).deliver(try message(), commit: { true })
    }

    @Test("TLS by STARTTLS or from the first byte, with a log-in", arguments: [
        ("starttls", SMTPSecurity.required), ("implicit", .implicit),
    ])
    func encrypted(tls: String, security: SMTPSecurity) async throws {
        let sink = try Sink(tls: tls, user: account.user, password: account.password)
        let channel = SMTPChannel(try settings(sink, security, credentials: account))
        for index in 1...3 {
            let outcome = await channel.deliver(try message(id: "\(index)"), commit: { true })
            #expect(outcome == .accepted(reference: "250 2.0.0 queued as \(index)"))
        }
        let report = try sink.report()
        #expect(report.accepted.map(\.encrypted) == [true, true, true])
        #expect(report.accepted.first?.bytes.elementsEqual(try message().bytes) == true)
    }

    @Test("a wrong password is the provider's affair, not the message's")
    func wrongPassword() async throws {
        let sink = try Sink(tls: "starttls", user: account.user, password: "other")
        guard case .deferred(let reply, blame: .provider) = try await outcome(settings(sink, .required, credentials: account))
        else { return #expect(Bool(false)) }
        #expect(reply.code == 535)
    }

    @Test("an untrusted certificate stops the session", arguments: [
        ("starttls", SMTPSecurity.required), ("starttls", .opportunistic), ("implicit", .implicit),
    ])
    func untrusted(tls: String, security: SMTPSecurity) async throws {
        let sink = try Sink(tls: tls)
        guard case .deferred(_, blame: .provider) = try await outcome(settings(sink, security, trusted: false))
        else { return #expect(Bool(false)) }
        let report = try sink.report()
        #expect(report.accepted.isEmpty && !report.commands.contains("MAIL"))
    }

    @Test("required encryption that is not offered stops the session; opportunistic goes on in clear")
    func notOffered() async throws {
        let sink = try Sink()
        guard case .deferred(_, blame: .provider) = try await outcome(settings(sink, .required))
        else { return #expect(Bool(false)) }
        #expect(try !sink.report().commands.contains("MAIL"))
        #expect(try await outcome(settings(sink, .opportunistic)) == .accepted(reference: "250 2.0.0 queued as 1"))
        let offering = try Sink(tls: "starttls")
        #expect(try await outcome(settings(offering, .opportunistic)) == .accepted(reference: "250 2.0.0 queued as 1"))
        #expect(try offering.report().accepted.map(\.encrypted) == [true])
    }

    @Test("printed settings hold no password")
    func printed() throws {
        let settings = try SMTPSettings(host: "mail.test", port: 587, credentials: account)
        for text in ["\(settings)", String(reflecting: settings), "\(account)"] { #expect(!text.contains("s3cret"), "\(text)") }
    }

    @Test("settings that could leak a password or bend the URL are refused")
    func badSettings() {
        for security in [SMTPSecurity.none, .opportunistic] {
            #expect(throws: SMTPSettingsProblem.passwordWithoutTLS) {
                try SMTPSettings(host: "mail.test", port: 25, security: security, credentials: account)
            }
        }
        for host in ["", "a b", "mail.test/x", "user@mail.test", "mail.test:25", "-oProxy", "mail\r\n", "[::1", "[]", "é.fr"] {
            #expect(throws: SMTPSettingsProblem.malformedHost(host)) { try SMTPSettings(host: host, port: 25) }
            #expect(throws: SMTPSettingsProblem.malformedHeloName(host)) {
                try SMTPSettings(host: "mail.test", port: 25, heloName: host)
            }
        }
        #expect(throws: SMTPSettingsProblem.portOutOfRange(0)) { try SMTPSettings(host: "mail.test", port: 0) }
        #expect(throws: Never.self) { try SMTPSettings(host: "[::1]", port: 25, security: .none) }
    }
}
