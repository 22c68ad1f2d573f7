import Values

extension FECDerivation {
    /// The documents of the books, with their numbers, and the allocations pointing at them.
    mutating func documents(isKnown: (FECOpening) -> Bool) -> [FECDocument] {
        var places = [Int](repeating: -1, count: drafts.count)
        var kept = 0
        for index in drafts.indices where !drafts[index].isVoid {
            places[index] = kept
            kept += 1
        }
        allocations = allocations.map { $0.moved(credit: places[$0.credit], debit: places[$0.debit]) }
        let dues = instalments()
        let shared = sharedOpeningPieces()
        var numbers: Set<String> = []
        numbers.reserveCapacity(kept)
        var documents: [FECDocument] = []
        documents.reserveCapacity(kept)
        for index in drafts.indices where !drafts[index].isVoid {
            let origin = origin(of: drafts[index], shared: shared, isKnown: isKnown)
            let number = number(of: drafts[index], origin: origin, among: &numbers)
            var document = document(drafts[index], origin: origin, number: number, instalments: dues[index] ?? [])
            document.reverses = drafts[index].reverses.map { places[Int($0)] }
            documents.append(document)
        }
        return documents
    }

    private func document(
        _ draft: FECDraft, origin: FECDocument.Origin, number: String, instalments: [FECInstalment]
    ) -> FECDocument {
        let line = lines[Int(draft.first)]
        let currency = draft.currency ?? scanner.currency
        return FECDocument(
            key: draft.key, kind: draft.kind ?? .otherDebit, origin: origin, customer: Int(line.customer), number: number,
            pieceRef: scanner.texts.pieces.text(line.piece), on: draft.on,
            amount: Money(minor: abs(draft.value), currency), booked: Money(minor: abs(draft.net), scanner.currency),
            open: Money(minor: draft.left, currency), instalments: instalments, line: Int(line.line),
            isDraft: entry(line).flags.contains(.draft), reverses: nil)
    }

    // MARK: Due dates

    /// The due dates of each debit, by draft: only in files that have a column for them.
    private func instalments() -> [Int: [FECInstalment]] {
        guard scanner.layout.has(.dueOn) else { return [:] }
        var parts: [Int: [LocalDate?: Int64]] = [:]
        for index in lines.indices where documentOf[index] >= 0 {
            let draft = drafts[Int(documentOf[index])]
            guard draft.isDebit, draft.dueOn != nil else { continue }
            let value = draft.currency == nil ? lines[index].signed : lines[index].foreign
            parts[Int(documentOf[index]), default: [:]][lines[index].dueOn, default: 0] += value
        }
        return parts.reduce(into: [:]) { result, part in result[part.key] = instalments(part.key, part.value) }
    }

    private func instalments(_ index: Int, _ parts: [LocalDate?: Int64]) -> [FECInstalment] {
        let draft = drafts[index]
        let currency = draft.currency ?? scanner.currency
        let known = parts.compactMap { due, value in due.map { ($0, value) } }.sorted { $0.0 < $1.0 }
        guard known.count == parts.count, known.allSatisfy({ $0.1 > 0 }) else {
            return draft.dueOn.map { [FECInstalment(dueOn: $0, amount: Money(minor: draft.value, currency))] } ?? []
        }
        return known.map { FECInstalment(dueOn: $0.0, amount: Money(minor: $0.1, currency)) }
    }

    // MARK: Openings

    /// PieceRefs that openings of several customers share: the name of an entry, not of an invoice.
    private func sharedOpeningPieces() -> Set<Int32> {
        var owners: [Int32: Int32] = [:]
        var shared: Set<Int32> = []
        for draft in drafts where isOpening(lines[Int(draft.first)]) {
            let line = lines[Int(draft.first)]
            if owners.updateValue(line.customer, forKey: line.piece) ?? line.customer != line.customer {
                shared.insert(line.piece)
            }
        }
        return shared
    }

    private mutating func origin(
        of draft: FECDraft, shared: Set<Int32>, isKnown: (FECOpening) -> Bool
    ) -> FECDocument.Origin {
        let line = lines[Int(draft.first)]
        guard isOpening(line) else { return .entry }
        let piece = scanner.texts.pieces.text(line.piece)
        let isSummarised = shared.contains(line.piece) || namesTheOpening(piece, draft.key)
        let opening = FECOpening(
            customer: scanner.index.customers[Int(line.customer)].key, pieceRef: isSummarised ? "" : piece,
            amount: Money(minor: draft.value, draft.currency ?? scanner.currency), on: draft.on)
        if isKnown(opening) { return .knownOpening }
        guard isSummarised else { return .opening }
        findings.note(.fecOpeningSummarised, Diagnostic(
            .fecOpeningSummarised, line: Int(line.line), value: piece, parameters: ["customer": opening.customer]))
        return .summarisedOpening
    }

    /// Whether a PieceRef only repeats the journal or the entry: blank, `AN`, `AN2026`, `000001`.
    private func namesTheOpening(_ piece: String, _ key: FECKey) -> Bool {
        if piece.isEmpty || piece == key.entry || piece == key.journal { return true }
        guard piece.hasPrefix(key.journal) else { return false }
        let rest = piece.utf8.dropFirst(key.journal.utf8.count).filter { $0 != 0x2D && $0 != 0x20 && $0 != 0x5F }
        return (rest.count == 2 || rest.count == 4) && rest.allSatisfy(FECText.isDigit)
    }

    // MARK: Numbers

    /// A number that no earlier document of the file bears, except for money received, where nobody reads it.
    private mutating func number(
        of draft: FECDraft, origin: FECDocument.Origin, among numbers: inout Set<String>
    ) -> String {
        let line = lines[Int(draft.first)]
        let piece = scanner.texts.pieces.text(line.piece)
        let wanted = piece.isEmpty ? draft.key.entryName : piece
        guard draft.kind?.isNumbered ?? true else { return wanted }
        let given = numbers.insert(wanted).inserted ? wanted : completed(wanted, draft.key, among: &numbers)
        guard origin != .summarisedOpening else { return given }
        let code: DiagnosticCode? = piece.isEmpty ? .fecPieceMissing : given != piece ? .fecPieceRepeated : nil
        if let code {
            findings.note(code, Diagnostic(
                code, line: Int(line.line), column: FECColumn.piece.name, value: piece, parameters: ["given": given]))
        }
        return given
    }

    private func completed(_ number: String, _ key: FECKey, among numbers: inout Set<String>) -> String {
        let candidates = ["\(number) (\(key.entryName))", "\(number) (\(key.entryName)/\(key.rank))", "\(number) (\(key))"]
        return candidates.first { numbers.insert($0).inserted } ?? "\(number) (\(key))"
    }
}

extension FECKey {
    /// The journal and the entry, as a person names them.
    fileprivate var entryName: String { entry.isEmpty ? "\(journal)-\(entryDate)" : "\(journal)-\(entry)" }
}

extension FECDocument.Kind {
    /// Whether people and other software know the document by its number.
    fileprivate var isNumbered: Bool {
        switch self {
        case .invoice, .creditNote, .unpaidReturn, .refund, .otherDebit: true
        case .payment, .advance, .writeOff, .otherCredit: false
        }
    }
}
