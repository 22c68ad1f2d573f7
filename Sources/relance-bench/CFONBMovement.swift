/// A receipt in a CFONB 120 statement of one account and one day, as French banks write it.
struct CFONBMovement {
    let cents: Int64
    /// 31 columns are kept.
    let label: String
    /// Qualifier and text.
    let complements: [(String, String)]

    static func write(_ movements: some Sequence<CFONBMovement>, _ file: inout StatementFile) throws {
        try file.put(record("01", on: "191126", [(91, amount(0))]))
        var balance: Int64 = 0
        for movement in movements {
            balance += movement.cents
            try file.put(
                record(
                    "04", "05", on: "201126",
                    [(43, "201126"), (49, String(movement.label.prefix(31))), (91, amount(movement.cents))]))
            for (qualifier, text) in movement.complements {
                try file.put(record("05", "05", on: "201126", [(46, qualifier), (49, text)]))
            }
        }
        try file.put(record("07", on: "201126", [(91, amount(balance))]))
    }

    private static func amount(_ cents: Int64) -> String {
        let signs = Array("{ABCDEFGHI")
        return Int(cents).digits(14).dropLast() + String(signs[Int(cents % 10)])
    }

    /// 120 columns: bank, branch and account are those of one account.
    private static func record(_ kind: String, _ operation: String = "  ", on: String, _ fields: [(column: Int, text: String)]) -> String {
        var line = "\(kind)30004    00812EUR2 00010123456\(operation)\(on)"
        for (column, text) in fields {
            line += String(repeating: " ", count: max(0, column - 1 - line.utf8.count)) + text
        }
        return line + String(repeating: " ", count: max(0, 120 - line.utf8.count)) + "\r\n"
    }
}
