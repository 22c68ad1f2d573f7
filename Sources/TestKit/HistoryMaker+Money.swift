import Ledger
import Values

extension HistoryMaker {
    mutating func credit(of account: Account) -> FactBody {
        let invoice = random.pick(account.invoices)
        return .creditRecorded(
            Credit(
                id: CreditID(name("P")), kind: random.once(in: 4) ? .creditNote : .payment,
                customer: account.customer.id, on: today, currency: invoice?.currency ?? .eur,
                amount: Int64(random.int(1...600_000)), invoice: random.once(in: 2) ? invoice?.id : nil))
    }

    mutating func allocation(in account: Account) -> FactBody? {
        guard let credit = random.pick(account.credits.filter { $0.unallocated > 0 }),
            let (receivable, open) = openReceivable(account, in: credit.currency)
        else { return nil }
        let most = min(credit.unallocated, open)
        let amount = random.once(in: 2) ? most : Int64(random.int(1...Int(most)))
        return .allocationMade(
            account.customer.id,
            Allocation(
                number: account.lastAllocation + 1, credit: credit.key, receivable: receivable, amount: amount, on: today))
    }

    /// Money that goes back: a reversal, a payment returned, a write-off.
    mutating func setback(in account: Account) -> FactBody? {
        let customer = account.customer.id
        switch random.int(1...3) {
        case 1:
            guard let allocation = random.pick(account.allocations.filter(\.isLive)) else { return nil }
            return .allocationReversed(customer, number: allocation.number, on: today)
        case 2:
            guard let credit = random.pick(account.credits.filter { $0.returnedOn == nil }) else { return nil }
            return .creditReturned(customer, credit.key, on: today, reason: "rejet SEPA")
        default:
            guard let invoice = random.pick(account.invoices.filter { $0.open > 0 }),
                let (receivable, open) = openReceivable(account, in: invoice.currency)
            else { return nil }
            return .receivableWrittenOff(
                customer, receivable, amount: Int64(random.int(1...Int(open))), on: today, reason: "écart")
        }
    }

    private mutating func openReceivable(_ account: Account, in currency: Currency) -> (ReceivableID, Int64)? {
        let open = account.invoices.filter { $0.currency == currency }.flatMap { invoice in
            invoice.receivables.filter { $0.open > 0 }.map {
                (ReceivableID(invoice: invoice.id, rank: $0.rank), $0.open)
            }
        }
        return random.pick(open)
    }

    mutating func hold(of account: Account) -> FactBody? {
        let customer = account.customer.id
        if random.once(in: 3), let hold = random.pick(account.holds) {
            return .holdReleased(customer, hold.id, on: today)
        }
        guard let kind = random.pick(Hold.Kind.allCases) else { return nil }
        let invoice = random.pick(account.invoices)
        return .holdPlaced(
            Hold(
                id: HoldID(name("H")), kind: kind, customer: customer, invoice: random.once(in: 2) ? invoice?.id : nil,
                from: today, until: random.once(in: 2) ? today.adding(days: 12) : nil,
                amount: random.once(in: 2) ? 1234 : nil, currency: random.once(in: 2) ? invoice?.currency : nil,
                reason: "promis, \"juré\"", author: "anne", covers: account.invoices.prefix(2).map(\.id)))
    }

    /// What happens now and then, and what concerns the company as a whole.
    mutating func rarity(_ account: Account) -> FactBody? {
        let customer = account.customer.id
        switch random.int(1...8) {
        case 1:
            let version = book.scenarios.filter { $0.id.text == "standard" }.count + 1
            return .scenarioRecorded(
                ScenarioText(id: ScenarioID("standard"), version: version, yaml: "id: standard # \(version)\n"))
        case 2: return .scenarioAssigned(customer, ScenarioID("risky"), restartOn: random.once(in: 2) ? today : nil)
        case 3:
            if let address = random.pick(account.suspendedAddresses), random.once(in: 2) {
                return .addressRestored(customer, address: address, reason: "vérifiée")
            }
            return .addressSuspended(customer, address: account.customer.email ?? "x", reason: "hard bounce")
        case 4: return .dayPlayed(today)
        case 5:
            return .importRecorded(
                ImportReceipt(
                    id: ImportID(name("I")), file: "factures é.csv", kind: "invoices", rows: 10, created: 4, updated: 3,
                    unchanged: 2, rejected: 1))
        case 6: return random.pick(account.invoices).map { .accessoriesWaived(customer, $0.id, reason: "geste") }
        case 7: return random.pick(account.invoices.filter(\.isQuarantined)).map { .quarantineReleased(customer, $0.id) }
        default:
            return random.pick(account.invoices).map {
                .invoiceQuarantined(
                    QuarantinedVersion(
                        customer: customer, invoice: $0.id, otherCustomer: customer, otherCurrency: .usd,
                        otherAmount: 7, importID: nil))
            }
        }
    }

    mutating func task(of account: Account) -> FactBody? {
        let customer = account.customer.id
        if random.once(in: 2), let task = random.pick(account.tasks.filter { $0.closedOn == nil }) {
            return .taskClosed(customer, task.id, on: today)
        }
        guard let kind = random.pick(FollowUp.Kind.allCases) else { return nil }
        return .taskOpened(
            FollowUp(
                id: TaskID(name("T")), kind: kind, customer: customer, on: today,
                currency: random.once(in: 2) ? .eur : nil, amount: random.once(in: 2) ? 99 : nil, about: "à voir"))
    }
}
