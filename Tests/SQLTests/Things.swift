import SQL
import TestKit
import Values

/// The table most tests of the seam use.
struct Thing: Equatable, Sendable {
    let id: Int64
    let name: String
    let bytes: [UInt8]?
    let isOpen: Bool
    let dueOn: LocalDate?
    let seenAt: Instant?
}

extension Thing {
    init(row: borrowing Row) throws(SQLError) {
        id = try row.int64(0)
        name = try row.text(1)
        bytes = try row.optionalBlob(2)
        isOpen = try row.bool(3)
        dueOn = try row.optionalDate(4)
        seenAt = try row.optionalInstant(5)
    }
}

extension Migration {
    static let things = Migration(
        1, "things",
        [
            """
            CREATE TABLE things (
              id {bigint} PRIMARY KEY, name {text} NOT NULL, bytes {blob},
              is_open {bool} NOT NULL, due_on {text}, seen_at {bigint},
              CONSTRAINT things_name_is_short CHECK (length(name) < 40)) {strict}
            """,
            "CREATE UNIQUE INDEX things_open_name ON things (name) WHERE is_open",
            """
            CREATE TABLE parts (
              thing_id {bigint} NOT NULL REFERENCES things (id), rank {bigint} NOT NULL, label {text} NOT NULL,
              PRIMARY KEY (thing_id, rank)) {clustered}
            """,
            "CREATE UNIQUE INDEX parts_label ON parts (thing_id, label)",
            "CREATE TABLE facts (id {bigint} PRIMARY KEY, body {text} NOT NULL) {strict}",
            .appendOnly("facts"),
        ])
}

extension Query {
    static let difference = Query("difference", "SELECT CAST($2 AS BIGINT) - CAST($1 AS BIGINT)")
    static let insertThing = Query(
        "insertThing",
        "INSERT INTO things (id, name, bytes, is_open, due_on, seen_at) VALUES ($1, $2, $3, $4, $5, $6)")
    static let things = Query("things", "SELECT id, name, bytes, is_open, due_on, seen_at FROM things ORDER BY id")
    static let renameThing = Query("renameThing", "UPDATE things SET name = $2 WHERE id = $1")
    static let renameAll = Query("renameAll", "UPDATE things SET is_open = FALSE, name = $1")
    static let renameReturning = Query(
        "renameReturning", "UPDATE things SET is_open = FALSE, name = $1 WHERE id > 0 RETURNING id")
    static let insertPart = Query("insertPart", "INSERT INTO parts (thing_id, rank, label) VALUES ($1, $2, $3)")
}

extension BulkInsert {
    static let things = BulkInsert(into: "things", ["id", "name", "bytes", "is_open", "due_on", "seen_at"])
    static let newThings = BulkInsert(
        into: "things", ["id", "name", "bytes", "is_open", "due_on", "seen_at"], onConflict: .skip)
}

extension TestEngine {
    func withThings(_ body: (any Database) async throws -> Void) async throws {
        try await withDatabase(schema: [.things], body)
    }
}

extension Database {
    func insertThing(_ id: Int64, _ name: String, isOpen: Bool = false) async throws(SQLError) {
        try await write(for: .everyCompany) { session throws(SQLError) in
            try session.execute(.insertThing, [.int64(id), .text(name), nil, .bool(isOpen), nil, nil])
        }
    }

    @discardableResult
    func insertThings(_ ids: ClosedRange<Int64>, _ bulk: BulkInsert = .things) async throws(SQLError) -> Int {
        try await write(for: .everyCompany) { session throws(SQLError) in
            try session.insertMany(bulk) { rows throws(SQLError) in
                for id in ids {
                    rows.add(id)
                    rows.add("thing \(id)")
                    rows.add([UInt8(truncatingIfNeeded: id)])
                    rows.add(id % 2 == 0)
                    rows.add(id % 3 == 0 ? nil : LocalDate(dayNumber: 20_000 + Int32(id % 1000)))
                    rows.add(Instant(milliseconds: id))
                    try rows.endRow()
                }
            }
        }
    }

    func names() async throws(SQLError) -> [String] {
        try await read(for: .everyCompany) { session throws(SQLError) in
            try session.list(.things) { row throws(SQLError) in try row.text(1) }
        }
    }
}

extension SQLError {
    var isMisuse: Bool { if case .misuse = self { true } else { false } }
}
