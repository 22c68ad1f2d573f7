import Ledger
import Outbox
import SQL
import Storage
import Values
import Workflows

/// What waits for a person, and the news that comes from outside.
extension Play {
    /// The customers as the program knows them now: what a person sees on the screen.
    func accounts(_ company: NaiveCompany, _ customers: [NaiveCustomer], _ depth: AccountDepth) async -> [CustomerID: Account] {
        let id = CompanyID(company.id)
        let numbers = customers.map { CustomerID($0.number) }
        do throws(SQLError) {
            return try await store.read(for: .company(company.id)) { session throws(SQLError) in
                try AccountLoader(id, depth).load(.these(numbers), session)
            }
        } catch {
            world.violate("I20", "\(company.id): accounts cannot be read: \(error)")
            return [:]
        }
    }

    /// The messages that the program says are waiting or uncertain, by customer.
    private func inSuspense(_ company: NaiveCompany) async -> [CustomerID: [(id: MessageID, state: String)]] {
        let id = CompanyID(company.id)
        do throws(SQLError) {
            return try await store.read(for: .company(company.id)) { session throws(SQLError) in
                try MessageStore.inSuspense(id, session)
            }
        } catch {
            world.violate("I20", "\(company.id): messages cannot be read: \(error)")
            return [:]
        }
    }

    func decide(_ company: NaiveCompany, _ clouded: [NaiveCustomer], _ index: Int, _ day: LocalDate) async {
        let waiting = await inSuspense(company)
        for customer in clouded {
            for message in waiting[CustomerID(customer.number)] ?? [] {
                var dice = Dice(world.seed, "decision/\(company.id)/\(message.id.text)/\(index)")
                switch MessageState(rawValue: message.state) {
                case .awaitingApproval: await decide(about: message.id, company, day, dice.int(0...9))
                case .uncertain where world.faults.isQuiet || dice.once(in: 3):
                    await resolve(message.id, customer, company, day, byPerson: dice.once(in: 2))
                default: continue
                }
            }
        }
    }

    private func decide(about id: MessageID, _ company: NaiveCompany, _ day: LocalDate, _ mood: Int) async {
        let mood = world.faults.isQuiet ? 0 : mood
        guard mood < 7 else { return }
        let outcome = await act("decide", isRepeatable: false) { desk throws(DeskError) in
            if mood < 6 {
                try await desk.approve(id, in: CompanyID(company.id), on: day, by: "person")
            } else {
                try await desk.withhold(id, reason: "simulation", in: CompanyID(company.id), on: day, by: "person")
            }
        }
        guard case .done = outcome else { return }
        world.tell("\(company.id) \(id.text) \(mood < 6 ? "approved" : "withheld")")
        if mood < 6 { company.approved.insert(id.text) }
    }

    /// A person looks into the server's own record.
    private func resolve(
        _ id: MessageID, _ customer: NaiveCustomer, _ company: NaiveCompany, _ day: LocalDate, byPerson: Bool
    ) async {
        let wasTaken = world.copies[company.id + "/" + id.text] != nil
        let outcome = await act("resolve", isRepeatable: false) { desk throws(DeskError) in
            try await desk.resolve(
                id, wasTaken: wasTaken, evidence: "the server's record", in: CompanyID(company.id), on: day, by: "person")
        }
        guard case .done = outcome else { return }
        world.tell("\(company.id) \(id.text) \(wasTaken ? "was taken" : "was not taken")")
        world.counters.uncertain += 1
        if byPerson { world.counters.resolvedByPerson += 1 } else { world.counters.resolvedByEvidence += 1 }
        customer.inDoubt[id.text] = nil
    }

    /// Whoever has nothing in suspense any more is held to the rules again.
    func review(_ company: NaiveCompany, _ clouded: [NaiveCustomer]) async {
        let waiting = await inSuspense(company)
        for customer in clouded where waiting[CustomerID(customer.number)] == nil && customer.inDoubt.isEmpty {
            customer.isClouded = false
        }
        let unsure = clouded.filter(\.isAddressUnsure)
        guard !unsure.isEmpty else { return }
        let accounts = await accounts(company, unsure, .customer)
        for customer in unsure {
            guard let account = accounts[CustomerID(customer.number)] else { continue }
            customer.badAddresses = customer.badAddresses.filter { account.suspendedAddresses.contains($0) }
            customer.isAddressUnsure = false
        }
    }

    // MARK: News

    /// Returns, delays and complaints about messages that the offices took.
    func receive(_ company: NaiveCompany, _ day: LocalDate) async {
        let due = company.receipts.filter { $0.on <= day }
        company.receipts.removeAll { $0.on <= day }
        company.disturbed.formUnion(due.map(\.customer))
        for receipt in due {
            let outcome = await act("receipt", isRepeatable: true) { desk throws(DeskError) in
                try await desk.take(
                    receipt.receipt, of: MessageID(receipt.message), in: CompanyID(company.id), on: day, by: "provider")
            }
            guard case .done = outcome else { continue }
            world.tell("\(company.id) \(receipt.message) \(receipt.receipt.rawValue)")
            company.apply(receipt)
        }
    }
}
