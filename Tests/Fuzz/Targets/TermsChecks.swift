import Legal
import Values

/// Payment terms: whatever their case they say the same, and no due date comes before its base.
enum TermsChecks {
    private static let days = ["2024-02-29", "2026-01-31", "2026-11-22", "2027-12-31"].compactMap { LocalDate(iso: $0) }

    static func check(_ bytes: [UInt8]) throws(Violation) {
        let text = Input(bytes).text
        let read = outcome { () throws(PaymentTermsProblem) in try PaymentTerms.parse(text) }
        switch read {
        case .success(let terms): try accepted(terms)
        case .failure(let problem):
            try require(problem.column >= 1 && problem.column <= text.count + 1, "\(problem) in a text of \(text.count)")
            try require(problem.text.isEmpty || text.contains(problem.text), "\(problem.text) is not in the text")
        }
    }

    private static func accepted(_ terms: PaymentTerms) throws(Violation) {
        let capitals = String(decoding: terms.text.utf8.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }, as: UTF8.self)
        let again = try? PaymentTerms.parse(capitals)
        try requireSame(again.map(meaning), meaning(terms), "\(terms.text) in capitals")
        if let discount = terms.discount {
            try require(discount.rate.millionths > 0 && discount.rate.millionths < 1_000_000, "a discount of \(discount.rate)")
            try require((0...400).contains(discount.days), "a discount of \(discount.days) days")
            let whole = Money(minor: Money.largest, .eur)
            let reduced = discount.reduced(whole)
            try require(reduced.minor >= 0 && reduced.minor <= whole.minor, "reduced to \(reduced)")
            _ = discount.yearlyCost(netDays: 400)
        }
        for day in days {
            for reading in terms.readings {
                let due = terms.dueDate(issuedOn: day, reading: reading)
                try require(due.dueOn >= day, "\(terms.text) from \(day) is due on \(due.dueOn)")
                try require(due.dueOn.days(since: day) < 1300, "\(terms.text) from \(day) is due on \(due.dueOn)")
                try require(!due.words.french.isEmpty && !due.words.english.isEmpty, "\(terms.text) has no words")
                let json = due.json(inFrench: true)
                try requireSame(try? JSON(parsing: json.text), json, "\(terms.text) as JSON")
            }
        }
    }

    private static func meaning(_ terms: PaymentTerms) -> [String] {
        [
            "\(terms.base)", "\(terms.isFromEndOfDecade)", "\(terms.delay)", "\(terms.endOfMonth)",
            "\(String(describing: terms.fixedDay))", "\(String(describing: terms.discount))",
        ]
    }
}
