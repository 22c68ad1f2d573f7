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

    func row(_ invoice: Invoice) -> [SQLValue] {
        let declared = invoice.receivables.first?.steps.first { $0.message == nil }
        return [
            .text(company.text), .text(invoice.customer.text), .text(invoice.id.text), SQLValue(invoice.issuedOn),
            .text(invoice.currency.code), SQLValue(invoice.orderReference), SQLValue(invoice.importID?.text),
            .bool(invoice.isQuarantined), .bool(invoice.needsApproval), SQLValue(declared?.step),
            SQLValue(declared.map { Int64($0.rank) }), SQLValue(declared?.on),
        ]
    }

    func row(_ receivable: Receivable, of invoice: Invoice, in account: Account) -> [SQLValue] {
        [
            .text(company.text), .text(invoice.customer.text), .text(invoice.id.text), SQLValue(receivable.rank),
            .text(invoice.currency.code), SQLValue(receivable.dueOn), .int64(receivable.amount),
            .int64(receivable.open), .int64(receivable.writtenOff), SQLValue(next(account, receivable)),
        ]
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
