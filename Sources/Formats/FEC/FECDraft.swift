import Values

/// A document in the making: its lines share a customer, an entry, a PieceRef, its days and a sense.
struct FECDraft {
    let first: Int32
    /// Nil as long as the sign of a sales document is not known.
    var kind: FECDocument.Kind?
    let key: FECKey
    /// Nil when it is that of the books.
    var currency: Currency?
    /// Debit positive, in the currency of the books.
    var net: Int64 = 0
    /// Debit positive, in `currency`.
    var foreignNet: Int64 = 0
    /// What no allocation has taken yet, positive, in the currency of the document.
    var left: Int64 = 0
    let on: LocalDate
    /// The earliest due date known.
    var dueOn: LocalDate?
    var reverses: Int32?
    /// Reversed by a return, or a return that reverses.
    var isReversed = false
    /// An exchange difference on documents in foreign currency, or lines that cancel each other.
    var isVoid = false

    var value: Int64 { currency == nil ? net : foreignNet }
    var isDebit: Bool { value > 0 }
}

extension FECDerivation {
    private struct Merge: Hashable {
        let entry: Int32
        let customer: Int32
        let piece: Int32
        let pieceDate: LocalDate?
        let date: LocalDate
        let currency: Currency?
        let kind: FECDocument.Kind?
    }

    private struct Ranked: Hashable {
        let journal: Int32
        let number: Int32
        let date: LocalDate
    }

    /// Puts lines together into documents. Lines of one PieceRef for one customer in one entry are one document
    /// (instalments posted apart, a discount line): an invoice has one amount, however many lines carry it.
    mutating func makeDrafts() {
        var known: [Merge: Int32] = [:]
        var ranks: [Ranked: Int32] = [:]
        drafts.reserveCapacity(lines.count)
        known.reserveCapacity(lines.count)
        ranks.reserveCapacity(lines.count)
        for index in lines.indices {
            let line = lines[index]
            let entry = entry(line)
            let rank = ranks[Ranked(journal: entry.journal, number: entry.number, date: line.date), default: 0] + 1
            ranks[Ranked(journal: entry.journal, number: entry.number, date: line.date)] = rank
            guard isLive[index] else { continue }
            let kind = kind(line)
            let merge = Merge(
                entry: line.entry, customer: line.customer, piece: line.piece, pieceDate: line.pieceDate,
                date: line.date, currency: line.currency, kind: kind)
            let draft = known[merge] ?? start(index, kind, rank, entry)
            known[merge] = draft
            add(line, to: Int(draft))
            documentOf[index] = draft
        }
        for index in drafts.indices { close(index) }
    }

    private mutating func start(_ index: Int, _ kind: FECDocument.Kind?, _ rank: Int32, _ entry: FECEntry) -> Int32 {
        let line = lines[index]
        let key = FECKey(
            entryDate: line.date, journal: scanner.journals.code(entry.journal),
            entry: scanner.entries.numbers.text(entry.number), rank: rank)
        drafts.append(FECDraft(
            first: Int32(truncatingIfNeeded: index), kind: kind, key: key, currency: line.currency, on: day(line, kind)))
        return Int32(truncatingIfNeeded: drafts.count - 1)
    }

    private mutating func add(_ line: FECLine, to draft: Int) {
        drafts[draft].net += line.signed
        drafts[draft].foreignNet += line.foreign
        if let due = line.dueOn { drafts[draft].dueOn = min(drafts[draft].dueOn ?? due, due) }
    }

    private mutating func close(_ index: Int) {
        let net = drafts[index].net
        if drafts[index].kind == nil { drafts[index].kind = net > 0 ? .invoice : .creditNote }
        if net.signum() != drafts[index].foreignNet.signum() { drafts[index].currency = nil }
        if net == 0 { drafts[index].isVoid = true }
    }

    private func day(_ line: FECLine, _ kind: FECDocument.Kind?) -> LocalDate {
        switch kind {
        case nil, .invoice, .creditNote: line.pieceDate ?? line.date
        case .payment, .advance, .unpaidReturn, .refund: line.settledOn ?? line.date
        case .writeOff, .otherDebit, .otherCredit: isOpening(line) ? line.pieceDate ?? line.date : line.date
        }
    }

    /// What a line is, by its sense and what faces it (rule 5 of the reference). Nil for sales: an invoice or a
    /// credit note, according to the sum of its lines.
    private func kind(_ line: FECLine) -> FECDocument.Kind? {
        let isDebit = line.signed > 0
        if isOpening(line) { return openingKind(line, isDebit: isDebit) }
        let flags = flags(line)
        if line.kind == .advance { return advanceKind(flags, isDebit: isDebit) }
        if flags.isDisjoint(with: .bank) {
            if !isDebit, flags.contains(.badDebt) { return .writeOff }
            if !flags.isDisjoint(with: .sales) { return nil }
            return isDebit ? .otherDebit : .otherCredit
        }
        if isDebit { return bankDebitKind(flags) }
        if flags.contains(.bankDebit) { return .payment }
        return flags.contains(.salesDebit) ? .creditNote : .otherCredit
    }

    private func openingKind(_ line: FECLine, isDebit: Bool) -> FECDocument.Kind {
        guard line.kind != .advance else { return isDebit ? .otherDebit : .advance }
        return isDebit ? .invoice : .otherCredit
    }

    private func advanceKind(_ flags: FECFlags, isDebit: Bool) -> FECDocument.Kind? {
        guard isDebit else { return .advance }
        if flags.contains(.bankCredit) { return .refund }
        return flags.isDisjoint(with: .sales) ? .otherDebit : nil
    }

    /// A debit beside a bank: a payment that came back, perhaps with fees charged again, or a cash sale.
    private func bankDebitKind(_ flags: FECFlags) -> FECDocument.Kind {
        if flags.contains(.bankCredit), !flags.contains(.bankDebit) { return .unpaidReturn }
        if flags.contains(.salesCredit) { return .invoice }
        return flags.contains(.bankCredit) ? .unpaidReturn : .otherDebit
    }
}
