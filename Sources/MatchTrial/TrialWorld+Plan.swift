internal import Values

/// The days on which a payer pays, and how many invoices each time.
struct TrialPlan {
    var payments: [(day: LocalDate, count: Int)] = []
}

extension TrialWorld {
    /// When each payer pays, and the invoices that it will pay then; some more are left open at the end.
    mutating func planned() -> [TrialPlan] {
        var plans = Array(repeating: TrialPlan(), count: payers.count)
        let shares = zipf()
        let judged = settings.entries * (100 - settings.noise) / 100
        for _ in 0..<judged { draw(shares, settings.start, TrialSettings.judgedDays, &plans) }
        let before = settings.start.adding(days: -TrialSettings.historyDays)
        for _ in 0..<(settings.entries * settings.history / 100) { draw(shares, before, TrialSettings.historyDays, &plans) }
        for payer in plans.indices {
            plans[payer].payments.sort { $0.day < $1.day }
            for payment in plans[payer].payments { bill(payers[payer], payment.day, payment.count) }
        }
        fill()
        for firm in firms.indices { firms[firm].invoices.sort { ($0.issuedOn, $0.amount) < ($1.issuedOn, $1.amount) } }
        return plans
    }

    /// A few pay often, most pay rarely.
    private func zipf() -> [Int] {
        var total = 0
        return payers.indices.map { rank in
            total += 1_000_000 / (rank + 40)
            return total
        }
    }

    private mutating func draw(_ shares: [Int], _ from: LocalDate, _ days: Int, _ plans: inout [TrialPlan]) {
        let point = dice.int(0...((shares.last ?? 1) - 1))
        var (low, high) = (0, shares.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if shares[middle] > point { high = middle } else { low = middle + 1 }
        }
        let count = dice.percent(settings.singles) ? 1 : dice.int(2...6)
        plans[low].payments.append((from.adding(days: dice.int(0...(days - 1))), count))
    }

    private mutating func bill(_ payer: TrialPayer, _ day: LocalDate, _ count: Int) {
        for _ in 0..<count {
            invoice(dice.pick(payer.firms), on: day.adding(days: -payer.lagDays - dice.int(0...12)))
        }
        if day >= settings.start, dice.percent(30) { invoice(dice.pick(payer.firms), on: day.adding(days: -dice.int(0...8))) }
    }

    /// Invoices that nobody pays within these days, up to the number asked for.
    private mutating func fill() {
        let paid = settings.entries * (100 - settings.noise) / 100 * (300 - 2 * settings.singles) / 100
        for _ in 0..<max(0, settings.items - paid) {
            invoice(dice.int(0...(firms.count - 1)), on: end.adding(days: -dice.int(0...45)), isWithheld: true)
        }
    }
}
