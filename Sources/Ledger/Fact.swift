package import Values

/// One entry of a company's history. History is only ever appended to; a correction is another fact.
package struct Fact: Sendable {
    /// 1, 2, … without gaps within the company.
    package let sequence: Int64
    /// The day on which the company came to know it.
    package let knownOn: LocalDate
    /// When it was recorded; order comes from `sequence`, never from here.
    package let recordedAt: Instant
    /// Who: a user, or `relance` for what the program did by itself.
    package let actor: String
    package let body: FactBody

    package init(sequence: Int64, knownOn: LocalDate, recordedAt: Instant, actor: String, body: FactBody) {
        self.sequence = sequence
        self.knownOn = knownOn
        self.recordedAt = recordedAt
        self.actor = actor
        self.body = body
    }
}

/// What happened, in the past tense.
package enum FactBody: Hashable, Sendable {
    case companyDescribed(CompanyProfile)
    case customerRecorded(Customer)
    case invoiceIssued(Invoice, declared: DeclaredStep?)
    case invoiceQuarantined(QuarantinedVersion)
    case quarantineReleased(CustomerID, InvoiceID)
    case creditRecorded(Credit)
    case creditReturned(CustomerID, CreditKey, on: LocalDate, reason: String)
    case allocationMade(CustomerID, Allocation)
    case allocationReversed(CustomerID, number: Int, on: LocalDate)
    case receivableWrittenOff(CustomerID, ReceivableID, amount: Int64, on: LocalDate, reason: String)
    case holdPlaced(Hold)
    case holdReleased(CustomerID, HoldID, on: LocalDate)
    case scenarioRecorded(ScenarioText)
    case defaultScenarioChosen(ScenarioID)
    case scenarioAssigned(CustomerID, ScenarioID, restartOn: LocalDate?)
    case importRecorded(ImportReceipt)
    case messagePlanned(Correspondence)
    case messageMoved(MessageMove)
    case addressSuspended(CustomerID, address: String, reason: String)
    /// A person vouches that a suspended address works, or may be written to, again.
    case addressRestored(CustomerID, address: String, reason: String)
    case taskOpened(FollowUp)
    case taskClosed(CustomerID, TaskID, on: LocalDate)
    case accessoriesWaived(CustomerID, InvoiceID, reason: String)
    case dayPlayed(LocalDate)
    case bank(BankFact)
}

/// A reminder already sent elsewhere, declared by the file that brought the invoice.
package struct DeclaredStep: Hashable, Sendable {
    package let step: String
    package let rank: Int
    package let on: LocalDate

    package init(step: String, rank: Int, on: LocalDate) {
        self.step = step
        self.rank = rank
        self.on = on
    }
}

/// The version of an invoice that contradicts the recorded one, kept whole beside it.
package struct QuarantinedVersion: Hashable, Sendable {
    package let customer: CustomerID
    package let invoice: InvoiceID
    package let otherCustomer: CustomerID
    package let otherCurrency: Currency
    /// Minor units of `otherCurrency`.
    package let otherAmount: Int64
    package let importID: ImportID?

    package init(
        customer: CustomerID, invoice: InvoiceID, otherCustomer: CustomerID, otherCurrency: Currency,
        otherAmount: Int64, importID: ImportID?
    ) {
        self.customer = customer
        self.invoice = invoice
        self.otherCustomer = otherCustomer
        self.otherCurrency = otherCurrency
        self.otherAmount = otherAmount
        self.importID = importID
    }
}

/// A message changes state; when its content was judged again, the new content comes with it.
package struct MessageMove: Hashable, Sendable {
    package let customer: CustomerID
    package let message: MessageID
    package let state: String
    package let standing: MessageStanding
    /// A code, a reference or a reason, depending on the state.
    package let detail: String?
    /// SHA-256 of the stored bytes, hexadecimal, once rendered.
    package let contentHash: String?
    package let content: MessageContent?

    package init(
        customer: CustomerID, message: MessageID, state: String, standing: MessageStanding, detail: String? = nil,
        contentHash: String? = nil, content: MessageContent? = nil
    ) {
        self.customer = customer
        self.message = message
        self.state = state
        self.standing = standing
        self.detail = detail
        self.contentHash = contentHash
        self.content = content
    }
}

/// What a message says, judged again at the moment of sending: step, tone and channel are those of what remains.
package struct MessageContent: Hashable, Sendable {
    package let on: LocalDate
    /// The scenario, and the version of it, that decided it.
    package let scenario: ScenarioID
    package let scenarioVersion: Int
    package let step: String
    package let rank: Int
    package let channel: String
    package let to: String?
    package let amount: Int64
    package let lines: [CorrespondenceLine]
    package let credits: [AppliedCredit]
    /// Why a person had or has to agree; nil when nobody must.
    package let approval: String?
    /// The restart of the scenario under which its steps are taken.
    package let round: LocalDate?

    package init(
        on: LocalDate, scenario: ScenarioID, scenarioVersion: Int, step: String, rank: Int, channel: String, to: String?,
        amount: Int64, lines: [CorrespondenceLine], credits: [AppliedCredit], approval: String? = nil,
        round: LocalDate? = nil
    ) {
        self.on = on
        self.scenario = scenario
        self.scenarioVersion = scenarioVersion
        self.approval = approval
        self.round = round
        self.step = step
        self.rank = rank
        self.channel = channel
        self.to = to
        self.amount = amount
        self.lines = lines
        self.credits = credits
    }
}

extension FactBody {
    /// The customer it is about; nil for what concerns the whole company.
    package var customer: CustomerID? {
        switch self {
        case .companyDescribed, .scenarioRecorded, .defaultScenarioChosen, .importRecorded, .dayPlayed: nil
        case .customerRecorded(let customer): customer.id
        case .invoiceIssued(let invoice, _): invoice.customer
        case .invoiceQuarantined(let version): version.customer
        case .quarantineReleased(let customer, _), .creditReturned(let customer, _, _, _),
            .allocationMade(let customer, _), .allocationReversed(let customer, _, _),
            .receivableWrittenOff(let customer, _, _, _, _), .holdReleased(let customer, _, _),
            .scenarioAssigned(let customer, _, _), .addressSuspended(let customer, _, _),
            .addressRestored(let customer, _, _),
            .taskClosed(let customer, _, _), .accessoriesWaived(let customer, _, _): customer
        case .creditRecorded(let credit): credit.customer
        case .holdPlaced(let hold): hold.customer
        case .messagePlanned(let message): message.customer
        case .messageMoved(let move): move.customer
        case .taskOpened(let task): task.customer
        case .bank(let fact): fact.customer
        }
    }
}
