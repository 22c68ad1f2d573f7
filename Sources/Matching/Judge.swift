internal import Ledger
internal import Values

/// What is made of a movement: its ways, and what speaks against posting the best of them.
struct Verdict: Sendable {
    let sketches: [Sketch]
    var doubts: [MatchDoubt] = []
    /// The movement is a payment of the books that is on account: what it may pay, most probable first.
    var purposes: [Sketch] = []
    /// The first of them is as sure as what is posted.
    var hasSurePurpose = false
    /// The payment of the books that it makes up with other movements, by its place among the awaited credits.
    var partOf: Int?

    /// What a payment of the books settles now that its movement tells.
    var purpose: Sketch? { hasSurePurpose ? purposes.first : nil }
    var best: Sketch? { sketches.first }
    var isPost: Bool { best != nil && doubts.isEmpty }
}

/// Decides whether the best explanation may be posted by the program.
struct Judge: Sendable {
    let index: MatchIndex

    func verdict(_ reading: EntryReading, _ sketches: [Sketch], isRepeated: (Sketch) -> Bool) -> Verdict {
        var sketches = sketches
        var doubts = kindDoubts(reading)
        guard let first = sketches.first else {
            if reading.kind == .wentBack {
                doubts.append(.returnUnknown)
            } else if doubts.isEmpty {
                doubts.append(reading.guesses.isEmpty ? .payerUnknown : .amountDiffers)
            }
            return Verdict(sketches: [], doubts: doubts)
        }
        doubts += self.doubts(first, reading, isRepeated: isRepeated)
        guard !doubts.isEmpty else { return undoubted(first, sketches, reading) }
        sketches[0] = Self.weakened(first)
        // Less probable than it seemed: what is more so by now comes first, and is not posted either.
        for _ in sketches where sketches[0].fit != .returned {
            guard let other = Self.better(sketches) else { break }
            let best = sketches.remove(at: other)
            sketches.insert(best, at: 0)
            let own = kindDoubts(reading) + self.doubts(best, reading, isRepeated: isRepeated)
            guard !own.isEmpty else { return Verdict(sketches: sketches, doubts: [.severalExplanations]) }
            doubts = own
            sketches[0] = Self.weakened(best)
        }
        return Verdict(sketches: sketches, doubts: doubts)
    }

    private func undoubted(_ best: Sketch, _ sketches: [Sketch], _ reading: EntryReading) -> Verdict {
        var doubts = best.fit == .returned ? returnDoubts(best, reading) : amountDoubts(best, sketches)
        if doubts.isEmpty, best.probability < index.policy.precision { doubts.append(.notSureEnough) }
        return Verdict(sketches: sketches, doubts: doubts)
    }

    private func doubts(_ best: Sketch, _ reading: EntryReading, isRepeated: (Sketch) -> Bool) -> [MatchDoubt] {
        var doubts = best.fit == .returned ? [] : payerDoubts(best, reading)
        if best.fit != .returned, best.fit != .recognised, isSecond(best, reading) || best.reference < 4 && isRepeated(best) { doubts.append(.alreadySettled) }
        if best.items.contains(where: { index.items[$0].isContested }) { doubts.append(.disputed) }
        if best.isBeyondTolerance { doubts.append(.beyondTolerance) }
        return doubts
    }

    /// As probable as if another explanation were as good.
    private static func weakened(_ sketch: Sketch) -> Sketch {
        var sketch = sketch
        sketch.rivals = 2
        sketch.probability = Calibration.probability(sketch.pattern)
        return sketch
    }

    /// The place of the most probable of the others, when it is more probable than the first.
    private static func better(_ sketches: [Sketch]) -> Int? {
        let others = sketches.indices.dropFirst().filter { sketches[$0].weight >= sketches[0].weight }
        guard let best = others.max(by: { sketches[$0].probability < sketches[$1].probability }),
            sketches[best].probability > sketches[0].probability
        else { return nil }
        return best
    }

    /// Another movement wants the same with as good a right: as probable as if another explanation were as good.
    func contested(_ verdict: Verdict) -> Verdict {
        var sketches = verdict.sketches
        guard let best = sketches.first else { return verdict }
        sketches[0] = Self.weakened(best)
        return Verdict(sketches: sketches, doubts: [.contested])
    }

    /// With other movements it comes to a payment of the books: counted beside it, it may count twice.
    func doubtful(_ verdict: Verdict, partOf payment: Int) -> Verdict {
        var found = verdict.isPost ? contested(verdict) : verdict
        found.doubts = [.partOfPayment] + (verdict.isPost ? [] : verdict.doubts)
        found.partOf = payment
        return found
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
        if isUndone(best) { return [.undone] }
        return best.payer >= 4 && best.charges == 0 && reading.isSaidReturn ? [] : [.moneyWentBack]
    }

    /// A payment that counts again because somebody said that what seemed its return was none.
    private func isUndone(_ sketch: Sketch) -> Bool {
        sketch.receipt.map { index.receipts.receipts[$0].shares.contains(where: \.credit.id.isAgain) } ?? false
    }

    private func payerDoubts(_ best: Sketch, _ reading: EntryReading) -> [MatchDoubt] {
        var doubts: [MatchDoubt] = []
        if reading.isShared, best.fit != .recognised, !(best.fit == .named && best.reference >= 4) { doubts.append(.sharedPayerWithoutReference) }
        if let first = reading.guesses.first, !reading.isShared, first.bits >= 12, !best.debtors.contains(Int(first.customer)) {
            // A whole number and the amount to the cent outweigh a name, but not an account that is known.
            let isNamed = (best.fit == .named || best.fit == .recognised && best.debtors.count > 1) && best.reference >= 4 || best.isInBook && best.bits + Sketch.nearBits >= first.bits
            if first.byAccount || first.byRule || first.bySIREN {
                doubts.append(.payerDiffers)
            } else if !isNamed {
                doubts.append(.nameDiffers)
            }
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
        if doubts.isEmpty, kinds(of: best) < 2 { doubts.append(best.payer == 0 ? .amountOnly : .payerUnsure) }
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
