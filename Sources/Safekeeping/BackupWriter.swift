package import Ledger
import SQL
import Storage
import Values
package import Workflows

/// What a backup holds of a company.
package struct BackupCompany: Sendable, Hashable {
    package let company: CompanyID
    package let facts: Int64
    /// Messages with their bytes.
    package let messages: Int

    package init(company: CompanyID, facts: Int64, messages: Int) {
        self.company = company
        self.facts = facts
        self.messages = messages
    }
}

/// Writes one consistent state of a database, while others go on reading and writing it.
package struct BackupWriter: Sendable {
    /// Handed on at once, in bytes.
    private static let portion = 256 * 1024
    private let desk: Desk

    package init(_ desk: Desk) { self.desk = desk }

    /// - Parameter put: takes the bytes in order; the last ones are the digest of all others.
    package func write(
        to put: @escaping @Sendable ([UInt8]) throws(BackupProblem) -> Void
    ) async throws(BackupProblem) -> [BackupCompany] {
        let desk = desk
        let now = desk.ports.now()
        return try await desk.database.read(for: .everyCompany) { session throws(BackupProblem) in
            var output = Output(put)
            let record = try BackupProblem.lifting { () throws(SQLError) in
                guard let record = try InstanceStore.record(session) else { throw .unsuitable("the database has no identity") }
                return record
            }
            let places = try BackupProblem.lifting { () throws(SQLError) in try InstanceStore.places(session) }
            try output.add(
                .head(
                    BackupHead(
                        madeAt: now, schema: Schema.migrations.count, engine: session.dialect.rawValue, instance: record.id,
                        epoch: record.epoch, places: places, heldThrough: record.heldThrough)))
            let decided = try BackupProblem.lifting { () throws(SQLError) in try InstanceStore.log(session) }
            for (event, record) in decided { try output.add(.event(event, record)) }
            desk.ports.reached(.backupWriting)
            let companies = try BackupProblem.lifting { () throws(SQLError) in try CompanyStore.all(session) }
            var written: [BackupCompany] = []
            for company in companies {
                written.append(try Self.write(company, session, &output))
                desk.ports.reached(.backupWriting)
            }
            try output.finish()
            return written
        }
    }

    private static func write(
        _ company: CompanyID, _ session: Session, _ output: inout Output
    ) throws(BackupProblem) -> BackupCompany {
        try output.add(.company(company))
        var problem: BackupProblem?
        var messages = 0
        let head = try BackupProblem.lifting { () throws(SQLError) in
            try FactLog.scan(company, session) { fact in
                guard problem == nil else { return }
                do throws(BackupProblem) { try output.add(.fact(fact)) } catch { problem = error }
            }
            for table in KeptTable.all {
                try table.rows(company, session) { values throws(SQLError) in
                    guard problem == nil else { return }
                    if table.name.description == "outbox" { messages += 1 }
                    do throws(BackupProblem) { try output.add(.row(table: table.name.description, values)) } catch { problem = error }
                }
            }
            return try FactLog.head(company, session)
        }
        if let problem { throw problem }
        let facts = head?.sequence ?? 0
        try output.add(.end(company, facts: facts, hash: FactHash.hexadecimal(head?.hash ?? [])))
        return BackupCompany(company: company, facts: facts, messages: messages)
    }

    /// Lines on their way to the file.
    private struct Output {
        private let put: ([UInt8]) throws(BackupProblem) -> Void
        private var pending: [UInt8] = []
        private var digest = ContentDigest()

        init(_ put: @escaping ([UInt8]) throws(BackupProblem) -> Void) { self.put = put }

        mutating func add(_ line: BackupLine) throws(BackupProblem) {
            pending.append(contentsOf: line.text.utf8)
            pending.append(0x0A)
            if pending.count >= BackupWriter.portion { try flush() }
        }

        mutating func finish() throws(BackupProblem) {
            try flush()
            try put(Array((BackupLine.digest(digest.finish()).text + "\n").utf8))
        }

        private mutating func flush() throws(BackupProblem) {
            digest.add(pending)
            try put(pending)
            pending.removeAll(keepingCapacity: true)
        }
    }
}
