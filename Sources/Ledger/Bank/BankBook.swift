/// What a company's bank accounts brought: statements, movements and what became of them, what was learned of payers.
package struct BankBook: Hashable, Sendable {
    package private(set) var statements: [StatementID: BankStatement] = [:]
    package private(set) var entries: [EntryID: BookedEntry] = [:]
    package private(set) var payers: [PayerRuleID: PayerRule] = [:]

    package init() {}

    /// In the order of booking.
    package var sortedEntries: [BookedEntry] {
        entries.values.sorted { ($0.entry.bookedOn, $0.entry.id) < ($1.entry.bookedOn, $1.entry.id) }
    }

    package var entriesByID: [BookedEntry] { entries.values.sorted { $0.entry.id < $1.entry.id } }

    package var sortedStatements: [BankStatement] { statements.values.sorted { $0.id < $1.id } }
    package var sortedPayers: [PayerRule] { payers.values.sorted { $0.id < $1.id } }

    /// Brings in what is recorded already, as it stands.
    package mutating func enter(_ entries: [BookedEntry]) {
        for entry in entries { self.entries[entry.entry.id] = entry }
    }

    package mutating func enter(_ rules: [PayerRule]) {
        for rule in rules { payers[rule.id] = rule }
    }
}

/// A movement and what became of it.
package struct BookedEntry: Hashable, Sendable {
    package let entry: BankEntry
    /// What is whose. Released shares are gone; history keeps them.
    package var shares: [EntryShare] = []
    /// How many shares there ever were: payments are not named twice.
    package var lastShare = 0
    /// Why it is nobody's payment, once a person or a rule said so.
    package var setAside: String?
    /// The payments that this movement, money that went back, has reopened.
    package var returned: [ReturnedCredit] = []

    package init(_ entry: BankEntry) { self.entry = entry }

    /// What no share takes, minor units; 0 for money that went out.
    package var left: Int64 { max(0, shares.reduce(entry.amount) { $0 &- $1.amount }) }

    /// What is nobody's yet: nothing once it was set aside.
    package var unattributed: Int64 { setAside == nil ? left : 0 }

    package var isOpen: Bool {
        if setAside != nil { return false }
        return entry.isReceipt ? unattributed > 0 : returned.isEmpty
    }

    /// The name of its next payment in the customer's account.
    package var nextCredit: CreditKey {
        CreditKey(kind: .payment, id: CreditID(lastShare == 0 ? entry.id.text : "\(entry.id.text)/\(lastShare + 1)"))
    }
}

/// A payment that went back, by whose movement is told where it stands.
package struct ReturnedCredit: Hashable, Sendable {
    package let customer: CustomerID
    package let credit: CreditKey
    /// The allocations that ended with it, by number.
    package let allocations: [Int]

    package init(customer: CustomerID, credit: CreditKey, allocations: [Int]) {
        self.customer = customer
        self.credit = credit
        self.allocations = allocations
    }
}

extension BankBook {
    /// Adds one fact.
    mutating func apply(_ fact: BankFact) throws(FoldError) {
        switch fact {
        case .statementRecorded(let statement):
            guard statements.updateValue(statement, forKey: statement.id) == nil else { throw .statementExists(statement.id) }
        case .entryBooked(let entry):
            guard entries.updateValue(BookedEntry(entry), forKey: entry.id) == nil else { throw .entryExists(entry.id) }
        case .entryAttributed(let id, let share): try attribute(id, share)
        case .shareReleased(let id, let customer, let credit, _, _): try release(id, customer, credit)
        case .entrySetAside(let id, let reason): try change(id) { $0.setAside = reason }
        case .entryReopened(let id, _):
            try change(id) {
                $0.setAside = nil
                $0.returned = []
            }
        case .entryReturned(let id, let returned, _): try change(id) { $0.returned.append(returned) }
        case .payerLearned(let rule): payers[rule.id] = rule
        case .payerForgotten(let id, _): payers[id] = nil
        case .receiptPending, .receiptCleared, .writeOffReversed: break
        }
    }

    private mutating func change(_ id: EntryID, _ body: (inout BookedEntry) -> Void) throws(FoldError) {
        guard var entry = entries[id] else { throw .unknownEntry(id) }
        body(&entry)
        entries[id] = entry
    }

    private mutating func attribute(_ id: EntryID, _ share: EntryShare) throws(FoldError) {
        guard let entry = entries[id] else { throw .unknownEntry(id) }
        guard share.amount > 0, share.amount <= entry.unattributed else { throw .shareTooLarge(id) }
        try change(id) {
            $0.shares.append(share)
            $0.lastShare += 1
        }
    }

    private mutating func release(_ id: EntryID, _ customer: CustomerID, _ credit: CreditKey) throws(FoldError) {
        guard let entry = entries[id] else { throw .unknownEntry(id) }
        guard let place = entry.shares.firstIndex(where: { $0.customer == customer && $0.credit == credit }) else {
            throw .unknownShare(id, credit)
        }
        try change(id) { $0.shares.remove(at: place) }
    }
}
