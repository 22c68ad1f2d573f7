package import Values

/// What tells, of an account that was loaded for what is open, that a thank-you may be due.
extension Account {
    /// Money older than so many days is thanked for no more.
    package static let paidLatelyDays = 14
    /// What was asked before so many days is not spoken of any more.
    package static let remindedLatelyDays = 45

    /// Money came lately, something was asked lately and not thanked for before a day, and nothing is late then: no
    /// thank-you is due on that day, nor on a later one, to an account of which this does not hold. Whether one is due is
    /// told by the whole account.
    package func mayHavePaidAll(from day: LocalDate) -> Bool {
        let paidFrom = day.adding(days: -Self.paidLatelyDays)
        guard credits.contains(where: { $0.kind == .payment && $0.on >= paidFrom }) else { return false }
        let remindedFrom = day.adding(days: -Self.remindedLatelyDays)
        let isAsked = messages.contains { reminder in
            reminder.rank > 0 && reminder.standing == .sent && reminder.on >= remindedFrom
                && !messages.contains { $0.thanks(after: reminder) && $0.on < day }
        }
        guard isAsked else { return false }
        return !invoices.contains { $0.receivables.contains { $0.isOverdue(on: day) } }
    }

    /// A thank-you may be due on a day or later, for a promise or for what was asked.
    package func mayBeThanked(from day: LocalDate) -> Bool {
        holds.contains { $0.mayBeThanked(from: day) } || mayHavePaidAll(from: day)
    }
}

extension Correspondence {
    /// What the steps of all thank-you notes begin with.
    package static let thanksPrefix = "thanks:"

    /// A thank-you that left since a message.
    fileprivate func thanks(after message: Correspondence) -> Bool {
        step.hasPrefix(Self.thanksPrefix) && standing == .sent && copyOf == nil && currency == message.currency && on >= message.on
    }
}
