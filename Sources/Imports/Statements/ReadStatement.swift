import Ledger
import Statements
import Storage
import Values

/// One statement of a file, read to its end.
struct ReadStatement: Sendable {
    let draft: StatementDraft
    let entries: [EntryDraft]
    let account: String
    let form: EntryTelling.Form
    /// Something of it could not be read: its balances prove nothing then.
    let isDamaged: Bool
    /// The file does not say of which account it is.
    let isUnnamed: Bool

    /// - Parameter own: the company's account, for files that do not name any.
    init(_ draft: StatementDraft, _ entries: [EntryDraft], _ form: EntryTelling.Form, isDamaged: Bool, own: String?) {
        self.draft = draft
        self.form = form
        self.entries = entries.filter { $0.amount != 0 }
        self.isDamaged = isDamaged
        let named = draft.account.iban?.electronic ?? draft.account.text
        isUnnamed = named.isEmpty
        account = named.isEmpty ? own ?? "" : named
    }

    var source: EntryNature.Source { draft.kind == .notification ? .notification : .statement }
    var opening: BalanceDraft? { isDamaged || draft.kind != .booked ? nil : draft.opening }
    var closing: BalanceDraft? { isDamaged || draft.kind != .booked ? nil : draft.closing }

    /// The days it tells of, those of its balances included; nil when it tells of none.
    var days: ClosedRange<LocalDate>? {
        let all = entries.map(\.bookedOn) + [draft.opening?.on, draft.closing?.on].compactMap { $0 }
        guard let first = all.min(), let last = all.max() else { return nil }
        return first...last
    }

    /// Whether it would have a movement of the day: an opening balance may be that of the evening.
    func tells(_ day: LocalDate) -> Bool {
        guard let days, days.contains(day) else { return false }
        return day > days.lowerBound || days.lowerBound == days.upperBound || entries.contains { $0.bookedOn == day }
    }

    func identities() -> [EntryIdentity] { entries.map { EntryIdentity($0, account: account) } }

    /// What it says as a whole: the same statement in another file has the same name.
    func id(_ identities: [EntryIdentity]) -> StatementID {
        var hash = ContentDigest()
        let head: [String] = [
            account, draft.kind.rawValue, draft.currency.code, days?.lowerBound.iso ?? "", days?.upperBound.iso ?? "",
            opening.map { String($0.amount) } ?? "", closing.map { String($0.amount) } ?? "",
        ]
        for part in head + identities.map({ $0.bookedOn.iso + $0.digest }).sorted() { hash.add(Array((part + "\n").utf8)) }
        return StatementID(String(hash.finish().prefix(32)))
    }

    func record(_ id: StatementID, _ days: ClosedRange<LocalDate>, _ importID: ImportID) -> BankStatement {
        BankStatement(
            id: id, account: account, currency: draft.currency, reference: draft.reference, from: days.lowerBound,
            until: days.upperBound, opening: opening?.amount, closing: closing?.amount, entries: entries.count,
            importID: importID)
    }
}
