import Ledger
import Values

/// Sets open credits against receivables: named ones against their invoice first, whether or not it may be asked for
/// today; then what is overdue and not held, oldest due first, then what else the message holds.
struct CreditNetting {
    /// Minor units applied, by receivable.
    private(set) var applied: [ReceivableID: Int64] = [:]
    private var uses: [(credit: Credit, receivable: ReceivableID, amount: Int64)] = []

    /// `overdue` and `others` are in the order in which credits reach them; `all` are the currency's receivables.
    init(_ credits: [Credit], overdue: [Candidate], others: [Candidate], all: [Candidate]) {
        guard !credits.isEmpty else { return }
        var remaining: [ReceivableID: Int64] = [:]
        for candidate in overdue + others { remaining[candidate.receivable] = candidate.asked }
        var waiting: [ReceivableID: Int64] = [:]
        for candidate in all { waiting[candidate.receivable] = candidate.open - (remaining[candidate.receivable] ?? 0) }
        let ordered = credits.sorted { ($0.on, $0.key) < ($1.on, $1.key) }
        var left = ordered.map(\.unallocated)
        for (index, credit) in ordered.enumerated() where credit.invoice != nil {
            for candidate in overdue + others where candidate.receivable.invoice == credit.invoice {
                use(credit, &left[index], candidate.receivable, &remaining)
            }
            // What else the invoice owes (held, in dispute, not yet due) has the next claim to it.
            for candidate in all where candidate.receivable.invoice == credit.invoice {
                let kept = min(left[index], waiting[candidate.receivable] ?? 0)
                left[index] -= kept
                waiting[candidate.receivable, default: 0] -= kept
            }
        }
        for candidate in overdue + others {
            for (index, credit) in ordered.enumerated() where left[index] > 0 {
                use(credit, &left[index], candidate.receivable, &remaining)
            }
        }
    }

    private mutating func use(
        _ credit: Credit, _ left: inout Int64, _ receivable: ReceivableID, _ remaining: inout [ReceivableID: Int64]
    ) {
        let amount = min(left, remaining[receivable] ?? 0)
        guard amount > 0 else { return }
        left -= amount
        remaining[receivable, default: 0] -= amount
        applied[receivable, default: 0] += amount
        uses.append((credit, receivable, amount))
    }

    /// What credits at hand take off a receivable, each on its own day.
    func reductions(of receivable: ReceivableID) -> [AccessoryQuestion.Reduction] {
        uses.filter { $0.receivable == receivable }.map {
            AccessoryQuestion.Reduction(on: $0.credit.on, amount: $0.amount, kind: $0.credit.kind)
        }
    }

    /// What a message about these receivables deducts, by credit, in the order of the credits.
    func credits(for receivables: @autoclosure () -> Set<ReceivableID>) -> [AppliedCredit] {
        guard !uses.isEmpty else { return [] }
        let receivables = receivables()
        var found: [AppliedCredit] = []
        for use in uses where receivables.contains(use.receivable) {
            if let index = found.firstIndex(where: { $0.credit == use.credit.key }) {
                let sum = found[index].amount.plus(use.amount)
                found[index] = AppliedCredit(credit: use.credit.key, on: use.credit.on, amount: sum)
            } else {
                found.append(AppliedCredit(credit: use.credit.key, on: use.credit.on, amount: use.amount))
            }
        }
        return found
    }
}
