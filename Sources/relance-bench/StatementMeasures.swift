import Formats
import Foundation
import Statements
import Values

/// Bank statements on their way from a file to movements: one statement of one account.
struct StatementMeasures {
    private let job: Job

    init(_ job: Job) { self.job = job }

    /// A movement and three complements each, with line ends.
    func cfonb() throws -> Line { try measure(.cfonb120, "releve.txt", Self.write) }

    /// One transaction each, as version .08 writes it.
    func camt() throws -> Line { try measure(.camt, "releve.xml", CamtWriter.write) }

    private func measure(_ format: StatementFormat, _ name: String, _ write: (Int, inout StatementFile) throws -> Void) throws -> Line {
        let path = job.folder + "/" + name
        var file = try StatementFile(path)
        try write(job.size, &file)
        try file.close()
        var timing = Timing()
        for _ in 0..<job.runs {
            let entries = try timing.take { try Self.entries(of: path, format) }
            guard entries == job.size else { throw BenchProblem.unexpected("\(entries) movements of \(job.size)") }
        }
        return Line(job, timing, count: job.size, "movements")
    }

    private static func entries(of path: String, _ format: StatementFormat) throws -> Int {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        let source = ByteSource { () throws(Diagnostic) -> [UInt8]? in
            do {
                return try handle.read(upToCount: 131_072).map { [UInt8]($0) }
            } catch { throw Diagnostic(.unreadable, parameters: ["reason": "\(error)"]) }
        }
        var reader = try StatementReader(format, source)
        var count = 0
        while let event = try reader.next() {
            switch event {
            case .entry: count += 1
            case .problem(let problem): throw BenchProblem.unexpected("\(problem)")
            case .begins, .ends, .remark: continue
            }
        }
        return count
    }

    private static func write(_ size: Int, _ file: inout StatementFile) throws {
        let movements = (1...size).lazy.map { number in
            let digits = number.digits(8)
            return CFONBMovement(
                cents: Int64(1_000 + number * 7_919 % 500_000), label: "VIR SEPA CLIENT \(digits) SA",
                complements: [("NPY", "CLIENT \(digits) SA"), ("LCC", "FACTURE FA-26-\(digits)"), ("RCN", "E2E-\(digits)")])
        }
        try CFONBMovement.write(movements, &file)
    }
}

/// Statements as French banks write them.
private enum CamtWriter {
    static func write(_ size: Int, _ file: inout StatementFile) throws {
        try file.put(
            """
            <?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S</Id>
            <Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id><Ccy>EUR</Ccy></Acct>

            """)
        for number in 1...size {
            let digits = number.digits(8)
            try file.put(
                """
                <Ntry><Amt Ccy="EUR">\(10 + number % 5_000).\((number % 100).digits(2))</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
                <BookgDt><Dt>2026-11-20</Dt></BookgDt><ValDt><Dt>2026-11-20</Dt></ValDt><AcctSvcrRef>REF\(digits)</AcctSvcrRef>\
                <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>\
                <NtryDtls><TxDtls><Refs><EndToEndId>E2E-\(digits)</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>CLIENT \(digits) SA</Nm></Pty></Dbtr>\
                <DbtrAcct><Id><IBAN>FR1420041010050500013M02606</IBAN></Id></DbtrAcct></RltdPties>\
                <RmtInf><Ustrd>FACTURE FA-26-\(digits)</Ustrd></RmtInf></TxDtls></NtryDtls>\
                <AddtlNtryInf>VIR SEPA CLIENT \(digits)</AddtlNtryInf></Ntry>

                """)
        }
        try file.put("</Stmt></BkToCstmrStmt></Document>\n")
    }
}
