import Ledger
import Matching
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

    static func json(_ decided: DecidedEntry, _ former: DecidedEntry, _ language: Language) -> JSON {
        let booked = decided.booked
        let currency = booked.entry.currency
        let settled = decided.shares
        return .object(
            members(booked.entry) + [
                JSON.Member("unattributed", .amount(booked.unattributed, currency)),
                JSON.Member("setAside", .string(booked.setAside) ?? .null),
                JSON.Member("shares", .array(zip(booked.shares, settled).map { json($0, $1, currency, language) })),
                JSON.Member(
                    "returned",
                    .array(decided.takenBack.map {
                        .object(
                            ("customer", .string($0.customer.text)), ("payment", .string($0.payment.text)),
                            ("owedAgain", json($0.invoices, currency)))
                    })),
                JSON.Member("replaced", .bool(decided.replaces(former))),
                JSON.Member("owedAgain", json(decided.owedAgain(since: former), currency)),
            ])
    }

    private static func json(
        _ share: EntryShare, _ settled: ProposedShare, _ currency: Currency, _ language: Language
    ) -> JSON {
        .object(
            ("customer", .string(share.customer.text)), ("payment", .string(share.credit.id.text)),
            ("amount", .amount(share.amount, currency)), ("on", .date(share.on)),
            ("automatic", .bool(share.evidence.isAutomatic)), ("recognised", .bool(share.isRecognised)),
            ("allocations", .array(allocations([settled], currency))),
            ("credits", .array(settled.nettings.map { json($0, currency) })),
            ("onAccount", .amount(settled.remainder, currency)),
            ("remissions", .array(share.remissions.map { json($0, currency) })),
            ("reasons", .array(share.evidence.reasons.map { json($0, language) })))
    }

    private static func json(_ invoices: [(invoice: InvoiceID, amount: Int64)], _ currency: Currency) -> JSON {
        .array(invoices.map { .object(("invoice", .string($0.invoice.text)), ("amount", .amount($0.amount, currency))) })
    }

    static func allocations(_ shares: [ProposedShare], _ currency: Currency) -> [JSON] {
        shares.flatMap(\.allocations).byInvoice.map {
            .object(("invoice", .string($0.invoice.text)), ("amount", .amount($0.amount, currency)))
        }
    }

    static func json(_ netting: ProposedNetting, _ currency: Currency) -> JSON {
        .object(
            ("credit", .string(netting.credit.id.text)), ("invoice", .string(netting.receivable.invoice.text)),
            ("amount", .amount(netting.amount, currency)))
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

    // MARK: For people

    static func text(_ decided: DecidedEntry, _ former: DecidedEntry, _ key: String, _ language: Language) -> String {
        let booked = decided.booked
        let entry = booked.entry
        var lines = [
            language.text(key, [
                "id": .text(entry.id.text), "amount": .money(entry.money), "label": .text(entry.text.label),
                "left": .money(Money(minor: booked.unattributed, entry.currency)),
            ])
        ]
        for sentence in sentences(decided.shares, entry.currency, language) { lines.append("  → " + sentence) }
        for back in decided.takenBack {
            lines.append("  → " + language.text("commands.entry.taken_back", [
                "customer": .text(back.customer.text), "payment": .text(back.payment.text),
                "invoices": .text(list(back.invoices, entry.currency, language)),
            ]))
        }
        if decided.replaces(former), !decided.shares.isEmpty {
            let was = sentences(former.shares, entry.currency, language).joined(separator: " ; ")
            lines.append("  " + language.text("commands.allocate.replaced", ["former": .text(was)]))
        }
        let again = decided.owedAgain(since: former)
        if !again.isEmpty {
            lines.append("  " + language.text("commands.entry.owed_again", ["invoices": .text(list(again, entry.currency, language))]))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// `FA-1 100,00 €, FA-2 20,00 €`.
    private static func list(_ invoices: [(invoice: InvoiceID, amount: Int64)], _ currency: Currency, _ language: Language) -> String {
        invoices.isEmpty ? "–" : invoices.map { "\($0.invoice.text) \(language.amount(Money(minor: $0.amount, currency)))" }.joined(separator: ", ")
    }

    /// One for each customer.
    static func sentences(_ shares: [ProposedShare], _ currency: Currency, _ language: Language) -> [String] {
        var found: [(customer: CustomerID, parts: [String])] = []
        for share in shares {
            let parts = parts(share, currency, language)
            if let last = found.indices.last, found[last].customer == share.customer {
                found[last].parts += parts
            } else {
                found.append((share.customer, parts))
            }
        }
        return found.map {
            language.text("commands.match.share", [
                "customer": .text($0.customer.text), "parts": .text($0.parts.joined(separator: ", ")),
            ])
        }
    }

    /// `FA-1 100,00 €, FA-2 20,00 €, escompte de 2,00 € sur FA-2`.
    private static func parts(_ share: ProposedShare, _ currency: Currency, _ language: Language) -> [String] {
        var parts: [String] = []
        if let known = share.recognised {
            parts.append(language.text("commands.match.recognised", ["payment": .text(known.id.text)]))
        }
        for part in share.allocations.byInvoice {
            parts.append("\(part.invoice.text) \(language.amount(Money(minor: part.amount, currency)))")
        }
        for netting in share.nettings {
            parts.append(
                language.text("commands.match.netted", [
                    "credit": .text(netting.credit.id.text), "invoice": .text(netting.receivable.invoice.text),
                    "amount": .money(Money(minor: netting.amount, currency)),
                ]))
        }
        for remission in share.remissions {
            parts.append(
                language.text("commands.match.let_go.\(remission.kind.rawValue)", [
                    "invoice": .text(remission.receivable.invoice.text),
                    "amount": .money(Money(minor: remission.amount, currency)),
                ]))
        }
        if share.remainder > 0 {
            parts.append(
                language.text("commands.match.on_account", ["amount": .money(Money(minor: share.remainder, currency))]))
        }
        return parts
    }
}
