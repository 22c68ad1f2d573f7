import Ledger
import Matching
import Values
import Workflows

/// The simulated clerk: looks after some days at what nobody has attributed, and says whose it is by the truth, not always
/// at the first time.
extension Play {
    func attendBank(_ company: NaiveCompany, _ index: Int, _ day: LocalDate) async {
        guard company.account != nil else { return }
        await learn(company)
        for entry in company.postings.sorted {
            // Movements that look alike are one another's: whichever is meant, the truth is the same.
            guard let movement = company.movements(like: entry.key).first(where: { $0.toldOn != nil }), let told = movement.toldOn else { continue }
            var nature = Self.chance(world.seed, company, movement, "nature")
            let patience = nature.int(1...8)
            guard world.faults.isQuiet || told.adding(days: patience) <= day else { continue }
            arm("\(company.id).\(index).clerk.\(movement.number)")
            await attend(entry, movement, company, day)
            disarm()
        }
    }

    private func attend(
        _ entry: NaivePostings.Entry, _ movement: BankMovement, _ company: NaiveCompany, _ day: LocalDate
    ) async {
        var mood = Self.chance(world.seed, company, movement, "mood")
        var manner = Self.chance(world.seed, company, movement, "manner")
        let isWrong = entry.shares.contains { share in !company.movements(like: entry.key).contains { $0.customer == share.customer.text } }
        if isWrong, company.postings.hasMoney(entry) {
            // Corrected at once, or undone and decided another day.
            return manner.once(in: 2) ? await allocate(entry, movement, company, day) : await undo(entry, company, day)
        }
        if case .giveBack = movement.kind, await mistakeReturn(entry, movement, company, day, &mood) { return }
        guard entry.isOpen else { return }
        switch movement.kind {
        case .noise: await setAside(entry, company, day)
        case .giveBack: await takeBack(entry, movement, company, day)
        case .transfer:
            if company.erred.insert(movement.number).inserted, mood.once(in: 6), !world.faults.isQuiet {
                return await allocateWrongly(entry, movement, company, day, &mood)
            }
            if manner.once(in: 2), await accept(entry, movement, company, day) { return }
            await allocate(entry, movement, company, day)
        }
    }

    private static func chance(_ seed: UInt64, _ company: NaiveCompany, _ movement: BankMovement, _ what: String) -> Dice {
        Dice(seed, "clerk/\(company.id)/\(movement.number)/\(what)")
    }

    /// What the program would do with a movement, as the screen shows it.
    private func proposal(_ entry: NaivePostings.Entry, _ company: NaiveCompany, _ day: LocalDate) async -> MatchExplanation? {
        let desk = Desk(database: store, ports: world.ports(of: process), rulebook: world.rulebook)
        return try? await desk.proposal(for: EntryID(entry.id), in: CompanyID(company.id), on: day).explanation
    }

    /// Takes what is proposed when it is the truth.
    private func accept(
        _ entry: NaivePostings.Entry, _ movement: BankMovement, _ company: NaiveCompany, _ day: LocalDate
    ) async -> Bool {
        guard let found = await proposal(entry, company, day), !found.shares.isEmpty,
            found.shares.allSatisfy({ share in
                share.customer.text == movement.customer
                    && share.allocations.allSatisfy { part in movement.pays.contains { $0.invoice == part.receivable.invoice.text } }
            })
        else { return false }
        await decide("accept \(entry.id)", company) { desk throws(DeskError) in
            _ = try await desk.accept(EntryID(entry.id), in: CompanyID(company.id), on: day, by: "clerk")
        }
        return true
    }

    private func setAside(_ entry: NaivePostings.Entry, _ company: NaiveCompany, _ day: LocalDate) async {
        await decide("set aside \(entry.id)", company) { desk throws(DeskError) in
            try await desk.setAside(EntryID(entry.id), reason: "simulation", in: CompanyID(company.id), on: day, by: "clerk")
        }
    }

    private func undo(_ entry: NaivePostings.Entry, _ company: NaiveCompany, _ day: LocalDate) async {
        await decide("reverse \(entry.id)", company) { desk throws(DeskError) in
            _ = try await desk.reverse(EntryID(entry.id), in: CompanyID(company.id), on: day, by: "clerk")
        }
    }

    /// Takes what went back for a debit of another kind, once, and sees it another day: the money is gone all the same.
    private func mistakeReturn(
        _ entry: NaivePostings.Entry, _ movement: BankMovement, _ company: NaiveCompany, _ day: LocalDate, _ mood: inout Dice
    ) async -> Bool {
        if entry.setAside == "undone" {
            await undo(entry, company, day)
            if let open = company.postings.entries[entry.id] { await takeBack(open, movement, company, day) }
            return true
        }
        guard !entry.returned.isEmpty, !world.faults.isQuiet, company.erred.insert(movement.number).inserted, mood.once(in: 3) else { return false }
        await undo(entry, company, day)
        return true
    }

    /// Accepts what is proposed when it is right; otherwise neither movement is anything to a customer.
    private func takeBack(_ entry: NaivePostings.Entry, _ movement: BankMovement, _ company: NaiveCompany, _ day: LocalDate) async {
        let original = company.original(of: movement)
        if let first = await proposal(entry, company, day)?.returned, !first.isEmpty, first.allSatisfy({ $0.customer.text == original?.customer }) {
            return await decide("accept \(entry.id)", company) { desk throws(DeskError) in
                _ = try await desk.accept(EntryID(entry.id), in: CompanyID(company.id), on: day, by: "clerk")
            }
        }
        let came = original.flatMap { original in company.postings.sorted.first { $0.key == original.key } }
        if let came, company.postings.hasMoney(came) {
            if !came.shares.isEmpty { await undo(came, company, day) }
            if came.setAside == nil { await setAside(came, company, day) }
        }
        await setAside(entry, company, day)
    }

    private func allocateWrongly(
        _ entry: NaivePostings.Entry, _ movement: BankMovement, _ company: NaiveCompany, _ day: LocalDate, _ dice: inout Dice
    ) async {
        guard let other = dice.pick(company.customers.filter { $0.number != movement.customer }) else { return }
        let invoice = other.invoices.first { $0.currency == movement.currency && other.open($0) > 0 }
        let request = AllocationRequest(
            entry: EntryID(entry.id), parts: invoice.map { [.init(InvoiceID($0.number), nil)] } ?? [], customer: CustomerID(other.number))
        await allocate(request, company, day)
    }

    /// By the truth, as far as invoices still owe it; what is short of one because a bank kept it is let go of.
    private func allocate(_ entry: NaivePostings.Entry, _ movement: BankMovement, _ company: NaiveCompany, _ day: LocalDate) async {
        guard let number = movement.customer, let customer = company.customer(number) else { return await setAside(entry, company, day) }
        var left = entry.left > 0 ? entry.left : entry.key.amount
        var parts: [AllocationRequest.Part] = []
        var letGo: [AllocationRequest.LetGo] = []
        for pay in movement.pays {
            guard let place = customer.index(of: pay.invoice), customer.invoices[place].currency == movement.currency else { continue }
            let open = customer.open(customer.invoices[place])
            let amount = min(pay.amount, min(open, left))
            guard amount > 0 else { continue }
            left -= amount
            parts.append(.init(InvoiceID(pay.invoice), amount))
            if open - amount == BankAccount.charges { letGo.append(.init(.bankCharges, InvoiceID(pay.invoice), nil)) }
        }
        await allocate(
            AllocationRequest(entry: EntryID(entry.id), parts: parts, customer: CustomerID(number), letGo: letGo), company, day)
    }

    private func allocate(_ request: AllocationRequest, _ company: NaiveCompany, _ day: LocalDate) async {
        await decide("allocate \(request.entry.text)", company) { desk throws(DeskError) in
            _ = try await desk.allocate(request, in: CompanyID(company.id), on: day, by: "clerk")
        }
    }

    /// What the books allow is not refused.
    private func decide(
        _ what: String, _ company: NaiveCompany, _ body: @Sendable (Desk) async throws(DeskError) -> Void
    ) async {
        let outcome = await act(what, isRepeatable: false, body)
        if case .refused(let error) = outcome { world.violate("clerk", "\(company.id) \(what): \(error)") }
        world.tell("\(company.id) clerk: \(what)")
        company.arePostingsStale = true
        await learn(company)
    }
}
