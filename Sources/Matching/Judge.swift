internal import Ledger
internal import Values

/// What is made of a movement: its ways, and what speaks against posting the best of them.
struct Verdict: Sendable {
    let sketches: [Sketch]
    var doubts: [MatchDoubt] = []

    var best: Sketch? { sketches.first }
    var isPost: Bool { best != nil && doubts.isEmpty }
}

/// Decides whether the best explanation may be posted by the program.
struct Judge: Sendable {
    let index: MatchIndex

    func verdict(_ reading: EntryReading, _ sketches: [Sketch], isRepeated: (Sketch) -> Bool) -> Verdict {
        var sketches = sketches
        var doubts = kindDoubts(reading)
        guard var best = sketches.first else {
            if doubts.isEmpty { doubts.append(reading.guesses.isEmpty ? .payerUnknown : .amountDiffers) }
            return Verdict(sketches: [], doubts: doubts)
        }
        doubts += best.fit == .returned ? [] : payerDoubts(best, reading)
        if best.fit != .returned, best.fit != .recognised, isSecond(best, reading) || best.reference < 4 && isRepeated(best) { doubts.append(.alreadySettled) }
        if best.items.contains(where: { index.items[$0].isContested }) { doubts.append(.disputed) }
        if best.isBeyondTolerance { doubts.append(.beyondTolerance) }
        if !doubts.isEmpty {
            // As probable as if another explanation were as good.
            best.rivals = 2
            best.probability = Calibration.probability(best.pattern)
            sketches[0] = best
        } else {
            doubts = best.fit == .returned ? returnDoubts(best, reading) : amountDoubts(best, sketches)
        }
        if doubts.isEmpty, best.probability < index.policy.precision { doubts.append(.notSureEnough) }
        return Verdict(sketches: sketches, doubts: doubts)
    }

    /// Another movement wants the same with as good a right: as probable as if another explanation were as good.
    func contested(_ verdict: Verdict) -> Verdict {
        var sketches = verdict.sketches
        guard var best = sketches.first else { return verdict }
        best.rivals = 2
        best.probability = Calibration.probability(best.pattern)
        sketches[0] = best
        return Verdict(sketches: sketches, doubts: [.contested])
    }

    private func kindDoubts(_ reading: EntryReading) -> [MatchDoubt] {
        var doubts: [MatchDoubt] = []
        switch reading.kind {
        case .ordinary, .wentBack: break
        case .batch: doubts.append(.batch)
        case .notACustomerPayment: doubts.append(.notACustomerPayment)
        }
        if reading.isOnAccount { doubts.append(.onAccount) }
        if reading.isPartlyAttributed { doubts.append(.partlyAttributed) }
        return doubts
    }

    private func returnDoubts(_ best: Sketch, _ reading: EntryReading) -> [MatchDoubt] {
        if best.rivals > 0 { return [.severalExplanations] }
        return best.payer >= 4 ? [] : [.moneyWentBack]
    }

    private func payerDoubts(_ best: Sketch, _ reading: EntryReading) -> [MatchDoubt] {
        var doubts: [MatchDoubt] = []
        if reading.isShared, best.fit != .recognised, !(best.fit == .named && best.reference >= 4) { doubts.append(.sharedPayerWithoutReference) }
        if let first = reading.guesses.first, !reading.isShared, first.bits >= 12, !best.debtors.contains(Int(first.customer)) {
            // A whole number and the amount to the cent outweigh a name, but not an account that is known.
            let isNamed = best.fit == .named && best.reference >= 4
            if !isNamed || first.byAccount || first.byRule || first.bySIREN { doubts.append(.payerDiffers) }
        }
        if best.payer == 0, best.reference < 3 { doubts.append(.payerUnknown) }
        return doubts
    }

    private func amountDoubts(_ best: Sketch, _ sketches: [Sketch]) -> [MatchDoubt] {
        var doubts: [MatchDoubt] = []
        if best.rivals == 2 {
            let rival = sketches.dropFirst().first { $0.fit.rawValue <= Pattern.Fit.netted.rawValue }
            doubts.append(rival.map { $0.debtors != best.debtors } ?? false ? .severalCustomers : .severalExplanations)
        }
        if best.fit == .open { doubts.append(.amountDiffers) }
        if doubts.isEmpty, kinds(of: best) < 2 { doubts.append(.amountOnly) }
        return doubts
    }

    /// Independent kinds of evidence: who paid, for what, and the amount.
    private func kinds(of sketch: Sketch) -> Int {
        let amount: Bool
        switch sketch.fit {
        case .named, .namedAndMore, .single, .run, .month, .balance, .subset, .netted, .discount, .charges, .costs, .recognised,
            .returned: amount = true
        case .difference, .part, .more, .open: amount = false
        }
        let isNamed = sketch.reference >= 4 || sketch.reference == 3 && sketch.payer >= 2
        return (sketch.payer >= 3 ? 1 : 0) + (isNamed ? 1 : 0) + (amount ? 1 : 0)
    }

    /// It names what was settled before and does not come to what it names of open ones.
    private func isSecond(_ sketch: Sketch, _ reading: EntryReading) -> Bool { sketch.namesSettled && sketch.fit != .named }
}
