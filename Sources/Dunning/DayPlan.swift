package import Ledger
package import Values

/// What the planner decides for a day: what to send, what not to and why, and what a person has to do.
package struct DayPlan: Hashable, Sendable {
    package let on: LocalDate
    package var actions: [PlannedAction] = []
    package var skipped: [Skipped] = []
    package var tasks: [PlannedTask] = []

    package init(on: LocalDate) { self.on = on }
}

/// One message to one customer in one currency, or the task that stands for it when nobody can be reached.
package struct PlannedAction: Hashable, Sendable {
    package let customer: CustomerID
    package let currency: Currency
    package let scenario: ScenarioID
    package let scenarioVersion: Int
    /// The highest step among the lines: it gives tone, words and channel.
    package let step: String
    package let rank: Int
    package let template: String
    package let tone: Tone
    package let channel: ActionChannel
    /// The electronic address, when the channel has one.
    package let to: String?
    /// Further addresses, for the other roles that the step writes to.
    package let copies: [String]
    /// Minor units: lines less credits, plus the accessories asked.
    package let amount: Int64
    package let lines: [CorrespondenceLine]
    /// Outside the total: due soon, whether or not its notice travels inside this message.
    package let toCome: [ToCome]
    package let credits: [AppliedCredit]
    package let reasons: [ActionReason]
    /// Why a person must agree first; nil when nobody must.
    package let approval: ApprovalReason?

    /// The lines that make the total.
    package var asked: [CorrespondenceLine] { lines.filter { !$0.isToCome } }
}

/// How a planned action reaches the customer.
package enum ActionChannel: Hashable, Sendable {
    case message(StepChannel)
    /// Nobody can be reached by any channel of the step: a person must find an address, the level waits.
    case task

    package var word: String {
        switch self {
        case .message(let channel): channel.rawValue
        case .task: "task"
        }
    }
}

/// An amount not yet due that a message shows outside its total.
package struct ToCome: Hashable, Sendable {
    package let receivable: ReceivableID
    package let dueOn: LocalDate
    /// Minor units.
    package let open: Int64
}

/// Why an action is taken; a face puts it in words.
package enum ActionReason: Hashable, Sendable {
    /// The receivable reached this step on this day and has not taken it yet.
    case stepReached(ReceivableID, step: String, on: LocalDate)
    /// The last message about it is at least the gap old.
    case gapElapsed(ReceivableID, last: LocalDate)
    /// The message speaks at the highest level among its receivables.
    case highestLevel(step: String)
    /// The step's own channel has no address at this customer.
    case fallbackChannel(from: StepChannel, to: StepChannel)
    case creditsDeducted(Int64, Currency)
    case disputedPartLeftOut(InvoiceID, Int64, Currency)
    /// A dispute on the whole stopped the clock for so many days.
    case clockStopped(InvoiceID, days: Int)
    case noticeTravelsInside(ReceivableID)
    case accessoriesAsked(Int64, Currency)
    case promiseKept(HoldID)
    /// All that reminders asked in the currency is paid; what the money of the last days settled of it.
    case paidInFull([ReceivableID])
}

/// Why an action waits for a person's approval.
package enum ApprovalReason: Hashable, Sendable {
    case step(String)
    case amount(Int64, Currency)
    /// Part of a bulk import of receivables already past their first level.
    case lateImport
    /// What is known of payments ends longer ago than the company's limit: with a bank account's last statement, or with the
    /// last file of payments; nil: there never was any.
    case stalePayments(last: LocalDate?, account: String?)
    case firstLiveSend
    /// The step may have been taken already: the ledger was restored without the journal of what left.
    case journalMissing

    package var code: String {
        switch self {
        case .step: "step_wants_approval"
        case .amount: "amount_wants_approval"
        case .lateImport: "late_import"
        case .stalePayments: "payments_not_fresh"
        case .firstLiveSend: "first_live_send"
        case .journalMissing: "journal_missing"
        }
    }
}

/// A receivable whose step was reached and that is left alone, and why.
package struct Skipped: Hashable, Sendable {
    package let customer: CustomerID
    package let receivable: ReceivableID
    package let currency: Currency
    package let dueOn: LocalDate
    /// Minor units.
    package let open: Int64
    package let step: String?
    package let reason: SkipReason
    /// The first day on which this reason no longer holds, when it can be told.
    package let until: LocalDate?
}

/// Work that the plan leaves to a person.
package struct PlannedTask: Hashable, Sendable {
    package let kind: FollowUp.Kind
    package let customer: CustomerID
    package let currency: Currency?
    /// Minor units.
    package internal(set) var amount: Int64?
    package let about: String
}
