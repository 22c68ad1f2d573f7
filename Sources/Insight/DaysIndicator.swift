/// How a number of days was computed; published with it.
package enum DaysMethod: String, Sendable, Hashable, CaseIterable {
    /// Latest sales are subtracted from the receivables until none are left, and their days summed (épuisement).
    case countBack = "count_back"
    /// Receivables over the sales of a period, times its days.
    case accounting
    /// Weighted by amount, over invoices already settled.
    case settledInvoices = "settled_invoices"
}

/// What a reader must know about a figure.
package enum FigureCaveat: String, Sendable, Hashable, CaseIterable {
    /// There is nothing to divide by: the figure is left out rather than shown as zero.
    case notComputable = "not_computable"
    /// The receivables exceed all the sales that are known: the true figure is higher.
    case beyondHistory = "beyond_history"
    /// Credits exceed the receivables: shown as zero.
    case negativeReceivables = "negative_receivables"
}

/// A number of days, exact, with its method.
package struct DaysIndicator: Hashable, Sendable {
    /// Nil when it cannot be computed.
    package let days: Ratio?
    package let method: DaysMethod
    package let caveat: FigureCaveat?

    package init(days: Ratio?, method: DaysMethod, caveat: FigureCaveat? = nil) {
        self.days = days
        self.method = method
        self.caveat = days == nil ? .notComputable : caveat
    }

    /// Tenths of a day, rounded half up.
    package var tenths: Int64? { days?.rounded(decimals: 1) }

    /// Days sales outstanding by count-back, the latest month first, the last one reached pro rata.
    ///
    /// - Parameter receivables: minor units; not-due receivables alone give the best possible DSO.
    package static func countBack(_ receivables: Int64, _ history: SalesHistory) -> DaysIndicator {
        guard history.months.contains(where: { $0.sales > 0 }) else {
            return DaysIndicator(days: nil, method: .countBack)
        }
        guard receivables >= 0 else {
            return DaysIndicator(days: .zero, method: .countBack, caveat: .negativeReceivables)
        }
        var rest = receivables
        var whole = 0
        for month in history.months where rest > 0 {
            let days = history.days(of: month)
            guard month.sales > rest else {
                // A month of more credit notes than invoices adds to what is left to explain.
                let (remaining, overflow) = rest.subtractingReportingOverflow(month.sales)
                guard !overflow else { return DaysIndicator(days: nil, method: .countBack) }
                rest = remaining
                whole += days
                continue
            }
            let part = Ratio(rest, over: month.sales)?.times(Int64(days))
            return DaysIndicator(days: part?.adding(Ratio(whole)), method: .countBack)
        }
        return DaysIndicator(days: Ratio(whole), method: .countBack, caveat: rest > 0 ? .beyondHistory : nil)
    }

    /// Days sales outstanding by the accounts: receivables ÷ sales of the history's months × their days.
    package static func accounting(_ receivables: Int64, _ history: SalesHistory) -> DaysIndicator {
        var sales: Int64 = 0
        var days: Int64 = 0
        for month in history.months {
            let (sum, overflow) = sales.addingReportingOverflow(month.sales)
            guard !overflow else { return DaysIndicator(days: nil, method: .accounting) }
            sales = sum
            days += Int64(history.days(of: month))
        }
        guard sales > 0 else { return DaysIndicator(days: nil, method: .accounting) }
        guard receivables >= 0 else {
            return DaysIndicator(days: .zero, method: .accounting, caveat: .negativeReceivables)
        }
        return DaysIndicator(days: Ratio(receivables, over: sales)?.times(days), method: .accounting)
    }

    /// Average days delinquent: DSO less the best possible one, both by this method.
    package static func delinquent(_ dso: DaysIndicator, bestPossible: DaysIndicator) -> DaysIndicator {
        guard dso.method == bestPossible.method, let all = dso.days, let best = bestPossible.days else {
            return DaysIndicator(days: nil, method: dso.method)
        }
        return DaysIndicator(days: all.subtracting(best), method: dso.method, caveat: dso.caveat ?? bestPossible.caveat)
    }
}
