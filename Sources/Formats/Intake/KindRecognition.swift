/// Tells from the headers, and from the name of the file where they leave a doubt, what a table holds.
struct KindRecognition {
    let head: TableHead
    let fileName: String

    /// Throws `missing_column` when one kind is nearly there, `kind_unknown`, `kind_undecidable`.
    func kind() throws(Diagnostic) -> TableKind {
        var scores: [(kind: TableKind, score: Int)] = []
        for kind in TableKind.allCases where kind != .statement {
            let given = head.assignment(kind)
            guard kind.missing(from: Set(given.keys)).isEmpty else { continue }
            switch kind {
            case .creditNotes: guard speaksOfCreditNotes else { continue }
            case .customers, .contacts: guard !speaksOfDocuments else { continue }
            case .payments: guard given[.paymentReference] != nil || speaksOfPayments else { continue }
            case .invoices, .statement: break
            }
            let fit = given.values.reduce(0) { $0 + ($1.reason == .exact ? 3 : 2) }
            let bonus = hints == [kind] ? 5 : 0
            scores.append((kind, fit + bonus + (kind == .creditNotes ? 100 : 0)))
        }
        let statement = StatementHeaders(head: head)
        if statement.areCertain || scores.isEmpty && statement.arePlausible { return .statement }
        guard let best = scores.map(\.score).max() else { throw refusal }
        let winners = scores.filter { $0.score == best }.map(\.kind)
        guard winners.count == 1, let winner = winners.first else {
            throw Diagnostic(
                .kindUndecidable, line: head.line,
                parameters: ["kinds": winners.map(\.rawValue).joined(separator: ", ")])
        }
        return winner
    }

    /// A list of invoices in which something is missing must not pass for a list of customers.
    private var speaksOfDocuments: Bool {
        !words.isDisjoint(with: ["facture", "invoice", "echeance", "montant", "amount", "avoir", "piece"])
    }

    private var words: Set<String> { Set(head.folded.flatMap { $0.split(separator: "_").map(String.init) }) }

    /// Without a word that says so, nothing tells a credit note from an invoice: it must never be a matter of counting.
    private var speaksOfCreditNotes: Bool {
        let telling: Set<String> = ["avoir", "avoirs", "avoiree", "credited", "creditee", "credit", "origine", "original"]
        return !words.isDisjoint(with: telling) || hints == [.creditNotes]
    }

    /// A list of invoices that lacks their numbers must not pass for payments that bear none.
    private var speaksOfPayments: Bool {
        let telling: Set<String> = ["reglement", "paiement", "payment", "encaissement", "paid", "received", "receipt", "regle", "encaisse", "recu"]
        return !words.isDisjoint(with: telling) || hints == [.payments]
    }

    private var hints: Set<TableKind> {
        let lastName = fileName.split(separator: "/").last.map(String.init) ?? fileName
        let words = Set(HeaderFolding.fold(lastName).split(separator: "_").map(String.init))
        func speaks(_ stems: String...) -> Bool { words.contains { word in stems.contains { word.hasPrefix($0) } } }
        if speaks("avoir", "credit") { return [.creditNotes] }
        var kinds: Set<TableKind> = []
        if speaks("client", "customer", "tiers") { kinds.insert(.customers) }
        if speaks("contact", "interlocuteur") { kinds.insert(.contacts) }
        if speaks("facture", "invoice") { kinds.insert(.invoices) }
        if speaks("reglement", "paiement", "payment", "encaissement") { kinds.insert(.payments) }
        return kinds
    }

    private var refusal: Diagnostic {
        let headers = head.headers.joined(separator: ", ")
        var nearest: (kind: TableKind, missing: [Field])?
        for kind in [TableKind.invoices, .payments, .customers, .contacts] {
            let given = Set(head.assignment(kind).keys)
            let missing = kind.missing(from: given)
            // Where nothing is missing, it is the headers that do not say what the rows are.
            guard given.count >= 2, !missing.isEmpty, missing.count <= kind.required.count / 2 else { continue }
            if missing.count < nearest?.missing.count ?? .max { nearest = (kind, missing) }
        }
        guard let nearest else {
            return Diagnostic(.kindUnknown, line: head.line, parameters: ["headers": headers])
        }
        return .missing(nearest.missing, nearest.kind, head)
    }
}

extension TableKind {
    /// The required fields without a column; of a contact, a way to reach it is required, of a statement an amount or
    /// both its sides.
    func missing(from given: Set<Field>) -> [Field] {
        let missing = required.filter { !given.contains($0) }
        if self == .contacts, given.contains(.phone) { return missing.filter { $0 != .email } }
        if self == .statement, given.isSuperset(of: [.debit, .credit]) { return missing.filter { $0 != .amount } }
        return missing
    }
}

extension Diagnostic {
    /// `missing_column` for the first missing field, naming them all.
    static func missing(
        _ fields: [Field], _ kind: TableKind, _ head: TableHead, proposal: MappingProposal? = nil
    ) -> Diagnostic {
        let suggested = (proposal?.columns ?? []).filter { $0.reason == .content && fields.contains($0.field) }
        return Diagnostic(
            .missingColumn, line: head.line, column: fields.first?.rawValue,
            parameters: [
                "field": fields.first?.rawValue ?? "", "fields": fields.map(\.rawValue).joined(separator: ", "),
                "kind": kind.rawValue, "headers": head.headers.joined(separator: ", "),
                "suggestion": suggested.map { "\($0.field.rawValue): \(head.reference(to: $0.index))" }.joined(separator: "; "),
            ])
    }
}
