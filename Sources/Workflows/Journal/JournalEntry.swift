package import Ledger
package import Outbox
import Storage
package import Values

/// One line of the send journal: a message passed its point of no return, or what came of it.
package struct JournalEntry: Sendable, Hashable {
    package enum Event: Sendable, Hashable {
        /// The installation and its place, told once: a journal that holds nothing else says that nothing left.
        case opened
        /// The bytes are about to leave: who is told what, about which receivables, and where the history stood.
        case committing(Correspondence, header: String, digest: String, JournalMark)
        /// What the driver answered; `deferred` and `refused` mean that nobody has it.
        case ended(MessageState, detail: String?)
    }

    package let event: Event
    package let at: Instant
    package let instance: String
    package let place: String
    package let company: CompanyID
    package let message: MessageID

    package init(
        _ event: Event, at: Instant, instance: String, place: String, company: CompanyID = CompanyID(""),
        message: MessageID = MessageID("")
    ) {
        self.event = event
        self.at = at
        self.instance = instance
        self.place = place
        self.company = company
        self.message = message
    }

    /// The end of the hand-over that this line began.
    func ended(_ outcome: DeliveryOutcome, at now: Instant) -> JournalEntry? {
        let (state, detail): (MessageState, String?)
        switch outcome {
        case .accepted(let reference): (state, detail) = (.accepted, reference)
        case .refused(let reply, _): (state, detail) = (.refused, reply.text)
        case .uncertain(let reason): (state, detail) = (.uncertain, "\(reason)")
        case .deferred(let reply, _): (state, detail) = (.deferred, reply.text)
        case .abandoned: return nil
        }
        return JournalEntry(
            .ended(state, detail: detail), at: now, instance: instance, place: place, company: company, message: message)
    }
}

extension JournalEntry {
    /// The line, without its end: sixteen digits of the SHA-256 of the rest, a space, JSON.
    package var line: String {
        let text = json.text
        return Self.checksum(text) + " " + text
    }

    /// Reads a line; nil when its checksum or its content is not that of an entry.
    package init?(line: some StringProtocol) {
        guard let space = line.firstIndex(of: " ") else { return nil }
        let text = String(line[line.index(after: space)...])
        guard Self.checksum(text) == line[..<space], let json = try? JSON(parsing: text) else { return nil }
        self.init(json)
    }

    private static func checksum(_ text: String) -> String {
        String(FactHash.hexadecimal(FactHash.sha256(Array(text.utf8))).prefix(16))
    }

    private var json: JSON {
        let common: [(String, JSON?)] = [
            ("at", .int(at.milliseconds)), ("instance", .string(instance)), ("place", .string(place)),
            ("company", .string(company.text)), ("message", .string(message.text)),
        ]
        let own: [(String, JSON?)] =
            switch event {
            case .opened: [("event", .string("opened"))]
            case .committing(let message, let header, let digest, let mark):
                [
                    ("event", .string("committing")), ("messageID", .string(header)), ("digest", .string(digest)),
                    ("sequence", .int(mark.sequence)), ("hash", .string(FactHash.hexadecimal(mark.hash))),
                    ("content", .string(String(decoding: FactBody.messagePlanned(message).payload, as: UTF8.self))),
                ]
            case .ended(let state, let detail): [("event", .string(state.rawValue)), ("detail", .string(detail))]
            }
        return .object((own + common).compactMap { name, value in value.map { JSON.Member(name, $0) } })
    }

    private init?(_ json: JSON) {
        guard let event = json["event"]?.stringValue, let at = json["at"]?.intValue,
            let instance = json["instance"]?.stringValue, let place = json["place"]?.stringValue,
            let company = json["company"]?.stringValue, let message = json["message"]?.stringValue
        else { return nil }
        let read: Event
        switch event {
        case "opened": read = .opened
        case "committing":
            guard let content = json["content"]?.stringValue,
                case .messagePlanned(let correspondence)? = try? FactBody(kind: "message_planned", payload: content),
                let header = json["messageID"]?.stringValue, let digest = json["digest"]?.stringValue,
                let sequence = json["sequence"]?.intValue, let hash = FactHash.bytes(json["hash"]?.stringValue ?? "")
            else { return nil }
            read = .committing(correspondence, header: header, digest: digest, JournalMark(sequence: sequence, hash: hash))
        default:
            guard let state = MessageState(rawValue: event) else { return nil }
            read = .ended(state, detail: json["detail"]?.stringValue)
        }
        self.init(
            read, at: Instant(milliseconds: at), instance: instance, place: place, company: CompanyID(company),
            message: MessageID(message))
    }
}
