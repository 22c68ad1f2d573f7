import Ledger
import Matching
import Reading
import Texts
import Values
import Workflows

/// One movement of the bank: what the bank says of it, and beside it what it is, may be or was.
struct MovementView {
    let place: Place
    let company: CompanyID
    let names: [CustomerID: String]
    private var ways: ExplanationView { ExplanationView(place: place, company: company, names: names) }

    func sure(_ matched: MatchedEntry) -> Node {
        article(matched.booked) { if let best = matched.explanation { ways.way(best, matched.booked.entry.currency) } }
    }

    func toConfirm(_ matched: MatchedEntry) -> Node {
        let explanations = matched.proposals
        return article(matched.booked, left: matched.stillOpen) {
            candidates(explanations, matched.booked.entry.currency)
            doubts(matched.doubts)
            commands(matched.booked.entry, choices: explanations.count)
        }
    }

    func unexplained(_ matched: MatchedEntry) -> Node {
        let explanations = matched.proposals
        return article(matched.booked, left: matched.stillOpen) {
            if explanations.isEmpty {
                el(.p, .class("q"), text: place.text("pages.cash.no_idea"))
            } else {
                el(.p, .class("q"), text: place.text("pages.cash.weak"))
                candidates(explanations, matched.booked.entry.currency)
            }
            doubts(matched.doubts)
            commands(matched.booked.entry, choices: explanations.count)
        }
    }

    /// - Parameter wentBack: a payment of it was taken back since.
    func decided(_ matched: MatchedEntry, wentBack: Bool) -> Node {
        let booked = matched.booked
        let isAutomatic = booked.shares.contains(where: \.evidence.isAutomatic)
        return article(booked) {
            if let explanation = matched.explanation {
                ways.way(explanation, booked.entry.currency, isAutomatic ? .automatic : .person)
            }
            if let on = booked.shares.first?.on {
                el(.p, .class("q"), text: place.text(
                    isAutomatic ? "pages.cash.by_program" : "pages.cash.by_person", ["day": .date(on, .full)]))
            }
            if wentBack {
                el(.p) { el(.span, .class("tag bad"), text: place.language.bankReason("returned")) }
            }
            undo(booked.entry)
        }
    }

    func returned(_ booked: BookedEntry) -> Node {
        article(booked) {
            for back in booked.returned {
                el(.p) {
                    ways.customer(back.customer)
                    el(.span, .class("q"), text: place.text("pages.cash.took_back", ["payment": .text(back.credit.id.text)]))
                }
            }
            el(.p, text: place.text("pages.cash.return_reason", [
                "reason": .text(place.language.bankReason(booked.entry.nature.returnReason ?? "returned"))
            ]))
            undo(booked.entry)
        }
    }

    func setAside(_ booked: BookedEntry) -> Node {
        article(booked) {
            el(.p, text: place.text("pages.cash.aside_reason", ["reason": .text(place.language.bankReason(booked.setAside ?? ""))]))
            undo(booked.entry)
        }
    }

    // MARK: Parts

    private func article(_ booked: BookedEntry, left: Money? = nil, @Content _ right: () -> [Node]) -> Node {
        let entry = booked.entry
        return el(.article, .class("move")) {
            el(.div) {
                el(.h3) {
                    el(.span, text: place.amount(entry.money))
                    el(.small, text: place.language.date(entry.bookedOn, .full))
                }
                el(.p) { name(entry.text.label) }
                if let said = Self.said(entry) { el(.p, .class("q")) { name(said) } }
                if let left, left != entry.money {
                    el(.p, .class("q"), text: place.text("pages.cash.left", ["amount": .money(left)]))
                }
            }
            el(.div) { right() }
        }
    }

    /// Who paid and what was written, where the label does not say it already.
    private static func said(_ entry: BankEntry) -> String? {
        let parts = [entry.party.name, entry.text.remittance].compactMap { $0 }
            .filter { !$0.isEmpty && !entry.text.label.contains($0) }
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }

    private func candidates(_ explanations: [MatchExplanation], _ currency: Currency) -> Node {
        el(.ol, .class("ways")) {
            for explanation in explanations { el(.li) { ways.way(explanation, currency) } }
        }
    }

    @Content private func doubts(_ doubts: [MatchEvidence.Reason]) -> [Node] {
        if !doubts.isEmpty {
            el(.p, .class("why")) {
                el(.b, text: place.text("pages.cash.doubts"))
                " " + place.language.reasons(doubts)
            }
        }
    }

    private func commands(_ entry: BankEntry, choices: Int) -> Node {
        el(.details) {
            el(.summary, text: place.text(choices > 0 ? "pages.cash.decide" : "pages.cash.say"))
            for choice in 0..<choices {
                command(
                    choices == 1 ? place.text("pages.cash.confirm") : place.text("pages.cash.confirm_choice", ["number": .number(choice + 1)]),
                    "relance allocate" + subject(entry) + " --accept \(choice + 1)")
            }
            if entry.isReceipt {
                command(
                    place.text("pages.cash.otherwise"),
                    "relance allocate" + subject(entry) + " --invoice " + place.text("pages.cash.invoice_amount"))
                command(
                    place.text("pages.cash.on_account_of"),
                    "relance allocate" + subject(entry) + " --customer " + place.text("pages.cash.customer_number"))
            }
            if !entry.isReceipt, choices == 0 {
                command(
                    place.text("pages.cash.payment_return"),
                    "relance payment return " + place.text("pages.cash.payment_name") + " --company \(ShellWord.quoted(company.text)) --reason \""
                        + place.text("pages.cash.reason") + "\"")
            }
            command(
                place.text("pages.cash.set_aside"),
                "relance set-aside" + subject(entry) + " --reason \"" + place.text("pages.cash.reason") + "\"")
        }
    }

    private func undo(_ entry: BankEntry) -> Node {
        el(.details) {
            el(.summary, text: place.text("pages.cash.undo"))
            command(place.text("pages.cash.undo.what"), "relance reverse" + subject(entry))
        }
    }

    private func subject(_ entry: BankEntry) -> String {
        " --company \(ShellWord.quoted(company.text)) --entry \(ShellWord.quoted(entry.id.text))"
    }

    private func command(_ what: String, _ text: String) -> Node {
        el(.div) {
            el(.span, .class("q"), text: what)
            el(.pre, .class("cmd"), text: text)
        }
    }
}

/// A word as a shell takes it, whatever it holds.
enum ShellWord {
    static func quoted(_ word: String) -> String {
        let isPlain = !word.isEmpty && word.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x3A: true
            default: false
            }
        }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
