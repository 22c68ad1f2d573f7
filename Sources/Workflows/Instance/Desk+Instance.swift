import Dunning
package import Ledger
import Outbox
package import SQL
import Storage
package import Values

/// What an installation says of itself.
package struct InstanceReading: Sendable {
    package let id: String
    package let epoch: Int64
    package let gate: SendingGate
    /// Steps due until this day wait for a person; nil when none does for that reason.
    package let heldThrough: LocalDate?
    /// Places whose send journal a restore did not find.
    package let journalsWanted: [String]
    package let events: [InstanceNote]
}

/// One line of what was decided about an installation: who, when, where, and why.
package struct InstanceNote: Sendable {
    package let event: String
    package let actor: String
    package let at: Instant
    package let place: String
    package let detail: String
}

/// What would leave from a company once it may.
package struct WaitingToLeave: Sendable {
    package let company: CompanyID
    /// Written, and waiting for nobody.
    package let written: Int
    /// What the morning of the day would add.
    package let planned: Int
}

extension Desk {
    /// Who a database is: made at its first opening, which also admits the place of it. Nobody is asked anything.
    func identify() async throws(SQLError) {
        let isKnown = try await database.read(for: .everyCompany) { session throws(SQLError) in
            try InstanceStore.record(session) != nil
        }
        guard !isKnown else { return }
        let place = ports.place()
        let id = drawnInstanceID()
        let now = ports.now()
        try await database.write(for: .everyCompany, isolation: .serializable) { session throws(SQLError) in
            guard try InstanceStore.record(session) == nil else { return }
            let record = InstanceRecord(id: id, epoch: 1, home: try InstanceStore.home(session))
            try InstanceStore.put(record, session)
            if let place { try InstanceStore.admit(place, by: Self.ownName, at: now, session) }
            try InstanceStore.add(
                InstanceEvent("begun", by: Self.ownName, at: now, place: place ?? "", detail: ""), record, session)
        }
        try await noteOpening()
    }

    /// A journal that holds this line and no other says that nothing left from here. Without it one is asked for later.
    private func noteOpening() async throws(SQLError) {
        let record = try await database.read(for: .everyCompany) { session throws(SQLError) in try InstanceStore.record(session) }
        guard let record, let place = ports.place() else { return }
        try? ports.journal.keep(JournalEntry(.opened, at: ports.now(), instance: record.id, place: place))
    }

    /// Who acts when the program does by itself.
    static let ownName = "relance"

    package func drawnInstanceID() -> String {
        [ports.chance(), ports.chance()].map { number in
            let digits = String(number, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// Whether a live company may send, in the caller's transaction, and as which installation: what S4 asks.
    package func admission(_ company: CompanyID, _ session: Session) throws(DeskError) -> Admission {
        let place = ports.place()
        return try DeskError.lifting { () throws(SQLError) in
            let house = try admission(of: place, session)
            guard case .open(let instance) = house else { return house }
            return try isBehindJournal(instance, company, session).map { .closed($0) } ?? house
        }
    }

    /// The part that is the same for every company.
    private func admission(of place: String?, _ session: Session) throws(SQLError) -> Admission {
        guard let record = try InstanceStore.record(session) else { return .closed(.unreadable) }
        if record.closedAt != nil { return .closed(.restored) }
        if record.home != (try InstanceStore.home(session)) { return .closed(.copied) }
        guard let place else { return .closed(.unreadable) }
        return try InstanceStore.isAdmitted(place, session) ? .open(instance: record.id) : .closed(.unknownPlace)
    }

    /// The last hand-over that this place noted stands in the company's history, or the history is another one.
    private func isBehindJournal(
        _ instance: String, _ company: CompanyID, _ session: Session
    ) throws(SQLError) -> ClosedReason? {
        let mark: JournalMark?
        do throws(JournalProblem) { mark = try ports.journal.last(instance, company) } catch { return .unreadable }
        guard let mark else { return nil }
        return try FactLog.holds(mark.sequence, hash: mark.hash, company, session) ? nil : .behindJournal
    }

    /// Whether live companies may send, for faces to tell.
    package func sendingGate() async throws(DeskError) -> SendingGate {
        let place = ports.place()
        return try await database.read(for: .everyCompany) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in
                switch try admission(of: place, session) {
                case .closed(let reason): return .closed(reason)
                case .open(let instance):
                    for company in try CompanyStore.all(session) {
                        if let reason = try isBehindJournal(instance, company, session) { return .closed(reason) }
                    }
                    return .open
                }
            }
        }
    }

    /// Whether a company may send: a simulated one always may, since nothing of it leaves.
    package func sendingGate(_ profile: CompanyProfile) async throws(DeskError) -> SendingGate {
        guard profile.isLive else { return .open }
        return try await database.read(for: .company(profile.id.text)) { session throws(DeskError) in
            try admission(profile.id, session).gate
        }
    }

    package func instance() async throws(DeskError) -> InstanceReading {
        let gate = try await sendingGate()
        return try await database.read(for: .everyCompany) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in
                guard let record = try InstanceStore.record(session) else {
                    throw .unsuitable("the database has no identity: open it with a command of this program")
                }
                return InstanceReading(
                    id: record.id, epoch: record.epoch, gate: gate, heldThrough: record.heldThrough,
                    journalsWanted: record.journalsWanted,
                    events: try InstanceStore.events(session).map {
                        InstanceNote(event: $0.event, actor: $0.actor, at: $0.at, place: $0.place, detail: $0.detail)
                    })
            }
        }
    }

    /// What would leave, company by company, once the installation is released: live companies only.
    package func waitingToLeave() async throws(DeskError) -> [WaitingToLeave] {
        var found: [WaitingToLeave] = []
        for profile in try await companies() where profile.isLive {
            let written = try await database.read(for: .company(profile.id.text)) { session throws(DeskError) in
                try DeskError.lifting { () throws(SQLError) in try OutboxStore.countWaiting(profile.id, session) }
            }
            let planned = try await plan(profile.id, on: today(profile)).actions.count
            found.append(WaitingToLeave(company: profile.id, written: written, planned: planned))
        }
        return found
    }

    /// Lets live companies send from this place. A copy, or what was restored, becomes an installation of its own; one
    /// more machine on the same database is only admitted. Answers what stood in the way.
    ///
    /// - Parameter withoutJournal: the journal of a place is lost: steps that may have been taken wait for a person.
    package func release(
        by actor: String, reason: String, withoutJournal: Bool = false
    ) async throws(DeskError) -> ClosedReason? {
        guard let closed = try await sendingGate().reason else { return nil }
        guard let place = ports.place() else { throw .placeUnknown }
        let wanted = try await instance().journalsWanted
        guard wanted.isEmpty || withoutJournal else { throw .journalsMissing(wanted.count) }
        let held = withoutJournal ? try await companies().map { today($0) }.max() : nil
        let id = drawnInstanceID()
        let now = ports.now()
        try await database.write(for: .everyCompany, isolation: .serializable) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in
                let home = try InstanceStore.home(session)
                guard let old = try InstanceStore.record(session) else { return }
                let isOneMore = closed == .unknownPlace && session.dialect == .postgres
                let record = isOneMore ? old
                    : InstanceRecord(id: id, epoch: old.epoch + 1, home: home, heldThrough: held ?? old.heldThrough)
                if !isOneMore {
                    try InstanceStore.put(record, session)
                    try InstanceStore.forgetPlaces(session)
                }
                try InstanceStore.admit(place, by: actor, at: now, session)
                try InstanceStore.add(
                    InstanceEvent(
                        isOneMore ? "place_admitted" : "released", by: actor, at: now, place: place,
                        detail: closed.rawValue + (reason.isEmpty ? "" : ": " + reason)),
                    record, session)
            }
        }
        try? await noteOpening()
        return closed
    }
}

/// What S4 is told: as which installation a message leaves, or why it does not.
package enum Admission: Sendable {
    case open(instance: String)
    case closed(ClosedReason)

    /// The same for people, without the installation.
    package var gate: SendingGate {
        switch self {
        case .open: .open
        case .closed(let reason): .closed(reason)
        }
    }
}
