import Ledger
import SQL
import Values

/// The rows that an account folds to, values in the order of the columns of `ProjectedTable`: what the writer inserts
/// and what the verifier expects to find.
struct ProjectedRows {
    let company: CompanyID
    let next: NextActionRule

    func key(_ customer: CustomerID) -> [SQLValue] { [.text(company.text), .text(customer.text)] }

    func row(_ account: Account) -> [SQLValue] {
        let customer = account.customer
        return [
            .text(company.text), .text(customer.id.text),
            .text(SearchText.fold(customer.name + " " + customer.id.text)), .text(customer.storedText),
            SQLValue(account.assignment?.scenario.text), SQLValue(account.assignment?.restartOn),
            .text(JSON.strings(account.suspendedAddresses).text),
            .text(JSON.strings(account.waivedAccessories.map(\.text)).text), SQLValue(account.lastAllocation),
        ]
    }

    // Imports bring many of these two: they go straight to the engine.

    func add(_ invoice: Invoice, to rows: borrowing BulkRows) throws(SQLError) {
        let declared = invoice.receivables.first?.steps.first { $0.message == nil }
        rows.add(company.text)
        rows.add(invoice.customer.text)
        rows.add(invoice.id.text)
        rows.add(invoice.issuedOn)
        rows.add(invoice.currency.code)
        rows.add(invoice.orderReference)
        rows.add(invoice.importID?.text)
        rows.add(invoice.isQuarantined)
        rows.add(invoice.needsApproval)
        rows.add(declared?.step)
        rows.add(declared.map { Int64($0.rank) })
        rows.add(declared?.on)
        try rows.endRow()
    }

    func addReceivables(of invoice: Invoice, in account: Account, to rows: borrowing BulkRows) throws(SQLError) {
        for receivable in invoice.receivables {
            rows.add(company.text)
            rows.add(invoice.customer.text)
            rows.add(invoice.id.text)
            rows.add(receivable.rank)
            rows.add(invoice.currency.code)
            rows.add(receivable.dueOn)
            rows.add(receivable.amount)
            rows.add(receivable.open)
            rows.add(receivable.writtenOff)
            rows.add(next(account, receivable))
            try rows.endRow()
        }
    }

    func row(_ credit: Credit) -> [SQLValue] {
        [
            .text(company.text), .text(credit.customer.text), .text(credit.kind.rawValue), .text(credit.id.text),
            SQLValue(credit.on), .text(credit.currency.code), .int64(credit.amount), SQLValue(credit.invoice?.text),
            .int64(credit.unallocated), SQLValue(credit.returnedOn),
        ]
    }

    func row(_ allocation: Allocation, _ customer: CustomerID) -> [SQLValue] {
        [
            .text(company.text), .text(customer.text), SQLValue(allocation.number),
            .text(allocation.credit.kind.rawValue), .text(allocation.credit.id.text),
            .text(allocation.receivable.invoice.text), SQLValue(allocation.receivable.rank),
            .int64(allocation.amount), SQLValue(allocation.on), SQLValue(allocation.reversedOn),
        ]
    }

    func row(_ hold: Hold) -> [SQLValue] {
        [
            .text(company.text), .text(hold.customer.text), .text(hold.id.text), .text(hold.kind.rawValue),
            .text(hold.storedText), SQLValue(hold.releasedOn),
        ]
    }

    func row(_ message: Correspondence) -> [SQLValue] {
        [
            .text(company.text), .text(message.customer.text), .text(message.id.text), .text(message.currency.code),
            SQLValue(message.on), .text(message.scenario.text), SQLValue(message.scenarioVersion),
            .text(message.step), SQLValue(message.rank), .text(message.channel), SQLValue(message.to),
            .int64(message.amount), .text(AppliedCredit.text(message.credits)), .text(message.state),
            .text(message.standing.rawValue), SQLValue(message.approval), SQLValue(message.round),
            .text(JSON.strings(message.copies).text), SQLValue(message.copyOf?.text),
        ]
    }

    func rows(ofLinesOf message: Correspondence) -> [[SQLValue]] {
        message.lines.enumerated().map { index, line in
            [
                .text(company.text), .text(message.customer.text), .text(message.id.text), SQLValue(index),
                .text(line.receivable.invoice.text), SQLValue(line.receivable.rank), SQLValue(line.dueOn),
                .text(line.step), SQLValue(line.rank), .text(message.instance(of: line)), .int64(line.open),
                .int64(line.interest), .int64(line.indemnity), .bool(line.asksAccessories), .bool(line.isToCome),
                .bool(message.standing != .failed),
            ]
        }
    }

    func row(_ task: FollowUp) -> [SQLValue] {
        [
            .text(company.text), .text(task.customer.text), .text(task.id.text), .text(task.kind.rawValue),
            SQLValue(task.on), SQLValue(task.currency?.code), SQLValue(task.amount), .text(task.about),
            SQLValue(task.closedOn),
        ]
    }

    func row(_ scenario: ScenarioText) -> [SQLValue] {
        [.text(company.text), .text(scenario.id.text), SQLValue(scenario.version), .text(scenario.yaml)]
    }

    func row(_ receipt: ImportReceipt, sequence: Int64, knownOn: String) -> [SQLValue] {
        [
            .text(company.text), .text(receipt.id.text), .int64(sequence), .text(receipt.file), .text(receipt.kind),
            .text(knownOn), SQLValue(receipt.rows), SQLValue(receipt.created), SQLValue(receipt.updated),
            SQLValue(receipt.unchanged), SQLValue(receipt.rejected),
        ]
    }
}

extension Correspondence {
    /// What may happen once to a receivable: a step of a scenario, in one round of it.
    func instance(of line: CorrespondenceLine) -> String {
        scenario.text + "/" + line.step + (round.map { "@" + $0.iso } ?? "")
    }
}
