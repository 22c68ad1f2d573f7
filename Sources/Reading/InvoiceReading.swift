package import Dunning
package import Insight
package import Ledger
import SQL
package import ScenarioFiles
import Storage
package import Values
package import Workflows

/// Everything known about one invoice, and what a day decides about it.
package struct InvoiceReading: Sendable {
    package let profile: CompanyProfile
    package let today: LocalDate
    package let customer: Customer
    /// As it is now.
    package let invoice: Invoice
    package let explanation: InvoiceExplanation
    /// The scenario of the customer on the day explained; nil when none applies.
    package let scenario: Scenario?
    package let scenarioName: LocalizedText?
    package let settlements: [Settlement]
    /// Interest and indemnity owed today, by the rank of the receivable; nothing where nothing is owed.
    package let accessories: [Int: Accessories]
    /// Those that messages asked, as they asked them.
    package let claims: [AccessoryClaim]
    /// Messages that ask for it or announce it, newest first, failed ones included.
    package let messages: [Correspondence]
    /// Holds that cover it, released or not.
    package let holds: [Hold]
    /// The facts that concern it, newest first.
    package let history: [Fact]
    /// The customer as it is now, for the words of the history.
    package let account: Account
}

/// A part of a payment or credit note that settles part of the invoice.
package struct Settlement: Sendable, Hashable {
    package let allocation: Allocation
    /// When the money came or the credit note was issued.
    package let creditOn: LocalDate?
}

extension ReadingRoom {
    package func invoice(
        _ id: InvoiceID, in company: CompanyID, on asked: LocalDate? = nil
    ) async throws(DeskError) -> InvoiceReading {
        let profile = try await profile(company)
        let today = desk.today(profile)
        let explanation = try await desk.explain(id, in: company, on: asked ?? today)
        return try await read(company) { session throws(DeskError) in
            let book = try Desk.book(company, session)
            let rules = try desk.rulebook.rules(book, session)
            let owner = explanation.customer.id
            let account = try DeskError.lifting { () throws(SQLError) in
                try AccountLoader(company, .whole).load(.these([owner]), session)[owner]
            }
            guard let account, let invoice = account.invoice(id) else { throw .unknownInvoice(id) }
            let facts = try Self.facts(of: owner, company, session)
            let scenario = rules.scenario(for: account)
            return InvoiceReading(
                profile: book.profile, today: today, customer: account.customer, invoice: invoice,
                explanation: explanation, scenario: scenario, scenarioName: Self.name(of: scenario, book), settlements: Self.settlements(account, id),
                accessories: Self.accessories(account, invoice, scenario, on: today, rules),
                claims: try Desk.claims(company, of: owner, on: today, session).of(id),
                messages: account.messages.filter { $0.concerns(id) }.reversed(),
                holds: account.holds.filter { $0.covers(id) }, history: facts.concerning(id).reversed(), account: account)
        }
    }

    private static func settlements(_ account: Account, _ invoice: InvoiceID) -> [Settlement] {
        account.allocations.filter { $0.receivable.invoice == invoice }.map {
            Settlement(allocation: $0, creditOn: account.credit($0.credit)?.on)
        }.sorted { ($0.allocation.on, $0.allocation.number) < ($1.allocation.on, $1.allocation.number) }
    }

    private static func accessories(
        _ account: Account, _ invoice: Invoice, _ scenario: Scenario?, on day: LocalDate, _ rules: PlanningRules
    ) -> [Int: Accessories] {
        guard let scenario else { return [:] }
        var found: [Int: Accessories] = [:]
        for receivable in invoice.receivables where receivable.isOverdue(on: day) {
            let id = ReceivableID(invoice: invoice.id, rank: receivable.rank)
            let owed = rules.accessories(of: id, account, scenario, on: day)
            // The fixed sum is owed once for an invoice, however many instalments are late.
            let isFirst = !found.values.contains { $0.indemnity > 0 }
            found[receivable.rank] = Accessories(interest: owed.interest, indemnity: isFirst ? owed.indemnity : 0)
        }
        return found
    }
}

extension BankFact {
    /// - Parameter allocations: the numbers of those that touch the invoice.
    fileprivate func concerns(_ invoice: InvoiceID, _ allocations: Set<Int>) -> Bool {
        switch self {
        case .entryAttributed(_, let share): share.allocations.contains { allocations.contains($0) }
        case .entryReturned(_, let returned, _): returned.allocations.contains { allocations.contains($0) }
        case .receiptPending(let receipt): receipt.invoices.contains(invoice)
        case .writeOffReversed(_, let receivable, _, _): receivable.invoice == invoice
        case .statementRecorded, .entryBooked, .shareReleased, .entrySetAside, .entryReopened, .receiptCleared,
            .payerLearned, .payerForgotten: false
        }
    }
}

extension Correspondence {
    func concerns(_ invoice: InvoiceID) -> Bool { lines.contains { $0.receivable.invoice == invoice } }
}

extension [Fact] {
    /// The facts about an invoice: its own, the money and the messages that touch it, what happened to these.
    func concerning(_ invoice: InvoiceID) -> [Fact] {
        var messages: Set<MessageID> = []
        var allocations: Set<Int> = []
        var holds: Set<HoldID> = []
        return filter { fact in
            switch fact.body {
            case .invoiceIssued(let issued, _): return issued.id == invoice
            case .invoiceQuarantined(let version): return version.invoice == invoice
            case .quarantineReleased(_, let id), .accessoriesWaived(_, let id, _): return id == invoice
            case .receivableWrittenOff(_, let receivable, _, _, _): return receivable.invoice == invoice
            case .creditRecorded(let credit): return credit.invoice == invoice
            case .allocationMade(_, let allocation):
                guard allocation.receivable.invoice == invoice else { return false }
                allocations.insert(allocation.number)
                return true
            case .allocationReversed(_, let number, _): return allocations.contains(number)
            case .holdPlaced(let hold):
                guard hold.covers(invoice) else { return false }
                holds.insert(hold.id)
                return true
            case .holdReleased(_, let id, _): return holds.contains(id)
            case .messagePlanned(let message):
                guard message.concerns(invoice) else { return false }
                messages.insert(message.id)
                return true
            case .messageMoved(let move):
                if move.content?.lines.contains(where: { $0.receivable.invoice == invoice }) == true {
                    messages.insert(move.message)
                }
                return messages.contains(move.message)
            case .companyDescribed, .customerRecorded, .creditReturned, .scenarioRecorded, .defaultScenarioChosen,
                .scenarioAssigned, .importRecorded, .addressSuspended, .addressRestored, .taskOpened, .taskClosed, .dayPlayed:
                return false
            case .bank(let bank): return bank.concerns(invoice, allocations)
            }
        }
    }
}
