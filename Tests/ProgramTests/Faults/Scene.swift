import Foundation
import TestKit

/// A load on its stage: its deeds are done, disturbed and done again, and what is left is judged by what the world
/// outside has seen.
struct Scene: Sendable {
    let stage: Stage
    let load: Load
    let tally: Tally
    /// What the machine's clock needs to say noon of the day as the scene begins.
    private let noon: Int

    /// Gives `body` the firms of a load, created, with nothing imported yet.
    static func with(
        _ engine: Engine, _ load: Load, _ tally: Tally, tls: String? = nil, _ body: (Scene) async throws -> Void
    ) async throws {
        try await Stage.empty(engine, tls: tls) { stage in
            let scene = Scene(stage, load, tally)
            try await scene.open()
            try await body(scene)
        }
    }

    init(_ stage: Stage, _ load: Load, _ tally: Tally) {
        self.stage = stage
        self.load = load
        self.tally = tally
        noon = 1_795_435_200 - Int(Date().timeIntervalSince1970)
    }

    func open() async throws {
        try load.write(in: stage.folder)
        for firm in load.firms { try await succeed(firm.creation) }
    }

    // MARK: Commands

    /// The variables of a command that is given so many hours after noon.
    func variables(hours: Int = 0, _ more: [String: String] = [:]) -> [String: String] {
        ["RELANCE_CLOCK_SHIFT": String(noon + hours * 3600)].merging(more) { $1 }
    }

    func start(
        _ words: [String], hours: Int = 0, crash: String? = nil, through: [String] = [], _ more: [String: String] = [:]
    ) throws -> Running {
        try stage.start(words, crash: crash, through: through, variables(hours: hours, more))
    }

    /// Runs what must exit with 0, or complains.
    @discardableResult
    func succeed(_ words: [String], hours: Int = 0) async throws -> Ended {
        let ended = try await start(words, hours: hours).end()
        if ended.status != 0 { tally.violate(.other, "\(words.joined(separator: " ")): \(ended)") }
        return ended
    }

    func json(_ words: [String], hours: Int = 0) async throws -> JSONValue {
        let ended = try await succeed(words + ["--format", "json"], hours: hours)
        return try JSONDecoder().decode(JSONValue.self, from: Data(ended.out.utf8))
    }

    // MARK: What is there

    /// The whole history of a firm.
    func export(_ firm: String) async throws -> String { try await succeed(["export", "--company", firm], hours: 9).out }

    /// The marks of these deeds that the history does not hold.
    func missing(_ deeds: some Sequence<Deed>) async throws -> [String] {
        var missing: [String] = []
        for firm in load.firms {
            let marks = deeds.filter { $0.firm == firm.id }.flatMap(\.marks)
            if marks.isEmpty { continue }
            let history = try await export(firm.id)
            missing += marks.filter { !history.contains("\\\"\($0)\\\"") }
        }
        return missing
    }

    /// Every message of every firm.
    func messages() async throws -> [StoredMessage] {
        var all: [StoredMessage] = []
        for firm in load.firms {
            all += try await json(["messages", "--company", firm.id], hours: 9).list.map { StoredMessage($0, of: firm.id) }
        }
        return all
    }

    /// What people outside have in their hands.
    func world() throws -> World { World(try stage.sink.report(), letters: stage.data + "/letters") }
}

/// A message as the program tells of it.
struct StoredMessage: Sendable {
    let firm: String
    let id: String
    let customer: String
    let state: String
    /// Whether it counts as given to somebody, sooner or later.
    let isSent: Bool
    let channel: String
    let recipient: String
    /// What it is about, whatever its own number is.
    let subject: String

    init(_ value: JSONValue, of firm: String) {
        self.firm = firm
        id = value["id"].text ?? ""
        customer = value["customer"].text ?? ""
        state = value["state"].text ?? ""
        isSent = value["standing"].text == "sent"
        channel = value["channel"].text ?? ""
        recipient = value["to"].text ?? ""
        let lines = value["receivables"].list.map { "\($0["invoice"].text ?? "") \($0["step"].text ?? "")" }
        subject = "\(firm) \(customer) \(channel) \(value["step"].text ?? "") \(lines.sorted())"
    }

    var isMail: Bool { channel == "email" }
}

/// The world's own books: what relay and tray were given.
struct World: Sendable {
    let messageIDs: [String]
    let recipients: [String]
    private let letters: Set<String>

    init(_ report: Sink.Report, letters folder: String) {
        messageIDs = report.messages
        recipients = report.accepted.flatMap(\.recipients)
        let files = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        letters = Set(files.compactMap { $0.removingPercentEncoding })
    }

    func has(_ message: StoredMessage) -> Bool {
        message.isMail ? recipients.contains(message.recipient) : letters.contains("\(message.firm)/\(message.id).html")
    }

    var twice: [String] {
        [messageIDs, recipients].flatMap { list in
            Dictionary(grouping: list) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
        }
    }
}
