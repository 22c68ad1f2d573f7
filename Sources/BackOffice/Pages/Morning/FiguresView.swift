import Insight
import Texts
import Values

/// The figures at the side: what is owed, since when, how fast it comes in.
struct FiguresView {
    let place: Place
    let figures: CompanyFigures
    /// A month earlier.
    let before: CompanyFigures?

    var nodes: [Node] {
        guard let main = figures[.eur] ?? figures.currencies.first else { return [empty] }
        return [
            el(.section) {
                heading(main)
                list(main)
            },
            el(.section) {
                el(.h2, text: title(main, "pages.figures.aged"))
                aged(main)
            },
            others(figures.currencies.filter { $0.currency != main.currency }),
        ]
    }

    private func aged(_ currency: CurrencyFigures) -> [Node] {
        AgedView(place: place, amounts: currency.aged.amounts, currency: currency.currency).nodes
    }

    /// Further currencies, closed: two amounts each, the rest on demand.
    private func others(_ currencies: [CurrencyFigures]) -> Node {
        guard !currencies.isEmpty else { return .none }
        return el(.section) {
            el(.h2, text: place.text("pages.figures.others"))
            for currency in currencies {
                el(.details, .class("currency")) {
                    el(.summary) {
                        el(.b, text: currency.currency.code)
                        el(.span, text: place.amount(currency.receivable, currency.currency))
                        el(.span, .class("q"), text: place.text("pages.figures.of_which_overdue", [
                            "amount": .text(place.amount(currency.overdue, currency.currency))
                        ]))
                    }
                    list(currency)
                    aged(currency)
                }
            }
        }
    }

    private var empty: Node {
        el(.section) {
            el(.h2, text: place.text("pages.figures.title"))
            el(.p, .class("note"), text: place.text("pages.figures.none"))
        }
    }

    /// The currency stands in the title when there are several.
    private func title(_ currency: CurrencyFigures, _ key: String) -> String {
        place.text(key) + (figures.currencies.count > 1 ? " · " + currency.currency.code : "")
    }

    private func heading(_ currency: CurrencyFigures) -> Node {
        el(.h2) {
            title(currency, "pages.figures.title")
            el(.small, text: place.text("pages.figures.as_of", ["day": .date(figures.asOf, .short)]))
        }
    }

    private func list(_ currency: CurrencyFigures) -> Node {
        el(.dl) {
            figure("pages.figures.receivable", place.amount(currency.receivable, currency.currency), unallocated(currency))
            figure("pages.figures.overdue", place.amount(currency.overdue, currency.currency), share(currency))
            figure("pages.figures.dso", days(currency), dsoNote(currency))
            figure(
                "pages.figures.collected", place.amount(currency.collectedInMonth, currency.currency),
                place.text("pages.figures.since", ["day": .date(figures.asOf.firstOfMonth, .medium)]))
            if let disputed = currency.disputed, disputed.amount > 0 {
                figure(
                    "pages.figures.disputed", place.amount(disputed.amount, currency.currency),
                    place.text("pages.figures.disputed.invoices", ["count": .number(disputed.invoices)]))
            }
        }
    }

    private func figure(_ key: String, _ value: String, _ note: String?) -> Node {
        el(.div, .class("fig")) {
            el(.dt, text: place.text(key))
            el(.dd, text: value)
            if let note { el(.dd, .class("q"), text: note) }
        }
    }

    private func unallocated(_ currency: CurrencyFigures) -> String? {
        guard currency.aged.unallocated > 0 else { return nil }
        return place.text("pages.figures.unallocated", ["amount": .text(place.amount(currency.aged.unallocated, currency.currency))])
    }

    private func share(_ currency: CurrencyFigures) -> String? {
        guard let now = currency.overdueShare?.perMille else { return nil }
        let share = place.text("pages.figures.share", ["share": .text(place.percent(now))])
        guard let then = before?[currency.currency]?.overdueShare?.perMille else { return share }
        return share + " · " + place.text("pages.figures.month_ago", ["value": .text(place.percent(then))])
    }

    private func days(_ currency: CurrencyFigures) -> String {
        guard let tenths = currency.countBack.dso.tenths else { return place.text("pages.figures.dso.unknown") }
        return place.text("pages.figures.days", ["days": .text(place.tenths(tenths))])
    }

    private func dsoNote(_ currency: CurrencyFigures) -> String? {
        var parts: [String] = []
        switch currency.countBack.dso.caveat {
        case .notComputable: return place.text("pages.figures.dso.no_sales")
        case .beyondHistory: parts.append(place.text("pages.figures.dso.beyond"))
        case .negativeReceivables, nil: break
        }
        if let best = currency.countBack.bestPossible.tenths {
            parts.append(place.text("pages.figures.dso.best", ["days": .text(place.tenths(best))]))
        }
        if let then = before?[currency.currency]?.countBack.dso.tenths {
            parts.append(place.text("pages.figures.month_ago", ["value": .text(place.tenths(then))]))
        }
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }
}
