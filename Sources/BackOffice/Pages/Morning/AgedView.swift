import Insight
import Texts
import Values

/// An aged balance: a drawing, and the table it is drawn from.
struct AgedView {
    let place: Place
    let amounts: AgedAmounts
    let currency: Currency

    var nodes: [Node] { [chart, table] }

    // MARK: The drawing

    private static let width = 332
    private static let height = 96

    private var chart: Node {
        let highest = AgeBucket.allCases.map { max(0, amounts[$0]) }.max() ?? 0
        return el(
            .svg, .class("aged"), Attribute("viewBox", "0 0 \(Self.width) \(Self.height)"), Attribute("role", "img"),
            .aria(label: spoken)
        ) {
            el(.line, Attribute("x1", "0"), Attribute("x2", String(Self.width)), Attribute("y1", "95.5"), Attribute("y2", "95.5"))
            for (index, bucket) in AgeBucket.allCases.enumerated() {
                bar(index, height(amounts[bucket], of: highest))
            }
        }
    }

    private func bar(_ index: Int, _ height: Int) -> Node {
        el(
            .rect, .class("age-\(index)"), Attribute("x", String(index * 68)), Attribute("y", String(Self.height - height)),
            Attribute("width", "60"), Attribute("height", String(height)))
    }

    /// In pixels; what is not zero is seen.
    private func height(_ amount: Int64, of highest: Int64) -> Int {
        guard amount > 0, highest > 0, let part = Ratio(amount, over: highest)?.times(Int64(Self.height - 2))?.rounded(decimals: 0)
        else { return 0 }
        return max(2, Int(part))
    }

    private var spoken: String {
        let parts = AgeBucket.allCases.map { bucket in
            place.text("pages.aged.part", ["age": .text(name(bucket)), "amount": .text(place.amount(amounts[bucket], currency))])
        }
        return place.text("pages.figures.aged") + (place.language == .fr ? Typography.noBreakSpace : "") + ": " + parts.joined(separator: ", ")
    }

    // MARK: The table

    private var table: Node {
        el(.table, .class("legend")) {
            el(.caption, .class("visually-hidden"), text: place.text("pages.figures.aged"))
            el(.tbody) {
                for (index, bucket) in AgeBucket.allCases.enumerated() {
                    el(.tr) {
                        el(.th, .row, .class("q")) {
                            el(.span, .class("key age-\(index)"))
                            name(bucket)
                        }
                        el(.td, .class("n"), text: place.amount(amounts[bucket], currency))
                        el(.td, .class("n q"), text: amounts.share(of: bucket)?.perMille.map(place.percent) ?? "")
                    }
                }
            }
            el(.tfoot) {
                el(.tr) {
                    el(.th, .row, text: place.text("pages.aged.total"))
                    el(.td, .class("n"), text: place.amount(amounts.total, currency))
                    el(.td)
                }
            }
        }
    }

    private func name(_ bucket: AgeBucket) -> String {
        switch bucket {
        case .notDue: place.text("pages.aged.not_due")
        case .days1To30: place.text("pages.aged.days_1_30")
        case .days31To60: place.text("pages.aged.days_31_60")
        case .days61To90: place.text("pages.aged.days_61_90")
        case .over90: place.text("pages.aged.over_90")
        }
    }
}
