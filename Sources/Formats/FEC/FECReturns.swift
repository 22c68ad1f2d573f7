import Values

extension FECDerivation {
    /// What a return and its payment share; `piece` is 0 when any will do.
    private struct Returned: Hashable {
        let customer: Int32
        let currency: Currency?
        let value: Int64
        let piece: Int32
    }

    /// The credits that a return may cancel: when there is one, the sum of their indices is its index.
    private struct Candidates {
        var count = 0
        var sum = 0

        var only: Int? { count == 1 ? sum : nil }

        mutating func add(_ index: Int, _ sign: Int) {
            count += sign
            sum += sign * index
        }
    }

    /// Finds the payment that each return cancels: the only one of that customer and amount so far, or the only
    /// one of them with the return's PieceRef. Both are then out of the settlement and what the payment had
    /// settled is open again; in doubt, the return stays a debit of its own. A credit note found in the same way
    /// has been paid out: that is no return.
    mutating func cancelReturns() {
        guard drafts.contains(where: { $0.kind == .unpaidReturn }) else { return }
        var credits: [Returned: Candidates] = [:]
        for index in banked() {
            let (exact, loose) = keys(index)
            guard drafts[index].kind == .unpaidReturn else {
                for key in Set([exact, loose]) { credits[key, default: Candidates()].add(index, 1) }
                continue
            }
            guard let credit = credits[exact]?.only ?? credits[loose]?.only else { continue }
            guard drafts[credit].kind == .payment else {
                drafts[index].kind = .refund
                continue
            }
            drafts[index].reverses = Int32(truncatingIfNeeded: credit)
            drafts[index].isReversed = true
            drafts[credit].isReversed = true
            let (paidExact, paidLoose) = keys(credit)
            for key in Set([paidExact, paidLoose]) { credits[key, default: Candidates()].add(credit, -1) }
        }
        joinReversedGroups()
    }

    /// Payments, credit notes and returns by day, returns last.
    private func banked() -> [Int] {
        let kinds: [FECDocument.Kind?] = [.payment, .creditNote, .unpaidReturn]
        return drafts.indices.filter { !drafts[$0].isVoid && kinds.contains(drafts[$0].kind) }.sorted { one, other in
            let (left, right) = (drafts[one], drafts[other])
            let (leftRank, rightRank) = (left.kind == .unpaidReturn ? 1 : 0, right.kind == .unpaidReturn ? 1 : 0)
            return (left.on, leftRank, one) < (right.on, rightRank, other)
        }
    }

    private func keys(_ index: Int) -> (exact: Returned, loose: Returned) {
        let draft = drafts[index]
        let line = lines[Int(draft.first)]
        func key(_ piece: Int32) -> Returned {
            Returned(
                customer: line.customer, currency: draft.currency, value: Int64(clamping: draft.value.magnitude), piece: piece)
        }
        return (key(line.piece), key(0))
    }

    /// Puts together the lettered groups of a return and of its payment.
    private mutating func joinReversedGroups() {
        var groupOfPayment: [Int32: Int32] = [:]
        for index in lines.indices where groupOf[index] >= 0 && documentOf[index] >= 0 {
            let draft = drafts[Int(documentOf[index])]
            guard draft.isReversed else { continue }
            let payment = draft.reverses ?? documentOf[index]
            if let group = groupOfPayment[payment] { sets.join(group, groupOf[index]) }
            groupOfPayment[payment] = groupOf[index]
        }
    }
}
