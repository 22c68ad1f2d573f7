package import Ledger
import Matching
import SQL
import Storage
package import Values

/// What people decide about movements of the bank.
extension Desk {
    /// A movement pays what a person says. What was decided about it before is undone first, unless a part of it is still
    /// nobody's: then this part is given away. Who paid is remembered.
    package func allocate(
        _ request: AllocationRequest, in company: CompanyID, on day: LocalDate, by actor: String
    ) async throws(DeskError) -> BookedEntry {
        try await work(company, stamp(day, actor)) { unit throws(DeskError) in
            let released = try Self.prepare(request.entry, &unit, on: day)
            var shares: [ProposedShare] = []
            for share in try unit.shares(request, on: day) {
                shares += try unit.recognise(share, as: released, beside: request.beside)
            }
            try unit.requireNoPayment(of: shares, like: request.entry, beside: request.beside)
            return try Self.attribute(shares, of: request.entry, learns: request.learns, &unit, on: day)
        }
    }

    /// Accepts what is proposed for a movement: 0 is the best explanation, 1 the next.
    package func accept(
        _ id: EntryID, choice: Int = 0, in company: CompanyID, on day: LocalDate, by actor: String
    ) async throws(DeskError) -> BookedEntry {
        let found = try await proposal(for: id, in: company, on: day)
        try Self.requireUndecided(found.booked)
        let explanations = found.proposals
        guard !explanations.isEmpty else { throw .noProposal(id) }
        guard choice >= 0, choice < explanations.count else {
            throw .allocationRefused(.noSuchProposal(id, asked: choice + 1, count: explanations.count))
        }
        let explanation = explanations[choice]
        return try await work(company, stamp(day, actor)) { unit throws(DeskError) in
            try unit.loadEntries([id])
            guard try unit.entry(id).setAside == nil else { throw .entryNotReceived(id) }
            guard explanation.returned.isEmpty else {
                let reason = found.booked.entry.nature.returnReason ?? "returned"
                guard try unit.giveBack(explanation.returned, by: id, reason: reason, on: day) else { throw .noProposal(id) }
                return try unit.entry(id)
            }
            try unit.requireNoPayment(of: explanation.shares, like: id, beside: [])
            return try Self.attribute(explanation.shares, of: id, learns: true, &unit, on: day)
        }
    }

    /// What is proposed for one movement, as the ledger stands.
    package func proposal(for id: EntryID, in company: CompanyID, on day: LocalDate) async throws(DeskError) -> MatchedEntry {
        let policy = try await book(company).profile.policy.matching
        let table = try await database.read(for: .company(company.text)) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in
                guard let entry = try BankStore.entry(id, company, session) else { return MatchTable?.none }
                return try MatchTable([entry], company, policy, on: day, session)
            }
        }
        guard let table else { throw .unknownEntry(id) }
        guard let judged = table.judged().first else { throw .noProposal(id) }
        return judged
    }

    /// Undoes what was decided about a movement, by whomever: what it had settled is owed again, what was learned from it
    /// forgotten, and the program does not decide about it any more.
    package func reverse(_ id: EntryID, in company: CompanyID, on day: LocalDate, by actor: String) async throws(DeskError) -> BookedEntry {
        try await work(company, stamp(day, actor)) { unit throws(DeskError) in
            try unit.loadEntries([id])
            let booked = try unit.entry(id)
            if !booked.shares.isEmpty {
                try unit.requireMoney(of: booked)
                try unit.release(id, reason: "undone", on: day)
                try unit.forgetPayers(taughtBy: id)
            } else if !booked.returned.isEmpty {
                try unit.restore(booked, on: day)
            } else if booked.setAside == "detailed" {
                // Its parts count in its place.
                throw .nothingToReverse(id)
            } else if booked.setAside != nil {
                try unit.record(.bank(.entryReopened(id, reason: "undone")))
            } else {
                throw .nothingToReverse(id)
            }
            return try unit.entry(id)
        }
    }

    /// A movement that pays nothing here: taxes, an advance between own accounts, interest of the bank.
    package func setAside(
        _ id: EntryID, reason: String, in company: CompanyID, on day: LocalDate, by actor: String
    ) async throws(DeskError) {
        try await work(company, stamp(day, actor)) { unit throws(DeskError) in
            try unit.loadEntries([id])
            let booked = try unit.entry(id)
            if !booked.shares.isEmpty {
                try unit.requireMoney(of: booked)
                try unit.release(id, reason: "corrected", on: day)
            }
            if !booked.returned.isEmpty { try unit.restore(booked, on: day) }
            try unit.forgetPayers(taughtBy: id)
            try unit.record(.bank(.entrySetAside(id, reason: reason)))
            try unit.clearPending(of: id, on: day)
        }
    }

    /// A movement as it stands.
    package func bankEntry(_ id: EntryID, in company: CompanyID) async throws(DeskError) -> BookedEntry {
        _ = try await book(company)
        let found = try await database.read(for: .company(company.text)) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in try BankStore.entry(id, company, session) }
        }
        guard let found else { throw .unknownEntry(id) }
        return found
    }

    // MARK: Payers

    package func payers(_ company: CompanyID) async throws(DeskError) -> [PayerRule] {
        _ = try await book(company)
        return try await database.read(for: .company(company.text)) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in try BankStore.payers(company, session) }
        }
    }

    package func forgetPayer(
        _ id: PayerRuleID, reason: String, in company: CompanyID, on day: LocalDate, by actor: String
    ) async throws(DeskError) {
        try await work(company, stamp(day, actor)) { unit throws(DeskError) in
            let session = unit.session
            let known = try DeskError.lifting { () throws(SQLError) in try BankStore.payers(company, session) }
            guard known.contains(where: { $0.id == id }) else { throw .unknownPayer(id) }
            try unit.record(.bank(.payerForgotten(id, reason: reason)))
        }
    }

    // MARK: Parts

    /// A proposal is for what nothing was decided about.
    private static func requireUndecided(_ booked: BookedEntry) throws(DeskError) {
        guard booked.setAside == nil else { throw .entryNotReceived(booked.entry.id) }
        guard booked.returned.isEmpty else { throw .allocationRefused(.gaveBack(booked.entry.id)) }
        guard booked.isOpen else { throw .allocationRefused(.isDecided(booked.entry.id)) }
    }

    /// Takes up a movement about which a person decides, whatever was decided before. Answers what it was taken for.
    private static func prepare(_ id: EntryID, _ unit: inout UnitOfWork, on day: LocalDate) throws(DeskError) -> [EntryShare] {
        try unit.loadEntries([id])
        let booked = try unit.entry(id)
        guard booked.setAside == nil else { throw .entryNotReceived(id) }
        guard booked.entry.isReceipt else { throw .allocationRefused(booked.returned.isEmpty ? .isDebit(id) : .gaveBack(id)) }
        guard booked.unattributed == 0 else { return [] }
        try unit.requireMoney(of: booked)
        try unit.release(id, reason: "corrected", on: day)
        try unit.forgetPayers(taughtBy: id)
        return booked.shares
    }

    private static func attribute(
        _ shares: [ProposedShare], of id: EntryID, learns: Bool, _ unit: inout UnitOfWork, on day: LocalDate
    ) throws(DeskError) -> BookedEntry {
        let evidence = MatchEvidence(isAutomatic: false, reasons: [MatchEvidence.Reason("person")])
        guard try unit.post(shares, of: id, evidence, on: day) else { throw .noProposal(id) }
        if learns { try unit.learnPayer(of: id, customers: shares.map(\.customer)) }
        // The rest waits for somebody, of these customers before others.
        let booked = try unit.entry(id)
        if booked.unattributed > 0 {
            try unit.suggest(
                shares.map {
                    PendingReceipt(
                        customer: $0.customer, entry: id, currency: booked.entry.currency, amount: booked.unattributed,
                        invoices: [], on: booked.entry.bookedOn)
                }, for: id, on: day)
        }
        return try unit.entry(id)
    }
}
