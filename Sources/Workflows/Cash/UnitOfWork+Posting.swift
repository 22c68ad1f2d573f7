import Ledger
import Matching
import SQL
import Storage
import Values

/// What is done with a movement once it is known whose it is, and how that is undone.
extension UnitOfWork {
    /// Brings movements into the unit as they stand.
    mutating func loadEntries(_ ids: [EntryID]) throws(DeskError) {
        let (company, session) = (company, session)
        enter(try DeskError.lifting { () throws(SQLError) in try BankStore.entries(ids, company, session) })
    }

    func entry(_ id: EntryID) throws(DeskError) -> BookedEntry {
        guard let entry = book.bank?.entries[id] else { throw .unknownEntry(id) }
        return entry
    }

    // MARK: Attributing

    /// Makes the shares of an explanation a customer's payments, and lets them settle what they settle.
    ///
    /// - Returns: false, with nothing recorded, when the ledger does not allow all of it any more.
    mutating func post(_ shares: [ProposedShare], of id: EntryID, _ evidence: MatchEvidence, on day: LocalDate) throws(DeskError) -> Bool {
        let customers = shares.map(\.customer)
        try load(customers, .open(on: day))
        let booked = try entry(id)
        guard shares.reduce(0, { $0 &+ $1.amount }) <= booked.unattributed else { return false }
        for (customer, own) in Dictionary(grouping: shares, by: \.customer) {
            guard let account = book.accounts[customer], account.allows(own, of: booked.entry) else { return false }
        }
        for share in shares { try post(share, of: id, evidence, on: day) }
        try clearPending(of: id, on: day)
        return true
    }

    private mutating func post(_ share: ProposedShare, of id: EntryID, _ evidence: MatchEvidence, on day: LocalDate) throws(DeskError) {
        let booked = try entry(id)
        let entry = booked.entry
        let credit = share.recognised ?? booked.nextCredit
        if share.recognised == nil {
            let invoices = Set(share.allocations.map(\.receivable.invoice))
            try record(
                .creditRecorded(
                    Credit(
                        id: credit.id, kind: .payment, customer: share.customer, on: entry.bookedOn,
                        currency: entry.currency, amount: share.amount,
                        invoice: invoices.count == 1 && share.remainder == 0 ? invoices.first : nil)))
        }
        var numbers: [Int] = []
        for part in share.allocations {
            numbers.append(try allocate(credit, part.receivable, part.amount, share.customer, from: entry.bookedOn))
        }
        for netting in share.nettings {
            numbers.append(
                try allocate(netting.credit, netting.receivable, netting.amount, share.customer, from: entry.bookedOn))
        }
        for remission in share.remissions {
            try record(
                .receivableWrittenOff(
                    share.customer, remission.receivable, amount: remission.amount, on: entry.bookedOn,
                    reason: remission.kind.rawValue))
        }
        try record(
            .bank(
                .entryAttributed(
                    id,
                    EntryShare(
                        customer: share.customer, credit: credit, amount: share.amount, on: day,
                        isRecognised: share.recognised != nil, allocations: numbers, remissions: share.remissions,
                        evidence: evidence))))
    }

    /// Not before the credit and the invoice exist.
    private mutating func allocate(
        _ credit: CreditKey, _ receivable: ReceivableID, _ amount: Int64, _ customer: CustomerID, from day: LocalDate
    ) throws(DeskError) -> Int {
        let account = try account(customer)
        let issuedOn = account.invoice(receivable.invoice)?.issuedOn ?? day
        let receivedOn = account.credit(credit)?.on ?? day
        let number = account.lastAllocation + 1
        try record(
            .allocationMade(
                customer,
                Allocation(
                    number: number, credit: credit, receivable: receivable, amount: amount,
                    on: max(day, issuedOn, receivedOn))))
        return number
    }

    // MARK: Waiting

    /// The movement waits to be confirmed: until then, whose invoices it may pay is not reminded of them.
    mutating func suggest(_ receipts: [PendingReceipt], for id: EntryID, on day: LocalDate) throws(DeskError) {
        let waiting = try waiting(for: id)
        try load(waiting + receipts.map(\.customer), .open(on: day))
        for customer in waiting where !receipts.contains(where: { $0.customer == customer }) {
            try record(.bank(.receiptCleared(customer, id)))
        }
        for receipt in receipts {
            guard let account = book.accounts[receipt.customer] else { continue }
            let known = account.pending.first { $0.entry == id }
            if known?.amount == receipt.amount, known?.invoices == receipt.invoices { continue }
            try record(.bank(.receiptPending(receipt)))
        }
    }

    /// Nobody waits for the movement any more.
    mutating func clearPending(of id: EntryID, on day: LocalDate) throws(DeskError) {
        let waiting = try waiting(for: id)
        try load(waiting, .open(on: day))
        for customer in waiting { try record(.bank(.receiptCleared(customer, id))) }
    }

    private func waiting(for id: EntryID) throws(DeskError) -> [CustomerID] {
        let (company, session) = (company, session)
        let stored = try DeskError.lifting { () throws(SQLError) in try BankStore.waiting(for: id, company, session) }
        // What this unit decided already counts before what is stored.
        return stored.filter { book.accounts[$0].map { $0.pending.contains { $0.entry == id } } ?? true }
    }

    // MARK: Going back

    /// Money that went back: what its payments had settled is owed again, with what was let go of for them (I14).
    mutating func giveBack(_ payments: [ReturnedPayment], by id: EntryID, reason: String, on day: LocalDate) throws(DeskError) -> Bool {
        try load(payments.map(\.customer), .whole)
        try loadEntries(payments.map(\.receipt))
        let entry = try entry(id).entry
        for payment in payments {
            guard let credit = book.accounts[payment.customer]?.credit(payment.credit), credit.returnedOn == nil else { return false }
        }
        for payment in payments {
            let live = try account(payment.customer).allocations.filter { $0.credit == payment.credit && $0.isLive }
            let share = book.bank?.entries[payment.receipt]?.shares.first { $0.credit == payment.credit }
            if let share { try undo(share, withOwn: false, on: entry.bookedOn) }
            try record(.creditReturned(payment.customer, payment.credit, on: max(entry.bookedOn, receivedOn(payment)), reason: reason))
            try record(
                .bank(
                    .entryReturned(
                        id,
                        ReturnedCredit(customer: payment.customer, credit: payment.credit, allocations: live.map(\.number)),
                        reason: reason)))
        }
        return true
    }

    private func receivedOn(_ payment: ReturnedPayment) -> LocalDate {
        book.accounts[payment.customer]?.credit(payment.credit)?.on ?? LocalDate(dayNumber: 0)
    }

    /// A payment that the bank took back cannot be given to somebody else: the money is gone.
    mutating func requireMoney(of booked: BookedEntry) throws(DeskError) {
        try load(booked.shares.map(\.customer), .whole)
        for share in booked.shares where try account(share.customer).credit(share.credit)?.returnedOn != nil {
            throw .receiptWentBack(booked.entry.id)
        }
    }

    /// Undoes everything that was done with a movement: it is nobody's again (I14).
    mutating func release(_ id: EntryID, reason: String, on day: LocalDate) throws(DeskError) {
        let booked = try entry(id)
        try load(booked.shares.map(\.customer), .whole)
        for share in booked.shares {
            try undo(share, withOwn: share.isRecognised, on: day)
            let credit = try account(share.customer).credit(share.credit)
            if !share.isRecognised, credit?.returnedOn == nil {
                try record(
                    .creditReturned(share.customer, share.credit, on: max(day, credit?.on ?? day), reason: reason))
            }
            try record(.bank(.shareReleased(id, share.customer, share.credit, on: day, reason: reason)))
            try bringBack(share, of: booked.entry)
        }
    }

    /// A payment that a file has, and that was not recorded because the movement was it, is recorded now: the money of the
    /// file is not lost with the movement.
    private mutating func bringBack(_ share: EntryShare, of entry: BankEntry) throws(DeskError) {
        // Books and tables tell of the same money: the first to tell of it counts.
        guard let first = share.filed.first else { return }
        for filed in share.filed where filed.isOfBooks == first.isOfBooks { try bringBack(filed, share, of: entry) }
    }

    private mutating func bringBack(_ filed: FiledPayment, _ share: EntryShare, of entry: BankEntry) throws(DeskError) {
        let amount = filed.amount ?? share.amount
        let key = CreditKey(kind: .payment, id: filed.id)
        guard try account(share.customer).credit(key) == nil else { return }
        try record(
            .creditRecorded(
                Credit(
                    id: filed.id, kind: .payment, customer: share.customer, on: filed.on, currency: entry.currency, amount: amount,
                    invoice: filed.invoice)))
        guard let id = filed.invoice, let invoice = try account(share.customer).invoice(id), invoice.currency == entry.currency else { return }
        for (receivable, part) in invoice.spread(amount) {
            _ = try allocate(key, receivable, part, share.customer, from: filed.on)
        }
    }

    /// Credit notes netted with a share and what was let go of for it.
    ///
    /// - Parameter withOwn: also what its payment settled by it: the payment stays.
    private mutating func undo(_ share: EntryShare, withOwn: Bool, on day: LocalDate) throws(DeskError) {
        let account = try account(share.customer)
        for allocation in account.allocations
        where allocation.isLive && share.allocations.contains(allocation.number) && (withOwn || allocation.credit != share.credit) {
            try record(.allocationReversed(share.customer, number: allocation.number, on: max(day, allocation.on)))
        }
        for remission in share.remissions {
            let written = account.invoice(remission.receivable.invoice)?.receivables
                .first { $0.rank == remission.receivable.rank }?.writtenOff ?? 0
            guard written >= remission.amount else { continue }
            try record(
                .bank(.writeOffReversed(share.customer, remission.receivable, amount: remission.amount, on: day)))
        }
    }
}

extension Account {
    /// Everything that its shares of a movement want is still there to be had.
    fileprivate func allows(_ shares: [ProposedShare], of entry: BankEntry) -> Bool {
        var wanted: [ReceivableID: Int64] = [:]
        var taken: [CreditKey: Int64] = [:]
        for share in shares {
            for part in share.allocations {
                wanted[part.receivable, default: 0] += part.amount
                if let known = share.recognised { taken[known, default: 0] += part.amount }
            }
            for part in share.nettings {
                wanted[part.receivable, default: 0] += part.amount
                taken[part.credit, default: 0] += part.amount
            }
            for part in share.remissions { wanted[part.receivable, default: 0] += part.amount }
        }
        // A payment that was not read has settled all of itself.
        let isInBook = shares.compactMap(\.recognised).allSatisfy { credit($0).map { $0.returnedOn == nil } ?? true }
        return isInBook && wanted.allSatisfy { id, amount in
            guard let invoice = invoice(id.invoice), invoice.currency == entry.currency,
                let receivable = invoice.receivables.first(where: { $0.rank == id.rank })
            else { return false }
            return amount > 0 && amount <= receivable.open
        } && taken.allSatisfy { key, amount in amount <= credit(key)?.unallocated ?? 0 }
    }
}
