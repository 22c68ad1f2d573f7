import TestKit

/// The customers, invoices, credit notes and payments of a firm, and the files in which they come.
struct Books: Sendable {
    private struct Buyer: Sendable {
        let id: String
        let email: String
    }

    private struct Bill: Sendable {
        let id: String
        let buyer: Buyer
        let issuedOn: String
        let dueOn: String
        let cents: Int
    }

    private let firm: Int
    private var buyers: [Buyer] = []
    private var bills: [Bill] = []
    /// The first of them come as an accounting export.
    private let isFromAccounts: Bool

    init(firm: Int, buyers count: Int, _ random: inout SeededRandom) {
        self.firm = firm
        isFromAccounts = random.once(in: 3)
        for number in 1...count {
            // Some have no address for mails: letters go to them.
            let email = random.once(in: 6) ? "" : "compta@c\(number).firm\(firm).example"
            buyers.append(Buyer(id: "C\(firm)-\(number)", email: email))
            for rank in 1...random.int(1...4) {
                let issued = random.int(1...28)
                let (issuedOn, dueOn) = random.pick([
                    ("2026-09-\(Self.two(issued))", "2026-10-\(Self.two(issued))"),
                    ("2026-10-\(Self.two(issued))", "2026-11-\(Self.two(min(issued, 20)))"),
                    ("2026-11-\(Self.two(min(issued, 19)))", "2026-12-\(Self.two(issued))"),
                ]) ?? ("2026-10-01", "2026-10-31")
                bills.append(Bill(
                    id: "F\(firm)-\(number)-\(rank)", buyer: buyers[number - 1], issuedOn: issuedOn, dueOn: dueOn,
                    cents: random.int(2_000...900_000)))
            }
        }
    }

    // MARK: Files

    func files(_ random: inout SeededRandom) -> [LoadFile] {
        var files = [people(random.once(in: 3))]
        let accounts = isFromAccounts ? bills.prefix(bills.count / 2) : []
        let others = bills.dropFirst(accounts.count)
        if !accounts.isEmpty { files.append(export(Array(accounts))) }
        let cut = random.once(in: 3) ? others.count / 2 : 0
        for (index, part) in [others.prefix(cut), others.dropFirst(cut)].enumerated() where !part.isEmpty {
            files.append(invoices(Array(part), index + 1, random.once(in: 3)))
        }
        if random.once(in: 3), let file = credits(Array(others), &random) { files.append(file) }
        if !random.once(in: 5) { files.append(payments(Array(others), &random)) }
        return files
    }

    private func people(_ isWorkbook: Bool) -> LoadFile {
        let rows = buyers.map {
            [$0.id, "Client \($0.id)", $0.email, "\(Self.two(firm)) rue des Forges", "44000", "Nantes", "FR"]
        }
        let head = ["customer_number", "name", "email", "address", "postcode", "city", "country"]
        return LoadFile(table("customers", head, rows, isWorkbook), marks: buyers.map(\.id))
    }

    private func invoices(_ bills: [Bill], _ part: Int, _ isWorkbook: Bool) -> LoadFile {
        let rows = bills.map { [$0.id, $0.buyer.id, $0.issuedOn, $0.dueOn, Self.euros($0.cents), "EUR"] }
        let head = ["invoice_number", "customer_number", "issued_on", "due_on", "amount", "currency"]
        return LoadFile(table("invoices\(part)", head, rows, isWorkbook), marks: bills.map(\.id))
    }

    private func credits(_ bills: [Bill], _ random: inout SeededRandom) -> LoadFile? {
        let chosen = bills.filter { _ in random.once(in: 5) }
        guard !chosen.isEmpty else { return nil }
        let rows = chosen.map { ["A" + $0.id, $0.buyer.id, "2026-11-19", Self.euros($0.cents / 10), "EUR", $0.id] }
        let head = ["invoice_number", "customer_number", "issued_on", "amount", "currency", "credited_invoice"]
        return LoadFile(table("credit-notes", head, rows, false), marks: rows.map { $0[0] })
    }

    private func payments(_ bills: [Bill], _ random: inout SeededRandom) -> LoadFile {
        var rows: [[String]] = []
        for bill in bills where random.once(in: 3) {
            let isWhole = random.once(in: 2)
            let named = random.once(in: 4) ? "" : bill.id
            rows.append(["P" + bill.id, bill.buyer.id, "2026-11-19", Self.euros(isWhole ? bill.cents : bill.cents / 3), "EUR", named])
        }
        if rows.isEmpty, let buyer = buyers.first { rows.append(["P\(firm)-0", buyer.id, "2026-11-19", "1.00", "EUR", ""]) }
        let head = ["payment_reference", "customer_number", "received_on", "amount", "currency", "invoice_number"]
        return LoadFile(table("payments", head, rows, random.once(in: 3)), marks: rows.map { $0[0] })
    }

    /// Half of the invoices as the accounts tell them; every third was paid.
    private func export(_ bills: [Bill]) -> LoadFile {
        var lines = [
            "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|"
                + "EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise"
        ]
        for (index, bill) in bills.enumerated() {
            let day = bill.issuedOn.replacing("-", with: "")
            let isPaid = index % 3 == 2
            let letter = isPaid ? "A\(index)|20261119" : "|"
            func line(_ journal: String, _ day: String, _ account: String, _ piece: String, _ debit: Int, _ credit: Int, _ end: String) {
                let isBuyer = account.hasPrefix("411")
                lines.append(
                    "\(journal)|\(index + 1)|\(day)|\(account)|Compte|\(isBuyer ? bill.buyer.id : "")|"
                        + "\(isBuyer ? "Client " + bill.buyer.id : "")|\(piece)|\(day)|\(piece)|\(Self.comma(debit))|\(Self.comma(credit))|\(end)|\(day)||")
            }
            let net = bill.cents * 5 / 6
            line("VE|Ventes", day, "411000", bill.id, bill.cents, 0, letter)
            line("VE|Ventes", day, "707000", bill.id, 0, net, "|")
            line("VE|Ventes", day, "445710", bill.id, 0, bill.cents - net, "|")
            guard isPaid else { continue }
            line("BQ|Banque", "20261119", "512000", "V" + bill.id, bill.cents, 0, "|")
            line("BQ|Banque", "20261119", "411000", "V" + bill.id, 0, bill.cents, letter)
        }
        let text = lines.joined(separator: "\r\n") + "\r\n"
        return LoadFile(("firm\(firm)/123456782FEC20261231.txt", Array(text.utf8)), marks: bills.map(\.id))
    }

    private func table(_ name: String, _ head: [String], _ rows: [[String]], _ isWorkbook: Bool) -> (String, [UInt8]) {
        if isWorkbook { return ("firm\(firm)/\(name).xlsx", Workbook(rows: [head] + rows).bytes) }
        let text = ([head] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
        return ("firm\(firm)/\(name).csv", Array(text.utf8))
    }

    // MARK: What a person notes

    /// Holds, promises and disputes. Each is told from the others by its reason: who does not know whether one was
    /// noted looks for it.
    func notes(_ company: String, _ random: inout SeededRandom) -> [Deed] {
        let open = bills.filter { $0.dueOn > "2026-12" }.shuffled(using: &random).prefix(random.int(0...2))
        return open.enumerated().map { number, bill in
            let reason = "note \(firm)-\(number)"
            let end = ["--invoice", bill.id, "--company", company, "--reason", reason]
            let words = random.pick([["hold", "--until", "2026-12-15"], ["dispute"], ["mute", "--until", "2026-12-05"]]) ?? []
            return Deed(firm: company, words: words + end, marks: [reason], isRepeatable: false)
        }
    }

    // MARK: Words

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    private static func euros(_ cents: Int) -> String { "\(cents / 100).\(two(cents % 100))" }
    private static func comma(_ cents: Int) -> String { "\(cents / 100),\(two(cents % 100))" }
}
