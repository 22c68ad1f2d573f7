import Ledger
import Reading
import Texts
import Values
import Workflows

/// A movement of the bank and what became of it.
enum EntryAnswer {
    static func members(_ entry: BankEntry) -> [JSON.Member] {
        [
            JSON.Member("id", .string(entry.id.text)), JSON.Member("account", .string(entry.account)),
            JSON.Member("bookedOn", .date(entry.bookedOn)), JSON.Member("amount", .amount(entry.amount, entry.currency)),
            JSON.Member("currency", .string(entry.currency.code)), JSON.Member("label", .string(entry.text.label)),
            JSON.Member("remittance", .string(entry.text.remittance)),
            JSON.Member("payer", .string(entry.party.name) ?? .null),
            JSON.Member("payerAccount", .string(entry.party.account) ?? .null),
        ]
    }

    static func json(_ booked: BookedEntry, _ language: Language) -> JSON {
        let currency = booked.entry.currency
        return .object(
            members(booked.entry) + [
                JSON.Member("unattributed", .amount(booked.unattributed, currency)),
                JSON.Member("setAside", .string(booked.setAside) ?? .null),
                JSON.Member("shares", .array(booked.shares.map { json($0, currency, language) })),
                JSON.Member(
                    "returned",
                    .array(booked.returned.map {
                        .object(("customer", .string($0.customer.text)), ("payment", .string($0.credit.id.text)))
                    })),
            ])
    }

    private static func json(_ share: EntryShare, _ currency: Currency, _ language: Language) -> JSON {
        .object(
            ("customer", .string(share.customer.text)), ("payment", .string(share.credit.id.text)),
            ("amount", .amount(share.amount, currency)), ("on", .date(share.on)),
            ("automatic", .bool(share.evidence.isAutomatic)), ("recognised", .bool(share.isRecognised)),
            ("remissions", .array(share.remissions.map { json($0, currency) })),
            ("reasons", .array(share.evidence.reasons.map { json($0, language) })))
    }

    static func json(_ remission: Remission, _ currency: Currency) -> JSON {
        .object(
            ("kind", .string(remission.kind.rawValue)), ("invoice", .string(remission.receivable.invoice.text)),
            ("amount", .amount(remission.amount, currency)))
    }

    static func json(_ reason: MatchEvidence.Reason, _ language: Language) -> JSON {
        .object(
            ("code", .string(reason.code)), ("value", .string(reason.value)), ("text", .string(language.matchReason(reason))))
    }

    static func text(_ booked: BookedEntry, _ key: String, _ language: Language) -> String {
        let entry = booked.entry
        var lines = [
            language.text(key, [
                "id": .text(entry.id.text), "amount": .money(entry.money), "label": .text(entry.text.label),
                "left": .money(Money(minor: booked.unattributed, entry.currency)),
            ])
        ]
        for share in booked.shares {
            lines.append("  \(share.customer.text)  \(language.amount(Money(minor: share.amount, entry.currency)))")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
