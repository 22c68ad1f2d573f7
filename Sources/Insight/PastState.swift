package import Ledger
package import Values

/// A part of a receivable given up on a day: the fold keeps the sum, this keeps the day.
package struct WriteOff: Hashable, Sendable {
    package let customer: CustomerID
    package let receivable: ReceivableID
    /// Minor units; below zero when a write-off was taken back.
    package let amount: Int64
    package let on: LocalDate

    package init(customer: CustomerID, receivable: ReceivableID, amount: Int64, on: LocalDate) {
        self.customer = customer
        self.receivable = receivable
        self.amount = amount
        self.on = on
    }

    /// The write-offs among facts, and what was taken back of them.
    package init?(_ fact: FactBody) {
        if case .receivableWrittenOff(let customer, let receivable, let amount, let on, _) = fact {
            self.init(customer: customer, receivable: receivable, amount: amount, on: on)
        } else if case .bank(.writeOffReversed(let customer, let receivable, let amount, let on)) = fact {
            self.init(customer: customer, receivable: receivable, amount: -amount, on: on)
        } else {
            return nil
        }
    }
}

/// What an account was at the end of a day, by the days on which things took effect, not on which they became known.
///
/// An invoice is owed from the day it was issued, a payment or a credit note counts from its own day until the day it
/// was returned, an allocation holds from its day until that of its reversal. An allocation is never dated before its
/// invoice and its credit, so that what is open less what is not lettered is, on every day, what was invoiced less what
/// was received and written off.
package struct PastState: Sendable {
    package let day: LocalDate
    private let account: Account
    private var settled: [ReceivableID: Int64] = [:]
    private var used: [CreditKey: Int64] = [:]

    /// - Parameters:
    ///   - account: loaded whole.
    ///   - writeOffs: all those of the account's receivables.
    package init(_ account: Account, writeOffs: [WriteOff] = [], on day: LocalDate) {
        self.account = account
        self.day = day
        for allocation in account.allocations where allocation.held(on: day) {
            settled[allocation.receivable, default: 0] &+= allocation.amount
            used[allocation.credit, default: 0] &+= allocation.amount
        }
        for writeOff in writeOffs where writeOff.on <= day { settled[writeOff.receivable, default: 0] &+= writeOff.amount }
    }

    /// Minor units still owed of a receivable of this invoice; zero before the invoice was issued.
    package func open(_ receivable: Receivable, of invoice: Invoice) -> Int64 {
        guard invoice.issuedOn <= day else { return 0 }
        return receivable.amount &- (settled[ReceivableID(invoice: invoice.id, rank: receivable.rank)] ?? 0)
    }

    /// Minor units still owed of an invoice.
    package func open(_ invoice: Invoice) -> Int64 {
        invoice.receivables.reduce(0) { $0 &+ open($1, of: invoice) }
    }

    /// Minor units of a credit that settled nothing yet; zero before it was received and once it was returned.
    package func unallocated(_ credit: Credit) -> Int64 {
        guard credit.on <= day, credit.returnedOn.map({ day < $0 }) ?? true else { return 0 }
        return credit.amount &- (used[credit.key] ?? 0)
    }

    /// One row for each currency in which the customer had something.
    package func agedRows() throws(MoneyError) -> [AgedRow] {
        var rows: [Currency: AgedRow] = [:]
        func row(_ currency: Currency) -> AgedRow {
            rows[currency] ?? AgedRow(customer: account.customer.id, name: account.customer.name, currency: currency)
        }
        for invoice in account.invoices where invoice.issuedOn <= day {
            var changed = row(invoice.currency)
            for receivable in invoice.receivables {
                let open = open(receivable, of: invoice)
                guard open != 0 else { continue }
                try changed.amounts.add(open, to: AgeBucket(dueOn: receivable.dueOn, asOf: day))
                if open > 0 { changed.receivables += 1 }
            }
            rows[invoice.currency] = changed
        }
        for credit in account.credits {
            let rest = unallocated(credit)
            guard rest != 0 else { continue }
            var changed = row(credit.currency)
            let (sum, overflow) = changed.unallocated.addingReportingOverflow(rest)
            guard !overflow else { throw .overflow }
            changed.unallocated = sum
            rows[credit.currency] = changed
        }
        return rows.values.sorted { $0.currency < $1.currency }
    }
}

extension Allocation {
    /// It was made by the end of that day, and not reversed yet.
    fileprivate func held(on day: LocalDate) -> Bool {
        on <= day && (reversedOn.map { day < $0 } ?? true)
    }
}

extension AgedBalance {
    /// The balance at the end of any day, from whole accounts.
    package init(_ accounts: [Account], writeOffs: [WriteOff] = [], asOf day: LocalDate) throws(MoneyError) {
        let byCustomer = Dictionary(grouping: writeOffs, by: \.customer)
        var rows: [AgedRow] = []
        for account in accounts {
            rows += try PastState(account, writeOffs: byCustomer[account.customer.id] ?? [], on: day).agedRows()
        }
        try self.init(asOf: day, rows: rows)
    }
}
