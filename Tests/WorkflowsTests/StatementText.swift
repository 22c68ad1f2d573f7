import Values

/// Statements as banks write them, for tests.
enum StatementText {
    /// One account, one statement in CFONB 120: records of 120 columns.
    static func cfonb(from: String, opening: Int64, until: String, _ entries: [(on: String, amount: Int64, label: String)]) -> String {
        let closing = entries.reduce(opening) { $0 + $1.amount }
        let head = record("01", from, opening)
        let body = entries.map { record("04", $0.on, $0.amount, label: $0.label) }
        return ([head] + body + [record("07", until, closing)]).map { $0 + "\r\n" }.joined()
    }

    private static func record(_ kind: String, _ on: String, _ amount: Int64, label: String = "") -> String {
        let isEntry = kind == "04"
        let day = compact(on)
        var text = kind + "30006" + (isEntry ? "0000" : "    ") + "00001" + "EUR2 " + "12345678901"
        text += isEntry ? "05" : "  "
        text += day + "  " + (isEntry ? day : "      ") + padded(label, 31) + "  " + "0000042" + "  " + overpunched(amount)
        return padded(text, 120)
    }

    /// `2026-11-20` → `201126`.
    private static func compact(_ iso: String) -> String {
        let parts = iso.split(separator: "-").map(String.init)
        return parts[2] + parts[1] + parts[0].suffix(2)
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text.count >= width ? String(text.prefix(width)) : text + String(repeating: " ", count: width - text.count)
    }

    private static func overpunched(_ amount: Int64) -> String {
        let digits = String(repeating: "0", count: 14 - String(abs(amount)).count) + String(abs(amount))
        let last = Int(digits.suffix(1)) ?? 0
        let marks = Array(amount < 0 ? "}JKLMNOPQR" : "{ABCDEFGHI")
        return digits.dropLast() + String(marks[last])
    }

    /// What one entry of a camt file says.
    typealias Line = (reference: String, amount: Int64, payer: String, text: String)

    /// camt.053 or .054 of one day.
    static func camt(
        _ kind: String, id: String, on day: String, balances: (Int64, Int64)? = nil, _ entries: [Line]
    ) -> String {
        camt(kind, id: id, from: day, until: day, balances: balances, entries.map { (on: day, batch: nil, line: $0) })
    }

    /// camt.053 or .054 with one entry for each line, or for all those of one day and batch that follow each other.
    static func camt(
        _ kind: String, id: String, from: String, until: String, balances: (Int64, Int64)?,
        _ entries: [(on: String, batch: String?, line: Line)]
    ) -> String {
        let isStatement = kind == "053"
        let (root, part) = isStatement ? ("BkToCstmrStmt", "Stmt") : ("BkToCstmrDbtCdtNtfctn", "Ntfctn")
        let balance = balances.map { opening, closing in
            [("OPBD", opening, from), ("CLBD", closing, until)].map { code, amount, day in
                "<Bal><Tp><CdOrPrtry><Cd>\(code)</Cd></CdOrPrtry></Tp>" + sum(amount) + "<Dt><Dt>\(day)</Dt></Dt></Bal>"
            }.joined()
        }
        var groups: [[(on: String, batch: String?, line: Line)]] = []
        for entry in entries {
            if let batch = entry.batch, let last = groups.last?.first, last.batch == batch, last.on == entry.on {
                groups[groups.count - 1].append(entry)
            } else {
                groups.append([entry])
            }
        }
        return "<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.\(kind).001.02\"><\(root)><GrpHdr/>"
            + "<\(part)><Id>\(id)</Id><Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id><Ccy>EUR</Ccy></Acct>"
            + (balance ?? "") + groups.map(entry).joined() + "</\(part)></\(root)></Document>"
    }

    private static func entry(_ group: [(on: String, batch: String?, line: Line)]) -> String {
        guard let first = group.first else { return "" }
        let isBatch = first.batch != nil
        return "<Ntry>" + sum(group.reduce(0) { $0 + $1.line.amount }) + "<Sts>BOOK</Sts><BookgDt><Dt>\(first.on)</Dt></BookgDt>"
            + "<AcctSvcrRef>\(first.batch ?? first.line.reference)</AcctSvcrRef>"
            + "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls>"
            + group.map { entry in
                "<TxDtls>" + (isBatch ? sum(entry.line.amount) : "") + "<RltdPties><Dbtr><Nm>\(entry.line.payer)</Nm></Dbtr></RltdPties>"
                    + "<RmtInf><Ustrd>\(entry.line.text)</Ustrd></RmtInf></TxDtls>"
            }.joined() + "</NtryDtls></Ntry>"
    }

    private static func sum(_ amount: Int64) -> String {
        "<Amt Ccy=\"EUR\">\(Money(minor: abs(amount), .eur).decimalText)</Amt><CdtDbtInd>\(amount < 0 ? "DBIT" : "CRDT")</CdtDbtInd>"
    }
}
