internal import CCurl
internal import Outbox

/// What a hand-over came to, from how far it had gone, what libcurl says and what the relay answered.
struct SMTPVerdict {
    let progress: SMTPExchange.Progress
    let command: SMTPCommand
    let reply: Reply?
    let code: CURLcode
    /// libcurl's own words for `code`.
    let detail: String

    var outcome: DeliveryOutcome {
        switch progress {
        case .abandoned: .abandoned
        case .committed: afterPoint
        case .hungUp:
            .deferred(Reply(code: reply?.code, text: "the relay hung up before the end of the message"), blame: .provider)
        case .talking: beforePoint
        }
    }

    /// A kept connection proved dead or was closed on us (421) before anything was decided: worth a new one at once.
    var isStaleConnection: Bool {
        progress == .talking && code != CURLE_OK && (reply?.code == nil || reply?.code == 421) && command != .connect
            && code != CURLE_OPERATION_TIMEDOUT
    }

    /// The relay owes no answer. One that comes late would be read as the answer to the next message, and libcurl keeps
    /// such a connection.
    var isInStep: Bool { code == CURLE_OK || reply?.code.map { $0 >= 400 } ?? false }

    /// Only a complete reply to the dot is an outcome.
    private var afterPoint: DeliveryOutcome {
        if let reply, let number = reply.code {
            switch number {
            case 200..<300: return .accepted(reference: "\(number) \(reply.text)")
            case 400..<500: return .deferred(reply, blame: number == 421 ? .provider : .message)
            case 500..<600: return .refused(reply, addressIsBad: Self.isAddressBad(reply))
            default: break
            }
        }
        return .uncertain(reason: code == CURLE_OPERATION_TIMEDOUT ? .noAnswer : .connectionLost(detail))
    }

    private var beforePoint: DeliveryOutcome {
        guard code != CURLE_OK else { return .uncertain(reason: .connectionLost("the transfer ended without its end")) }
        guard let reply, let number = reply.code, (400..<600).contains(number) else {
            return .deferred(Reply(text: detail), blame: .provider)
        }
        switch command {
        case .sender, .recipient, .data:
            // 421 closes the session and 530 asks for a log-in: neither is about this message.
            if number == 421 || number == 530 { return .deferred(reply, blame: .provider) }
            if number < 500 { return .deferred(reply, blame: .message) }
            return .refused(reply, addressIsBad: command == .recipient && Self.isAddressBad(reply))
        case .connect, .hello, .startTLS, .authenticate, .dot:
            return .deferred(reply, blame: .provider)
        }
    }

    /// An enhanced status 5.1.x (RFC 3463) other than 5.1.7 and 5.1.8, which are about the sender's address.
    static func isAddressBad(_ reply: Reply) -> Bool {
        guard let number = reply.code, (500..<600).contains(number) else { return false }
        let status = reply.text.utf8.prefix { $0 > 0x20 }.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard status.count == 3, status[0].elementsEqual("5".utf8), status[1].elementsEqual("1".utf8) else { return false }
        let detail = String(decoding: Array(status[2]), as: UTF8.self)
        return Int(detail) != nil && detail != "7" && detail != "8"
    }
}
