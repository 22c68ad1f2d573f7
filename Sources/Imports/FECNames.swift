import Formats
import Ledger
import SQL
import Storage
import Values
import Workflows

/// What the ledger holds already, for a FEC that may repeat it.
struct FECKnowledge {
    /// A document of a customer, by the PieceRef under which any accounting export calls it.
    private struct Piece: Hashable {
        let customer: CustomerID
        let text: String
    }

    let invoices: [InvoiceID: KnownInvoice]
    let credits: [CreditKey: RecordedCredit]
    private var debitPieces: Set<Piece> = []
    private var creditPieces: Set<Piece> = []
    /// The first day from which each customer has a document.
    private var since: [CustomerID: LocalDate] = [:]

    init(_ batch: IntakeBatch) throws(DeskError) {
        invoices = try batch.ask { company, session throws(SQLError) in try Lookups.invoices(company, session) }
        var found: [CreditKey: RecordedCredit] = [:]
        for kind in Credit.Kind.allCases {
            let known = try batch.ask { company, session throws(SQLError) in try Lookups.credits(kind, company, session) }
            for (id, credit) in known { found[CreditKey(kind: kind, id: id)] = credit }
        }
        credits = found
        for (id, invoice) in invoices {
            debitPieces.insert(Piece(customer: invoice.customer, text: FECNames.piece(of: id.text)))
            note(invoice.customer, invoice.issuedOn)
        }
        for (key, credit) in credits {
            creditPieces.insert(Piece(customer: credit.customer, text: FECNames.piece(of: key.id.text)))
            note(credit.customer, credit.on)
        }
    }

    private mutating func note(_ customer: CustomerID, _ day: LocalDate) {
        since[customer] = min(since[customer] ?? day, day)
    }

    /// Whether an opening item repeats what a year before, or an export before, brought. An opening without detail
    /// repeats whatever the customer has from before its day.
    func isKnown(_ opening: FECOpening) -> Bool {
        let customer = CustomerID(opening.customer)
        guard !opening.pieceRef.isEmpty else { return since[customer].map { $0 < opening.on } ?? false }
        let piece = Piece(customer: customer, text: opening.pieceRef)
        return opening.amount.isNegative ? creditPieces.contains(piece) : debitPieces.contains(piece)
    }
}

/// Under which identifier each document of a FEC stands in the ledger.
///
/// Invoices and credit notes bear their number; everything else is named by where it stands in the books, which is
/// the same in every export of the year: `RG-17 (2026-01-31/BQ/000042/1)`.
struct FECNames {
    enum Name {
        case invoice(InvoiceID)
        case credit(CreditKey)
        /// Brought forward from what the ledger has: found there by customer and PieceRef.
        case known(isDebit: Bool)
        /// The return of a payment that the bank took back, or the sum of several that it told of: known from there.
        case ofBank
    }

    private let books: FECBooks
    private var names: [Name] = []
    /// Documents that are payments of the bank.
    private(set) var ofBank: [Int: (filed: FiledPayment, known: BankPayments.Payment)] = [:]
    /// Documents that are the sum of several payments of the bank.
    private(set) var sumsOfBank: [Int: [(known: BankPayments.Payment, filed: FiledPayment)]] = [:]
    /// Payments of the ledger whose return the books tell too.
    private(set) var returnsTold: Set<CreditID> = []

    subscript(_ document: Int) -> Name { names[document] }

    /// - Parameter bank: payments that movements of the bank brought.
    init(_ books: FECBooks, _ known: FECKnowledge, _ bank: BankPayments) {
        self.books = books
        var bank = bank
        var invoices: Set<String> = []
        var notes: Set<String> = []
        names.reserveCapacity(books.documents.count)
        for (index, document) in books.documents.enumerated() {
            var name = Self.name(document, books, known, &invoices, &notes)
            if case .credit(let key) = name, key.kind == .payment, known.credits[key] == nil {
                let filed = FiledPayment(id: key.id, on: document.on, invoice: nil, isOfBooks: true)
                if let twin = bank.take([filed], of: CustomerID(books.customers[document.customer].key), document.amount) {
                    ofBank[index] = (filed, twin)
                    name = .credit(CreditKey(kind: .payment, id: twin.id))
                }
            }
            names.append(name)
        }
        findTransfers(&bank, known)
        findSums(&bank, known)
        findReturns(&bank, known)
    }

    /// Payments of one entry of the books that are one of the bank: a transfer for several invoices.
    private mutating func findTransfers(_ bank: inout BankPayments, _ known: FECKnowledge) {
        let entries = Dictionary(grouping: freshPayments(known)) { BookedTransfer(books.documents[$0]) }
        for (transfer, places) in entries.filter({ $0.value.count > 1 }).sorted(by: { $0.value[0] < $1.value[0] }) {
            let parts = places.map { filed($0, amount: books.documents[$0].amount.minor) }
            let sum = Money(minor: parts.reduce(Int64(0)) { $0.plus($1.amount ?? 0) }, transfer.currency)
            guard let twin = bank.take(parts, of: CustomerID(books.customers[transfer.customer].key), sum) else { continue }
            for (place, part) in zip(places, parts) {
                ofBank[place] = (part, twin)
                names[place] = .credit(CreditKey(kind: .payment, id: twin.id))
            }
        }
    }

    /// Payments of the books that are the sum of several of the bank.
    private mutating func findSums(_ bank: inout BankPayments, _ known: FECKnowledge) {
        for index in freshPayments(known) {
            let document = books.documents[index]
            let customer = CustomerID(books.customers[document.customer].key)
            guard let parts = bank.takeParts(of: filed(index), customer, document.amount) else { continue }
            sumsOfBank[index] = parts
            names[index] = .ofBank
        }
    }

    private struct BookedTransfer: Hashable {
        let customer: Int
        let currency: Currency
        let entry: [String]

        init(_ document: FECDocument) {
            customer = document.customer
            currency = document.amount.currency
            entry = [document.key.entryDate.iso, document.key.journal, document.key.entry]
        }
    }

    /// Payments that neither the ledger nor the bank knows so far.
    private func freshPayments(_ known: FECKnowledge) -> [Int] {
        names.indices.filter { index in
            guard case .credit(let key) = names[index], key.kind == .payment else { return false }
            return known.credits[key] == nil && ofBank[index] == nil
        }
    }

    private func filed(_ index: Int, amount: Int64? = nil) -> FiledPayment {
        FiledPayment(
            id: CreditID(Self.placed(books.documents[index])), on: books.documents[index].on, invoice: nil, amount: amount, isOfBooks: true)
    }

    /// Debits that no payment of the books explains, and that are returns of the bank: counted, they would be owed twice.
    private mutating func findReturns(_ bank: inout BankPayments, _ known: FECKnowledge) {
        returnsTold = Set(
            books.documents.compactMap(\.reverses).compactMap { payment in
                if case .credit(let key) = names[payment] { key.id } else { nil as CreditID? }
            })
        for (index, document) in books.documents.enumerated() where document.kind == .unpaidReturn && document.reverses == nil {
            guard case .invoice(let id) = names[index], known.invoices[id] == nil else { continue }
            let customer = CustomerID(books.customers[document.customer].key)
            if let payment = bank.takeReturn(of: customer, document.amount, on: document.on, except: returnsTold) {
                names[index] = .ofBank
                returnsTold.insert(payment.id)
            }
        }
    }

    private static func name(
        _ document: FECDocument, _ books: FECBooks, _ known: FECKnowledge, _ invoices: inout Set<String>,
        _ notes: inout Set<String>
    ) -> Name {
        if document.origin == .knownOpening { return .known(isDebit: document.kind.isDebit) }
        switch document.kind {
        case .invoice: return .invoice(InvoiceID(number(document, &invoices)))
        case .creditNote: return .credit(CreditKey(kind: .creditNote, id: CreditID(number(document, &notes))))
        case .unpaidReturn, .refund, .otherDebit: return .invoice(InvoiceID(placed(document)))
        case .writeOff, .otherCredit: return .credit(CreditKey(kind: .creditNote, id: CreditID(placed(document))))
        case .payment, .advance:
            // A table of payments may have brought it under its own reference.
            let own = CreditKey(kind: .payment, id: CreditID(document.pieceRef))
            if let credit = known.credits[own], credit.customer.text == books.customers[document.customer].key,
                credit.amount == document.amount.minor, credit.currency == document.amount.currency { return .credit(own) }
            return .credit(CreditKey(kind: .payment, id: CreditID(placed(document))))
        }
    }

    /// The PieceRef, completed when an earlier document of the kind bears it.
    private static func number(_ document: FECDocument, _ taken: inout Set<String>) -> String {
        let wanted = document.pieceRef.isEmpty ? "\(document.key.journal)-\(document.key.entry)" : document.pieceRef
        if taken.insert(wanted).inserted { return wanted }
        let placed = placed(document)
        taken.insert(placed)
        return placed
    }

    private static func placed(_ document: FECDocument) -> String {
        document.pieceRef.isEmpty ? document.key.description : "\(document.pieceRef) (\(document.key))"
    }

    /// The PieceRef inside an identifier.
    static func piece(of identifier: String) -> String {
        guard identifier.hasSuffix(")"), let open = identifier.lastIndex(of: "("), open > identifier.startIndex else { return identifier }
        let end = identifier.index(before: open)
        return identifier[end] == " " ? String(identifier[..<end]) : identifier
    }

    // MARK: In the ledger

    /// The credit that a document is in a customer's account.
    func credit(_ document: Int, in account: Account?) -> CreditKey? {
        switch names[document] {
        case .credit(let key): return key
        case .invoice, .known(isDebit: true), .ofBank: return nil
        case .known(isDebit: false):
            let wanted = books.documents[document]
            let fitting = (account?.credits ?? []).filter {
                $0.currency == wanted.amount.currency && Self.piece(of: $0.id.text) == wanted.pieceRef
            }
            return (fitting.first { $0.unallocated >= wanted.amount.minor } ?? fitting.first)?.key
        }
    }

    /// The invoice that a document is in a customer's account.
    func invoice(_ document: Int, in account: Account?) -> InvoiceID? {
        switch names[document] {
        case .invoice(let id): return id
        case .credit, .known(isDebit: false), .ofBank: return nil
        case .known(isDebit: true):
            let wanted = books.documents[document]
            if let exact = account?.invoice(InvoiceID(wanted.pieceRef)) { return exact.id }
            return account?.invoices.first { Self.piece(of: $0.id.text) == wanted.pieceRef }?.id
        }
    }
}
