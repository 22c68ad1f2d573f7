internal import Ledger

/// A way to explain a movement, by places in the index, before it is put into words.
struct Sketch: Sendable {
    struct Part: Sendable, Equatable {
        let item: Int
        /// Of the movement's own money.
        let amount: Int64
    }

    struct Netting: Sendable, Equatable {
        let debtor: Int
        let credit: Int
        let item: Int
        let amount: Int64
    }

    var debtors: [Int]
    var fit: Pattern.Fit
    var parts: [Part] = []
    var nettings: [Netting] = []
    /// What is let go of, by item.
    var remitted: [(item: Int, amount: Int64)] = []
    var remission: Remission.Kind?
    var remainder: Int64 = 0
    /// Payments in the book that it is, by their places among the awaited credits.
    var recognised: [Int] = []
    /// It is these payments by its day and amount, and its payer is named: no other payment in the book comes near.
    var isInBook = false
    var payer = 0
    /// How strongly the movement points to its customer, in bits of surprise.
    var bits = 0
    var reference = 0
    var rivals = 0
    var probability = 0
    /// All its items are named, in part at least.
    var isNamed = false
    /// It names what was settled before.
    var namesSettled = false
    /// The receipt that went back, by its place among the receipts.
    var receipt: Int?
    /// What went back with it for the bank.
    var charges: Int64 = 0
    /// More would have to be let go of than the company allows.
    var isBeyondTolerance = false

    var pattern: Pattern { Pattern(payer: payer, reference: reference, fit: fit, rivals: rivals) }
    /// A payment that is in the book comes before anything that would be a second one.
    var weight: Int { fit == .recognised && payer >= 2 ? 1 : 0 }
    var items: [Int] { parts.map(\.item) }

    /// A name points to one customer as well as to another within so many bits.
    static let nearBits = 3

    /// Another customer, whom the movement names or points to as strongly, owes the amount to the cent.
    func isAsLikely(as other: Sketch) -> Bool {
        guard debtors != other.debtors, fit.rawValue <= Pattern.Fit.balance.rawValue else { return false }
        return reference >= 3 || bits + Self.nearBits >= other.bits
    }

    /// What it names besides what it settles.
    mutating func note(_ view: DebtorView, _ reading: EntryReading) {
        namesSettled = view.namesSettled
        if reading.hasUnknownNumber, reference == 0 { reference = 1 }
    }

    func settlesSame(as other: Sketch) -> Bool {
        parts == other.parts && nettings == other.nettings && recognised == other.recognised && debtors == other.debtors
            && receipt == other.receipt
    }
}
