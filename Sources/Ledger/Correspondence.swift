package import Values

/// What a message counts for in the ledger, whatever the sending machinery calls its state.
package enum MessageStanding: String, Sendable, Hashable, CaseIterable {
    /// Planned, waiting or on its way: it reserves its steps and counts for nothing yet.
    case reserved
    /// Handed over and not failed: its steps are taken.
    case sent
    /// Perhaps handed over: no other step of its receivables leaves until it is resolved.
    case uncertain
    /// Refused, bounced, cancelled or only rehearsed: as if it had never been.
    case failed
}

/// A message to a customer as the ledger remembers it: what was asked, for which receivables, at which step.
package struct Correspondence: Hashable, Sendable {
    package let id: MessageID
    package let customer: CustomerID
    package let currency: Currency
    package var on: LocalDate
    package var scenario: ScenarioID
    package var scenarioVersion: Int
    package var step: String
    package var rank: Int
    /// `email`, `letter`, `registered_letter`, `call` …
    package var channel: String
    /// The address it goes to, when known.
    package var to: String?
    /// What it asks, minor units, credits deducted, accessories included when they are asked.
    package var amount: Int64
    package var lines: [CorrespondenceLine]
    /// What it deducts: credit and minor units applied.
    package var credits: [AppliedCredit]
    /// The sending machinery's own word for where it stands.
    package var state: String
    package var standing: MessageStanding
    /// Why it waits for a person, nil when it does not.
    package var approval: String?
    /// The restart of the scenario under which its steps are taken: a step may be taken once in each round.
    package var round: LocalDate?
    /// Further people at the customer who get the same message, each in one of their own, once this one has left.
    package let copies: [String]
    /// The message that this one is a copy of: it takes no step and counts for no cap.
    package let copyOf: MessageID?

    package init(
        id: MessageID, customer: CustomerID, currency: Currency, on: LocalDate, scenario: ScenarioID,
        scenarioVersion: Int, step: String, rank: Int, channel: String, to: String?, amount: Int64,
        lines: [CorrespondenceLine], credits: [AppliedCredit], state: String, standing: MessageStanding,
        approval: String?, round: LocalDate? = nil, copies: [String] = [], copyOf: MessageID? = nil
    ) {
        self.id = id
        self.customer = customer
        self.currency = currency
        self.on = on
        self.scenario = scenario
        self.scenarioVersion = scenarioVersion
        self.step = step
        self.rank = rank
        self.channel = channel
        self.to = to
        self.amount = amount
        self.lines = lines
        self.credits = credits
        self.state = state
        self.standing = standing
        self.approval = approval
        self.round = round
        self.copies = copies
        self.copyOf = copyOf
    }
}

extension Correspondence {
    /// What it says, apart from who it is.
    package var content: MessageContent {
        MessageContent(
            on: on, scenario: scenario, scenarioVersion: scenarioVersion, step: step, rank: rank, channel: channel, to: to,
            amount: amount, lines: lines, credits: credits, approval: approval, round: round)
    }
}

extension Correspondence {
    /// The same message to somebody else, ready to leave.
    package func copy(_ number: Int, to address: String, state: String) -> Correspondence {
        Correspondence(
            id: MessageID("\(id)-copy-\(number)"), customer: customer, currency: currency, on: on, scenario: scenario,
            scenarioVersion: scenarioVersion, step: step, rank: rank, channel: channel, to: address, amount: amount,
            lines: [], credits: [], state: state, standing: .reserved, approval: nil, round: round, copyOf: id)
    }
}

/// One receivable in a message, with its amounts frozen as sent (minor units).
package struct CorrespondenceLine: Hashable, Sendable {
    package let receivable: ReceivableID
    package let dueOn: LocalDate
    package let step: String
    package let rank: Int
    package let open: Int64
    package let interest: Int64
    package let indemnity: Int64
    /// The accessories are part of what the message asks.
    package let asksAccessories: Bool
    /// Only announced, outside the total: its notice travels inside this reminder.
    package let isToCome: Bool

    package init(
        receivable: ReceivableID, dueOn: LocalDate, step: String, rank: Int, open: Int64, interest: Int64 = 0,
        indemnity: Int64 = 0, asksAccessories: Bool = false, isToCome: Bool = false
    ) {
        self.receivable = receivable
        self.dueOn = dueOn
        self.step = step
        self.rank = rank
        self.open = open
        self.interest = interest
        self.indemnity = indemnity
        self.asksAccessories = asksAccessories
        self.isToCome = isToCome
    }
}

/// A credit shown in a message, and what it deducted there.
package struct AppliedCredit: Hashable, Sendable {
    package let credit: CreditKey
    package let on: LocalDate
    /// Minor units deducted from what the message asks.
    package let amount: Int64

    package init(credit: CreditKey, on: LocalDate, amount: Int64) {
        self.credit = credit
        self.on = on
        self.amount = amount
    }
}

/// Work for a person.
package struct FollowUp: Hashable, Sendable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case call
        /// Money is there and settles nothing yet.
        case allocate
        /// No address for the channel that a step wants.
        case findAddress = "find_address"
        /// A message perhaps left: somebody must look.
        case resolveDelivery = "resolve_delivery"
        /// An address bounced or complained.
        case mendAddress = "mend_address"
        /// A letter is ready to be printed and posted.
        case postLetter = "post_letter"
        /// A file contradicts a recorded invoice: somebody must say which holds. It is about the invoice's number, and
        /// the amount is that of the file.
        case decideVersion = "decide_version"
    }

    package let id: TaskID
    package let kind: Kind
    package let customer: CustomerID
    package let on: LocalDate
    package let currency: Currency?
    package let amount: Int64?
    /// The message, receivable or address it is about, in words of its own.
    package let about: String
    package var closedOn: LocalDate?

    package init(
        id: TaskID, kind: Kind, customer: CustomerID, on: LocalDate, currency: Currency? = nil, amount: Int64? = nil,
        about: String
    ) {
        self.id = id
        self.kind = kind
        self.customer = customer
        self.on = on
        self.currency = currency
        self.amount = amount
        self.about = about
    }
}

/// A scenario as it was given, in a version of its own.
package struct ScenarioText: Hashable, Sendable {
    package let id: ScenarioID
    /// 1, 2, …: counted per scenario, never changed afterwards.
    package let version: Int
    package let yaml: String

    package init(id: ScenarioID, version: Int, yaml: String) {
        self.id = id
        self.version = version
        self.yaml = yaml
    }
}

/// What one intake did, row by row counted: rows = created + updated + unchanged + rejected (I15).
package struct ImportReceipt: Hashable, Sendable {
    package let id: ImportID
    package let file: String
    package let kind: String
    package let rows: Int
    package let created: Int
    package let updated: Int
    package let unchanged: Int
    package let rejected: Int

    package init(
        id: ImportID, file: String, kind: String, rows: Int, created: Int, updated: Int, unchanged: Int, rejected: Int
    ) {
        self.id = id
        self.file = file
        self.kind = kind
        self.rows = rows
        self.created = created
        self.updated = updated
        self.unchanged = unchanged
        self.rejected = rejected
    }
}
