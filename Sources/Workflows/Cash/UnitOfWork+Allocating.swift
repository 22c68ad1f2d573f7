import Ledger
import Matching
import SQL
import Storage
import Values

extension UnitOfWork {
    // MARK: What a person asks for

    /// The shares that a person's words come to. Throws what does not fit, with the figures.
    mutating func shares(_ request: AllocationRequest, on day: LocalDate) throws(DeskError) -> [ProposedShare] {
        let booked = try entry(request.entry)
        var left = booked.unattributed
        let wanted = request.parts.reduce(Int64(0)) { $0.plus($1.amount ?? 0) }
        let currency = booked.entry.currency
        guard wanted <= left else {
            throw .allocationAboveEntry(
                request.entry, asked: Money(minor: wanted, currency), left: Money(minor: left, currency))
        }
        var drafts: [ShareDraft] = []
        if let customer = request.customer {
            try load([customer], .open(on: day))
            _ = try account(customer)
            drafts.append(ShareDraft(customer: customer))
        }
        // Amounts that are said come first: what is left is for the invoices that take what they can.
        for part in request.parts.filter({ $0.amount != nil }) + request.parts.filter({ $0.amount == nil }) {
            try add(part, of: booked.entry, &left, &drafts, on: day)
        }
        for remission in request.letGo { try add(remission, of: booked.entry, &drafts, on: day) }
        guard let first = drafts.first else { throw .noProposal(request.entry) }
        let takesRest = !request.keepsRest && (request.customer != nil || drafts.count == 1) ? first.customer : nil
        return drafts.compactMap { $0.share(rest: $0.customer == takesRest ? left : 0) }
    }

    private mutating func add(
        _ part: AllocationRequest.Part, of entry: BankEntry, _ left: inout Int64, _ drafts: inout [ShareDraft],
        on day: LocalDate
    ) throws(DeskError) {
        let invoice = try invoice(part.invoice, of: entry, on: day)
        let place = Self.place(of: invoice.customer, &drafts)
        let open = invoice.open - drafts[place].taken(of: invoice.id)
        let amount = part.amount ?? min(open, left)
        guard amount > 0 else { throw .amountNotPositive }
        guard amount <= open else {
            throw .allocationAboveInvoice(
                invoice.id, asked: Money(minor: amount, entry.currency), open: Money(minor: open, entry.currency))
        }
        guard amount <= left else {
            throw .allocationAboveEntry(
                entry.id, asked: Money(minor: amount, entry.currency), left: Money(minor: left, entry.currency))
        }
        left -= amount
        drafts[place].allocations += drafts[place].spread(amount, over: invoice).map { ProposedAllocation($0, $1) }
    }

    private mutating func add(
        _ letGo: AllocationRequest.LetGo, of entry: BankEntry, _ drafts: inout [ShareDraft], on day: LocalDate
    ) throws(DeskError) {
        let invoice = try invoice(letGo.invoice, of: entry, on: day)
        let place = Self.place(of: invoice.customer, &drafts)
        let open = invoice.open - drafts[place].taken(of: invoice.id)
        let amount = letGo.amount ?? open
        guard amount > 0 else { throw .amountNotPositive }
        guard amount <= open else {
            throw .allocationAboveInvoice(
                invoice.id, asked: Money(minor: amount, entry.currency), open: Money(minor: open, entry.currency))
        }
        let paid = drafts[place].paid(on: invoice.id)
        let asked = drafts[place].taken(of: invoice.id) - paid + amount
        guard asked <= paid else {
            throw .allocationRefused(
                .remissionAbovePayment(
                    invoice.id, asked: Money(minor: asked, entry.currency), paid: Money(minor: paid, entry.currency)))
        }
        drafts[place].remissions += drafts[place].spread(amount, over: invoice).map { Remission(letGo.kind, $0, $1) }
    }

    private mutating func invoice(_ id: InvoiceID, of entry: BankEntry, on day: LocalDate) throws(DeskError) -> Invoice {
        let (company, session) = (company, session)
        let owner = try DeskError.lifting { () throws(SQLError) in try Lookups.owner(of: id, company, session) }
        guard let owner else { throw .unknownInvoice(id) }
        try load([owner], .open(on: day))
        guard let invoice = try account(owner).invoice(id) else {
            let nothing = Money(minor: 0, entry.currency)
            throw .allocationAboveInvoice(id, asked: entry.money, open: nothing)
        }
        guard invoice.currency == entry.currency else { throw .entryOfOtherCurrency(entry.id, entry.currency, id) }
        return invoice
    }

    private static func place(of customer: CustomerID, _ drafts: inout [ShareDraft]) -> Int {
        if let known = drafts.firstIndex(where: { $0.customer == customer }) { return known }
        drafts.append(ShareDraft(customer: customer))
        return drafts.count - 1
    }

    // MARK: What the books have already

    /// Books and bank tell of a payment within so many days of each other.
    private static let recognitionDays = 5

    /// Payments of the books that the movement was recognised as, and that are on account: a person says what they settle,
    /// and they stay what the movement is.
    func recognise(_ share: ProposedShare, as released: [EntryShare], beside others: [CreditID]) throws(DeskError) -> [ProposedShare] {
        let known = released.filter { $0.isRecognised && $0.customer == share.customer }
        let account = try account(share.customer)
        guard !known.isEmpty, known.reduce(0, { $0 &+ $1.amount }) == share.amount,
            known.allSatisfy({ account.credit($0.credit)?.unallocated == $0.amount && !others.contains($0.credit.id) })
        else { return [share] }
        return share.recognised(as: known.map { ($0.credit, $0.amount) })
    }

    /// A payment that a file brought, and that no movement is yet, may be this money: counted beside it, it would count
    /// twice (I4). A person accepts it as this movement, or says that it is another one.
    mutating func requireNoPayment(of shares: [ProposedShare], like id: EntryID, beside others: [CreditID]) throws(DeskError) {
        let booked = try entry(id)
        let entry = booked.entry
        let (company, session) = (company, session)
        try load(shares.map(\.customer), .whole)
        if shares.contains(where: { $0.recognised == nil }), let credit = try inParts(of: entry, beside: others) {
            throw .paymentInBooks(id, credit.id, credit.customer, on: credit.on, Money(minor: credit.amount, credit.currency))
        }
        for share in shares where share.recognised == nil {
            if let credit = try summed(with: entry, of: try account(share.customer), beside: others) {
                throw .paymentInBooks(
                    id, credit.id, share.customer, on: credit.on, Money(minor: credit.amount, credit.currency))
            }
            for credit in try account(share.customer).credits where credit.kind == .payment && credit.returnedOn == nil {
                guard credit.amount == share.amount || credit.amount == entry.amount, credit.currency == entry.currency,
                    abs(credit.on.days(since: entry.bookedOn)) <= Self.recognitionDays, !others.contains(credit.id)
                else { continue }
                let receipt = try DeskError.lifting { () throws(SQLError) in
                    try BankStore.receipt(of: credit.key, share.customer, company, session)
                }
                // What the movement itself was recognised as until now is no movement any more.
                let isReleased = receipt == id && !booked.shares.contains { $0.credit == credit.key }
                guard receipt == nil || isReleased else { continue }
                throw .paymentInBooks(
                    id, credit.id, share.customer, on: credit.on, Money(minor: credit.amount, credit.currency))
            }
        }
    }

    /// One of the payments of several customers on one day, of names that begin alike, that make up a movement.
    private func inParts(of entry: BankEntry, beside others: [CreditID]) throws(DeskError) -> Credit? {
        let (company, session) = (company, session)
        let (from, through) = (entry.bookedOn.adding(days: -Self.recognitionDays), entry.bookedOn.adding(days: Self.recognitionDays))
        let alone = try DeskError.lifting { () throws(SQLError) in
            try BankStore.alone(from: from, through: through, company, session)
        }
        let parts = alone.filter { $0.id.isPart && $0.currency == entry.currency }
        for first in parts {
            let group = parts.filter { $0.id.stem == first.id.stem && $0.on == first.on }
            guard Set(group.map(\.customer)).count > 1, !group.contains(where: { others.contains($0.id) }),
                group.reduce(Int64(0), { $0.plus($1.amount) }) == entry.amount
            else { continue }
            return first
        }
        return nil
    }

    /// A payment of the books, which no movement is, to which a movement comes with others of the customer: with what they
    /// brought, or with those that wait to be confirmed.
    private func summed(with entry: BankEntry, of account: Account, beside others: [CreditID]) throws(DeskError) -> Credit? {
        func isNear(_ day: LocalDate) -> Bool { abs(day.days(since: entry.bookedOn)) <= Self.recognitionDays }
        let near = account.credits.filter {
            $0.kind == .payment && $0.returnedOn == nil && $0.currency == entry.currency && isNear($0.on)
        }
        guard near.contains(where: { $0.amount > entry.amount && !others.contains($0.id) }) else { return nil }
        let (company, session) = (company, session)
        var whole: [Credit] = []
        var parts = account.pending.filter { $0.entry != entry.id && $0.currency == entry.currency && isNear($0.on) }.map(\.amount)
        for credit in near {
            let receipt = try DeskError.lifting { () throws(SQLError) in
                try BankStore.receipt(of: credit.key, account.customer.id, company, session)
            }
            if receipt == nil { whole.append(credit) } else if receipt != entry.id { parts.append(credit.amount) }
        }
        return whole.first {
            $0.amount > entry.amount && !others.contains($0.id)
                && SumParts.places(parts, for: $0.amount - entry.amount, least: 1) != nil
        }
    }

    // MARK: What is learned

    /// Who paid is remembered: by account and by name. Somebody who pays for several is known as such from then on.
    mutating func learnPayer(of id: EntryID, customers: [CustomerID]) throws(DeskError) {
        let party = try entry(id).entry.party
        var signs: [(kind: PayerRule.Kind, value: String)] = []
        if let account = party.account, !account.isEmpty { signs.append((.account, account)) }
        if let name = party.name.map(PayerName.fold), !name.isEmpty { signs.append((.name, name)) }
        guard !signs.isEmpty else { return }
        let known = try knownPayers()
        for sign in signs {
            let same = known.filter { $0.kind == sign.kind && $0.value == sign.value }
            let all = Set(same.map(\.customer)).union(customers)
            let role: PayerRule.Role = all.count > 1 ? .shared : .own
            for customer in all.sorted() {
                let before = same.first { $0.customer == customer }
                guard before?.role != role else { continue }
                let name = PayerRuleID("\(sign.kind.rawValue)/\(sign.value)/\(customer.text)")
                try load([customer], .customer)
                try record(
                    .bank(
                        .payerLearned(
                            PayerRule(
                                id: before?.id ?? name, kind: sign.kind, value: sign.value, customer: customer, role: role,
                                entry: before?.entry ?? id))))
            }
        }
    }

    mutating func forgetPayers(taughtBy id: EntryID) throws(DeskError) {
        for rule in try knownPayers() where rule.entry == id {
            try record(.bank(.payerForgotten(rule.id, reason: "undone")))
        }
    }

    private func knownPayers() throws(DeskError) -> [PayerRule] {
        let (company, session) = (company, session)
        return try DeskError.lifting { () throws(SQLError) in try BankStore.payers(company, session) }
    }

    // MARK: A return that was none

    /// Payments that a movement had taken back count again from their own days, under names of their own, and settle what
    /// is still open of what they had settled. The movement is set aside: it is a debit of another kind.
    mutating func restore(_ booked: BookedEntry, on day: LocalDate) throws(DeskError) {
        try load(booked.returned.map(\.customer), .whole)
        for returned in booked.returned { try restore(returned, on: day) }
        try record(.bank(.entryReopened(booked.entry.id, reason: "undone")))
        try record(.bank(.entrySetAside(booked.entry.id, reason: "undone")))
    }

    private mutating func restore(_ returned: ReturnedCredit, on day: LocalDate) throws(DeskError) {
        let account = try account(returned.customer)
        guard let old = account.credit(returned.credit) else { throw .unknownCredit(returned.credit) }
        var number = 2
        while account.credit(CreditKey(kind: .payment, id: old.id.again(number))) != nil { number += 1 }
        let new = Credit(
            id: old.id.again(number), kind: .payment, customer: old.customer, on: old.on,
            currency: old.currency, amount: old.amount, invoice: old.invoice)
        try record(.creditRecorded(new))
        var again: [(former: Int, number: Int)] = []
        for former in account.allocations where returned.allocations.contains(former.number) {
            let invoice = try self.account(old.customer).invoice(former.receivable.invoice)
            let open = invoice?.receivables.first { $0.rank == former.receivable.rank }?.open ?? 0
            let amount = min(open, former.amount)
            guard amount > 0 else { continue }
            let next = try self.account(old.customer).lastAllocation + 1
            try record(
                .allocationMade(
                    old.customer,
                    Allocation(
                        number: next, credit: new.key, receivable: former.receivable, amount: amount, on: former.on)))
            again.append((former.number, next))
        }
        try moveShare(from: old.key, to: new.key, of: old.customer, again, on: day)
    }

    /// The movement that had brought the payment brings the one that stands for it.
    private mutating func moveShare(
        from old: CreditKey, to new: CreditKey, of customer: CustomerID, _ again: [(former: Int, number: Int)], on day: LocalDate
    ) throws(DeskError) {
        let (company, session) = (company, session)
        let receipt = try DeskError.lifting { () throws(SQLError) in
            try BankStore.receipt(of: old, customer, company, session)
        }
        guard let receipt else { return }
        try loadEntries([receipt])
        guard let share = try entry(receipt).shares.first(where: { $0.credit == old }) else { return }
        // What the books had settled with their payment is not the movement's.
        let own = again.filter { !share.isRecognised || share.allocations.contains($0.former) }.map(\.number)
        try record(.bank(.shareReleased(receipt, customer, old, on: day, reason: "undone")))
        try record(
            .bank(
                .entryAttributed(
                    receipt,
                    EntryShare(
                        customer: customer, credit: new, amount: share.amount, on: day, isRecognised: share.isRecognised,
                        allocations: own, evidence: share.evidence, filed: share.filed))))
    }
}

/// A share while a person's words are put together.
private struct ShareDraft {
    let customer: CustomerID
    var allocations: [ProposedAllocation] = []
    var remissions: [Remission] = []

    /// What the movement itself pays on an invoice.
    func paid(on invoice: InvoiceID) -> Int64 {
        allocations.reduce(0) { $1.receivable.invoice == invoice ? $0 + $1.amount : $0 }
    }

    /// What is taken of an invoice so far.
    func taken(of invoice: InvoiceID) -> Int64 {
        var taken: Int64 = 0
        for part in allocations where part.receivable.invoice == invoice { taken += part.amount }
        for part in remissions where part.receivable.invoice == invoice { taken += part.amount }
        return taken
    }

    /// An amount over the receivables of an invoice, oldest due first, beside what is taken of them.
    func spread(_ amount: Int64, over invoice: Invoice) -> [(receivable: ReceivableID, amount: Int64)] {
        invoice.spread(amount) { id in
            var taken: Int64 = 0
            for part in allocations where part.receivable == id { taken += part.amount }
            for part in remissions where part.receivable == id { taken += part.amount }
            return taken
        }
    }

    /// - Parameter rest: what of the movement nobody named an invoice for.
    func share(rest: Int64) -> ProposedShare? {
        let amount = allocations.reduce(rest) { $0 + $1.amount }
        guard amount > 0 else { return nil }
        return ProposedShare(
            customer: customer, amount: amount, allocations: allocations, remissions: remissions, remainder: rest)
    }
}
