import MatchTrial
import Texts
import Values

/// How the measure of matching is told.
enum MatchBenchAnswer {
    static func json(_ measures: [MatchMeasure], seed: Int) -> JSON {
        .object(("seed", .integer(seed)), ("profiles", .array(measures.map(json))))
    }

    private static func json(_ measure: MatchMeasure) -> JSON {
        let (report, total, payable) = (measure.report, measure.report.total, measure.report.payable)
        return .object(
            ("profile", .string(measure.profile.rawValue)), ("entries", .integer(total.entries)), ("posted", .integer(total.posted)),
            ("right", .integer(total.right)), ("precision", .string(percent(total.right, total.posted))),
            ("coverage", .string(percent(payable.right, payable.entries))), ("first", .string(percent(payable.first, payable.entries))),
            ("decidable", .integer(payable.decidable)), ("decidableCoverage", .string(percent(payable.decidableRight, payable.decidable))),
            ("mustNotPosted", .integer(report.mustNotPosted)), ("wrongCustomer", .integer(total.wrongCustomer)),
            ("uniqueAmounts", .string(percent(report.uniqueSingles, report.singles))),
            ("kinds", .array(TrialTruth.Kind.allCases.compactMap { kind in
                report.kinds[kind].map { counts in
                    .object(
                        ("kind", .string(kind.rawValue)), ("entries", .integer(counts.entries)), ("posted", .integer(counts.posted)),
                        ("right", .integer(counts.right)), ("suggested", .integer(counts.suggested)), ("first", .integer(counts.first)),
                        ("decidable", .integer(counts.decidable)), ("decidableRight", .integer(counts.decidableRight)))
                }
            })),
            ("calibration", .array(report.calibration.sorted { $0.key < $1.key }.map { bin, tally in
                .object(("from", .string(percent(bin, 1_000))), ("explanations", .integer(tally.all)), ("right", .string(percent(tally.right, tally.all))))
            })),
            ("speed", .object(
                ("entries", .integer(measure.entries)), ("openItems", .integer(measure.items)),
                ("milliseconds", .int(measure.milliseconds)), ("entriesPerSecond", .integer(measure.perSecond)))))
    }

    static func text(_ measures: [MatchMeasure], _ language: Language) -> String {
        var table = Table(
            (language.text("commands.bench.profile"), .left), (language.text("commands.bench.entries"), .right),
            (language.text("commands.bench.precision"), .right), (language.text("commands.bench.coverage"), .right),
            (language.text("commands.bench.decidable"), .right), (language.text("commands.bench.first"), .right),
            (language.text("commands.bench.must_not"), .right), (language.text("commands.bench.wrong_customer"), .right),
            (language.text("commands.bench.per_second"), .right))
        for measure in measures {
            let (report, total, payable) = (measure.report, measure.report.total, measure.report.payable)
            table.add(
                measure.profile.rawValue, language.number(total.entries), percent(total.right, total.posted),
                percent(payable.right, payable.entries), percent(payable.decidableRight, payable.decidable),
                percent(payable.first, payable.entries), language.number(report.mustNotPosted), language.number(total.wrongCustomer),
                language.number(measure.perSecond))
        }
        return table.text
    }

    /// In hundredths of a percent, cut and never rounded up; `0.00` of nothing.
    private static func percent(_ part: Int, _ whole: Int) -> String {
        let hundredths = whole == 0 ? 0 : part * 10_000 / whole
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
}
