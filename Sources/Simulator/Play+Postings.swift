import Ledger
import Matching
import SQL
import Storage
import Values
import Workflows

/// What the program did with the movements of the bank: read from its facts, judged by the truth.
extension Play {
    /// Reads on, when something may have been done since the last time.
    ///
    /// - Returns: the customers of whom something was done with a movement since.
    @discardableResult
    func learn(_ company: NaiveCompany) async -> Set<String> {
        guard company.account != nil, company.arePostingsStale else { return [] }
        company.arePostingsStale = false
        let id = CompanyID(company.id)
        let after = company.postings.sequence
        do throws(SQLError) {
            let facts = try await store.read(for: .company(company.id)) { session throws(SQLError) in
                try FactLog.facts(after: after, id, session)
            }
            for stored in facts {
                guard let fact = try? stored.fact() else { continue }
                company.postings.take(fact.body)
                judge(fact, company)
            }
            company.postings.sequence = facts.last?.sequence ?? after
        } catch {
            world.violate("I20", "\(company.id): facts cannot be read: \(error)")
        }
        for number in company.postings.changed.sorted() {
            company.customer(number)?.rewrite(from: company.postings)
            company.touched.insert(number)
        }
        let changed = company.postings.changed
        company.postings.changed = []
        return changed
    }

    /// What was done with movements while a morning's messages leave: they were planned without it. What was written for
    /// these customers may wait for a person or be called back, and what they owe by now is asked on another day.
    func learnWhatDisturbs(_ company: NaiveCompany) async {
        for number in await learn(company) {
            company.disturbed.insert(number)
            company.customer(number)?.isClouded = true
        }
    }

    /// Everything is read again: the database is another one.
    func learnAnew(_ company: NaiveCompany) async {
        guard company.account != nil else { return }
        company.postings = NaivePostings()
        company.postings.changed = Set(company.customers.map(\.number))
        company.arePostingsStale = true
        await learn(company)
    }

    // MARK: Judged by the truth

    private func judge(_ fact: Fact, _ company: NaiveCompany) {
        switch fact.body {
        case .bank(.entryAttributed(let id, let share)): judge(share, of: id, company)
        case .bank(.entryReturned(let id, let returned, _)): judge(returned, by: id, company)
        case .bank(.receiptPending(let receipt)):
            if company.judged.insert(receipt.entry.text + " pending").inserted { world.counters.suggested += 1 }
        default: break
        }
    }

    private func judge(_ share: EntryShare, of id: EntryID, _ company: NaiveCompany) {
        guard share.evidence.isAutomatic, let key = company.postings.entries[id.text]?.key,
            company.judged.insert(id.text + " " + share.credit.id.text).inserted
        else { return }
        world.counters.evaluated("match")
        world.counters.posted += 1
        let truth = company.movements(like: key).filter { !$0.isNoise }
        guard truth.contains(where: { $0.customer == share.customer.text }) else {
            world.counters.wrong += 1
            let whose = truth.compactMap(\.customer).joined(separator: ", ")
            return world.violate(
                "match",
                "\(company.id) \(key.text), \(company.words(of: key)), is \(whose.isEmpty ? "nobody's" : whose), and was posted to \(share.customer.text) by itself for \(share.evidence.reasons.map { $0.code + " " + $0.value }.joined(separator: ", "))")
        }
        let paid = Set(
            share.allocations.compactMap { company.postings.allocations[share.customer.text]?[$0]?.receivable.invoice.text })
        if !truth.contains(where: { paid.isSubset(of: $0.pays.map(\.invoice)) }) {
            world.counters.wrong += 1
            world.tell("\(company.id) \(key.text) posted to \(paid.sorted()), paid \(truth.flatMap { $0.pays.map(\.invoice) })")
        }
    }

    private func judge(_ returned: ReturnedCredit, by id: EntryID, _ company: NaiveCompany) {
        guard let key = company.postings.entries[id.text]?.key,
            company.judged.insert(id.text + " back " + returned.credit.id.text).inserted
        else { return }
        world.counters.evaluated("I14")
        let originals = company.movements(like: key).compactMap { company.original(of: $0) }
        // Another payment of the same customer and amount is as good; so is the movement itself, whoever was said to have paid.
        if originals.contains(where: { $0.customer == returned.customer.text }) { return }
        let came = company.postings.entries.values.first { entry in
            entry.shares.contains { $0.credit == returned.credit && $0.customer == returned.customer }
        }
        if let came, originals.contains(where: { $0.key == came.key }) { return }
        world.violate("match", "\(company.id) \(key.text) did not take \(returned.credit.id.text) of \(returned.customer.text) back")
    }

    // MARK: The books of the account

    /// The program's book of the account against the bank's own (I3, I4, I14).
    func compareBank(_ company: NaiveCompany) async {
        guard let account = company.account else { return }
        await learn(company)
        world.counters.evaluated("I4")
        world.counters.evaluated("I3")
        var wanted: [BankKey: Int] = [:]
        for movement in account.movements where movement.toldOn != nil { wanted[movement.key, default: 0] += 1 }
        for entry in company.postings.sorted { wanted[entry.key, default: 0] -= 1 }
        for (key, count) in wanted.sorted(by: { $0.key.text < $1.key.text }) where count != 0 {
            world.violate(
                "I4", "\(company.id): a movement of \(key.text) was told \(count > 0 ? "and is not known" : "less often than it is known") (\(count))")
        }
        for entry in company.postings.sorted { judge(entry, company) }
    }

    /// What came in is attributed, left or set aside, to the last unit; what a share says is what its payment holds.
    private func judge(_ entry: NaivePostings.Entry, _ company: NaiveCompany) {
        guard entry.key.amount > 0 else { return judgeReturn(entry, company) }
        if entry.attributed > entry.key.amount {
            world.violate("I3", "\(company.id) \(entry.id): \(entry.attributed) of \(entry.key.amount) are attributed")
        }
        for share in entry.shares where !company.postings.isReturned(share) {
            let credit = company.customer(share.customer.text)?.credits.first { $0.reference == share.credit.id.text && !$0.isNote }
            if let credit, credit.unallocated < 0 {
                world.violate("I1", "\(company.id) \(credit.reference): \(-credit.unallocated) more than it holds is put against invoices")
            }
        }
    }

    /// Money that went back took back what it had brought, wholly.
    private func judgeReturn(_ entry: NaivePostings.Entry, _ company: NaiveCompany) {
        guard !entry.returned.isEmpty else { return }
        for returned in entry.returned where !company.postings.returned.contains(NaivePostings.name(returned.customer, returned.credit)) {
            world.violate("I14", "\(company.id) \(entry.id) went back, and \(returned.credit.id.text) still counts")
        }
    }

    /// What is suggested keeps reminders back: whoever it is suggested for waits.
    func compareSuggestions(_ company: NaiveCompany, _ day: LocalDate) async {
        guard company.account != nil else { return }
        let box = Kept<MatchReport>()
        await act("match") { desk throws(DeskError) in
            box.value = try await desk.match(CompanyID(company.id), on: day, by: "simulation")
        }
        await learn(company)
        for entry in box.value?.entries ?? [] where entry.outcome == .suggest && entry.booked.entry.isReceipt {
            world.counters.evaluated("suggested")
            for share in entry.explanation?.shares ?? []
            where company.postings.pending[share.customer.text]?[entry.booked.entry.id.text] == nil {
                world.violate("I5", "\(company.id) \(entry.booked.entry.id.text) may be \(share.customer.text)'s, whose reminders do not wait")
            }
        }
    }
}

extension NaiveCompany {
    /// What truly happened under a key: nearly always one movement.
    func movements(like key: BankKey) -> [BankMovement] { account?.movements.filter { $0.key == key } ?? [] }

    func words(of key: BankKey) -> String { movements(like: key).map { $0.words.label + " " + $0.words.note }.joined(separator: "; ") }

    /// What a movement takes back.
    func original(of movement: BankMovement) -> BankMovement? {
        guard case .giveBack(let number) = movement.kind else { return nil }
        return account?.movements.first { $0.number == number }
    }
}
