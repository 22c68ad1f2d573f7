import Insight
import Ledger
import Matching
import SQL
import Storage
import Values

/// Everything that is known now, from which each week of the past is made again.
struct MatchPast {
    private let accounts: [Account]
    private let writeOffs: [CustomerID: [WriteOff]]
    private let entries: [BookedEntry]
    private let rules: [PayerRule]
    /// Payments of the books that movements were recognised as: by customer and name, with the movement's day.
    private var recognised: [CustomerID: [CreditKey: (share: EntryShare, on: LocalDate)]] = [:]

    init(_ company: CompanyID, through: LocalDate, _ session: Session) throws(SQLError) {
        accounts = try AccountLoader(company, .whole).load(.all, session).values.sorted { $0.customer.id < $1.customer.id }
        writeOffs = Dictionary(grouping: try InsightStore.writeOffs(company, session), by: \.customer)
        entries = try BankStore.all(from: LocalDate(dayNumber: 0), through: through, company, session)
            .filter { $0.entry.isReceipt && (!$0.shares.isEmpty || $0.setAside != nil && $0.setAside != "detailed") }
        rules = try BankStore.payers(company, session)
        for booked in entries {
            for share in booked.shares where share.isRecognised {
                recognised[share.customer, default: [:]][share.credit] = (share, booked.entry.bookedOn)
            }
        }
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
            let proposed = proposal.best.map { Self.settled(by: $0.shares) } ?? []
            let isRight = proposal.best != nil && (Set(proposed) == Set(truth) || Self.isSamePayment(truth, proposed))
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
                continue
            } else if Set(proposal.best?.shares.map(\.customer) ?? []) != Set(booked.shares.map(\.customer)) {
                result.wrongCustomer += 1
            }
            result.wrong.append(MatchBacktest.Wrong(booked.entry, settled: truth, proposed: proposed))
        }
    }

    private typealias Settled = MatchBacktest.Settled

    /// Recognised as the same payments of the books, whatever somebody said later that they settle.
    private static func isSamePayment(_ truth: [Settled], _ proposed: [Settled]) -> Bool {
        let known = truth.filter { $0.recognised != nil }
        return !known.isEmpty && proposed.allSatisfy { $0.recognised != nil } && Set(known) == Set(proposed)
    }

    private func truth(of booked: BookedEntry) -> [Settled] {
        var found: [Settled] = []
        for share in booked.shares {
            if share.isRecognised {
                found.append(Settled(customer: share.customer, receivable: nil, recognised: share.credit.id, amount: share.amount))
            }
            guard let account = accounts.first(where: { $0.customer.id == share.customer }) else { continue }
            // Live or not: money that went back later had settled something.
            for allocation in account.allocations
            where allocation.credit == share.credit && share.allocations.contains(allocation.number) {
                found.append(
                    Settled(customer: share.customer, receivable: allocation.receivable, recognised: nil, amount: allocation.amount))
            }
        }
        return found.sorted()
    }

    private static func settled(by shares: [ProposedShare]) -> [Settled] {
        var found: [Settled] = []
        for share in shares {
            if let known = share.recognised {
                found.append(Settled(customer: share.customer, receivable: nil, recognised: known.id, amount: share.amount))
            }
            for part in share.allocations {
                found.append(Settled(customer: share.customer, receivable: part.receivable, recognised: nil, amount: part.amount))
            }
        }
        return found.sorted()
    }

    /// What was open on the eve of a day. What the movements of the bank brought since is not in it; what files told of
    /// the payments that they were recognised as is.
    private func items(before day: LocalDate, _ policy: MatchPolicy) -> OpenItems {
        let eve = day.adding(days: -1)
        return OpenItems(
            accounts.map { account in
                let past = PastState(account, writeOffs: writeOffs[account.customer.id] ?? [], on: eve)
                let told = ToldPayments(account, recognised[account.customer.id] ?? [:], from: day, within: policy.recognitionDays)
                let others = account.credits.filter { !told.names($0) && past.unallocated($0) > 0 }.map {
                    KnownCredit(
                        key: $0.key, on: $0.on, currency: $0.currency, amount: $0.amount, unallocated: past.unallocated($0),
                        invoice: $0.invoice)
                }
                return CustomerItems(
                    id: account.customer.id, name: account.customer.name, otherNames: account.customer.contacts.map(\.name),
                    siren: account.customer.siren, receivables: receivables(of: account, past, told, through: day.adding(days: 6)),
                    credits: told.credits + others)
            })
    }

    /// Those issued within the week are there when their payment comes.
    private func receivables(
        of account: Account, _ past: PastState, _ told: ToldPayments, through last: LocalDate
    ) -> [OpenReceivable] {
        var found: [OpenReceivable] = []
        for invoice in account.invoices where invoice.issuedOn <= last {
            for receivable in invoice.receivables {
                let id = ReceivableID(invoice: invoice.id, rank: receivable.rank)
                let open = (invoice.issuedOn <= past.day ? past.open(receivable, of: invoice) : receivable.amount) - told.settled(id, after: past.day)
                guard open > 0 else { continue }
                found.append(
                    OpenReceivable(
                        id: id, issuedOn: invoice.issuedOn, dueOn: receivable.dueOn, currency: invoice.currency,
                        amount: receivable.amount, open: open, orderReference: invoice.orderReference))
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
