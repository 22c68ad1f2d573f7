internal import Ledger
internal import Matching
internal import Values

/// A customer of the made-up company, and how it is invoiced.
struct TrialFirm {
    let id: CustomerID
    let name: String
    let siren: String
    /// Under which its bank knows it, when that is not its name.
    let tradingName: String?
    /// What each invoice comes to, for those who subscribe; minor units.
    let fee: Int64?
    let takesDiscount: Bool
    var invoices: [TrialInvoice] = []
    var credits: [KnownCredit] = []
    var settled: [SettledReceivable] = []
}

/// An invoice of one receivable.
struct TrialInvoice {
    let id: InvoiceID
    let issuedOn: LocalDate
    let dueOn: LocalDate
    let amount: Int64
    let order: String?
    var open: Int64
    /// Never paid within the days of the trial.
    let isWithheld: Bool
    /// What was open on the first day to be judged.
    var openAtStart: Int64

    var receivable: ReceivableID { ReceivableID(invoice: id, rank: 1) }
}

/// Who pays: one firm for itself, a parent company for its own, a factor for others.
struct TrialPayer {
    enum Sort { case itself, parent, factor }

    /// How it writes what it pays; most keep to one way.
    enum Habit: CaseIterable { case whole, compact, spaced, digits, tail, order, structured, customerCode, vague, nothing }

    let sort: Sort
    /// Places among the firms.
    let firms: [Int]
    /// As its bank prints it.
    let printedName: String
    let account: String
    let habit: Habit
    let paysInRuns: Bool
    /// Days from the invoice to the payment.
    let lagDays: Int
    var knownPayments = 0
}

/// How the company numbers its invoices.
struct TrialNumbering {
    private let style: Int
    private var next: Int

    init(_ dice: inout TrialDice) {
        style = dice.int(0...6)
        next = dice.int(1...9_000)
    }

    /// The next number, as printed on the invoice.
    mutating func number(on day: LocalDate) -> String {
        next += 1
        let plain = String(next)
        let padded = String(repeating: "0", count: max(0, 6 - plain.count)) + plain
        let year = String(day.year)
        switch style {
        case 0: return "FA-\(year)-\(padded)"
        case 1: return "F\(year)\(padded)"
        case 2: return "\(year)/\(padded)"
        case 3: return "FAC\(padded)"
        case 4: return "\(year.suffix(2))-\(padded)"
        case 5: return plain
        default: return "VE \(year.suffix(2))\(day.month < 10 ? "0" : "")\(day.month) \(padded)"
        }
    }
}
