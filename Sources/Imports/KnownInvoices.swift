import Formats
import Ledger
import SQL
import Storage
import Texts
import Values
import Workflows

/// The invoices already in the ledger: all of them for a large file, one by one for a small one.
struct KnownInvoices {
    private let all: [InvoiceID: KnownInvoice]?

    /// From so many rows on, reading every number at once is quicker.
    static let manyRows = 2000

    init(_ batch: IntakeBatch, rows: Int) throws(DeskError) {
        all = rows < Self.manyRows ? nil : try batch.ask { company, session throws(SQLError) in
            try Lookups.invoices(company, session)
        }
    }

    func find(_ id: InvoiceID, _ batch: IntakeBatch) throws(DeskError) -> KnownInvoice? {
        if let all { return all[id] }
        return try batch.ask { company, session throws(SQLError) in try Lookups.invoice(id, company, session) }
    }
}

/// What a file says about an invoice that is recorded already.
struct OtherVersion {
    let invoice: InvoiceID
    let customer: CustomerID
    let amount: Money

    /// Another amount, customer or currency (I16).
    func differs(from known: KnownInvoice) -> Bool {
        customer != known.customer || amount.currency != known.currency || amount.minor != known.amount
    }

    /// Both versions, and what happens now.
    func remark(
        over known: KnownInvoice, isDecided: Bool, line: Int, column: String, value: String
    ) -> IntakeRemark {
        IntakeRemark(
            isDecided ? .conflictDecided : .conflict, line: line, column: column, value: value,
            [
                "invoice": .text(invoice.text), "recorded": .money(Money(minor: known.amount, known.currency)),
                "recordedCustomer": .text(known.customer.text), "given": .money(amount), "givenCustomer": .text(customer.text),
            ])
    }
}

/// Sets invoices aside when a file contradicts them: the recorded version stays, and nobody is reminded of it until
/// a person has decided.
struct Quarantine {
    private var decided: [CustomerID: Set<QuarantinedVersion>] = [:]

    /// Answers whether a person has decided about this very version before: then nothing is recorded again.
    mutating func set(
        _ other: OtherVersion, over known: KnownInvoice, _ batch: inout IntakeBatch, _ report: inout FileReport
    ) throws(DeskError) -> Bool {
        try batch.deepen(known.customer)
        guard let invoice = try batch.invoice(other.invoice, of: known.customer), !invoice.isQuarantined else { return false }
        if try versions(known.customer, batch).contains(version(other, known, nil)) { return true }
        try batch.setAside(version(other, known, batch.importID))
        report.contradict(version(other, known, nil))
        return false
    }

    private func version(_ other: OtherVersion, _ known: KnownInvoice, _ id: ImportID?) -> QuarantinedVersion {
        QuarantinedVersion(
            customer: known.customer, invoice: other.invoice, otherCustomer: other.customer,
            otherCurrency: other.amount.currency, otherAmount: other.amount.minor, importID: id)
    }

    /// The versions that were ever set aside for a customer, whichever file brought them.
    private mutating func versions(
        _ customer: CustomerID, _ batch: IntakeBatch
    ) throws(DeskError) -> Set<QuarantinedVersion> {
        if let known = decided[customer] { return known }
        let facts = try batch.ask { company, session throws(SQLError) in
            try FactLog.facts(of: customer, company, session)
        }
        var versions: Set<QuarantinedVersion> = []
        for stored in facts where stored.kind == "invoice_quarantined" {
            guard case .invoiceQuarantined(let version) = try? stored.fact().body else { continue }
            versions.insert(
                QuarantinedVersion(
                    customer: version.customer, invoice: version.invoice, otherCustomer: version.otherCustomer,
                    otherCurrency: version.otherCurrency, otherAmount: version.otherAmount, importID: nil))
        }
        decided[customer] = versions
        return versions
    }
}

extension IntakeBatch {
    /// Sets an invoice aside, and leaves the decision to a person unless it waits already.
    mutating func setAside(_ version: QuarantinedVersion) throws(DeskError) {
        try record(.invoiceQuarantined(version))
        let tasks = try account(version.customer)?.tasks ?? []
        let kind = FollowUp.Kind.decideVersion
        if tasks.contains(where: { $0.kind == kind && $0.about == version.invoice.text && $0.closedOn == nil }) { return }
        let taken = Set(tasks.map(\.id))
        var number = 1
        let prefix = "\(kind.rawValue)-\(stamp.knownOn.iso)-"
        while taken.contains(TaskID(prefix + String(number))) { number += 1 }
        try record(
            .taskOpened(
                FollowUp(
                    id: TaskID(prefix + String(number)), kind: kind, customer: version.customer, on: stamp.knownOn,
                    currency: version.otherCurrency, amount: version.otherAmount, about: version.invoice.text)))
    }
}
