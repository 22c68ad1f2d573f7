/// A part in a whole, exact; nil when there is no whole. As a fraction of one.
package enum ShareIndicator {
    /// Taux de retard, in value: overdue ÷ receivables. Minor units.
    package static func overdue(_ overdue: Int64, of receivables: Int64) -> Ratio? {
        receivables > 0 ? Ratio(overdue, over: receivables) : nil
    }

    /// Taux de retard, in number: invoices paid late ÷ invoices paid.
    package static func paidLate(_ late: Int, of paid: Int) -> Ratio? {
        paid > 0 ? Ratio(Int64(late), over: Int64(paid)) : nil
    }

    /// Taux de litige: disputed ÷ receivables. Minor units.
    package static func disputed(_ disputed: Int64, of receivables: Int64) -> Ratio? {
        receivables > 0 ? Ratio(disputed, over: receivables) : nil
    }

    /// Collection effectiveness index: of what could be collected in the period, what was. All minor units.
    ///
    /// - Parameters:
    ///   - opening: receivables when the period began.
    ///   - sales: credit sales of the period.
    ///   - closing: receivables at its end, of which `notDue` are not due.
    package static func effectiveness(opening: Int64, sales: Int64, closing: Int64, notDue: Int64) -> Ratio? {
        let available = Int128(opening) + Int128(sales)
        let collectable = available - Int128(notDue)
        return collectable > 0 ? Ratio(available - Int128(closing), over: collectable) : nil
    }
}

extension Ratio {
    /// The fraction as tenths of a per cent: 0.32 is 320.
    package var perMille: Int64? { rounded(decimals: 3) }

    /// Per cent as scripts read it, with a point: `32.0`.
    package func percentText(decimals: Int = 1) -> String { times(100)?.text(decimals: decimals) ?? "" }
}
