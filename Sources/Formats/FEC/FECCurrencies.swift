import Values

extension FECDerivation {
    /// What the documents of a group are counted in, exchange differences aside.
    private enum Share: Equatable {
        case one(Currency?)
        case mixed
    }

    /// Keeps foreign amounts where all that is lettered together shares their currency. Where it does not, the
    /// currency of the books is the only one in which the group can be settled. Exchange differences on foreign
    /// documents are no documents: in foreign currency there is nothing left to settle.
    mutating func chooseCurrencies() {
        guard drafts.contains(where: { $0.currency != nil }) else { return }
        var wholes = setsWithDocuments()
        var shares: [Int32: Share] = [:]
        for index in lines.indices where counts(index) && !isExchange(index) {
            let root = wholes.root(of: groupOf[index])
            let currency = drafts[Int(documentOf[index])].currency
            if let share = shares[root], share != .one(currency) { shares[root] = .mixed }
            if shares[root] == nil { shares[root] = .one(currency) }
        }
        for index in lines.indices where counts(index) {
            adopt(shares[wholes.root(of: groupOf[index])], index)
        }
    }

    private mutating func adopt(_ share: Share?, _ index: Int) {
        let draft = Int(documentOf[index])
        switch share {
        case .one(.some) where isExchange(index) && !drafts[draft].isVoid:
            drafts[draft].isVoid = true
            totals.exchangeDifferences += drafts[draft].net
        case .mixed where drafts[draft].currency != nil:
            drafts[draft].currency = nil
            let customer = scanner.index.customers[Int(lines[index].customer)].key
            findings.note(.fecForeignMixed, Diagnostic(
                .fecForeignMixed, line: Int(lines[index].line), value: scanner.texts.pieces.text(lines[index].piece),
                parameters: ["customer": customer]))
        case .one, .mixed, nil: break
        }
    }

    private func counts(_ index: Int) -> Bool {
        guard groupOf[index] >= 0, documentOf[index] >= 0 else { return false }
        return !drafts[Int(documentOf[index])].isReversed
    }

    private func isExchange(_ index: Int) -> Bool {
        drafts[Int(documentOf[index])].currency == nil && flags(lines[index]).contains(.exchange)
    }

    /// The groups, put together when a document has lines in several: it has one currency.
    private func setsWithDocuments() -> DisjointSets {
        var wholes = sets
        var groupOfDraft: [Int32: Int32] = [:]
        for index in lines.indices where counts(index) {
            if let group = groupOfDraft[documentOf[index]] { wholes.join(group, groupOf[index]) }
            groupOfDraft[documentOf[index]] = groupOf[index]
        }
        return wholes
    }
}
