package import Ledger
import SQL
package import Storage
import Values

extension Desk {
    /// Gives the whole history, oldest first, as one line of JSON each: with it and nothing else the chain can be
    /// computed again. `line` is called from the database's own thread.
    package func export(
        _ company: CompanyID, line: @escaping @Sendable (String) -> Void
    ) async throws(DeskError) {
        try await database.read(for: .company(company.text)) { session throws(DeskError) in
            _ = try Self.book(company, session)
            try DeskError.lifting { () throws(SQLError) in
                try FactLog.scan(company, session) { fact throws(SQLError) in line(fact.exportLine(company)) }
            }
        }
    }

    /// Where the company's chain ends: what to note elsewhere, so that a later look can tell that nothing was cut off.
    package func head(_ company: CompanyID) async throws(DeskError) -> FactLog.Head {
        let found = try await database.read(for: .company(company.text)) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in try FactLog.head(company, session) }
        }
        guard let found else { throw .unknownCompany(company) }
        return found
    }
}

extension StoredFact {
    /// `{"company","sequence","knownOn","recordedAt","actor","kind","payload","hash"}`; the payload is the exact text
    /// that was hashed, as a string, the time in milliseconds UTC.
    func exportLine(_ company: CompanyID) -> String {
        let bytes = CanonicalWriter.object { writer in
            writer.field("company", company.text)
            writer.field("sequence", sequence)
            writer.field("knownOn", knownOn)
            writer.field("recordedAt", recordedAt.milliseconds)
            writer.field("actor", actor)
            writer.field("kind", kind)
            writer.field("payload", String(decoding: payload, as: UTF8.self))
            writer.field("hash", FactHash.hexadecimal(hash))
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
