import Values

extension FECDerivation {
    /// Takes out of the advances those that were invoiced.
    ///
    /// A deposit invoice debits 411 and credits 4191: the claim is real, the advance is no money received, it only
    /// waits to be deducted from the final invoice, whose 411 is already net of it. Both 4191 lines are then
    /// bookkeeping. An advance received by the bank is a credit of the customer; deducted from an invoice, its
    /// debit belongs to that invoice, which it brings back to its full amount.
    mutating func deductInvoicedAdvances() {
        guard lines.contains(where: { $0.kind == .advance }) else { return }
        let claims = claimedEntries()
        var invoiced: [Int32: Int64] = [:]
        for index in lines.indices where lines[index].kind == .advance && !isOpening(lines[index]) {
            let line = lines[index]
            let flags = flags(line)
            guard flags.isDisjoint(with: .bank) else { continue }
            if line.signed < 0 {
                let isInvoiced = flags.contains(.salesCredit) || isInSalesJournal(line)
                guard isInvoiced, claims.contains(Claim(entry: line.entry, customer: line.customer)) else { continue }
                invoiced[line.customer, default: 0] -= line.signed
                totals.invoicedAdvances -= line.signed
                isLive[index] = false
            } else {
                let deducted = min(line.signed, invoiced[line.customer] ?? 0)
                guard deducted > 0 else { continue }
                invoiced[line.customer, default: 0] -= deducted
                totals.invoicedAdvances -= deducted
                lines[index].signed -= deducted
                if lines[index].signed == 0 { isLive[index] = false }
            }
        }
    }

    private struct Claim: Hashable {
        let entry: Int32
        let customer: Int32
    }

    /// The entries that debit a claim on the same customer.
    private func claimedEntries() -> Set<Claim> {
        var claims: Set<Claim> = []
        for line in lines where line.kind.isClaim && line.signed > 0 {
            claims.insert(Claim(entry: line.entry, customer: line.customer))
        }
        return claims
    }

    private func isInSalesJournal(_ line: FECLine) -> Bool {
        scanner.journals.flags[Int(entry(line).journal)].contains(.turnover)
    }

    /// Cancels what only moves a claim from one account of a customer to another (a bill accepted, a claim become
    /// doubtful, an advance applied) and puts the lettered groups of both sides together, so that a payment
    /// lettered on 416 settles the invoice left on 411.
    mutating func cancelTransfers() {
        var start = 0
        let order = transferable()
        while start < order.count {
            let first = lines[order[start]]
            var end = start + 1
            while end < order.count, lines[order[end]].entry == first.entry,
                lines[order[end]].customer == first.customer { end += 1 }
            cancel(Array(order[start..<end]))
            start = end
        }
    }

    private func transferable() -> [Int] {
        lines.indices.filter { index in
            let flags = entry(lines[index]).flags
            return isLive[index] && flags.contains(.transfer) && !isOpening(lines[index])
        }.sorted { one, other in
            let (left, right) = (lines[one], lines[other])
            return (left.entry, left.customer, left.line) < (right.entry, right.customer, right.line)
        }
    }

    private mutating func cancel(_ members: [Int]) {
        guard members.count > 1 else { return }
        let flags = entry(lines[members[0]]).flags
        for debit in members where isLive[debit] && lines[debit].signed > 0 {
            let match = members.first { credit in
                isLive[credit] && lines[credit].signed == -lines[debit].signed
                    && lines[credit].account != lines[debit].account
            }
            if let match { drop([debit, match]) }
        }
        let rest = members.filter { isLive[$0] }
        let accounts = Set(rest.map { lines[$0].account })
        guard accounts.count > 1, flags.isDisjoint(with: [.sales, .bank]) else { return }
        if rest.reduce(0, { $0 + lines[$1].signed }) == 0 { drop(rest) }
    }

    private mutating func drop(_ members: [Int]) {
        var first: Int32 = -1
        for member in members {
            isLive[member] = false
            guard groupOf[member] >= 0 else { continue }
            if first >= 0 { sets.join(first, groupOf[member]) } else { first = groupOf[member] }
        }
    }
}
