import Imports
import Ledger
import Values
import Workflows

/// What the simulated company's other software hands over, in files.
struct FileWriting {
    static func customers(_ list: [NaiveCustomer], of company: NaiveCompany) -> [UInt8] {
        var lines = ["customer_number,name,email,address,postcode,city,language"]
        for customer in list {
            let place = customer.hasAddress ? "\(customer.number.dropFirst()) rue \(company.mark),75002,Paris" : ",,"
            lines.append("\(customer.number),\(customer.name),\(customer.email ?? ""),\(place),\(customer.language)")
        }
        return bytes(lines)
    }

    static func contacts(_ list: [NaiveCustomer]) -> [UInt8] {
        var lines = ["customer_number,contact_name,role,email"]
        for customer in list {
            for contact in customer.contacts {
                lines.append("\(customer.number),\(contact.role) \(customer.number),\(contact.role),\(contact.email)")
            }
        }
        return bytes(lines)
    }

    static func invoices(_ list: [(customer: String, invoice: NaiveInvoice)]) -> [UInt8] {
        var lines = ["invoice_number,customer_number,issued_on,due_on,amount,currency"]
        for (customer, invoice) in list {
            for part in invoice.parts {
                lines.append(
                    "\(invoice.number),\(customer),\(invoice.issuedOn.iso),\(part.dueOn.iso),"
                        + "\(DecimalWriting.text(part.amount, invoice.currency)),\(invoice.currency.code)")
            }
        }
        return bytes(lines)
    }

    static func payments(_ list: [BankLine]) -> [UInt8] {
        var lines = ["payment_reference,customer_number,received_on,amount,currency,invoice_number"]
        for line in list {
            lines.append(
                "\(line.isNameless ? "" : line.reference),\(line.customer),\(line.on.iso),"
                    + "\(DecimalWriting.text(line.amount, line.currency)),\(line.currency.code),\(line.names ?? "")")
        }
        return bytes(lines)
    }

    static func creditNotes(_ list: [BankLine]) -> [UInt8] {
        var lines = ["credit_note_number,credited_invoice,customer_number,issued_on,amount,currency"]
        for line in list {
            lines.append(
                "\(line.reference),\(line.names ?? ""),\(line.customer),\(line.on.iso),"
                    + "\(DecimalWriting.text(line.amount, line.currency)),\(line.currency.code)")
        }
        return bytes(lines)
    }

    private static func bytes(_ lines: [String]) -> [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }
}

/// What the bank truly did.
struct BankLine: Sendable {
    /// As the bank knows it; its file may not say so.
    var reference: String
    let customer: String
    let on: LocalDate
    let amount: Int64
    let currency: Currency
    let names: String?
    var isNameless = false
}

extension Play {
    private static let mapping = "decimal: point\n"

    /// Hands a file over until it was taken or refused; answers what became of its rows.
    func importing(
        _ bytes: [UInt8], _ name: String, _ kind: IntakeKind, of company: NaiveCompany, on day: LocalDate, isPartial: Bool = false,
        as process: SimulatedProcess? = nil
    ) async -> FileReport? {
        let box = Kept<FileReport>()
        let options = IntakeOptions(kind: kind, on: day, mapping: Self.mapping, isPartial: isPartial, actor: "simulation")
        let outcome = await act("import \(kind.rawValue)", on: process) { desk throws(DeskError) in
            let report = try await desk.importFiles([IntakeFile(bytes, named: name)], to: CompanyID(company.id), options)
            box.value = report.files.first
        }
        let wasKnown = company.bank.filesSeen.contains(Fingerprint.of(bytes))
        world.losing?.files.append(Losing.File(company: company.id, bytes: bytes, name: name, kind: kind, wasKnown: wasKnown))
        guard case .done = outcome, let report = box.value else {
            world.violate("I15", "\(company.id) \(name): the import ended without a report")
            return nil
        }
        world.counters.evaluated("I15")
        if report.rows != report.created + report.updated + report.unchanged + report.rejectedRows {
            world.violate("I15", "\(company.id) \(name): \(report.rows) rows, \(report.created) + \(report.updated) + \(report.unchanged) + \(report.rejectedRows)")
        }
        world.tell("\(company.id) \(name): \(report.rows) rows, \(report.created) new, \(report.rejectedRows) refused")
        return report
    }

    /// What is given again has another name.
    private static func name(_ kind: String, _ time: Int) -> String { time == 0 ? "\(kind).csv" : "\(kind) (\(time)).csv" }

    /// A file that must be taken, whole.
    func mustTake(_ report: FileReport?, _ company: NaiveCompany, _ name: String) {
        guard let report else { return }
        if !report.isApplied || report.rejectedRows > 0 {
            let first = report.rejected.first.map { "\($0.code) \($0.value)" } ?? "nothing said"
            world.violate("I15", "\(company.id) \(name) was not taken: \(first)")
        }
    }

    func importCustomers(_ list: [NaiveCustomer], _ company: NaiveCompany, on day: LocalDate, as process: SimulatedProcess? = nil) async {
        let bytes = FileWriting.customers(list, of: company)
        mustTake(await importing(bytes, "customers.csv", .customers, of: company, on: day, as: process), company, "customers.csv")
    }

    func importContacts(_ list: [NaiveCustomer], _ company: NaiveCompany, on day: LocalDate) async {
        guard list.contains(where: { !$0.contacts.isEmpty }) else { return }
        mustTake(
            await importing(FileWriting.contacts(list), "contacts.csv", .contacts, of: company, on: day), company, "contacts.csv")
    }

    /// New invoices, and their entry into the world's books.
    func importInvoices(
        _ list: [(customer: String, invoice: NaiveInvoice)], _ company: NaiveCompany, on day: LocalDate, times: Int
    ) async {
        guard !list.isEmpty else { return }
        let bytes = FileWriting.invoices(list)
        for time in 0..<times {
            let name = Self.name("invoices", time)
            mustTake(await importing(bytes, name, .invoices, of: company, on: day), company, name)
        }
        var late = 0
        for (number, invoice) in list { late += lateParts(invoice, number, company, day) }
        for (number, invoice) in list {
            guard let customer = company.customer(number) else { continue }
            var invoice = invoice
            invoice.needsApproval = late > company.lateImportLimit && lateParts(invoice, number, company, day) > 0
            invoice.cameLate = invoice.needsApproval
            customer.invoices.append(invoice)
        }
    }

    /// Parts that arrive after their first reminder was due.
    private func lateParts(_ invoice: NaiveInvoice, _ number: String, _ company: NaiveCompany, _ day: LocalDate) -> Int {
        guard let customer = company.customer(number),
            let first = company.scenario(of: customer)?.steps.first(where: { $0.rank == 1 })
        else { return 0 }
        return invoice.parts.count { $0.dueOn.adding(days: first.offset) <= day }
    }

    /// Hands over what the bank says; lines that are new enter the books.
    func importPayments(
        _ lines: [BankLine], _ company: NaiveCompany, on day: LocalDate, times: Int = 1, as process: SimulatedProcess? = nil
    ) async {
        guard !lines.isEmpty else { return }
        let bytes = FileWriting.payments(lines)
        for time in 0..<times {
            let name = Self.name("payments", time)
            mustTake(await importing(bytes, name, .payments, of: company, on: day, as: process), company, name)
        }
        if company.bank.filesSeen.insert(Fingerprint.of(bytes)).inserted { company.lastPaymentsOn = day }
        enter(lines, company, areNotes: false)
    }

    func importCreditNotes(_ lines: [BankLine], _ company: NaiveCompany, on day: LocalDate, as process: SimulatedProcess? = nil) async {
        guard !lines.isEmpty else { return }
        let report = await importing(FileWriting.creditNotes(lines), "credits.csv", .creditNotes, of: company, on: day, as: process)
        mustTake(report, company, "credits.csv")
        enter(lines, company, areNotes: true)
    }

    private func enter(_ lines: [BankLine], _ company: NaiveCompany, areNotes: Bool) {
        for line in lines {
            guard let customer = company.customer(line.customer),
                !customer.credits.contains(where: { $0.reference == line.reference && $0.isNote == areNotes })
            else { continue }
            if !areNotes { world.counters.payments += 1 }
            company.touched.insert(customer.number)
            customer.take(
                NaiveCredit(
                    reference: line.reference, isNote: areNotes, on: line.on, currency: line.currency, amount: line.amount,
                    names: line.names, isNameless: line.isNameless))
        }
    }
}

/// A value set by work that is awaited before it is read.
///
/// `@unchecked`: see `World`.
final class Kept<Value: Sendable>: @unchecked Sendable {
    var value: Value?
}
