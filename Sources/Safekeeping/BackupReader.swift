import Dunning
import Ledger
import SQL
import Storage
import Values
package import Workflows

/// The bytes of a backup, as often as they are asked for, in portions.
package struct BackupSource: Sendable {
    package typealias Taker = (ArraySlice<UInt8>) throws(BackupProblem) -> Void

    /// What the file is called in complaints.
    package let name: String
    package let read: @Sendable (_ take: Taker) throws(BackupProblem) -> Void

    package init(name: String, read: @escaping @Sendable (_ take: Taker) throws(BackupProblem) -> Void) {
        self.name = name
        self.read = read
    }

    /// Each line, without its end. Bytes after the last end are a line that was cut off.
    func lines(_ body: ([UInt8]) throws(BackupProblem) -> Void) throws(BackupProblem) {
        var rest: [UInt8] = []
        try read { (portion: ArraySlice<UInt8>) throws(BackupProblem) in
            var start = portion.startIndex
            while let end = portion[start...].firstIndex(of: 0x0A) {
                rest.append(contentsOf: portion[start..<end])
                try body(rest)
                rest.removeAll(keepingCapacity: true)
                start = end + 1
            }
            rest.append(contentsOf: portion[start...])
        }
        guard rest.isEmpty else { throw .damaged(name, reason: "its last line is not whole") }
    }
}

/// Reads backups: first all their bytes against their digest, then what they hold.
package struct BackupReader: Sendable {
    private let source: BackupSource

    package init(_ source: BackupSource) { self.source = source }

    /// Throws unless every byte is the one that was written, and by a program no newer than this one.
    package func verify() throws(BackupProblem) -> BackupHead {
        var head: BackupHead?
        var digest = ContentDigest()
        var last: [UInt8]?
        try source.lines { (line: [UInt8]) throws(BackupProblem) in
            if let last {
                digest.add(last)
                digest.add([0x0A])
            } else {
                head = try self.head(line)
            }
            last = line
        }
        guard let head, let last else { throw .notABackup(source.name) }
        guard case .digest(let written)? = BackupLine(last), BackupLine.digest(written).text.utf8.elementsEqual(last) else {
            throw .damaged(source.name, reason: "it does not end with its digest")
        }
        guard written == digest.finish() else { throw .damaged(source.name, reason: "its bytes are not those that were written") }
        return head
    }

    private func head(_ line: [UInt8]) throws(BackupProblem) -> BackupHead {
        guard let json = try? JSON(parsing: String(decoding: line, as: UTF8.self)), let head = BackupHead(json),
            let version = json["version"]?.intValue
        else { throw .notABackup(source.name) }
        guard version <= BackupLine.version else { throw .newer(found: Int(clamping: version), known: Int(BackupLine.version)) }
        guard head.schema <= Schema.migrations.count else { throw .newer(found: head.schema, known: Schema.migrations.count) }
        return head
    }

    /// Fills an empty database, in one transaction: the installation it becomes sends nothing until it is released.
    package func load(into desk: Desk, by actor: String) async throws(BackupProblem) {
        let head = try verify()
        let id = desk.drawnInstanceID()
        let now = desk.ports.now()
        let place = desk.ports.place() ?? ""
        let source = source
        try await desk.database.write(for: .everyCompany) { session throws(BackupProblem) in
            var filling = Filling(source.name, desk, session)
            try filling.begin()
            try source.lines { (line: [UInt8]) throws(BackupProblem) in try filling.take(line) }
            try BackupProblem.lifting { () throws(SQLError) in
                let record = InstanceRecord(
                    id: id, epoch: head.epoch + 1, home: try InstanceStore.home(session), closedAt: now,
                    heldThrough: head.heldThrough, journalsWanted: head.places)
                try InstanceStore.put(record, session)
                try InstanceStore.forgetPlaces(session)
                try InstanceStore.add(
                    InstanceEvent(
                        "restored", by: actor, at: now, place: place,
                        detail: "\(head.instance) \(head.epoch), \(head.madeAt.iso)"), record, session)
            }
        }
    }
}

/// A database being filled from a backup.
private struct Filling {
    private static let batch = 500
    private let name: String
    private let desk: Desk
    private let session: Session
    private var company: CompanyID?
    private var history: HistoryLoader?
    private var isProjected = false
    private var rows: [[SQLValue]] = []
    private var table: KeptTable?

    init(_ name: String, _ desk: Desk, _ session: Session) {
        self.name = name
        self.desk = desk
        self.session = session
    }

    func begin() throws(BackupProblem) {
        let isEmpty = try BackupProblem.lifting { () throws(SQLError) in try CompanyStore.all(session).isEmpty }
        guard isEmpty else { throw .notEmpty }
        desk.ports.reached(.restoring)
    }

    mutating func take(_ bytes: [UInt8]) throws(BackupProblem) {
        guard let line = BackupLine(bytes) else { throw damaged("a line cannot be read") }
        switch line {
        case .head, .digest: break
        case .event(let event, let record): try BackupProblem.lifting { () throws(SQLError) in
            try InstanceStore.add(event, record, session)
        }
        case .company(let id):
            guard company == nil else { throw damaged("\(id) begins inside another company") }
            company = id
            isProjected = false
            history = try BackupProblem.lifting { () throws(SQLError) in try HistoryLoader(id, session) }
        case .fact(let fact):
            do throws(HistoryLoader.Problem) { try history?.add(fact) } catch { throw problem(error) }
        case .row(let name, let values): try take(values, of: name)
        case .end(let id, let facts, let hash): try end(id, facts, hash)
        }
    }

    private mutating func take(_ values: [SQLValue], of name: String) throws(BackupProblem) {
        guard let table = KeptTable.all.first(where: { $0.name.description == name }) else { throw damaged("unknown rows: \(name)") }
        guard values.count == table.columns.count else { throw damaged("\(name): \(values.count) values in a row") }
        try project()
        if self.table?.name.description != name || rows.count == Self.batch { try writeRows() }
        self.table = table
        rows.append(values)
    }

    private mutating func writeRows() throws(BackupProblem) {
        guard let table else { return }
        let written = rows
        rows = []
        try BackupProblem.lifting { () throws(SQLError) in try table.insert(written, session) }
    }

    /// What follows from the facts is written before the rows that refer to it.
    private mutating func project() throws(BackupProblem) {
        guard !isProjected, var history else { return }
        let rulebook = desk.rulebook
        try BackupProblem.lifting { () throws(SQLError) in
            try history.finish { book in
                let rules = rulebook.rules(book)
                return { account, receivable in
                    NextAction.on(receivable, scenario: rules.scenario(for: account), restartOn: account.assignment?.restartOn)
                }
            }
        }
        self.history = history
        isProjected = true
    }

    private mutating func end(_ id: CompanyID, _ facts: Int64, _ hash: String) throws(BackupProblem) {
        try project()
        try writeRows()
        table = nil
        guard id == company, let head = history?.head, head.sequence == facts, FactHash.hexadecimal(head.hash) == hash else {
            throw damaged("\(id): its history is not whole")
        }
        company = nil
        history = nil
        desk.ports.reached(.restoring)
    }

    private func damaged(_ reason: String) -> BackupProblem { .damaged(name, reason: reason) }

    private func problem(_ problem: HistoryLoader.Problem) -> BackupProblem {
        switch problem {
        case .chainBroken(let sequence): damaged("fact \(sequence) does not follow the one before")
        case .unreadable(let sequence, let error): damaged("fact \(sequence): \(error)")
        case .unfoldable(let sequence, let error): damaged("fact \(sequence): \(error)")
        case .storage(let error): .desk(.storage(error))
        }
    }
}
