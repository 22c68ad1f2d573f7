import Formats
import Ledger
import SQL
import Storage
import Texts
import Values
import Workflows

/// Takes in a statutory accounting export: customers who are not known yet, what they were invoiced and what they
/// paid, and which settles which. A longer export of the same year, or the next year, adds what is new.
struct FECIntake {
    private let books: FECBooks
    private let names: FECNames
    private var terms: TermsReader
    private var quarantine = Quarantine()
    private let known: FECKnowledge
    /// So many documents are late that a person must look first.
    private var needsApproval = false

    static func run(
        _ file: PreparedFile, _ batch: inout IntakeBatch, _ options: IntakeOptions,
        _ progress: @Sendable (IntakeProgress) -> Void, parsed: () -> Void
    ) throws(IntakeStop) -> FileReport {
        let (known, bank) = try IntakeStop.working { () throws(DeskError) in (try FECKnowledge(batch), try BankPayments(batch)) }
        let books: FECBooks
        do throws(FECRefusal) {
            books = try read(file, options, known)
        } catch {
            var report = FileReport(file: file.name, kind: .fec)
            report.rejected = error.findings.located.map { IntakeRemark($0) }
            throw .refused(report)
        }
        parsed()
        var intake = FECIntake(books, known, bank, batch)
        var report = FileReport(file: file.name, kind: .fec)
        report.lines = books.lineCount
        report.rows = books.customers.count + books.documents.count
        try IntakeStop.working { () throws(DeskError) in try intake.take(&batch, &report, progress) }
        intake.remark(file, batch.profile, &report)
        return report
    }

    private static func read(
        _ file: PreparedFile, _ options: IntakeOptions, _ known: FECKnowledge
    ) throws(FECRefusal) -> FECBooks {
        let source: ByteSource
        do throws(Diagnostic) { source = try file.opened.source() } catch {
            // A path that can no longer be opened reads as one that breaks off.
            let failure = error
            source = ByteSource { () throws(Diagnostic) -> [UInt8]? in throw failure }
        }
        return try FEC.read(source, named: file.name, in: options.booksCurrency) { known.isKnown($0) }
    }

    private init(_ books: FECBooks, _ known: FECKnowledge, _ bank: BankPayments, _ batch: IntakeBatch) {
        self.books = books
        self.known = known
        names = FECNames(books, known, bank)
        terms = TermsReader(standard: batch.profile.policy.defaultTerms)
    }

    // MARK: Customer by customer

    private mutating func take(
        _ batch: inout IntakeBatch, _ report: inout FileReport, _ progress: @Sendable (IntakeProgress) -> Void
    ) throws(DeskError) {
        try loadAccounts(&batch)
        let documents = grouped(books.documents.indices) { books.documents[$0].customer }
        let allocations = grouped(books.allocations.indices) { books.documents[books.allocations[$0].credit].customer }
        for customer in books.customers.indices { try introduce(customer, &batch, &report) }
        try batch.flushIfFull()
        try judgeLateness(&batch, &report)
        var done = books.customers.count
        for customer in books.customers.indices {
            for document in documents[customer] { try take(document, &batch, &report) }
            for document in documents[customer] where books.documents[document].reverses != nil {
                try reverse(document, &batch, &report)
            }
            try allocate(allocations[customer], &batch)
            try batch.flushIfFull()
            done += documents[customer].count
            progress(IntakeProgress(file: report.file, rowsDone: done, rows: report.rows))
        }
    }

    private func grouped(_ indices: Range<Int>, _ customer: (Int) -> Int) -> [[Int]] {
        var groups = [[Int]](repeating: [], count: books.customers.count)
        for index in indices { groups[customer(index)].append(index) }
        return groups
    }

    private func loadAccounts(_ batch: inout IntakeBatch) throws(DeskError) {
        guard books.customers.count < 500 else { return try batch.loadEverybody() }
        try batch.load(books.customers.map { CustomerID($0.key) }, batch.depth)
    }

    /// A FEC knows little of a customer: it names those whom nobody knows, and changes nothing about the others.
    private func introduce(
        _ index: Int, _ batch: inout IntakeBatch, _ report: inout FileReport
    ) throws(DeskError) {
        let customer = books.customers[index]
        let id = CustomerID(customer.key)
        guard try !batch.knows(id) else {
            report.unchanged += 1
            return
        }
        report.created += 1
        try batch.record(.customerRecorded(Customer(id: id, name: customer.name)))
    }

    /// Only what is still open after lettering can be late.
    private mutating func judgeLateness(_ batch: inout IntakeBatch, _ report: inout FileReport) throws(DeskError) {
        var late = 0
        for index in books.documents.indices {
            let document = books.documents[index]
            guard document.kind.isDebit, document.reverses == nil, !document.open.isZero,
                case .invoice(let id) = names[index], known.invoices[id] == nil,
                let invoice = try invoice(index, id, &batch) else { continue }
            late += batch.lateParts(of: invoice)
        }
        let limit = batch.profile.policy.lateImportLimit
        needsApproval = late > limit
        if needsApproval { report.warn(IntakeRemark(.lateBulk, ["count": .number(late), "limit": .number(limit)])) }
    }

    // MARK: One document

    private mutating func take(
        _ index: Int, _ batch: inout IntakeBatch, _ report: inout FileReport
    ) throws(DeskError) {
        let document = books.documents[index]
        if document.reverses != nil { return }
        switch names[index] {
        case .known: report.unchanged += 1
        case .ofBank:
            report.unchanged += 1
            guard let parts = names.sumsOfBank[index] else { return }
            for part in parts { try batch.note([part.filed], with: part.known) }
            report.warn(
                IntakeRemark(
                    CreditID(document.number), of: customer(document), ofBank: parts.map(\.known), line: document.line,
                    column: "PieceRef"))
        case .invoice(let id):
            if let recorded = known.invoices[id] { return try compare(document, id, recorded, &batch, &report) }
            guard var invoice = try invoice(index, id, &batch) else {
                return report.reject(IntakeRemark(Diagnostic(.dueMissing, line: document.line, column: "PieceRef", value: id.text)))
            }
            invoice.needsApproval = needsApproval && !document.open.isZero && batch.lateParts(of: invoice) > 0
            report.created += 1
            try batch.record(.invoiceIssued(invoice, declared: nil))
        case .credit(let key):
            guard known.credits[key] == nil else {
                report.unchanged += 1
                if let (filed, twin) = names.ofBank[index] { try note(filed, document, twin, &batch, &report) }
                return
            }
            report.created += 1
            try batch.record(
                .creditRecorded(
                    Credit(
                        id: key.id, kind: key.kind, customer: customer(document), on: document.on,
                        currency: document.amount.currency, amount: document.amount.minor)))
        }
    }

    /// A payment of the books that the bank told of; when it went back, and the books do not say so, this is worth knowing.
    private func note(
        _ filed: FiledPayment, _ document: FECDocument, _ twin: BankPayments.Payment, _ batch: inout IntakeBatch,
        _ report: inout FileReport
    ) throws(DeskError) {
        try batch.note([filed], with: twin)
        if twin.returnedOn == nil || names.returnsTold.contains(twin.id) { return }
        report.warn(IntakeRemark(filed.id, of: customer(document), ofBank: twin, line: document.line, column: "PieceRef"))
    }

    private func customer(_ document: FECDocument) -> CustomerID { CustomerID(books.customers[document.customer].key) }

    /// The invoice as it would be recorded, nil when nothing tells when it is due.
    private mutating func invoice(
        _ index: Int, _ id: InvoiceID, _ batch: inout IntakeBatch
    ) throws(DeskError) -> Invoice? {
        let document = books.documents[index]
        let customer = customer(document)
        var parts = document.instalments.map { Receivable(rank: 0, dueOn: $0.dueOn, amount: $0.amount.minor) }
        if parts.isEmpty {
            let own = try batch.terms(of: customer)
            guard let due = terms.dueOn(issued: document.on, nil, own) ?? terms.dueOn(issued: document.on, nil, nil) else {
                return nil
            }
            parts = [Receivable(rank: 1, dueOn: due, amount: document.amount.minor)]
        }
        return Invoice(
            id: id, customer: customer, issuedOn: document.on, currency: document.amount.currency,
            importID: batch.importID,
            receivables: zip(1..., parts).map { Receivable(rank: $0, dueOn: $1.dueOn, amount: $1.amount) })
    }

    private mutating func compare(
        _ document: FECDocument, _ id: InvoiceID, _ recorded: KnownInvoice, _ batch: inout IntakeBatch,
        _ report: inout FileReport
    ) throws(DeskError) {
        let other = OtherVersion(invoice: id, customer: customer(document), amount: document.amount)
        guard other.differs(from: recorded) else {
            report.unchanged += 1
            return
        }
        let isDecided = try quarantine.set(other, over: recorded, &batch, &report)
        report.reject(
            other.remark(over: recorded, isDecided: isDecided, line: document.line, column: "PieceRef", value: id.text))
    }

    /// A payment came back: what it had settled is open again.
    private func reverse(_ index: Int, _ batch: inout IntakeBatch, _ report: inout FileReport) throws(DeskError) {
        let document = books.documents[index]
        let id = customer(document)
        guard let payment = document.reverses, let key = names.credit(payment, in: try batch.account(id)),
            let credit = batch.credit(key, of: id), credit.returnedOn == nil else {
            report.unchanged += 1
            return
        }
        report.created += 1
        try batch.record(.creditReturned(id, key, on: max(document.on, credit.on), reason: document.number))
    }

    // MARK: Lettering

    private struct Pair: Hashable {
        let credit: CreditKey
        let invoice: InvoiceID
    }

    /// Lets credits settle what the accountant lettered them with, as far as that is not known yet.
    private func allocate(_ indices: [Int], _ batch: inout IntakeBatch) throws(DeskError) {
        guard let first = indices.first else { return }
        let id = customer(books.documents[books.allocations[first].credit])
        var settled: [Pair: Int64] = [:]
        if let account = try batch.account(id) {
            for allocation in account.allocations where allocation.isLive {
                let pair = Pair(credit: allocation.credit, invoice: allocation.receivable.invoice)
                settled[pair] = allocation.amount.plus(settled[pair] ?? 0)
            }
        }
        for index in indices {
            let allocation = books.allocations[index]
            guard let pair = try pair(allocation, id, &batch) else { continue }
            let already = min(settled[pair] ?? 0, allocation.amount.minor)
            settled[pair, default: 0] -= already
            guard let invoice = try batch.invoice(pair.invoice, of: id), let credit = batch.credit(pair.credit, of: id),
                invoice.currency == credit.currency, credit.returnedOn == nil else { continue }
            let part = min(allocation.amount.minor - already, credit.unallocated)
            try batch.allocate(pair.credit, of: id, upTo: part, to: invoice, on: max(allocation.on, credit.on))
        }
    }

    private func pair(
        _ allocation: FECAllocation, _ id: CustomerID, _ batch: inout IntakeBatch
    ) throws(DeskError) -> Pair? {
        if case .credit(let credit) = names[allocation.credit], case .invoice(let invoice) = names[allocation.debit] {
            return Pair(credit: credit, invoice: invoice)
        }
        guard let account = try batch.account(id), let credit = names.credit(allocation.credit, in: account),
            let invoice = names.invoice(allocation.debit, in: account) else { return nil }
        return Pair(credit: credit, invoice: invoice)
    }

    // MARK: Remarks

    private func remark(_ file: PreparedFile, _ profile: CompanyProfile, _ report: inout FileReport) {
        let own = (profile.letterhead.siren ?? "").filter { $0.isNumber }
        if let siren = books.fileName?.siren, !own.isEmpty, siren != own {
            report.warn(IntakeRemark(.fecOtherCompany, value: file.name, ["siren": .text(siren), "own": .text(own)]))
        }
        for finding in books.findings.located { report.warn(IntakeRemark(finding)) }
        for (code, count) in books.findings.summary where count > FECFindings.keptPerCode {
            report.warn(IntakeRemark(.fecFindings, value: code.rawValue, ["count": .number(count)]))
        }
    }
}
