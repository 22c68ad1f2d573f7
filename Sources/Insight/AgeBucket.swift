package import Values

/// How late an amount is: the columns of an aged balance, by days past the due date.
package enum AgeBucket: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Due on the day itself or later.
    case notDue = "not_due"
    case days1To30 = "1_30"
    case days31To60 = "31_60"
    case days61To90 = "61_90"
    case over90 = "over_90"

    /// - Parameter daysLate: days from the due date to the day; zero or less is not late.
    package init(daysLate: Int) {
        switch daysLate {
        case ...0: self = .notDue
        case ...30: self = .days1To30
        case ...60: self = .days31To60
        case ...90: self = .days61To90
        default: self = .over90
        }
    }

    package init(dueOn: LocalDate, asOf day: LocalDate) {
        self.init(daysLate: day.days(since: dueOn))
    }

    package var isOverdue: Bool { self != .notDue }

    package static func < (left: Self, right: Self) -> Bool { left.position < right.position }

    fileprivate var position: Int {
        switch self {
        case .notDue: 0
        case .days1To30: 1
        case .days31To60: 2
        case .days61To90: 3
        case .over90: 4
        }
    }

    /// The first due dates of the buckets that begin at 1, 31, 61 and 91 days late, for queries: due on the first or
    /// later is not due, before the last is over 90.
    package static func limits(asOf day: LocalDate) -> [LocalDate] {
        [day, day.adding(days: -30), day.adding(days: -60), day.adding(days: -90)]
    }
}

/// Open amounts by age, in minor units of one currency.
package struct AgedAmounts: Hashable, Sendable {
    private var amounts: [Int64] = [0, 0, 0, 0, 0]
    /// All buckets together: what is open.
    package private(set) var total: Int64 = 0

    package init() {}

    package subscript(bucket: AgeBucket) -> Int64 { amounts[bucket.position] }

    package var notDue: Int64 { self[.notDue] }
    package var overdue: Int64 { total &- notDue }

    /// Leaves everything as it was when the total would not fit.
    package mutating func add(_ amount: Int64, to bucket: AgeBucket) throws(MoneyError) {
        let (sum, overflow) = total.addingReportingOverflow(amount)
        let (part, partOverflow) = amounts[bucket.position].addingReportingOverflow(amount)
        guard !overflow, !partOverflow else { throw .overflow }
        total = sum
        amounts[bucket.position] = part
    }

    package mutating func add(_ other: AgedAmounts) throws(MoneyError) {
        for bucket in AgeBucket.allCases { try add(other[bucket], to: bucket) }
    }

    /// Part of a bucket in the whole, as a fraction of one; nil when nothing is open.
    package func share(of bucket: AgeBucket) -> Ratio? { Ratio(self[bucket], over: total) }

    /// Overdue in the whole (taux de retard, in value); nil when nothing is open.
    package var overdueShare: Ratio? { Ratio(overdue, over: total) }
}
