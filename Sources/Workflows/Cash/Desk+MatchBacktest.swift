package import Ledger
import Insight
import Matching
import SQL
import Storage
package import Values

/// What automatic allocation would have done on the company's own past: its movements are matched anew, week by week, on
/// what was open then and with what was known then, and compared with what they are now taken for.
package struct MatchBacktest: Sendable {
    package let from: LocalDate
    package let through: LocalDate
    /// Movements that are attributed, or set aside as nobody's payment.
    package var movements = 0
    /// Those of them that are somebody's payment.
    package var payments = 0
    package var posted = 0
    /// Posted to the same receivables, with the same amounts.
    package var right = 0
    package var wrongCustomer = 0
    /// Posted although it is nobody's payment.
    package var mustNot = 0
    /// The best explanation is right, posted or not.
    package var firstRight = 0

    /// Of what would have been posted, hundred-thousandths; nil when nothing would.
    package var precision: Int? { posted == 0 ? nil : right * 100_000 / posted }
    /// Of the payments, hundred-thousandths; nil when there were none.
    package var coverage: Int? { payments == 0 ? nil : right * 100_000 / payments }
    package var firstChoice: Int? { payments == 0 ? nil : firstRight * 100_000 / payments }
}

extension Desk {
    /// Plays automatic allocation on the movements of some days.
    package func backtestMatching(
        _ company: CompanyID, from: LocalDate, through: LocalDate
    ) async throws(DeskError) -> MatchBacktest {
        guard from <= through else { throw .datesReversed(from: from, until: through) }
        let policy = try await book(company).profile.policy.matching
        return try await database.read(for: .company(company.text)) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in
                let past = try MatchPast(company, through: through, session)
                return past.play(policy, from: from, through: through)
            }
        }
    }
}

/// Everything that is known now, from which each week of the past is made again.
private struct MatchPast {
    private let accounts: [Account]
    private let writeOffs: [CustomerID: [WriteOff]]
    private let entries: [BookedEntry]
    private let rules: [PayerRule]

    init(_ company: CompanyID, through: LocalDate, _ session: Session) throws(SQLError) {
        accounts = try AccountLoader(company, .whole).load(.all, session).values.sorted { $0.customer.id < $1.customer.id }
        writeOffs = Dictionary(grouping: try InsightStore.writeOffs(company, session), by: \.customer)
        entries = try BankStore.all(from: LocalDate(dayNumber: 0), through: through, company, session)
            .filter { $0.entry.isReceipt && (!$0.shares.isEmpty || $0.setAside != nil && $0.setAside != "detailed") }
        rules = try BankStore.payers(company, session)
    }

    func play(_ policy: MatchPolicy, from: LocalDate, through: LocalDate) -> MatchBacktest {
        var result = MatchBacktest(from: from, through: through)
        var start = from
        while start <= through {
            let end = min(start.adding(days: 6), through)
            let week = entries.filter { start <= $0.entry.bookedOn && $0.entry.bookedOn <= end }
            if !week.isEmpty { play(week, policy, before: start, &result) }
            start = start.adding(days: 7)
        }
        return result
    }

    private func play(_ week: [BookedEntry], _ policy: MatchPolicy, before day: LocalDate, _ result: inout MatchBacktest) {
        let proposals = Matching.propose(
            week.map { BookedEntry($0.entry) }, openItems: items(before: day, policy), knowledge: knowledge(before: day),
            policy: policy)
        for (booked, proposal) in zip(week, proposals) {
            result.movements += 1
            let truth = truth(of: booked)
            let isRight = proposal.best.map { Self.settled(by: $0) == truth } ?? false
            if !booked.shares.isEmpty {
                result.payments += 1
                if isRight { result.firstRight += 1 }
            }
            guard proposal.outcome == .post else { continue }
            result.posted += 1
            if booked.shares.isEmpty {
                result.mustNot += 1
            } else if isRight {
                result.right += 1
            } else if Set(proposal.best?.shares.map(\.customer) ?? []) != Set(booked.shares.map(\.customer)) {
                result.wrongCustomer += 1
            }
        }
    }

    /// What a movement settled: customer, receivable or payment, amount.
    private struct Settled: Hashable {
        let customer: CustomerID
        let what: String
        let amount: Int64
    }

    private func truth(of booked: BookedEntry) -> Set<Settled> {
        var found: Set<Settled> = []
        for share in booked.shares {
            if share.isRecognised, share.allocations.isEmpty {
                found.insert(Settled(customer: share.customer, what: share.credit.id.text, amount: share.amount))
                continue
            }
            guard let account = accounts.first(where: { $0.customer.id == share.customer }) else { continue }
            // Live or not: money that went back later had settled something.
            for allocation in account.allocations
            where allocation.credit == share.credit && share.allocations.contains(allocation.number) {
                found.insert(Settled(customer: share.customer, what: "\(allocation.receivable)", amount: allocation.amount))
            }
        }
        return found
    }

    private static func settled(by explanation: MatchExplanation) -> Set<Settled> {
        var found: Set<Settled> = []
        for share in explanation.shares {
            if let known = share.recognised, share.allocations.isEmpty {
                found.insert(Settled(customer: share.customer, what: known.id.text, amount: share.amount))
            }
            for part in share.allocations {
                found.insert(Settled(customer: share.customer, what: "\(part.receivable)", amount: part.amount))
            }
        }
        return found
    }

    /// What was open on the eve of a day. What the movements of the bank brought since is not in it.
    private func items(before day: LocalDate, _ policy: MatchPolicy) -> OpenItems {
        let eve = day.adding(days: -1)
        return OpenItems(
            accounts.map { account in
                let past = PastState(account, writeOffs: writeOffs[account.customer.id] ?? [], on: eve)
                return CustomerItems(
                    id: account.customer.id, name: account.customer.name, otherNames: account.customer.contacts.map(\.name),
                    siren: account.customer.siren, receivables: receivables(of: account, past, through: day.adding(days: 6)),
                    credits: account.credits.filter { past.unallocated($0) > 0 }.map {
                        KnownCredit(
                            key: $0.key, on: $0.on, currency: $0.currency, amount: $0.amount,
                            unallocated: past.unallocated($0), invoice: $0.invoice)
                    })
            })
    }

    /// Those issued within the week are there when their payment comes.
    private func receivables(of account: Account, _ past: PastState, through last: LocalDate) -> [OpenReceivable] {
        var found: [OpenReceivable] = []
        for invoice in account.invoices where invoice.issuedOn <= last {
            for receivable in invoice.receivables {
                let open = invoice.issuedOn <= past.day ? past.open(receivable, of: invoice) : receivable.amount
                guard open > 0 else { continue }
                found.append(
                    OpenReceivable(
                        id: ReceivableID(invoice: invoice.id, rank: receivable.rank), issuedOn: invoice.issuedOn,
                        dueOn: receivable.dueOn, currency: invoice.currency, amount: receivable.amount, open: open,
                        orderReference: invoice.orderReference))
            }
        }
        return found
    }

    /// What had been learned by then; what a movement of the weeks to come taught is left out.
    private func knowledge(before day: LocalDate) -> Knowledge {
        let later = Set(entries.filter { $0.entry.bookedOn >= day }.map(\.entry.id))
        var knowledge = Knowledge()
        for rule in rules where rule.entry.map({ !later.contains($0) }) ?? false { knowledge.learn(rule) }
        for booked in entries where booked.entry.bookedOn < day {
            knowledge.learn(booked.entry, of: booked.shares.map(\.customer))
        }
        return knowledge
    }
}
