package import Values

/// A document that asks for money, and the amounts due that it is made of.
package struct Invoice: Hashable, Sendable {
    package let id: InvoiceID
    package let customer: CustomerID
    package let issuedOn: LocalDate
    package let currency: Currency
    package let orderReference: String?
    /// The import that brought it, when it was a file.
    package let importID: ImportID?
    /// A file said something else about the same number: nothing is asked until a person decides (I16).
    package var isQuarantined = false
    /// Arrived late with many others, so its first message waits for approval.
    package var needsApproval: Bool
    /// By due date; ranks are 1, 2, …
    package var receivables: [Receivable]

    package init(
        id: InvoiceID, customer: CustomerID, issuedOn: LocalDate, currency: Currency, orderReference: String? = nil,
        importID: ImportID? = nil, needsApproval: Bool = false, receivables: [Receivable]
    ) {
        self.id = id
        self.customer = customer
        self.issuedOn = issuedOn
        self.currency = currency
        self.orderReference = orderReference
        self.importID = importID
        self.needsApproval = needsApproval
        self.receivables = receivables
    }

    /// The invoice's total, including tax, in minor units.
    package var amount: Int64 { receivables.reduce(0) { $0 &+ $1.amount } }
    package var open: Int64 { receivables.reduce(0) { $0 &+ $1.open } }
}

/// One amount due on one date: the unit that is dunned, aged and allocated. Amounts are minor units of the invoice's currency.
package struct Receivable: Hashable, Sendable {
    /// 1 for the first instalment.
    package let rank: Int
    package let dueOn: LocalDate
    package let amount: Int64
    /// What is still owed: amount less allocations and write-offs. Never negative.
    package var open: Int64
    package var writtenOff: Int64 = 0
    /// The steps already taken: the declared one, then by day and message.
    package var steps: [StepTaken] = []

    package init(rank: Int, dueOn: LocalDate, amount: Int64) {
        self.rank = rank
        self.dueOn = dueOn
        self.amount = amount
        open = amount
    }

    package func isOverdue(on day: LocalDate) -> Bool { open > 0 && dueOn < day }

    /// Puts a step in its place.
    mutating func insert(_ step: StepTaken) {
        steps.insert(step, at: steps.firstIndex { step.precedes($0) } ?? steps.endIndex)
    }
}

/// A receivable's name within a company.
package struct ReceivableID: Hashable, Sendable, Comparable {
    package let invoice: InvoiceID
    package let rank: Int

    package init(invoice: InvoiceID, rank: Int) {
        self.invoice = invoice
        self.rank = rank
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.invoice, left.rank) < (right.invoice, right.rank)
    }
}

/// One step of a scenario taken for one receivable, by a message or declared by the file that brought the invoice.
package struct StepTaken: Hashable, Sendable {
    /// The step's id in its scenario.
    package let step: String
    /// Levels after the due date count 1, 2, …; a notice before it is 0.
    package let rank: Int
    package let on: LocalDate
    /// Nil when the step was taken elsewhere, before Relance.
    package let message: MessageID?
    /// The scenario whose step it was; nil when it was taken elsewhere.
    package let scenario: ScenarioID?
    package var standing: MessageStanding

    package init(
        step: String, rank: Int, on: LocalDate, message: MessageID?, scenario: ScenarioID? = nil, standing: MessageStanding
    ) {
        self.step = step
        self.rank = rank
        self.on = on
        self.message = message
        self.scenario = scenario
        self.standing = standing
    }

    fileprivate func precedes(_ other: StepTaken) -> Bool {
        guard let message, let otherMessage = other.message else { return message == nil && other.message != nil }
        return (on, message) < (other.on, otherMessage)
    }
}

extension Invoice {
    /// An amount over what is open, oldest due first, as far as it goes.
    ///
    /// - Parameters:
    ///   - amount: minor units.
    ///   - taken: what is not to be had of a receivable although it is open, minor units.
    package func spread(
        _ amount: Int64, besides taken: (ReceivableID) -> Int64 = { _ in 0 }
    ) -> [(receivable: ReceivableID, amount: Int64)] {
        var left = amount
        var parts: [(receivable: ReceivableID, amount: Int64)] = []
        for receivable in receivables.sorted(by: { ($0.dueOn, $0.rank) < ($1.dueOn, $1.rank) }) where left > 0 {
            let id = ReceivableID(invoice: self.id, rank: receivable.rank)
            let part = min(left, receivable.open - taken(id))
            guard part > 0 else { continue }
            parts.append((receivable: id, amount: part))
            left -= part
        }
        return parts
    }
}
