import Dunning
package import Ledger
import SQL
import ScenarioFiles
import Storage
package import Values

/// What a scenario would have done on the company's own past.
package struct BacktestReport: Sendable {
    package let scenario: ScenarioID
    package let from: LocalDate
    package let through: LocalDate
    package var messages: [BacktestCount] = []
    /// Messages about money that arrived within three days: the customer had probably paid already.
    package var crossedPayments = 0
    /// Calls to make on a working day: hundredths on average, and the most on one day.
    package var callsPerWorkingDay: (average: Int64, most: Int) = (0, 0)
    /// Days on which something would have left.
    package var activeDays = 0
    package var customersWritten = 0
    /// Minor units that the messages asked, by currency.
    package var asked: [(currency: Currency, amount: Int64)] = []
}

/// How many messages of a step would have left by a channel.
package struct BacktestCount: Hashable, Sendable {
    package let step: String
    package let channel: String
    package let count: Int
}

extension Desk {
    /// Plays a scenario for every customer over a past period, by the dates on the documents: invoices appear on their
    /// day of issue, money on the day it was received, and each message counts as sent.
    package func backtest(
        _ yaml: String, in company: CompanyID, from first: LocalDate, through last: LocalDate,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws(DeskError) -> BacktestReport {
        guard first <= last else { throw .datesReversed(from: first, until: last) }
        guard last.days(since: first) < 1097 else { throw .rangeTooLong(days: last.days(since: first) + 1, limit: 1097) }
        let file: ScenarioFile
        do throws(ScenarioRefusal) { file = try ScenarioFiles.parse(yaml, templates: Templates.ids) } catch {
            throw .scenarioRefused(error)
        }
        let rulebook = rulebook
        return try await database.read(for: .company(company.text)) { session throws(DeskError) in
            var book = try Self.book(company, session)
            book.accounts = try DeskError.lifting { () throws(SQLError) in
                try AccountLoader(company, .whole).load(.all, session)
            }
            let rules = rulebook.rules(book, replacing: file.scenario)
            var past = Past(book)
            return try past.play(file.scenario, rules, from: first, through: last, progress)
        }
    }
}

/// A company's past, dealt out day by day.
private struct Past {
    private var rehearsal: Rehearsal
    private var events: [LocalDate: [FactBody]] = [:]
    private var paidOn: [ReceivableID: LocalDate] = [:]

    init(_ book: Book) {
        var empty = Book(profile: book.profile)
        var events: [LocalDate: [FactBody]] = [:]
        var paidOn: [ReceivableID: LocalDate] = [:]
        for id in book.sortedCustomers {
            guard let account = book.accounts[id] else { continue }
            empty.accounts[id] = Account(customer: account.customer)
            for invoice in account.invoices { events[invoice.issuedOn, default: []].append(.invoiceIssued(invoice.asIssued, declared: nil)) }
            for credit in account.credits {
                var fresh = credit
                fresh.unallocated = credit.amount
                fresh.returnedOn = nil
                events[credit.on, default: []].append(.creditRecorded(fresh))
            }
            for (day, allocation, lasts) in account.settlements {
                events[day, default: []].append(.allocationMade(id, allocation))
                guard lasts else { continue }
                paidOn[allocation.receivable] = max(day, paidOn[allocation.receivable] ?? day)
            }
            for credit in account.credits {
                guard let day = credit.returnedOn else { continue }
                events[day, default: []].append(.creditReturned(id, credit.key, on: day, reason: ""))
            }
        }
        rehearsal = Rehearsal(empty)
        self.events = events
        self.paidOn = paidOn
    }

    mutating func play(
        _ scenario: Scenario, _ rules: PlanningRules, from first: LocalDate, through last: LocalDate,
        _ progress: (Int, Int) -> Void
    ) throws(DeskError) -> BacktestReport {
        var report = BacktestReport(scenario: scenario.id, from: first, through: last)
        var tally = Tally()
        for day in events.keys.sorted() where day < first { reveal(day) }
        var day = first
        let total = last.days(since: first) + 1
        while day <= last {
            reveal(day)
            let plan: DayPlan
            do throws(FoldError) { plan = try rehearsal.play(day, rules: rules) } catch { throw .damaged(error) }
            for action in plan.actions { tally.count(action, on: day, paidOn) }
            tally.calls(plan.tasks.filter { $0.kind == .call }.count, on: day, WorkingCalendar(rules.profile.calendar))
            day = day.adding(days: 1)
            progress(day.days(since: first), total)
        }
        tally.fill(&report)
        return report
    }

    /// What the day brought. A document that refers to one dated later waits for nobody: it is left out.
    private mutating func reveal(_ day: LocalDate) {
        for event in events[day] ?? [] { try? rehearsal.book.apply(event) }
    }
}

private struct Tally {
    private var counts: [String: [String: Int]] = [:]
    private var customers: Set<CustomerID> = []
    private var days: Set<LocalDate> = []
    private var crossed = 0
    private var amounts: [Currency: Int64] = [:]
    private var callTotal = 0
    private var callMost = 0
    private var workingDays = 0
    private var callsToday = 0

    mutating func count(_ action: PlannedAction, on day: LocalDate, _ paidOn: [ReceivableID: LocalDate]) {
        counts[action.step, default: [:]][action.channel.word, default: 0] += 1
        if action.channel.word == "call" { callsToday += 1 }
        customers.insert(action.customer)
        days.insert(day)
        amounts[action.currency, default: 0] &+= action.amount
        let isCrossed = action.asked.contains { line in
            line.rank > 0 && paidOn[line.receivable].map { (0...3).contains($0.days(since: day)) } ?? false
        }
        if isCrossed { crossed += 1 }
    }

    mutating func calls(_ extra: Int, on day: LocalDate, _ calendar: WorkingCalendar) {
        let today = callsToday + extra
        callsToday = 0
        callTotal += today
        callMost = max(callMost, today)
        if calendar.isWorkingDay(day) { workingDays += 1 }
    }

    func fill(_ report: inout BacktestReport) {
        for step in counts.keys.sorted() {
            for channel in (counts[step] ?? [:]).keys.sorted() {
                report.messages.append(BacktestCount(step: step, channel: channel, count: counts[step]?[channel] ?? 0))
            }
        }
        report.crossedPayments = crossed
        report.activeDays = days.count
        report.customersWritten = customers.count
        report.callsPerWorkingDay = (Int64(callTotal) * 100 / Int64(max(1, workingDays)), callMost)
        report.asked = amounts.keys.sorted().map { ($0, amounts[$0] ?? 0) }
    }
}

extension Account {
    /// What was settled, in the order of the days on which both sides were there, numbered anew. What was lettered by
    /// mistake is left out; what came back had been there.
    fileprivate var settlements: [(day: LocalDate, allocation: Allocation, lasts: Bool)] {
        let credits = Dictionary(credits.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let found = allocations.compactMap { allocation -> (day: LocalDate, allocation: Allocation)? in
            guard let credit = credits[allocation.credit], allocation.isLive || credit.returnedOn != nil,
                let invoice = invoice(allocation.receivable.invoice)
            else { return nil }
            return (max(allocation.on, credit.on, invoice.issuedOn), allocation)
        }
        return found.sorted { ($0.day, $0.allocation.number) < ($1.day, $1.allocation.number) }.enumerated().map { place, entry in
            let allocation = entry.allocation
            let anew = Allocation(
                number: place + 1, credit: allocation.credit, receivable: allocation.receivable, amount: allocation.amount,
                on: allocation.on)
            return (entry.day, anew, allocation.isLive)
        }
    }
}

extension Invoice {
    /// As on the day it was issued: nothing settled, nothing written about it.
    var asIssued: Invoice {
        Invoice(
            id: id, customer: customer, issuedOn: issuedOn, currency: currency, orderReference: orderReference,
            importID: importID,
            receivables: receivables.map { Receivable(rank: $0.rank, dueOn: $0.dueOn, amount: $0.amount) })
    }
}
