import Ledger
import SQL
import Values

/// Walks through the facts of a company in their order: recomputes each hash, reads each payload and folds it.
struct ChainCheck {
    private let company: CompanyID
    private let progress: (VerificationProgress) -> Void

    init(_ company: CompanyID, _ progress: @escaping (VerificationProgress) -> Void) {
        self.company = company
        self.progress = progress
    }

    private static let facts = Query(
        "facts to verify",
        """
        SELECT sequence, known_on, recorded_at, actor, kind, customer, payload, hash FROM facts
        WHERE company = $1 ORDER BY sequence
        """)

    func run(_ session: Session, _ findings: inout Findings) throws(SQLError) -> FoldedCompany {
        guard let head = try FactLog.head(company, session) else {
            throw .misuse(query: "facts to verify", reason: "no such company")
        }
        var chain = Chain(company, head)
        var folded = FoldedCompany(company)
        try session.scan(Self.facts, [.text(company.text)]) { row throws(SQLError) in
            try chain.follow(row, &findings)
            try folded.fold(row, &findings)
            if folded.rows.isMultiple(of: 16_384) { report(folded.rows, head) }
        }
        chain.end(&findings)
        report(folded.rows, head)
        folded.lastHash = chain.lastHash
        return folded
    }

    private func report(_ rows: Int, _ head: FactLog.Head) {
        progress(VerificationProgress(table: "facts", rows: rows, total: Int(exactly: head.sequence)))
    }
}

/// The chain as far as it was followed.
private struct Chain {
    private let company: CompanyID
    private let head: FactLog.Head
    private var sequence: Int64 = 0
    /// What the next fact may follow: the hash stored last and, when that one was wrong, the one it should have been.
    private var links = [FactHash.origin]
    private(set) var lastHash = FactHash.origin
    /// Facts are missing, so that the next hash cannot be recomputed.
    private var isTorn = false

    init(_ company: CompanyID, _ head: FactLog.Head) {
        self.company = company
        self.head = head
    }

    mutating func follow(_ row: borrowing Row, _ findings: inout Findings) throws(SQLError) {
        let number = try row.int64(0)
        if number < 1 || number > head.sequence {
            findings.add(Finding(.factUnexpected, "facts", String(number)))
        }
        if number > sequence + 1, sequence >= 0 {
            findings.add(missing(through: min(number - 1, head.sequence)))
            isTorn = true
        }
        let stored = try row.blob(7)
        let computed = try hash(of: row, number)
        if !isTorn, !computed.contains(stored) {
            findings.add(
                Finding(
                    .factChanged, "facts", String(number), stored: FactHash.hexadecimal(stored),
                    expected: computed.first.map { FactHash.hexadecimal($0) }))
        }
        links = computed.contains(stored) || isTorn ? [stored] : [stored] + computed.prefix(1)
        isTorn = false
        sequence = max(number, 0)
        lastHash = stored
    }

    /// The hash that the fact should have after each of the links that it may follow.
    private func hash(of row: borrowing Row, _ number: Int64) throws(SQLError) -> [[UInt8]] {
        var hashes: [[UInt8]] = []
        for link in links {
            var fact = FactLink(company: company, sequence: number, after: link, payloadCount: 512)
            try row.withUTF8(1) { text throws(SQLError) in fact.append(UnsafeRawBufferPointer(text)) }
            fact.append(try row.int64(2))
            for column in [3, 4, 6] {
                try row.withUTF8(column) { text throws(SQLError) in fact.append(UnsafeRawBufferPointer(text)) }
            }
            hashes.append(fact.hash)
        }
        return hashes
    }

    private func missing(through last: Int64) -> Finding {
        let first = sequence + 1
        return Finding(.factMissing, "facts", first >= last ? String(first) : "\(first)-\(last)")
    }

    mutating func end(_ findings: inout Findings) {
        if sequence < head.sequence { findings.add(missing(through: head.sequence)) }
        if lastHash != head.hash {
            findings.add(
                Finding(
                    .headDiffers, "companies", company.text, field: "head_hash",
                    stored: FactHash.hexadecimal(head.hash), expected: FactHash.hexadecimal(lastHash)))
        }
    }
}
