package import Values

/// The state of a company, or of some of its customers: what the facts fold to.
package struct Book: Sendable {
    package var profile: CompanyProfile
    package var accounts: [CustomerID: Account] = [:]
    package var scenarios: [ScenarioText] = []
    package var defaultScenario: ScenarioID?
    package var imports: [ImportReceipt] = []
    package var lastDayPlayed: LocalDate?
    /// What the bank brought; nil where nobody follows it.
    package var bank: BankBook?

    package init(profile: CompanyProfile) { self.profile = profile }

    package var sortedCustomers: [CustomerID] { accounts.keys.sorted() }

    /// The latest version of a scenario.
    package func scenario(_ id: ScenarioID) -> ScenarioText? {
        scenarios.last { $0.id == id }
    }
}

/// Why a fact cannot follow the facts before it. Reaching this on a stored history means that it was damaged.
package enum FoldError: Error, Hashable, Sendable {
    case unknownCustomer(CustomerID)
    case unknownInvoice(InvoiceID)
    case unknownReceivable(ReceivableID)
    case unknownCredit(CreditKey)
    case unknownAllocation(CustomerID, Int)
    case unknownHold(HoldID)
    case unknownMessage(MessageID)
    case unknownTask(TaskID)
    case invoiceExists(InvoiceID)
    case creditExists(CreditKey)
    /// Allocations are counted upwards; a number is not used twice.
    case allocationExists(CustomerID, Int)
    case holdExists(HoldID)
    case messageExists(MessageID)
    case taskExists(TaskID)
    /// An allocation of nothing, of more than is open, or of more than is left of the credit (I1, I2).
    case allocationTooLarge(CreditKey, ReceivableID)
    case currenciesDiffer(CreditKey, ReceivableID)
    case writeOffTooLarge(ReceivableID)
    case statementExists(StatementID)
    case entryExists(EntryID)
    case unknownEntry(EntryID)
    /// More is taken for a payment than the movement has left.
    case shareTooLarge(EntryID)
    case unknownShare(EntryID, CreditKey)
}

extension Book {
    /// Adds one fact. Throws, leaving the book as it was, when the fact contradicts what is known.
    package mutating func apply(_ body: FactBody) throws(FoldError) {
        switch body {
        case .companyDescribed(let profile): self.profile = profile
        case .scenarioRecorded(let text): scenarios.append(text)
        case .defaultScenarioChosen(let id): defaultScenario = id
        case .importRecorded(let receipt): imports.append(receipt)
        case .dayPlayed(let day): lastDayPlayed = day
        case .bank(let fact):
            try bank?.apply(fact)
            guard let id = fact.customer else { return }
            guard let slot = accounts.index(forKey: id) else { throw .unknownCustomer(id) }
            try accounts.values[slot].apply(fact)
        case .customerRecorded(let customer):
            if accounts[customer.id] == nil {
                accounts[customer.id] = Account(customer: customer)
            } else {
                accounts[customer.id]?.customer = customer
            }
        case .invoiceIssued, .invoiceQuarantined, .quarantineReleased, .creditRecorded, .creditReturned,
            .allocationMade, .allocationReversed, .receivableWrittenOff, .holdPlaced, .holdReleased,
            .scenarioAssigned, .messagePlanned, .messageMoved, .addressSuspended, .addressRestored, .taskOpened, .taskClosed,
            .accessoriesWaived:
            guard let id = body.customer else { return }
            guard let slot = accounts.index(forKey: id) else { throw .unknownCustomer(id) }
            try accounts.values[slot].apply(body)
        }
    }
}
