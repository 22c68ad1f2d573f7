import Ledger
import Values

/// What the bank of the firm brought: one movement of each kind.
enum BankBooks {
    static let account = "FR7630006000011234567890189"
    static let statement = StatementID("s-1120")

    static let statements: [FactBody] = [
        .bank(.statementRecorded(told("s-1030", from: "2026-10-26", until: "2026-10-30", 0, 1_000_00))),
        .bank(.statementRecorded(told("s-1120", from: "2026-11-16", until: "2026-11-20", 1_200_00, 9_000_00))),
    ]

    static let entries: [FactBody] = [
        // Sure: the number and the amount.
        entry("2026-11-19-000000000001", on: "2026-11-19", 389_000, "VIR SEPA RECU HOTEL DU PARC FA-2026-0805 FA-2026-0891", "HOTEL DU PARC"),
        entry("2026-11-19-000000000002", on: "2026-11-19", 673_040, "VIR SEPA RECU TRANSPORTS VIDAL FA-2026-0801", "TRANSPORTS VIDAL"),
        // To be confirmed: the amount alone.
        entry("2026-11-20-000000000003", on: "2026-11-20", 45_000, "VIR <script>alert('banque')</script> & \u{202E}fils", nil),
        // Nobody's.
        entry("2026-11-20-000000000004", on: "2026-11-20", 7_713, "REMISE CHEQUES 0012", nil),
        entry("2026-11-20-000000000005", on: "2026-11-20", 50_000, "VIREMENT DE COMPTE A COMPTE", nil),
        entry("2026-11-20-000000000006", on: "2026-11-20", -1_200, "FRAIS TENUE DE COMPTE", nil),
    ]

    static func entry(_ id: String, on text: String, _ amount: Int64, _ label: String, _ payer: String?) -> FactBody {
        .bank(
            .entryBooked(
                BankEntry(
                    id: EntryID(id), statement: statement, account: account, bookedOn: day(text), amount: amount, currency: .eur,
                    text: EntryText(label: label), party: BankParty(name: payer))))
    }

    private static func told(_ id: String, from: String, until: String, _ opening: Int64, _ closing: Int64) -> BankStatement {
        BankStatement(
            id: StatementID(id), account: account, currency: .eur, from: day(from), until: day(until), opening: opening,
            closing: closing, entries: 6, importID: ImportID("import-1"))
    }
}
