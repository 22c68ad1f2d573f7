import Statements

/// Records of a CFONB 120 file: what each is made of, at its columns.
struct CFONBText {
    var bank = "30004"
    var branch = "00812"
    var number = "00010123456"
    var currency = "EUR"
    var decimals = "2"

    func record(_ kind: String, _ fields: (column: Int, text: String)...) -> String { record(kind, fields) }

    private func record(_ kind: String, _ fields: [(column: Int, text: String)]) -> String {
        var columns = [Character](repeating: " ", count: 120)
        let account = [(1, kind), (3, bank), (12, branch), (17, currency + decimals), (22, number)]
        for (column, text) in account + fields {
            for (offset, character) in text.enumerated() { columns[column - 1 + offset] = character }
        }
        return String(columns)
    }

    func opening(_ on: String, _ amount: String) -> String { record("01", (35, on), (91, amount)) }
    func closing(_ on: String, _ amount: String) -> String { record("07", (35, on), (91, amount)) }

    func movement(_ amount: String, _ label: String = "VIR SEPA DUPONT SA", on: String = "201126") -> String {
        record("04", (33, "05"), (35, on), (43, on), (49, label), (91, amount))
    }

    func complement(_ qualifier: String, _ text: String) -> String { record("05", (33, "05"), (35, "201126"), (46, qualifier), (49, text)) }

    /// A day of one movement whose last balance is not looked at.
    func day(_ records: String...) -> String {
        ([opening("191126", "0000000000000{")] + records + [closing("201126", "0000000000000{")]).map { $0 + "\r\n" }.joined()
    }
}
