internal import Ledger
internal import Matching
internal import Values

/// A payment as it is being made.
struct TrialPayment {
    let payer: Int
    let day: LocalDate
    var firm: Int
    var kind: TrialTruth.Kind
    /// Firm and place of each invoice, by date of issue.
    var invoices: [(firm: Int, place: Int)]
    var amount: Int64
    var settled: [ReceivableID: Int64]
    var netted: [ReceivableID: Int64] = [:]
    var remitted: [ReceivableID: Int64] = [:]
    var charges: Int64?
    /// A person who sees the payer and the amount can tell what is paid.
    var isUnique = false
    /// No other open invoice of the customer has this amount.
    var isOnlySingle = false
}

extension TrialWorld {
    /// All that one payer pays, day after day.
    mutating func play(_ payer: Int, _ plan: TrialPlan) {
        var hasCrossedStart = false
        for payment in plan.payments {
            if payment.day >= settings.start, !hasCrossedStart {
                hasCrossedStart = true
                strike(payer)
            }
            pay(payer, payment.day, payment.count)
        }
        if !hasCrossedStart { strike(payer) }
    }

    /// Remembers what is open on the first day to be judged.
    private mutating func strike(_ payer: Int) {
        for firm in payers[payer].firms {
            for place in firms[firm].invoices.indices { firms[firm].invoices[place].openAtStart = firms[firm].invoices[place].open }
        }
    }

    private func open(_ firm: Int, _ day: LocalDate) -> [Int] {
        firms[firm].invoices.indices.filter { firms[firm].invoices[$0].open > 0 && firms[firm].invoices[$0].issuedOn <= day.adding(days: -1) }
    }

    private mutating func pay(_ payer: Int, _ day: LocalDate, _ count: Int) {
        let isHistory = day < settings.start
        let firm = dice.pick(payers[payer].firms)
        let open = open(firm, day)
        let payable = open.filter { !firms[firm].invoices[$0].isWithheld }
        guard !payable.isEmpty else { return }
        var chosen: [Int]
        var kind = TrialTruth.Kind.single
        if count == 1 || payable.count == 1 {
            chosen = [dice.percent(75) ? payable[0] : payable[dice.int(0...min(4, payable.count - 1))]]
        } else if dice.percent(93) {
            kind = .several
            let start = open.firstIndex(of: payable[0]) ?? 0
            chosen = Array(open[start..<min(start + count, open.count)]).filter { !firms[firm].invoices[$0].isWithheld }
            if chosen.count == 1 { kind = .single }
        } else {
            kind = .scattered
            var left = Array(payable.prefix(8))
            chosen = (0..<min(count, left.count)).map { _ in left.remove(at: dice.int(0...(left.count - 1))) }.sorted()
            if chosen.count == 1 { kind = .single }
        }
        var payment = TrialPayment(
            payer: payer, day: day, firm: firm, kind: kind, invoices: chosen.map { (firm, $0) }, amount: 0, settled: [:])
        if payers[payer].sort != .itself { join(&payment) }
        for (firm, place) in payment.invoices {
            let invoice = firms[firm].invoices[place]
            payment.settled[invoice.receivable] = invoice.open
            payment.amount += invoice.open
        }
        payment.isUnique = isUnique(payment, open)
        payment.isOnlySingle = open.filter { firms[firm].invoices[$0].open == payment.amount }.count == 1
        if !isHistory, payers[payer].sort == .itself { twist(&payment, open) }
        settle(payment, isHistory: isHistory)
    }

    /// A parent company or a factor pays for others in the same sum.
    private mutating func join(_ payment: inout TrialPayment) {
        payment.kind = payers[payment.payer].sort == .factor ? .factor : .parent
        guard dice.percent(45) else { return }
        for other in payers[payment.payer].firms where other != payment.firm && dice.percent(60) {
            guard let place = open(other, payment.day).first(where: { !firms[other].invoices[$0].isWithheld }) else { continue }
            payment.invoices.append((other, place))
        }
    }

    /// One invoice or one run of them, and nothing else, comes to the amount.
    private func isUnique(_ payment: TrialPayment, _ open: [Int]) -> Bool {
        guard payment.kind == .single || payment.kind == .several else { return false }
        return ways(payment.amount, payment.firm, open) == 1
    }

    func ways(_ amount: Int64, _ firm: Int, _ open: [Int]) -> Int {
        var ways = 0
        for start in open.indices {
            var sum: Int64 = 0
            for end in start..<open.count {
                sum += firms[firm].invoices[open[end]].open
                if sum == amount { ways += 1 }
                if sum >= amount { break }
            }
        }
        return ways
    }

    private mutating func settle(_ payment: TrialPayment, isHistory: Bool) {
        for (firm, place) in payment.invoices {
            let id = firms[firm].invoices[place].receivable
            firms[firm].invoices[place].open -= (payment.settled[id] ?? 0) + (payment.netted[id] ?? 0) + (payment.remitted[id] ?? 0)
            if isHistory, payment.day >= settings.start.adding(days: -60), firms[firm].invoices[place].open == 0 {
                firms[firm].settled.append(
                    SettledReceivable(id: id, amount: firms[firm].invoices[place].amount, currency: .eur, settledOn: payment.day))
            }
        }
        book(payment, isHistory: isHistory)
    }
}
