package import SQL
package import Values

/// Which installation a database belongs to. There is one row, made when the database is first opened.
package struct InstanceRecord: Sendable, Hashable {
    /// Drawn by chance: a copy that was released has another one.
    package let id: String
    /// 1, then one more with each restore and each release of a copy.
    package let epoch: Int64
    /// Where the database was when it was last allowed to send, in the engine's own terms.
    package let home: String
    /// Since when nothing may leave, after a restore; nil when it may.
    package let closedAt: Instant?
    /// Steps due until this day may have been taken without the ledger knowing: a person agrees to each.
    package let heldThrough: LocalDate?
    /// Places whose send journal a restore did not find.
    package let journalsWanted: [String]

    package init(
        id: String, epoch: Int64, home: String, closedAt: Instant? = nil, heldThrough: LocalDate? = nil,
        journalsWanted: [String] = []
    ) {
        self.id = id
        self.epoch = epoch
        self.home = home
        self.closedAt = closedAt
        self.heldThrough = heldThrough
        self.journalsWanted = journalsWanted
    }
}

/// One line of what was decided about an installation.
package struct InstanceEvent: Sendable, Hashable {
    /// `begun`, `place_admitted`, `restored`, `released` …
    package let event: String
    package let actor: String
    package let at: Instant
    package let place: String
    package let detail: String

    package init(_ event: String, by actor: String, at: Instant, place: String, detail: String) {
        self.event = event
        self.actor = actor
        self.at = at
        self.place = place
        self.detail = detail
    }
}

/// The installation's own row, the places that may send, and the record of both.
package enum InstanceStore {
    private static let one = Query(
        "the installation", "SELECT id, epoch, home, closed_at, held_through, journals_wanted FROM instance WHERE one = 1")
    private static let put = Query(
        "describe the installation",
        """
        INSERT INTO instance (one, id, epoch, home, closed_at, held_through, journals_wanted)
        VALUES (1, $1, $2, $3, $4, $5, $6) ON CONFLICT (one) DO UPDATE SET id = excluded.id, epoch = excluded.epoch,
        home = excluded.home, closed_at = excluded.closed_at, held_through = excluded.held_through,
        journals_wanted = excluded.journals_wanted
        """)
    private static let places = Query("places that may send", "SELECT place FROM instance_places ORDER BY place")
    private static let place = Query("a place may send", "SELECT 1 FROM instance_places WHERE place = $1")
    private static let admit = Query(
        "admit a place",
        "INSERT INTO instance_places (place, admitted_at, admitted_by) VALUES ($1, $2, $3) ON CONFLICT (place) DO NOTHING")
    private static let forget = Query("forget the places", "DELETE FROM instance_places")
    private static let log = Query(
        "record what was decided about the installation",
        """
        INSERT INTO instance_log (number, at, actor, event, instance, epoch, place, detail)
        SELECT coalesce(max(number), 0) + 1, $1, $2, $3, $4, $5, $6, $7 FROM instance_log
        """)
    private static let events = Query(
        "what was decided about the installation",
        "SELECT event, actor, at, place, detail, instance, epoch FROM instance_log ORDER BY number")
    /// Another server, or a copy of the database beside it, answers something else.
    private static let postgresHome = Query(
        "the home of the database",
        """
        SELECT CAST(system_identifier AS TEXT) || '/' ||
        (SELECT CAST(oid AS TEXT) FROM pg_database WHERE datname = current_database()) FROM pg_control_system()
        """)

    /// Nil before the database was first opened by a program that knows of installations.
    package static func record(_ session: Session) throws(SQLError) -> InstanceRecord? {
        try session.first(one) { row throws(SQLError) in
            InstanceRecord(
                id: try row.text(0), epoch: try row.int64(1), home: try row.text(2), closedAt: try row.optionalInstant(3),
                heldThrough: try row.optionalDate(4),
                journalsWanted: try row.text(5).split(separator: " ").map(String.init))
        }
    }

    package static func put(_ record: InstanceRecord, _ session: Session) throws(SQLError) {
        try session.execute(
            put,
            [
                .text(record.id), .int64(record.epoch), .text(record.home), SQLValue(record.closedAt),
                SQLValue(record.heldThrough), .text(record.journalsWanted.joined(separator: " ")),
            ])
    }

    /// The database's place in the world as its engine tells it. A file is known by its folder, which is another matter.
    package static func home(_ session: Session) throws(SQLError) -> String {
        switch session.dialect {
        case .sqlite: ""
        case .postgres: try session.first(postgresHome) { row throws(SQLError) in try row.text(0) } ?? ""
        }
    }

    package static func isAdmitted(_ place: String, _ session: Session) throws(SQLError) -> Bool {
        try session.exists(Self.place, [.text(place)])
    }

    package static func places(_ session: Session) throws(SQLError) -> [String] {
        try session.list(places) { row throws(SQLError) in try row.text(0) }
    }

    package static func admit(_ place: String, by actor: String, at now: Instant, _ session: Session) throws(SQLError) {
        try session.execute(admit, [.text(place), SQLValue(now), .text(actor)])
    }

    package static func forgetPlaces(_ session: Session) throws(SQLError) { try session.execute(forget) }

    package static func add(
        _ event: InstanceEvent, _ record: InstanceRecord, _ session: Session
    ) throws(SQLError) {
        try session.execute(
            log,
            [
                SQLValue(event.at), .text(event.actor), .text(event.event), .text(record.id), .int64(record.epoch),
                .text(event.place), .text(event.detail),
            ])
    }

    package static func events(_ session: Session) throws(SQLError) -> [InstanceEvent] { try log(session).map { $0.0 } }

    /// The same with the installation of the time.
    package static func log(_ session: Session) throws(SQLError) -> [(InstanceEvent, InstanceRecord)] {
        try session.list(events) { row throws(SQLError) in
            (
                InstanceEvent(
                    try row.text(0), by: try row.text(1), at: try row.instant(2), place: try row.text(3), detail: try row.text(4)),
                InstanceRecord(id: try row.text(5), epoch: try row.int64(6), home: "")
            )
        }
    }
}
