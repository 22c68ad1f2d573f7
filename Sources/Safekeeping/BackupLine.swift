import Foundation
import Ledger
import SQL
import Storage
package import Values

/// The lines of a backup: one JSON object each, in the order company, facts, kept rows, end; a first one that says what
/// it is, and a last one with the SHA-256 of all bytes before.
enum BackupLine {
    case head(BackupHead)
    /// What was decided about the installation.
    case event(InstanceEvent, InstanceRecord)
    case company(CompanyID)
    case fact(StoredFact)
    /// Values in the order of the table's columns.
    case row(table: String, [SQLValue])
    /// The company ends: how many facts it has, and the last link of their chain.
    case end(CompanyID, facts: Int64, hash: String)
    case digest(String)

    static let format = "relance-backup"
    /// Of the file; what facts hold has numbers of its own.
    static let version: Int64 = 1

    var text: String {
        switch self {
        case .head(let head): return head.json.text
        case .event(let event, let record):
            return JSON.object(
                ("decided", .string(event.event)), ("by", .string(event.actor)), ("at", .int(event.at.milliseconds)),
                ("place", .string(event.place)), ("detail", .string(event.detail)), ("instance", .string(record.id)),
                ("epoch", .int(record.epoch))
            ).text
        case .company(let id): return JSON.object(("company", .string(id.text))).text
        case .fact(let fact):
            return JSON.object(
                ("fact", .int(fact.sequence)), ("on", .date(fact.knownOn)), ("at", .int(fact.recordedAt.milliseconds)),
                ("by", .string(fact.actor)), ("kind", .string(fact.kind)), ("customer", .string(fact.customer)),
                ("payload", .string(String(decoding: fact.payload, as: UTF8.self))),
                ("hash", .string(Data(fact.hash).base64EncodedString()))
            ).text
        case .row(let table, let values):
            return JSON.object(("row", .string(table)), ("values", .array(values.map(Self.json)))).text
        case .end(let id, let facts, let hash):
            return JSON.object(("end", .string(id.text)), ("facts", .int(facts)), ("hash", .string(hash))).text
        case .digest(let digest): return JSON.object(("sha256", .string(digest))).text
        }
    }

    /// Nil when the line is none of these.
    init?(_ bytes: some Collection<UInt8>) {
        guard let json = try? JSON(parsing: String(decoding: bytes, as: UTF8.self)) else { return nil }
        if let sequence = json["fact"]?.intValue {
            guard let fact = Self.fact(sequence, json) else { return nil }
            self = .fact(fact)
        } else if let event = json["decided"]?.stringValue {
            guard let decided = Self.event(event, json) else { return nil }
            self = decided
        } else if let table = json["row"]?.stringValue, let values = json["values"]?.arrayValue {
            self = .row(table: table, values.map(Self.value))
        } else if let id = json["company"]?.stringValue {
            self = .company(CompanyID(id))
        } else if let id = json["end"]?.stringValue, let facts = json["facts"]?.intValue, let hash = json["hash"]?.stringValue {
            self = .end(CompanyID(id), facts: facts, hash: hash)
        } else if let digest = json["sha256"]?.stringValue {
            self = .digest(digest)
        } else if let head = BackupHead(json) {
            self = .head(head)
        } else {
            return nil
        }
    }

    private static func event(_ event: String, _ json: JSON) -> BackupLine? {
        guard let actor = json["by"]?.stringValue, let at = json["at"]?.intValue, let place = json["place"]?.stringValue,
            let detail = json["detail"]?.stringValue, let instance = json["instance"]?.stringValue,
            let epoch = json["epoch"]?.intValue
        else { return nil }
        return .event(
            InstanceEvent(event, by: actor, at: Instant(milliseconds: at), place: place, detail: detail),
            InstanceRecord(id: instance, epoch: epoch, home: ""))
    }

    private static func fact(_ sequence: Int64, _ json: JSON) -> StoredFact? {
        guard let on = LocalDate(iso: json["on"]?.stringValue ?? ""), let at = json["at"]?.intValue,
            let actor = json["by"]?.stringValue, let kind = json["kind"]?.stringValue,
            let payload = json["payload"]?.stringValue,
            let hash = Data(base64Encoded: json["hash"]?.stringValue ?? "")
        else { return nil }
        return StoredFact(
            sequence: sequence, knownOn: on, recordedAt: Instant(milliseconds: at), actor: actor, kind: kind,
            customer: json["customer"]?.stringValue, payload: Array(payload.utf8), hash: Array(hash))
    }

    // Bytes are written as an object, so that they are never taken for a text.

    private static func json(_ value: SQLValue) -> JSON {
        switch value {
        case .null: .null
        case .int64(let number): .int(number)
        case .text(let text): .string(text)
        case .blob(let bytes): .object(("b64", .string(Data(bytes).base64EncodedString())))
        case .bool(let flag): .bool(flag)
        }
    }

    private static func value(_ json: JSON) -> SQLValue {
        switch json {
        case .null, .array: .null
        case .int(let number): .int64(number)
        case .string(let text): .text(text)
        case .bool(let flag): .bool(flag)
        case .object: (Data(base64Encoded: json["b64"]?.stringValue ?? "")).map { .blob(Array($0)) } ?? .null
        }
    }
}

/// What a backup says of itself.
package struct BackupHead: Sendable, Hashable {
    package let madeAt: Instant
    /// The newest migration of the program that made it.
    package let schema: Int
    /// `sqlite` or `postgres`: it can be restored on either.
    package let engine: String
    package let instance: String
    package let epoch: Int64
    /// Places that were admitted to send: each has a send journal.
    package let places: [String]
    /// Steps due until this day already waited for a person.
    package let heldThrough: LocalDate?

    var json: JSON {
        .object(
            ("format", .string(BackupLine.format)), ("version", .int(BackupLine.version)), ("madeAt", .int(madeAt.milliseconds)),
            ("schema", .integer(schema)), ("engine", .string(engine)), ("instance", .string(instance)), ("epoch", .int(epoch)),
            ("places", .strings(places)), ("heldThrough", .date(heldThrough)))
    }

    init(
        madeAt: Instant, schema: Int, engine: String, instance: String, epoch: Int64, places: [String],
        heldThrough: LocalDate?
    ) {
        self.madeAt = madeAt
        self.schema = schema
        self.engine = engine
        self.instance = instance
        self.epoch = epoch
        self.places = places
        self.heldThrough = heldThrough
    }

    init?(_ json: JSON) {
        guard json["format"]?.stringValue == BackupLine.format, let madeAt = json["madeAt"]?.intValue,
            let schema = json["schema"]?.intValue, let engine = json["engine"]?.stringValue,
            let instance = json["instance"]?.stringValue, let epoch = json["epoch"]?.intValue,
            let places = json["places"]?.arrayValue
        else { return nil }
        self.init(
            madeAt: Instant(milliseconds: madeAt), schema: Int(clamping: schema), engine: engine, instance: instance, epoch: epoch,
            places: places.compactMap(\.stringValue), heldThrough: json["heldThrough"]?.stringValue.flatMap { LocalDate(iso: $0) })
    }
}
