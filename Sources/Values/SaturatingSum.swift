extension Int64 {
    /// The sum, or the end of the range beyond which it would lie: amounts that add up to more are absurd, not a crash.
    package func plus(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }
}

extension Sequence {
    /// The sum of an amount of each element, held within 64 bits.
    package func sum(of amount: (Element) -> Int64) -> Int64 { reduce(0) { $0.plus(amount($1)) } }
}
