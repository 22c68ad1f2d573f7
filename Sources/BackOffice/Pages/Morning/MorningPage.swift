import Dunning
import Insight
import Ledger
import Reading
import Texts
import Values
import Workflows

/// The page that opens the day, before it is drawn: what it says, in which order.
struct MorningPage: Sendable {
    let place: Place
    let reading: MorningReading

    var company: CompanyProfile { reading.profile }
    var on: LocalDate { reading.on }

    /// `Lundi 23 novembre`, with its year when it is not this one.
    var title: String {
        let day = place.language.weekday(on.weekday) + " " + place.language.day(on, from: reading.today)
        return day.prefix(1).uppercased() + day.dropFirst()
    }

    /// What matters today, in a few sentences.
    var lede: String {
        var sentences: [String] = []
        if !reading.sent.isEmpty { sentences.append(sentSentence) }
        if let plan = reading.plan {
            if plan.messageCount > 0 {
                sentences.append(readySentence(plan))
            } else if reading.sent.isEmpty, reading.underway.isEmpty, reading.waiting.isEmpty {
                sentences.append(place.text(nothingKey))
            }
        } else if reading.sent.isEmpty {
            sentences.append(place.text("pages.morning.nothing_left"))
        }
        let underway = reading.underway.reduce(0) { $0 + $1.messages }
        if underway > 0, !reading.isPast { sentences.append(place.text("pages.morning.underway_count", ["count": .number(underway)])) }
        if waitingCount > 0, !reading.isPast {
            sentences.append(place.text("pages.morning.waiting", ["count": .number(waitingCount)]))
        }
        if callCount > 0, !reading.isPast {
            sentences.append(place.text("pages.morning.to_call", ["count": .number(callCount)]))
        }
        return sentences.joined(separator: " ")
    }

    private var nothingKey: String {
        on == reading.today ? "pages.morning.nothing_today" : "pages.morning.nothing_that_day"
    }

    private var sentSentence: String {
        let count = reading.sent.reduce(0) { $0 + $1.messages }
        let amounts = reading.sent.reduce(into: MoneyBag()) { $0.add($1.amounts) }
        let key = on == reading.today ? "pages.morning.sent_today" : "pages.morning.sent_that_day"
        return place.text(key, ["count": .number(count), "amounts": .text(place.amounts(amounts.list))])
    }

    private func readySentence(_ plan: PlannedMorning) -> String {
        let arguments: [String: Argument] = [
            "count": .number(plan.messageCount), "amounts": .text(place.amounts(plan.amounts.list)),
        ]
        return place.text(reading.isPast ? "pages.morning.missed" : "pages.morning.ready", arguments)
    }

    /// Why this day is not like today, in a line; nil for today.
    var note: String? {
        let isPlayed = reading.lastDayPlayed.map { on <= $0 } ?? false
        if on > reading.today, !isPlayed { return place.text("pages.morning.future") }
        if reading.isPast { return place.text(reading.plan == nil ? "pages.morning.past" : "pages.morning.past_missed") }
        return nil
    }

    /// What is withheld; what stands in a message that waits or is on its way is counted there.
    var withheld: [WithheldGroup] {
        (reading.plan?.withheld ?? []).filter { $0.reason != .alreadyPlanned }
    }

    /// Messages already waiting, and those of the plan that would.
    var waitingCount: Int {
        reading.waiting.reduce(0) { $0 + $1.messages } + (reading.plan.map { $0.messageCount - $0.freeCount } ?? 0)
    }

    var callCount: Int { callTasks.count + (reading.plan?.callCount ?? 0) }

    /// Calls handed to people and not made yet, the largest first.
    var callTasks: [NamedTask] {
        reading.tasks.filter { $0.task.kind == .call && $0.task.on <= on }.sorted {
            ($1.task.amount ?? 0, $0.customer.name) < ($0.task.amount ?? 0, $1.customer.name)
        }
    }

    /// Other work for people, the largest first; what is about deliveries and contradicted invoices stands among
    /// the alerts.
    var otherTasks: [NamedTask] {
        let tasks = reading.tasks.filter { task in
            switch task.task.kind {
            case .allocate, .findAddress, .mendAddress, .postLetter: task.task.on <= on
            case .call, .resolveDelivery, .decideVersion: false
            }
        }
        return tasks.sorted { ($1.task.amount ?? .max, $0.customer.name) < ($0.task.amount ?? .max, $1.customer.name) }
    }

    /// What a task is about, in words where it is a word of ours.
    func about(_ task: FollowUp) -> String {
        let subject = task.kind == .findAddress ? place.language.channel(task.about) : task.about
        return place.language.word(task.kind) + " · " + subject
    }

    /// The working days around this one.
    var neighbours: (before: LocalDate, after: LocalDate) {
        let calendar = WorkingCalendar(company.calendar)
        var before = on.adding(days: -1)
        while !calendar.isWorkingDay(before), on.days(since: before) < 15 { before = before.adding(days: -1) }
        return (before, calendar.onOrAfter(on.adding(days: 1)))
    }

    /// `21 messages, courriel · lettre`, with the claims.
    func contents(_ group: StepGroup) -> String {
        let channels = group.channels.map { channel in
            group.channels.count == 1
                ? place.language.channel(channel.word)
                : place.text("pages.morning.by_channel", ["count": .number(channel.count), "channel": .text(place.language.channel(channel.word))])
        }.joined(separator: ", ")
        var parts = [
            place.text("pages.morning.group", [
                "messages": .number(group.messages), "receivables": .number(group.receivables), "channels": .text(channels),
            ])
        ]
        if group.step == "thanks" { parts = [place.text("pages.morning.group_thanks", ["messages": .number(group.messages), "channels": .text(channels)])] }
        if !group.accessories.isEmpty {
            parts.append(place.text("pages.morning.accessories", ["amounts": .text(place.amounts(group.accessories.list))]))
        }
        return parts.joined(separator: " · ")
    }

    func name(_ group: StepGroup) -> String { place.language.step(group.step, template: group.template) }

    /// `J+3`; `J+3 à J+7` when scenarios differ.
    func offsets(_ group: StepGroup) -> String {
        guard let first = group.offsets.first, let last = group.offsets.last, group.step != "thanks" else { return "" }
        if first == last { return place.language.offset(first) }
        return place.text("pages.morning.offsets", ["first": .text(place.language.offset(first)), "last": .text(place.language.offset(last))])
    }
}
