import Ledger
import Statements
import Storage
import Values

/// What makes a movement that one: everything the bank says of it, as a digest. Two movements that say the same on one
/// day differ by their rank (I4).
struct EntryIdentity: Hashable, Sendable {
    let bookedOn: LocalDate
    /// Twelve hexadecimal digits.
    let digest: String

    init(_ entry: EntryDraft, account: String) {
        bookedOn = entry.bookedOn
        var hash = ContentDigest()
        for part in Self.parts(entry, account) {
            hash.add(Array(part.utf8))
            // No text holds this byte: what one part ends with is not taken for what the next begins with.
            hash.add([0xFF])
        }
        digest = String(hash.finish().prefix(12))
    }

    /// - Returns: nil for a name that this program did not give.
    init?(_ id: EntryID) {
        let text = id.text.utf8
        guard text.count >= 23, let day = LocalDate(iso: String(id.text.prefix(10))) else { return nil }
        bookedOn = day
        digest = String(id.text.dropFirst(11).prefix(12))
    }

    func id(rank: Int) -> EntryID {
        EntryID("\(bookedOn.iso)-\(digest)" + (rank == 1 ? "" : "-\(rank)"))
    }

    private static func parts(_ entry: EntryDraft, _ account: String) -> [String] {
        let references = entry.references
        let fixed: [String?] = [
            account, entry.valueOn?.iso, String(entry.amount), entry.currency.code, entry.label, entry.party.name,
            entry.party.account, entry.party.identifier, entry.ultimateParty.name, entry.ultimateParty.account,
            entry.ultimateParty.identifier, references.endToEnd, references.customer, references.creditor,
            references.mandate, references.instruction, references.paymentInformation, references.bank, entry.operation,
            entry.returnReason, entry.charges.map { String($0) }, entry.original?.description, entry.batch,
        ]
        return fixed.map { $0 ?? "" } + entry.remittance + entry.details.flatMap { [$0.qualifier, $0.text] }
    }
}

extension BankEntry {
    /// - Parameter source: where it was read.
    init(
        _ draft: EntryDraft, id: EntryID, statement: StatementID, account: String, source: EntryNature.Source,
        isPerhapsKnown: Bool
    ) {
        let references = draft.references
        self.init(
            id: id, statement: statement, account: account, bookedOn: draft.bookedOn, valueOn: draft.valueOn,
            amount: draft.amount, currency: draft.currency,
            text: EntryText(
                label: draft.label, remittance: draft.remittance.joined(separator: " "),
                details: draft.details.map { EntryDetail($0.qualifier, $0.text) }),
            party: BankParty(draft.party), ultimateParty: BankParty(draft.ultimateParty),
            references: EntryReferences(
                endToEnd: references.endToEnd ?? references.customer, creditor: references.creditor,
                mandate: references.mandate, instruction: references.instruction,
                paymentInformation: references.paymentInformation, bank: references.bank),
            nature: EntryNature(
                source: source, operation: draft.operation, returnReason: draft.returnReason,
                isReversal: draft.isReversal, charges: draft.charges, original: draft.original, batch: draft.batch,
                isPerhapsKnown: isPerhapsKnown))
    }
}

extension BankParty {
    init(_ draft: PartyDraft) {
        self.init(
            name: draft.name, account: draft.account.map { String($0.filter { !$0.isWhitespace }) },
            identifier: draft.identifier)
    }
}
