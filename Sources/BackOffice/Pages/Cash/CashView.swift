import Ledger
import Reading
import Texts
import Values
import Workflows

/// Draws the page of receipts: each movement on the left, what it may be or became on the right.
struct CashView {
    let place: Place
    let reading: CashReading
    private var company: CompanyID { reading.profile.id }
    private var movements: MovementView { MovementView(place: place, company: company, names: reading.names) }

    var node: Node {
        let title = place.text("pages.cash.title")
        return Frame(place: place, title: title, company: reading.profile, room: .cash).page {
            el(.h1, text: title)
            el(.p, .class("lede"), text: lede)
            if reading.accounts.isEmpty { Self.howToStart(place) } else {
                contents
                AccountsView(place: place, accounts: reading.accounts).section
            }
            section("sure", reading.sure) { movements.sure($0) }
            section("confirm", reading.toConfirm) { movements.toConfirm($0) }
            section("unexplained", reading.unexplained) { movements.unexplained($0) }
            section("allocated", reading.decided) { movements.decided($0, wentBack: wentBack($0.booked)) }
            section("returned", reading.returned) { movements.returned($0) }
            section("aside", reading.setAside) { movements.setAside($0) }
        }
    }

    /// How a statement comes in; the commands may be copied.
    static func howToStart(_ place: Place) -> Node {
        el(.section, .labelled(by: "start")) {
            el(.h2, .id("start"), text: place.text("pages.cash.start.title"))
            el(.p, .class("lede"), text: place.text("pages.cash.start"))
            el(.pre, .class("cmd"), text: "relance import releve.txt\nrelance match")
            el(.p, .class("note"), text: place.text("pages.cash.start.formats"))
        }
    }

    /// A payment that this movement was does not count any more.
    private func wentBack(_ booked: BookedEntry) -> Bool {
        booked.shares.contains { share in
            reading.returned.items.contains { $0.returned.contains { $0.customer == share.customer && $0.credit == share.credit } }
        }
    }

    private var lede: String {
        guard !reading.accounts.isEmpty else { return place.text("pages.cash.none") }
        let waiting = reading.toConfirm.total.count
        let unknown = reading.unexplained.total.count
        guard waiting + unknown + reading.sure.total.count > 0 else { return place.text("pages.cash.all_done") }
        var sentences: [String] = []
        if waiting > 0 {
            sentences += [sentence("pages.cash.lede.confirm", reading.toConfirm.total), place.text("pages.cash.lede.held")]
        }
        if unknown > 0 { sentences.append(sentence("pages.cash.lede.unexplained", reading.unexplained.total)) }
        if !reading.sure.isEmpty { sentences.append(sentence("pages.cash.lede.sure", reading.sure.total)) }
        return sentences.joined(separator: " ")
    }

    private func sentence(_ key: String, _ total: CountedMoney) -> String {
        place.text(key, ["count": .number(total.count), "amounts": .text(place.amounts(total.amounts.list))])
    }

    /// The groups that have something, with their sizes.
    private var contents: Node {
        el(.nav, .class("days"), .aria(label: place.text("pages.cash.contents"))) {
            entry("sure", reading.sure.total)
            entry("confirm", reading.toConfirm.total)
            entry("unexplained", reading.unexplained.total)
            entry("allocated", reading.decided.total)
            entry("returned", reading.returned.total)
            entry("aside", reading.setAside.total)
        }
    }

    @Content private func entry(_ id: String, _ total: CountedMoney) -> [Node] {
        if total.count > 0 {
            el(.a, .href(fragment: id), text: place.text("pages.cash.group." + id) + " (" + place.language.number(total.count) + ")")
        }
    }

    @Content private func section<Item>(_ id: String, _ group: CashGroup<Item>, _ article: (Item) -> Node) -> [Node] {
        if !group.isEmpty {
            el(.section, .labelled(by: id)) {
                el(.h2, .id(id)) {
                    place.text("pages.cash.group." + id)
                    el(.small, text: place.text("pages.cash.count", [
                        "count": .number(group.total.count), "amounts": .text(place.amounts(group.total.amounts.list)),
                    ]))
                }
                el(.p, .class("note"), text: place.text("pages.cash.about." + id))
                for item in group.items { article(item) }
                if group.others > 0 {
                    el(.p, .class("note"), text: place.text("pages.cash.others", ["count": .number(group.others)]))
                }
            }
        }
    }
}

/// The accounts of the company and how far each is known.
struct AccountsView {
    let place: Place
    let accounts: [BankAccountReading]

    var section: Node {
        el(.section, .labelled(by: "accounts")) {
            el(.h2, .id("accounts"), text: place.text("pages.cash.accounts"))
            table
        }
    }

    var table: Node {
        el(.table, .class("legend stack")) {
            el(.tbody) {
                for account in accounts {
                    el(.tr) {
                        el(.th, .row) { name(account.account.isEmpty ? place.text("bank.account.unnamed_whole") : Self.spaced(account.account)) }
                        el(.td, .class("wide")) {
                            place.text("pages.cash.known_until", ["day": .date(account.until, .full)])
                            for gap in account.gaps { self.gap(gap) }
                        }
                        el(.td, .class("n")) { state(account) }
                    }
                }
            }
        }
    }

    private func state(_ account: BankAccountReading) -> Node {
        switch account.standing {
        case .late: el(.span, .class("tag bad"), text: place.text("pages.cash.late", ["days": .number(account.age)]))
        case .broken: el(.span, .class("tag bad"), text: place.text("pages.cash.incomplete"))
        case .closed: el(.span, .class("tag"), text: place.text("pages.cash.closed"))
        case .fresh:
            account.gaps.isEmpty
                ? el(.span, .class("tag"), text: place.text("pages.cash.up_to_date"))
                : el(.span, .class("tag warn"), text: place.text("pages.cash.incomplete"))
        }
    }

    private func gap(_ gap: StatementGap) -> Node {
        el(.span, .class("q warn"), text: place.text("pages.cash.gap", [
            "after": .date(gap.after, .full), "before": .date(gap.before, .full), "closing": .money(gap.closing),
            "opening": .money(gap.opening),
        ]))
    }

    /// An IBAN in groups of four, as it is printed; anything else as it is.
    private static func spaced(_ account: String) -> String {
        guard account.utf8.count >= 15, account.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x41 && $0 <= 0x5A }) else { return account }
        var spaced = ""
        for (index, character) in account.enumerated() {
            if index > 0, index % 4 == 0 { spaced += " " }
            spaced.append(character)
        }
        return spaced
    }
}
