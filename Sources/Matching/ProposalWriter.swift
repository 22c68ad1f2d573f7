internal import Ledger
internal import Values

/// Puts verdicts into the words of the ledger.
struct ProposalWriter {
    let index: MatchIndex
    /// Hundred-thousandths below which an explanation is no suggestion: it would only keep reminders back.
    private static let leastSuggested = 20_000

    func proposal(_ reading: EntryReading, _ verdict: Verdict) -> MatchProposal {
        guard let best = verdict.best else {
            return MatchProposal(entry: reading.entry, outcome: .none, doubts: doubts(verdict))
        }
        let isWorthIt = best.probability >= Self.leastSuggested && reading.kind != .notACustomerPayment || best.reference >= 4
        let others = verdict.sketches.dropFirst().prefix(4)
        // One of them is right at most: what they promise together is no more than certainty.
        let sum = verdict.isPost ? 0 : others.reduce(best.probability) { $0 + $1.probability }
        return MatchProposal(
            entry: reading.entry, outcome: verdict.isPost ? .post : isWorthIt ? .suggest : .none,
            best: explanation(best, reading, sum, verdict.purpose), doubts: doubts(verdict),
            alternatives: unsure(verdict, reading) + others.map { explanation($0, reading, sum) })
    }

    private func doubts(_ verdict: Verdict) -> [MatchEvidence.Reason] {
        verdict.doubts.map { doubt in
            guard doubt == .partOfPayment, let place = verdict.partOf else { return doubt() }
            return doubt(index.awaitedCredit(place).key.id.text)
        }
    }

    /// What a payment of the books, recognised and left on account, may pay.
    private func unsure(_ verdict: Verdict, _ reading: EntryReading) -> [MatchExplanation] {
        guard let best = verdict.best, !verdict.hasSurePurpose else { return [] }
        return verdict.purposes.prefix(3).map { explanation(best, reading, 0, $0) }
    }

    /// - Parameter sum: of the probabilities of all that are told.
    /// - Parameter purpose: what a payment of the books settles by it.
    private func explanation(_ sketch: Sketch, _ reading: EntryReading, _ sum: Int, _ purpose: Sketch? = nil) -> MatchExplanation {
        if let receipt = sketch.receipt { return returned(index.receipts.receipts[receipt], sketch, reading) }
        let probability = sum > 100_000 ? sketch.probability * 100_000 / sum : sketch.probability
        return MatchExplanation(
            probability: min(probability, purpose?.probability ?? probability), shares: shares(sketch, reading, purpose),
            reasons: payerReasons(sketch, reading) + referenceReasons(purpose ?? sketch, reading) + amountReasons(sketch)
                + (purpose.map(amountReasons) ?? []), pattern: sketch.pattern.key)
    }

    private func returned(_ receipt: BookedEntry, _ sketch: Sketch, _ reading: EntryReading) -> MatchExplanation {
        var reasons = [MatchReason.returnedAmount(Money(minor: receipt.entry.amount, receipt.entry.currency).description)]
        if sketch.charges > 0 { reasons.append(MatchReason.returnCharges(Money(minor: sketch.charges, receipt.entry.currency).description)) }
        if sketch.payer == 5 { reasons.insert(MatchReason.returnedReference(receipt.entry.references.endToEnd ?? ""), at: 0) }
        if let reason = reading.returnReason { reasons.append(MatchReason.returnReason(reason)) }
        return MatchExplanation(
            probability: sketch.probability,
            returned: receipt.shares.map {
                ReturnedPayment(customer: $0.customer, credit: $0.credit, receipt: receipt.entry.id, amount: $0.amount)
            }, reasons: reasons, pattern: sketch.pattern.key)
    }

    private func shares(_ sketch: Sketch, _ reading: EntryReading, _ purpose: Sketch?) -> [ProposedShare] {
        if sketch.recognised.isEmpty { return sketch.debtors.map { share(sketch, of: $0, reading) } }
        let known = sketch.recognised.map(index.awaitedCredit)
        if let purpose { return share(purpose, of: sketch.debtors[0], reading).recognised(as: known.map { ($0.key, $0.amount) }) }
        return zip(sketch.recognised, known).map { place, credit in
            ProposedShare(
                customer: index.debtors[Int(index.awaitedCredits[place].debtor)].id, amount: credit.amount, recognised: credit.key,
                remainder: min(credit.amount, credit.unallocated))
        }
    }

    private func share(_ sketch: Sketch, of debtor: Int, _ reading: EntryReading) -> ProposedShare {
        let parts = sketch.parts.filter { Int(index.items[$0.item].customer) == debtor }
        let own = parts.reduce(Int64(0)) { $0 &+ $1.amount }
        return ProposedShare(
            customer: index.debtors[debtor].id, amount: sketch.debtors.count == 1 ? reading.amount : own,
            allocations: parts.map { ProposedAllocation(index.items[$0.item].id, $0.amount) },
            nettings: sketch.nettings.map {
                ProposedNetting(index.debtors[$0.debtor].credits[$0.credit].key, index.items[$0.item].id, $0.amount)
            },
            remissions: sketch.remission.map { kind in sketch.remitted.map { Remission(kind, index.items[$0.item].id, $0.amount) } } ?? [],
            remainder: sketch.debtors.count == 1 ? reading.amount &- own : 0)
    }

    private func payerReasons(_ sketch: Sketch, _ reading: EntryReading) -> [MatchEvidence.Reason] {
        var reasons: [MatchEvidence.Reason] = reading.isShared ? [MatchReason.sharedPayer()] : []
        guard sketch.debtors.count == 1, let guess = reading.guesses.first(where: { Int($0.customer) == sketch.debtors[0] }) else { return reasons }
        let name = index.debtors[sketch.debtors[0]].name
        if guess.byAccount { reasons.append(MatchReason.knownAccount(reading.account)) }
        if guess.byRule { reasons.append(MatchReason.knownName(name)) }
        if guess.bySIREN { reasons.append(MatchReason.sirenSeen()) }
        // A name that another customer bears better says nothing of this one.
        if guess.byName, sketch.payer > 0 { reasons.append(MatchReason.customerName(name)) }
        if guess.byWords { reasons.append(MatchReason.learnedWords()) }
        return reasons
    }

    private func referenceReasons(_ sketch: Sketch, _ reading: EntryReading) -> [MatchEvidence.Reason] {
        guard sketch.reference >= 2 else { return [] }
        let all = sketch.items + sketch.nettings.map(\.item)
        if sketch.reference == 2 { return all.prefix(12).map { MatchReason.partialNumber(index.items[$0].id.invoice.text) } }
        var documents = Set(all.map { index.items[$0].document })
        if sketch.debtors.count > 1, all.isEmpty {
            documents = Set(reading.named.map(\.document).filter { sketch.debtors.contains(Int(index.documents[Int($0)].customer)) })
        }
        return reading.named.filter { documents.contains($0.document) }.prefix(12).map { hit in
            let number = index.documents[Int(hit.document)].id.text
            switch hit.form {
            case .checked: return reading.hasCreditorReference ? MatchReason.creditorReference(number) : MatchReason.ownIdentifier(number)
            case .whole, .digits: return MatchReason.invoiceNumber(number)
            case .order: return MatchReason.orderReference(number)
            }
        }
    }

    private func amountReasons(_ sketch: Sketch) -> [MatchEvidence.Reason] {
        let count = String(sketch.parts.count)
        switch sketch.fit {
        case .named: return [sketch.parts.count == 1 ? MatchReason.exactAmount() : MatchReason.sumOfSeveral(count)]
        case .namedAndMore, .subset: return [MatchReason.sumOfSeveral(count)]
        case .single: return [MatchReason.exactAmount()]
        case .run: return [MatchReason.consecutiveRun(count)]
        case .month: return [MatchReason.wholeMonth(count)]
        case .balance: return [MatchReason.wholeBalance(count)]
        case .netted: return [MatchReason.creditNetted()]
        case .discount: return [MatchReason.discountTaken()]
        case .charges: return [MatchReason.chargesDeducted()]
        case .difference: return [sketch.remission == .bankCharges ? MatchReason.chargesDeducted() : MatchReason.smallDifference()]
        case .costs: return [MatchReason.recoveryCostsPaid()]
        case .part: return [MatchReason.partPayment()]
        case .more: return [MatchReason.paidTooMuch()]
        case .recognised: return [MatchReason.recognisedPayment()]
        case .returned, .open: return []
        }
    }
}
