import Ledger
import Values

/// The thank-you for a promise kept in full: one for each, whatever happens to the money afterwards, and none for what a
/// formal step had to ask for.
struct PromiseThanks {
    private let ground: ThanksGround

    init(_ ground: ThanksGround) { self.ground = ground }

    /// The first promise kept in each currency in which nothing else is written that day.
    ///
    /// - Parameter written: what the day's plan says to the customer already.
    func actions(besides written: [PlannedAction]) -> [PlannedAction] {
        let promises = ground.account.holds.filter { $0.mayBeThanked(on: ground.day) }.sorted { $0.id < $1.id }
        guard !promises.isEmpty, !ground.isSilenced else { return [] }
        var taken = ground.writtenToday.union(written.filter { $0.channel != .task }.map(\.currency))
        var found: [PlannedAction] = []
        for promise in promises {
            let covered = ground.account.invoices.filter { promise.covers($0.id) }
            let currency = promise.currency ?? covered.min { $0.id < $1.id }?.currency ?? .eur
            guard !taken.contains(currency), isToBeThanked(promise, covered),
                let action = ground.action(
                    step: Self.step(promise), currency, reason: .promiseKept(promise.id), approval: nil)
            else { continue }
            taken.insert(currency)
            found.append(action)
        }
        return found
    }

    /// The step under which a thank-you for a promise is recorded.
    private static func step(_ promise: Hold) -> String { Correspondence.thanksPrefix + promise.id.text }

    private func isToBeThanked(_ promise: Hold, _ covered: [Invoice]) -> Bool {
        let step = Self.step(promise)
        return !ground.messages.contains { $0.step == step }
            && !covered.contains { $0.receivables.contains(where: ground.hadFormalStep) }
            && PromiseOutcome(promise, ground.account, on: ground.day, calendar: ground.calendar) == .kept
    }
}
