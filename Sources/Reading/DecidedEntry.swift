package import Ledger
package import Matching
import SQL
import Storage
package import Workflows

/// A movement as it stands, with what its payments settled or what it took back.
package struct DecidedEntry: Sendable {
    /// A payment that the movement, money that went back, has taken back, and the invoices that are owed again.
    package struct TakenBack: Sendable {
        package let customer: CustomerID
        package let payment: CreditID
        package let invoices: [(invoice: InvoiceID, amount: Int64)]
    }

    package let entry: MatchedEntry
    package let takenBack: [TakenBack]
    package var booked: BookedEntry { entry.booked }
    package var shares: [ProposedShare] { entry.explanation?.shares ?? [] }

    init(_ booked: BookedEntry, _ accounts: [CustomerID: Account]) {
        entry = MatchedEntry(posted: booked, accounts)
        takenBack = booked.returned.map { returned in
            let ended = accounts[returned.customer]?.allocations.filter { returned.allocations.contains($0.number) } ?? []
            return TakenBack(
                customer: returned.customer, payment: returned.credit.id,
                invoices: ended.map { ProposedAllocation($0.receivable, $0.amount) }.byInvoice)
        }
    }

    /// By invoice, in order: what an earlier decision settled, and this one does not.
    package func owedAgain(since former: DecidedEntry) -> [(invoice: InvoiceID, amount: Int64)] {
        let now = settled
        return former.settled.compactMap { invoice, amount in
            let left = amount - (now.first { $0.invoice == invoice }?.amount ?? 0)
            return left > 0 ? (invoice, left) : nil
        }
    }

    /// The shares of an earlier decision are gone.
    package func replaces(_ former: DecidedEntry) -> Bool {
        let credits = Set(booked.shares.map(\.credit))
        return former.booked.shares.contains { !credits.contains($0.credit) }
    }

    /// What it settles of each invoice, with credit notes and what is let go of.
    private var settled: [(invoice: InvoiceID, amount: Int64)] {
        shares.flatMap { share in
            share.allocations + share.nettings.map { ProposedAllocation($0.receivable, $0.amount) }
                + share.remissions.map { ProposedAllocation($0.receivable, $0.amount) }
        }.byInvoice
    }
}

extension Desk {
    /// A movement as it stands, with what its payments settled.
    package func decided(_ id: EntryID, in company: CompanyID) async throws(DeskError) -> DecidedEntry {
        let booked = try await bankEntry(id, in: company)
        let accounts = try await database.read(for: .company(company.text)) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in
                let customers = booked.shares.map(\.customer) + booked.returned.map(\.customer)
                return try AccountLoader(company, .whole).load(.these(customers), session)
            }
        }
        return DecidedEntry(booked, accounts)
    }
}
