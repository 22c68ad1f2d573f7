import Ledger
import Statements
import Values

/// Which days of an account statements with balances tell whole: what is not in them did not happen on those days.
///
/// A statement goes from one balance to another. The days between them are whole, and so are those between two statements
/// of which one begins with the balance that the other ended with. The day on which it begins or ends is
/// whole when another one joins it there with the same balance; else it is taken to be where the format counts by whole
/// days (CFONB 120, camt, MT940: the closing balance is that of the evening), and open where an export may have been made
/// at noon (tables).
struct ToldDays {
    enum Certainty: Int, Comparable {
        case open, presumed, proven

        static func < (left: Certainty, right: Certainty) -> Bool { left.rawValue < right.rawValue }
    }

    /// What one statement tells, from balance to balance.
    struct Span {
        let from: LocalDate
        let until: LocalDate
        let opening: Int64
        let closing: Int64
        /// Its opening balance is that of the morning of its first day.
        var beginsInTheMorning = false
        /// Its closing balance is that of the evening of its last day.
        var endsInTheEvening = false
    }

    private let spans: [Span]
    private let isQuietBetween: Bool
    /// On which days statements that begin with a balance begin, and on which those that end with it end.
    private var begins: [Int64: [LocalDate]] = [:]
    private var ends: [Int64: [LocalDate]] = [:]
    private var days: [LocalDate: Certainty] = [:]

    /// - Parameters:
    ///   - neighbours: statements that may join them, themselves among them or not.
    ///   - isQuietBetween: nothing moved on days that nobody tells, between two statements that join.
    ///   - days: those that are asked for.
    init(_ spans: [Span], joining neighbours: [Span], isQuietBetween: Bool, on days: Set<LocalDate>) {
        self.spans = spans
        self.isQuietBetween = isQuietBetween
        for span in neighbours {
            begins[span.opening, default: []].append(span.from)
            ends[span.closing, default: []].append(span.until)
        }
        if spans.isEmpty { return }
        for day in days { self.days[day] = look(day) }
    }

    func certainty(_ day: LocalDate) -> Certainty { days[day] ?? .open }

    private func look(_ day: LocalDate) -> Certainty {
        var best = Certainty.open
        for span in spans where span.from <= day && best < .proven {
            if day <= span.until {
                best = max(best, min(beginning(span, on: day), end(span, on: day)))
            } else if isQuietBetween, begins[span.closing]?.contains(where: { day < $0 }) == true {
                // The balance is the same on the next day that is told: nothing moved.
                best = .proven
            }
        }
        return best
    }

    /// What happened on the day before the statement begins is in it, or told before it.
    private func beginning(_ span: Span, on day: LocalDate) -> Certainty {
        if span.from < day || ends[span.opening]?.contains(where: { $0 < day }) == true { return .proven }
        return span.beginsInTheMorning ? .presumed : .open
    }

    private func end(_ span: Span, on day: LocalDate) -> Certainty {
        // One that begins on the day it ends on joins it, unless that is itself.
        let joins = begins[span.closing]?.contains { $0 > day || $0 == day && !(span.from == day && span.opening == span.closing) }
        if day < span.until || joins == true { return .proven }
        return span.endsInTheEvening ? .presumed : .open
    }
}

extension ToldDays.Span {
    /// - Parameter endsInTheEvening: the format of the statement counts by whole days.
    init?(_ statement: BankStatement, countsWholeDays: Bool) {
        guard let opening = statement.opening, let closing = statement.closing else { return nil }
        self.init(
            from: statement.from, until: statement.until, opening: opening, closing: closing,
            beginsInTheMorning: countsWholeDays && statement.from == statement.until, endsInTheEvening: countsWholeDays)
    }

    init?(_ statement: ReadStatement) {
        guard let opening = statement.opening, let closing = statement.closing, let days = statement.days else { return nil }
        let countsWholeDays = statement.form != .table
        let isMorning = statement.form == .camt && opening.on == days.lowerBound || days.lowerBound == days.upperBound
        self.init(
            from: days.lowerBound, until: days.upperBound, opening: opening.amount, closing: closing.amount,
            beginsInTheMorning: countsWholeDays && isMorning, endsInTheEvening: countsWholeDays && closing.on == days.upperBound)
    }
}
