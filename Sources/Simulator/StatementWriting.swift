import Values

/// A bank's files, written from its own book.
struct StatementWriting {
    let account: BankAccount
    let company: NaiveCompany

    /// A file about a span, one statement for each currency.
    func statement(_ span: BankAccount.Span) -> [UInt8] {
        let currencies = account.currencies(of: span, company.currency)
        switch account.format {
        case .cfonb: return Array(currencies.map { cfonb(span, $0) }.joined().utf8)
        case .camt, .notified: return camt("053", "BkToCstmrStmt", currencies.map { statement(span, $0) })
        }
    }

    /// What came in, told before or beside the statement, in other words; nil when nothing did.
    func notification(_ span: BankAccount.Span) -> [UInt8]? {
        let parts = account.currencies(of: span, company.currency).compactMap { currency -> String? in
            let received = movements(span, currency).filter { $0.amount > 0 }
            guard !received.isEmpty else { return nil }
            return "<Ntfctn><Id>N\(span.movements.lowerBound)\(currency.code)</Id>\(head(currency))"
                + received.map { entry($0, label: notice($0.words)) }.joined() + "</Ntfctn>"
        }
        return parts.isEmpty ? nil : camt("054", "BkToCstmrDbtCdtNtfctn", parts)
    }

    /// In other words, where a reference tells what is meant: of what bears none the words are all that tells.
    private func notice(_ words: TransferWords) -> String { words.reference == nil ? words.label : "AVIS " + words.label }

    /// A file that was cut off on its way, or of which a line is lost; nil when it would not show.
    func damaged(_ span: BankAccount.Span, _ dice: inout Dice) -> [UInt8]? {
        let whole = statement(span)
        guard account.format == .cfonb else { return Array(whole.prefix(whole.count / 2)) }
        let lines = whole.split(separator: 0x0A).map { Array($0) + [0x0A] }
        let entries = lines.indices.filter { lines[$0].starts(with: Array("04".utf8)) }
        guard let lost = dice.pick(entries) else { return nil }
        return Array((lines[..<lost] + lines[(lost + 1)...].drop { $0.starts(with: Array("05".utf8)) }).joined())
    }

    private func movements(_ span: BankAccount.Span, _ currency: Currency) -> [BankMovement] {
        account.movements[span.movements].filter { $0.currency == currency }
    }

    private func balances(_ span: BankAccount.Span, _ currency: Currency) -> (Int64, Int64) {
        (
            account.balance(before: span.movements.lowerBound, in: currency),
            account.balance(before: span.movements.upperBound, in: currency)
        )
    }

    // MARK: CFONB 120

    private func cfonb(_ span: BankAccount.Span, _ currency: Currency) -> String {
        let (opening, closing) = balances(span, currency)
        var lines = [record("01", currency, span.from, opening)]
        for movement in movements(span, currency) {
            let words = movement.words
            lines.append(record("04", currency, movement.on, movement.amount, words))
            if !words.note.isEmpty { lines.append(complement("LCC", words.note, currency, movement.on)) }
            if let payer = words.payer { lines.append(complement("NPY", payer, currency, movement.on)) }
        }
        lines.append(record("07", currency, span.until, closing))
        return lines.map { $0 + "\n" }.joined()
    }

    private func record(
        _ kind: String, _ currency: Currency, _ on: LocalDate, _ amount: Int64, _ words: TransferWords? = nil
    ) -> String {
        var text = head(kind, currency, isEntry: words != nil)
        text += words == nil ? "  " : words?.reason == nil ? "05" : "06"
        text += Self.compact(on) + "  " + (words == nil ? "      " : Self.compact(on))
        text += Self.padded(words?.label ?? "", 31) + "  " + "0000000" + "  " + Self.overpunched(amount)
        return Self.padded(text, 120)
    }

    private func complement(_ qualifier: String, _ text: String, _ currency: Currency, _ on: LocalDate) -> String {
        Self.padded(head("05", currency, isEntry: true) + "05" + Self.compact(on) + "     " + qualifier + text, 120)
    }

    private func head(_ kind: String, _ currency: Currency, isEntry: Bool) -> String {
        kind + "30006" + (isEntry ? "0000" : "    ") + "00001" + "\(currency.code)\(currency.decimals) " + BankAccount.number
    }

    private static func compact(_ day: LocalDate) -> String {
        let parts = day.iso.split(separator: "-").map(String.init)
        return parts[2] + parts[1] + parts[0].suffix(2)
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text.count >= width ? String(text.prefix(width)) : text + String(repeating: " ", count: width - text.count)
    }

    private static func overpunched(_ amount: Int64) -> String {
        let digits = String(amount.magnitude)
        let marks = Array((amount < 0 ? "}JKLMNOPQR" : "{ABCDEFGHI").utf8)
        let last = marks[Int(amount.magnitude % 10)]
        return String(repeating: "0", count: 14 - digits.count) + digits.dropLast() + String(decoding: [last], as: UTF8.self)
    }

    // MARK: camt

    private func camt(_ kind: String, _ root: String, _ parts: [String]) -> [UInt8] {
        Array(
            ("<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.\(kind).001.02\"><\(root)><GrpHdr/>"
                + parts.joined() + "</\(root)></Document>").utf8)
    }

    private func statement(_ span: BankAccount.Span, _ currency: Currency) -> String {
        let (opening, closing) = balances(span, currency)
        return "<Stmt><Id>S\(span.movements.lowerBound)\(span.until.iso)\(currency.code)</Id>\(head(currency))"
            + balance("OPBD", opening, currency, span.from) + balance("CLBD", closing, currency, span.until)
            + movements(span, currency).map { entry($0, label: $0.words.label) }.joined() + "</Stmt>"
    }

    private func head(_ currency: Currency) -> String {
        "<Acct><Id><IBAN>\(BankAccount.iban)</IBAN></Id><Ccy>\(currency.code)</Ccy></Acct>"
    }

    private func balance(_ code: String, _ amount: Int64, _ currency: Currency, _ on: LocalDate) -> String {
        "<Bal><Tp><CdOrPrtry><Cd>\(code)</Cd></CdOrPrtry></Tp>\(sum(amount, currency))<Dt><Dt>\(on.iso)</Dt></Dt></Bal>"
    }

    private func sum(_ amount: Int64, _ currency: Currency) -> String {
        "<Amt Ccy=\"\(currency.code)\">\(DecimalWriting.text(abs(amount), currency))</Amt>"
            + "<CdtDbtInd>\(amount < 0 ? "DBIT" : "CRDT")</CdtDbtInd>"
    }

    private func entry(_ movement: BankMovement, label: String) -> String {
        let words = movement.words
        var details = words.payer.map { payer in
            "<RltdPties><Dbtr><Nm>\(payer)</Nm></Dbtr>"
                + (words.account.map { "<DbtrAcct><Id><Othr><Id>\($0)</Id></Othr></Id></DbtrAcct>" } ?? "") + "</RltdPties>"
        } ?? ""
        if !words.note.isEmpty { details += "<RmtInf><Ustrd>\(words.note)</Ustrd></RmtInf>" }
        if let reason = words.reason { details += "<RtrInf><Rsn><Cd>\(reason)</Cd></Rsn></RtrInf>" }
        return "<Ntry>\(sum(movement.amount, movement.currency))" + (words.reason == nil ? "" : "<RvslInd>true</RvslInd>")
            + "<Sts>BOOK</Sts><BookgDt><Dt>\(movement.on.iso)</Dt></BookgDt>"
            + (words.reference.map { "<AcctSvcrRef>\($0)</AcctSvcrRef>" } ?? "")
            + "<NtryDtls><TxDtls>\(details)</TxDtls></NtryDtls><AddtlNtryInf>\(label)</AddtlNtryInf></Ntry>"
    }
}
