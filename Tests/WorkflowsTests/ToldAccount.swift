import Values

/// One movement of a made-up account: what truly happened.
struct TrueMovement {
    let on: LocalDate
    var amount: Int64
    let payer: String
    let text: String
    /// Movements of one day that the bank booked as one sum, where the format tells of sums.
    var batch: String?

    /// As a bank prints it.
    var label: String { (amount > 0 ? "VIR SEPA RECU " : "PRLV SEPA ") + payer + " " + text }
}

/// A made-up account whose bank tells of it in any format, whole or in part.
struct ToldAccount {
    enum Format: String, CaseIterable {
        case cfonb, camt, mt940, ofx, csv
        /// A table with a balance on each row.
        case balancedCSV
        /// Rows dated by value, one working day later.
        case valueCSV
    }

    /// In the order of booking.
    let movements: [TrueMovement]
    var start: Int64 = 1_000_00

    private static let iban = "FR7630006000011234567890189"

    init(_ movements: [TrueMovement]) { self.movements = movements }

    init(_ rows: (on: String, amount: Int64, payer: String, text: String)...) {
        movements = rows.map { TrueMovement(on: day($0.on), amount: $0.amount, payer: $0.payer, text: $0.text) }
    }

    private func balance(before day: LocalDate) -> Int64 {
        movements.filter { $0.on < day }.reduce(start) { $0 + $1.amount }
    }

    /// Three months, made up: days with several movements of a few sums, twins, money that goes back, sums of several.
    init(seed: UInt64, hasBatches: Bool = true) {
        var random = SplitMix64(state: seed)
        var made: [TrueMovement] = []
        let names = ["MARTIN", "DURAND", "LEFEVRE", "NORTHWIND", "PETIT", "GARNIER", "MOREL", "ROUX"]
        for offset in 0..<90 {
            let on = day("2026-08-03").adding(days: offset)
            guard WorkingCalendar(.france).isWorkingDay(on) else { continue }
            for place in 0..<random.int(0...4) {
                let payer = names[random.int(0...7)]
                let amount = Int64([100_00, 120_00, 250_00, random.int(1_00...900_00)][random.int(0...3)])
                let movement = TrueMovement(on: on, amount: amount, payer: payer, text: "FA-\(offset)\(place)")
                switch random.int(0...9) {
                case 0: made += [movement, movement]
                case 1: made.append(TrueMovement(on: on, amount: -amount, payer: payer, text: "REJET \(offset)\(place)"))
                case 2 where hasBatches:
                    made += names.prefix(random.int(2...4)).map {
                        TrueMovement(on: on, amount: amount + Int64($0.utf8.count), payer: $0, text: "LOT", batch: "REMISE\(offset)\(place)")
                    }
                default: made.append(movement)
                }
            }
        }
        self.init(made)
    }

    func told(_ first: LocalDate, _ last: LocalDate) -> [TrueMovement] {
        movements.filter { first <= $0.on && $0.on <= last }
    }

    func tell(_ format: Format, _ first: String, _ last: String) -> String { tell(format, day(first), day(last)) }

    /// What the bank says of some days, both included.
    func tell(_ format: Format, _ first: LocalDate, _ last: LocalDate) -> String {
        let before = balance(before: first)
        let parts = told(first, last)
        // Only camt tells the parts of what was booked as one sum.
        let told = parts.sums
        let after = told.reduce(before) { $0 + $1.amount }
        switch format {
        case .cfonb: return cfonb(told, first, last, before)
        case .camt: return camt(parts, first, last, before, after)
        case .mt940: return mt940(told, first, last, before, after)
        case .ofx: return ofx(told, last)
        case .csv: return csv(told, nil)
        case .balancedCSV: return csv(told, before)
        case .valueCSV: return csv(told.map { TrueMovement(on: Self.value(of: $0), amount: $0.amount, payer: $0.payer, text: $0.text) }, nil)
        }
    }

    /// What the bank says of some movements, a batch counted as one: a statement may end in the middle of a day.
    func tell(_ format: Format, from first: Int, upTo last: Int) -> (text: String, days: ClosedRange<LocalDate>)? {
        let all = movements.sums
        let told = Array(all[first..<last])
        guard let opened = told.first?.on, let closed = told.last?.on else { return nil }
        let before = all[..<first].reduce(start) { $0 + $1.amount }
        let after = told.reduce(before) { $0 + $1.amount }
        let isInside = first > 0 && all[first - 1].on == opened
        let from = isInside ? opened.adding(days: 1) : opened
        switch format {
        case .cfonb: return (cfonb(told, from, closed, before), opened...closed)
        case .camt: return (camt(told, opened, closed, before, after), opened...closed)
        case .mt940: return (mt940(told, from, closed, before, after), opened...closed)
        case .ofx, .csv, .balancedCSV, .valueCSV: return nil
        }
    }

    /// A notification (camt.054) of what came in on a day.
    func notify(_ on: LocalDate) -> String {
        let received = told(on, on).filter { $0.amount > 0 }
        return StatementText.camt(
            "054", id: "n-\(on.iso)", from: on.iso, until: on.iso, balances: nil,
            received.map { (on: on.iso, batch: $0.batch, line: line($0)) })
    }

    private static func value(of movement: TrueMovement) -> LocalDate {
        WorkingCalendar(.france).onOrAfter(movement.on.adding(days: 1))
    }

    // MARK: Formats

    private func line(_ movement: TrueMovement) -> (reference: String, amount: Int64, payer: String, text: String) {
        (reference: "", amount: movement.amount, payer: movement.payer, text: movement.text)
    }

    private func cfonb(_ told: [TrueMovement], _ first: LocalDate, _ last: LocalDate, _ before: Int64) -> String {
        StatementText.cfonb(
            from: first.adding(days: -1).iso, opening: before, until: last.iso,
            told.map { (on: $0.on.iso, amount: $0.amount, label: $0.label.uppercased()) })
    }

    private func camt(_ told: [TrueMovement], _ first: LocalDate, _ last: LocalDate, _ before: Int64, _ after: Int64) -> String {
        StatementText.camt(
            "053", id: "\(first.iso)-\(last.iso)", from: first.iso, until: last.iso, balances: (before, after),
            told.map { (on: $0.on.iso, batch: $0.batch, line: line($0)) })
    }

    private func mt940(_ told: [TrueMovement], _ first: LocalDate, _ last: LocalDate, _ before: Int64, _ after: Int64) -> String {
        func balance(_ tag: String, _ on: LocalDate, _ amount: Int64) -> String {
            ":\(tag):\(amount < 0 ? "D" : "C")\(Self.short(on))EUR\(Self.comma(abs(amount)))\r\n"
        }
        let lines = told.map { movement in
            ":61:\(Self.short(movement.on))\(Self.short(movement.on).suffix(4))\(movement.amount < 0 ? "D" : "C")\(Self.comma(abs(movement.amount)))NTRFNONREF\r\n"
                + ":86:166?00VIREMENT?20SVWZ+\(movement.text)?32\(movement.payer)\r\n"
        }
        return ":20:\(Self.short(first))\r\n:25:\(Self.iban)\r\n:28C:1/1\r\n" + balance("60F", first.adding(days: -1), before)
            + lines.joined() + balance("62F", last, after) + "-\r\n"
    }

    private func ofx(_ told: [TrueMovement], _ last: LocalDate) -> String {
        let lines = told.enumerated().map { place, movement in
            let rank = place - (told.firstIndex { $0.on == movement.on } ?? 0)
            return "<STMTTRN>\n<TRNTYPE>\(movement.amount < 0 ? "DEBIT" : "CREDIT")\n<DTPOSTED>\(Self.compact(movement.on))\n"
                + "<TRNAMT>\(Money(minor: movement.amount, .eur).decimalText)\n<FITID>\(Self.compact(movement.on))\(rank)\n"
                + "<NAME>\(movement.label.prefix(32))\n<MEMO>\(movement.text)\n</STMTTRN>\n"
        }
        return "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n<OFX>\n<BANKMSGSRSV1>\n<STMTTRNRS>\n<STMTRS>\n"
            + "<CURDEF>EUR\n<BANKACCTFROM>\n<BANKID>30006\n<BRANCHID>00001\n<ACCTID>12345678901\n<ACCTTYPE>CHECKING\n</BANKACCTFROM>\n"
            + "<BANKTRANLIST>\n" + lines.joined() + "</BANKTRANLIST>\n</STMTRS>\n</STMTTRNRS>\n</BANKMSGSRSV1>\n</OFX>\n"
    }

    private func csv(_ told: [TrueMovement], _ before: Int64?) -> String {
        var balance = before ?? 0
        let rows = told.map { movement in
            balance += movement.amount
            let columns = [movement.on.iso, movement.label, Money(minor: movement.amount, .eur).decimalText]
            return (columns + (before == nil ? [] : [Money(minor: balance, .eur).decimalText])).joined(separator: ";") + "\n"
        }
        return "Compte \(Self.iban)\nDate;Libellé;Montant\(before == nil ? ";Date de valeur" : ";Solde")\n"
            + (before == nil ? rows.map { $0.dropLast() + ";\n" } : rows).joined()
    }

    private static func compact(_ day: LocalDate) -> String { String(day.iso.filter { $0 != "-" }) }
    private static func short(_ day: LocalDate) -> String { String(compact(day).dropFirst(2)) }

    private static func comma(_ amount: Int64) -> String {
        String(Money(minor: amount, .eur).decimalText.map { $0 == "." ? "," : $0 })
    }
}

extension [TrueMovement] {
    /// What a bank books: those of one batch in one sum.
    var sums: [TrueMovement] {
        var sums: [TrueMovement] = []
        for movement in self {
            if let last = sums.last, let batch = movement.batch, last.batch == batch {
                sums[sums.count - 1] = TrueMovement(
                    on: last.on, amount: last.amount + movement.amount, payer: "REMISE", text: batch, batch: batch)
            } else {
                sums.append(movement)
            }
        }
        return sums
    }
}
