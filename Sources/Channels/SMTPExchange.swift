internal import CCurl
internal import Outbox

/// One hand-over as libcurl runs it: what was said, how far the body has gone, whether the point is passed.
///
/// Lives on its connection's queue and is reached from libcurl's callbacks through a plain pointer.
final class SMTPExchange {
    private let bytes: [UInt8]
    private let commit: () -> Bool
    private let session: SMTPSession
    private let finalReplySeconds: Int
    private var offset = 0
    private(set) var progress = Progress.talking
    private(set) var command = SMTPCommand.connect
    /// The last complete reply to `command`.
    private(set) var reply: Reply?
    private var replyLines: [String] = []
    /// We said QUIT: what is answered now is about that.
    private var isLeaving = false

    enum Progress { case talking, committed, abandoned, hungUp }

    init(bytes: [UInt8], session: SMTPSession, finalReplySeconds: Int, commit: @escaping () -> Bool) {
        self.bytes = bytes
        self.session = session
        self.finalReplySeconds = finalReplySeconds
        self.commit = commit
    }

    /// Starts over for a second connection; only while nothing is decided.
    func rewind() {
        offset = 0
        command = .connect
        reply = nil
        replyLines = []
        isLeaving = false
    }

    /// Gives libcurl the next bytes of the body. Returning 0 makes it send the final dot, so the end of the body is
    /// the point of no return: everything before it has been written to the socket.
    func read(into buffer: UnsafeMutablePointer<CChar>, capacity: Int) -> Int {
        let count = min(capacity, bytes.count - offset)
        if count > 0 {
            bytes.withUnsafeBytes { source in
                guard let start = source.baseAddress else { return }
                UnsafeMutableRawPointer(buffer).copyMemory(from: start + offset, byteCount: count)
            }
            offset += count
            return count
        }
        return passPointOfNoReturn() ? 0 : Int(CURL_READFUNC_ABORT)
    }

    private func passPointOfNoReturn() -> Bool {
        switch progress {
        case .committed: return true
        case .abandoned, .hungUp: return false
        case .talking: break
        }
        // A relay that hung up during the body is found out here, while it is still safe to try again.
        guard !session.isHungUp else {
            progress = .hungUp
            return false
        }
        guard commit() else {
            progress = .abandoned
            return false
        }
        progress = .committed
        command = .dot
        reply = nil
        replyLines = []
        session.waitForFinalReply(seconds: finalReplySeconds)
        return true
    }

    /// Notes the verb of a line we send; lines without one (answers to an AUTH challenge) go on with the last.
    func sent(_ line: UnsafeBufferPointer<UInt8>) {
        if line.starts(with: "QUIT".utf8) { isLeaving = true }
        guard !isLeaving, let verb = SMTPCommand(line: line) else { return }
        command = verb
        reply = nil
        replyLines = []
    }

    /// Collects the lines of a reply: `250-…` goes on, `250 …` ends it.
    func received(_ line: UnsafeBufferPointer<UInt8>) {
        guard !isLeaving, line.count >= 3, line.last == 0x0A, let code = Int(String(decoding: line[..<3], as: UTF8.self)) else { return }
        let rest = line[min(4, line.count)...].filter { $0 >= 0x20 && $0 != 0x7F }
        if replyLines.count < 20 { replyLines.append(String(decoding: rest.prefix(512), as: UTF8.self)) }
        if line.count > 3, line[3] == 0x2D { return }
        reply = Reply(code: code, text: replyLines.joined(separator: " "))
        replyLines = []
    }
}

/// The phases of a session in which a reply means something different.
enum SMTPCommand: Equatable {
    case connect, hello, startTLS, authenticate, sender, recipient, data, dot

    /// The phase a line of ours begins; nil when it is not a command.
    init?(line: UnsafeBufferPointer<UInt8>) {
        let verb = String(decoding: line.prefix { $0 > 0x20 }.prefix(10), as: UTF8.self)
        switch verb {
        case "EHLO", "HELO": self = .hello
        case "STARTTLS": self = .startTLS
        case "AUTH": self = .authenticate
        case "MAIL": self = .sender
        case "RCPT": self = .recipient
        case "DATA": self = .data
        default: return nil
        }
    }
}
