package import Ledger
package import SQL
import Values

/// Checks one company: its chain of facts, everything that is stored against what the facts fold to, and the rules
/// that must hold over the rows.
package struct Verifier {
    let company: CompanyID
    private let next: NextActionRule?
    private let limit: Int
    private let progress: (VerificationProgress) -> Void

    /// - Parameters:
    ///   - next: what was given to `Recorder.record`; without it the days of next actions are not compared.
    ///   - limit: how many findings are told one by one; all are counted.
    package init(
        _ company: CompanyID, next: NextActionRule? = nil, limit: Int = 100,
        progress: @escaping (VerificationProgress) -> Void = { _ in }
    ) {
        self.company = company
        self.next = next
        self.limit = limit
        self.progress = progress
    }

    /// Runs in one read transaction, so that all is seen in one state. Throws only when the database cannot be read.
    package func verify(_ session: Session) throws(SQLError) -> VerificationReport {
        var findings = Findings(limit: limit)
        let chain = try ChainCheck(company, progress).run(session, &findings)
        var tables = [TableDigest(table: "facts", rows: chain.rows, digest: FactHash.hexadecimal(chain.lastHash))]
        let rows = ProjectedRows(company: company, next: next ?? { _, _ in nil })
        for (table, expected) in [
            (ProjectedTable.companies, [chain.companyRow(rows)]), (.scenarios, chain.scenarioRows(rows)),
            (.imports, chain.importRows(rows)),
        ] {
            let expectation = ExpectedRows(table, expected)
            tables.append(try check(table, expectation).run(session, &findings))
        }
        for (table, expected) in chain.bankRows {
            tables.append(try check(table, ExpectedRows(table, expected)).run(session, &findings))
        }
        for table in ProjectedTable.ofCustomers {
            let expectation = ExpectedRows(table, chain.book, chain.customers, rows)
            tables.append(try check(table, expectation).run(session, &findings))
        }
        try ContentCheck(company, hashes: chain.contentHashes).run(session, &findings)
        for invariant in Invariant.all { try invariant.check(company, session, &findings) }
        return VerificationReport(
            facts: Int64(chain.rows), tables: tables, findings: findings.list, counts: findings.byKind)
    }

    private func check(_ table: ProjectedTable, _ expected: ExpectedRows) -> TableCheck {
        let ignored = next == nil ? table.columns.firstIndex { $0.description == "next_on" } : nil
        return TableCheck(company, table, expected, ignoring: ignored, progress)
    }
}
