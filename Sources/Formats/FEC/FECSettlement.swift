import Values

extension FECDerivation {
    private struct GroupKey: Hashable {
        let customer: Int32
        let account: Int32
        let lettering: Int32
    }

    /// The lettered groups: one for each customer, account and code. The unlettered lines of a 419 account are one
    /// too, since a debit there can only consume its credits.
    mutating func findGroups() {
        var known: [GroupKey: Int32] = [:]
        for index in lines.indices where isLive[index] {
            let line = lines[index]
            guard line.lettering != 0 || line.kind == .advance else { continue }
            let key = GroupKey(customer: line.customer, account: line.account, lettering: line.lettering)
            let group = known[key] ?? Int32(truncatingIfNeeded: groups.count)
            if known.updateValue(group, forKey: key) == nil {
                groups.append(FECLettering(
                    customer: Int(line.customer), account: scanner.texts.accounts.text(line.account),
                    code: scanner.texts.letterings.text(line.lettering), balance: line.signed))
            } else {
                groups[Int(group)].add(line.signed)
            }
            groupOf[index] = group
        }
        sets = DisjointSets(count: groups.count)
    }

    /// Settles each group: its credits pay its debits, oldest first, in the currency that they share.
    mutating func settle() {
        for index in drafts.indices where !drafts[index].isVoid && !drafts[index].isReversed {
            drafts[index].left = Int64(clamping: drafts[index].value.magnitude)
        }
        let order = settlementOrder()
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, order[end].root == order[start].root { end += 1 }
            settle(order[start..<end])
            start = end
        }
    }

    private struct Member {
        let root: Int32
        let on: LocalDate
        let line: Int
        /// Positive, in the currency of the document.
        var left: Int64
    }

    /// The lines that settle or are settled, group by group and oldest first.
    private mutating func settlementOrder() -> [Member] {
        var members: [Member] = []
        for index in lines.indices where groupOf[index] >= 0 && documentOf[index] >= 0 {
            let draft = drafts[Int(documentOf[index])]
            let value = draft.currency == nil ? lines[index].signed : lines[index].foreign
            guard draft.left > 0, value.signum() == draft.value.signum() else { continue }
            members.append(Member(
                root: sets.root(of: groupOf[index]), on: lines[index].dueOn ?? draft.on, line: index,
                left: Int64(clamping: value.magnitude)))
        }
        return members.sorted { ($0.root, $0.on, $0.line) < ($1.root, $1.on, $1.line) }
    }

    private mutating func settle(_ members: ArraySlice<Member>) {
        var debits = members.filter { drafts[Int(documentOf[$0.line])].isDebit }
        var next = 0
        for credit in members where !drafts[Int(documentOf[credit.line])].isDebit {
            let payer = Int(documentOf[credit.line])
            var left = min(credit.left, drafts[payer].left)
            while left > 0, next < debits.count {
                let debtor = Int(documentOf[debits[next].line])
                let part = min(left, debits[next].left, drafts[debtor].left)
                guard part > 0, drafts[payer].currency == drafts[debtor].currency else {
                    next += 1
                    continue
                }
                allocate(part, from: payer, to: debtor, credit.line, debits[next].line)
                left -= part
                debits[next].left -= part
            }
        }
    }

    private mutating func allocate(_ part: Int64, from payer: Int, to debtor: Int, _ credit: Int, _ debit: Int) {
        drafts[payer].left -= part
        drafts[debtor].left -= part
        let currency = drafts[payer].currency ?? scanner.currency
        allocations.append(FECAllocation(
            credit: payer, debit: debtor, amount: Money(minor: part, currency),
            on: max(drafts[payer].on, drafts[debtor].on),
            letteredOn: lines[credit].letteredOn ?? lines[debit].letteredOn, lettering: Int(groupOf[credit])))
    }
}
