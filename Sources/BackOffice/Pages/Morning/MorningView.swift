import Dunning
import Insight
import Ledger
import Reading
import Texts
import Values
import Workflows

/// Draws the page that opens the day.
struct MorningView {
    let page: MorningPage
    private var place: Place { page.place }
    private var reading: MorningReading { page.reading }
    private var company: CompanyID { page.company.id }

    init(_ page: MorningPage) { self.page = page }

    var node: Node {
        Frame(place: place, title: page.title, company: page.company, room: .morning).page {
            el(.h1, text: page.title)
            el(.p, .class("lede"), text: page.lede)
            if let closed = reading.closed {
                el(.p, .class("lede bad"), text: place.language.sentence(closed))
            }
            if let note = page.note { el(.p, .class("note"), text: note) }
            days
            if let night = reading.night { NightView(place: place, company: company, night: night).node }
            if !reading.waiting.isEmpty { waiting }
            if let plan = reading.plan, !plan.groups.isEmpty || reading.sent.isEmpty { ready(plan) }
            if !reading.underway.isEmpty { written("underway", "pages.morning.underway.title", reading.underway) }
            if !reading.sent.isEmpty { written("sent", "pages.morning.sent.title", reading.sent) }
            if !page.withheld.isEmpty { withheld }
            if page.callCount > 0 { calls }
            if !page.otherTasks.isEmpty || reading.plan?.unreachable.isEmpty == false { tasks }
        } aside: {
            AlertsView(place: place, company: company, reading: reading).nodes
            FiguresView(place: place, figures: reading.figures, before: reading.monthAgo).nodes
        }
    }

    private var days: Node {
        let (before, after) = page.neighbours
        return el(.div, .class("days")) {
            a(place.morning(company, on: before), "← " + dayName(before))
            if page.on != reading.today { a(place.morning(company), place.text("pages.morning.today")) }
            a(place.morning(company, on: after), dayName(after) + " →")
        }
    }

    private func dayName(_ day: LocalDate) -> String {
        place.language.weekday(day.weekday) + " " + place.language.day(day, from: reading.today)
    }

    private func heading(_ id: String, _ key: String, _ small: String) -> Node {
        el(.h2, .id(id)) {
            place.text(key)
            el(.small, text: small)
        }
    }

    private func summary(_ groups: [StepGroup]) -> String {
        let amounts = groups.reduce(into: MoneyBag()) { $0.add($1.amounts) }
        return place.text("pages.morning.summary", [
            "messages": .number(groups.reduce(0) { $0 + $1.messages }),
            "receivables": .number(groups.reduce(0) { $0 + $1.receivables }),
            "amounts": .text(place.amounts(amounts.list)),
        ])
    }

    // MARK: Sections

    private var waiting: Node {
        el(.section, .labelled(by: "waiting")) {
            el(.h2, .id("waiting")) {
                place.text("pages.morning.to_approve")
                el(.small, text: place.text("pages.morning.to_approve_count", [
                    "messages": .number(reading.waiting.reduce(0) { $0 + $1.messages }),
                    "amounts": .text(place.amounts(reading.waiting.reduce(into: MoneyBag()) { $0.add($1.amounts) }.list)),
                ]))
            }
            let count = reading.waiting.reduce(0) { $0 + $1.messages }
            if count > Self.fewMessages {
                groups(reading.waiting, isWaiting: true)
                el(.details) {
                    el(.summary, text: place.text("pages.morning.one_by_one", ["count": .number(count)]))
                    for group in reading.waiting { lines(group) }
                }
            } else {
                el(.table, .class("stack")) {
                    el(.tbody) { for group in reading.waiting { for line in group.lines { waitingRow(group, line) } } }
                }
            }
        }
    }

    /// Up to so many messages that wait are shown one by one, more are counted by step.
    private static let fewMessages = 8

    private func waitingRow(_ group: StepGroup, _ line: GroupLine) -> Node {
        el(.tr) {
            el(.th, .row) { a(place.customer(line.customer, company), line.name) }
            el(.td, .class("q wide")) {
                page.name(group) + " · " + place.language.channel(line.channel) + " · "
                el(.span, .class("warn"), text: place.language.whyApproval(code: line.approval ?? ""))
            }
            el(.td, .class("n"), text: place.amount(line.amount))
            el(.td, .class("act")) {
                if let message = line.message { a(place.message(message, company), place.text("pages.read"), .class("btn")) }
            }
        }
    }

    private func others(_ group: StepGroup) -> Node {
        el(.p, .class("note"), text: place.text("pages.morning.others", [
            "count": .number(group.messages - group.lines.count), "step": .text(page.name(group)),
        ]))
    }

    private func ready(_ plan: PlannedMorning) -> Node {
        el(.section, .labelled(by: "ready")) {
            heading(
                "ready", reading.isPast ? "pages.morning.ready.missed" : "pages.morning.ready.title",
                plan.groups.isEmpty ? "" : summary(plan.groups))
            if plan.groups.isEmpty {
                el(.p, .class("note"), text: place.text("pages.morning.ready.none"))
            } else {
                groups(plan.groups, isWaiting: true)
                el(.details) {
                    el(.summary, text: place.text("pages.morning.one_by_one", ["count": .number(plan.messageCount)]))
                    for group in plan.groups { lines(group) }
                }
            }
        }
    }

    private func written(_ id: String, _ key: String, _ all: [StepGroup]) -> Node {
        el(.section, .labelled(by: id)) {
            heading(id, key, summary(all))
            groups(all, isWaiting: false)
            el(.details) {
                el(.summary, text: place.text("pages.morning.one_by_one", ["count": .number(all.reduce(0) { $0 + $1.messages })]))
                for group in all { lines(group) }
            }
        }
    }

    private func groups(_ groups: [StepGroup], isWaiting: Bool) -> Node {
        el(.table, .class("stack")) {
            el(.tbody) {
                for group in groups {
                    el(.tr) {
                        el(.th, .row) {
                            page.name(group)
                            el(.span, .class("q"), text: " " + page.offsets(group))
                        }
                        el(.td, .class("q wide")) {
                            page.contents(group)
                            if isWaiting { approvals(group) }
                        }
                        el(.td, .class("n")) {
                            if group.step != "thanks" { for amount in group.amounts.list { el(.div, text: place.amount(amount)) } }
                        }
                    }
                }
            }
        }
    }

    @Content private func approvals(_ group: StepGroup) -> [Node] {
        for approval in group.approvals {
            " "
            el(.span, .class("tag warn"), text: place.text("pages.morning.approval", [
                "count": .number(approval.count), "why": .text(place.language.whyApproval(code: approval.word)),
            ]))
        }
    }

    /// The messages of a group, the largest first.
    @Content private func lines(_ group: StepGroup) -> [Node] {
        el(.h3, text: page.name(group))
        el(.table, .class("stack")) {
            el(.tbody) {
                for line in group.lines {
                    el(.tr) {
                        el(.th, .row) { a(place.customer(line.customer, company), line.name) }
                        el(.td, .class("q wide"), text: [place.language.channel(line.channel), line.state.map(place.language.messageState)].compactMap { $0 }.joined(separator: " · "))
                        el(.td, .class("n"), text: group.step == "thanks" ? "" : place.amount(line.amount))
                        el(.td, .class("act")) { a(target(line), place.text("pages.read")) }
                    }
                }
            }
        }
        if group.messages > group.lines.count { others(group) }
    }

    private func target(_ line: GroupLine) -> Link {
        guard let message = line.message else {
            return place.preview(line.customer, line.amount.currency, company, on: page.on)
        }
        return place.message(message, company)
    }

    private var withheld: Node {
        el(.section, .labelled(by: "withheld")) {
            el(.h2, .id("withheld"), text: place.text("pages.morning.withheld.title"))
            el(.details, .open) {
                el(.summary, text: place.text("pages.morning.withheld", ["count": .number(page.withheld.reduce(0) { $0 + $1.count })]))
                for group in page.withheld { WithheldView(place: place, company: company, on: page.on, group: group).node }
            }
        }
    }

    private var calls: Node {
        el(.section, .labelled(by: "calls")) {
            heading("calls", "pages.morning.calls", place.text("pages.morning.calls.order", ["count": .number(page.callCount)]))
            el(.table, .class("stack")) {
                el(.tbody) {
                    for named in page.callTasks.prefix(StepGroup.limit) { call(named) }
                    for line in reading.plan?.calls ?? [] { call(line) }
                }
            }
            more(page.callCount - min(page.callTasks.count, StepGroup.limit) - (reading.plan?.calls.count ?? 0))
        }
    }

    private func call(_ named: NamedTask) -> Node {
        el(.tr) {
            el(.th, .row) { a(place.customer(named.task.customer, company), named.customer.name) }
            el(.td, .class("q wide"), text: [
                named.customer.phone ?? place.text("pages.morning.no_phone"),
                place.text("pages.morning.since", ["day": .date(named.task.on, .medium)]),
                named.hasPendingReceipt ? place.language.short(.paymentBeingIdentified) : nil,
            ].compactMap { $0 }.joined(separator: " · "))
            el(.td, .class("n"), text: amount(named.task))
        }
    }

    private func call(_ line: GroupLine) -> Node {
        el(.tr) {
            el(.th, .row) { a(place.customer(line.customer, company), line.name) }
            el(.td, .class("q wide"), text: place.text("pages.morning.call_today"))
            el(.td, .class("n"), text: place.amount(line.amount))
        }
    }

    private var tasks: Node {
        el(.section, .labelled(by: "tasks")) {
            el(.h2, .id("tasks"), text: place.text("pages.morning.tasks"))
            el(.table, .class("stack")) {
                el(.tbody) {
                    for named in page.otherTasks.prefix(StepGroup.limit) {
                        el(.tr) {
                            el(.th, .row) { a(place.customer(named.task.customer, company), named.customer.name) }
                            el(.td, .class("q wide"), text: page.about(named.task))
                            el(.td, .class("n"), text: amount(named.task))
                        }
                    }
                    for line in reading.plan?.unreachable ?? [] {
                        el(.tr) {
                            el(.th, .row) { a(place.customer(line.customer, company), line.name) }
                            el(.td, .class("q wide"), text: place.text("pages.morning.unreachable"))
                            el(.td, .class("n"), text: place.amount(line.amount))
                        }
                    }
                }
            }
            more(page.otherTasks.count - StepGroup.limit)
        }
    }

    /// How many a list leaves out.
    @Content private func more(_ count: Int) -> [Node] {
        if count > 0 { el(.p, .class("note"), text: place.text("pages.morning.withheld.others", ["count": .number(count)])) }
    }

    private func amount(_ task: FollowUp) -> String {
        guard let amount = task.amount, let currency = task.currency else { return "" }
        return place.amount(amount, currency)
    }
}
