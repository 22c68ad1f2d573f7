import Ledger
import Reading
import Texts
import Values
import Workflows

/// Facts in words, newest first, each with its day, its author and where it leads.
struct TimelineView {
    let place: Place
    let company: CompanyID
    let facts: [Fact]
    /// The customer they are about, loaded whole.
    let account: Account
    /// Days of this year go without it.
    let today: LocalDate
    /// On the page of one message its facts need no link to it.
    var linksMessages = true

    var node: Node {
        el(.ol, .class(linksMessages ? "line" : "line narrow")) { for entry in entries { self.entry(entry) } }
    }

    /// A fact, and what became of its message on the same day.
    private struct Entry {
        let fact: Fact
        var moves: [MessageMove] = []
    }

    private struct MessageDay: Hashable {
        let message: MessageID
        let day: LocalDate
    }

    /// Every fact by itself on the page of a message; elsewhere a message's moves of a day stand in one line.
    private var entries: [Entry] {
        guard linksMessages else { return facts.map { Entry(fact: $0) } }
        var entries: [Entry] = []
        var places: [MessageDay: Int] = [:]
        for fact in facts.reversed() {
            switch fact.body {
            case .messagePlanned(let message):
                places[MessageDay(message: message.id, day: fact.knownOn)] = entries.count
                entries.append(Entry(fact: fact))
            case .messageMoved(let move):
                let key = MessageDay(message: move.message, day: fact.knownOn)
                if let place = places[key] {
                    entries[place].moves.append(move)
                } else {
                    places[key] = entries.count
                    entries.append(Entry(fact: fact))
                }
            case .companyDescribed, .customerRecorded, .invoiceIssued, .invoiceQuarantined, .quarantineReleased,
                .creditRecorded, .creditReturned, .allocationMade, .allocationReversed, .receivableWrittenOff,
                .holdPlaced, .holdReleased, .scenarioRecorded, .defaultScenarioChosen, .scenarioAssigned,
                .importRecorded, .addressSuspended, .addressRestored, .taskOpened, .taskClosed, .accessoriesWaived, .dayPlayed, .bank:
                entries.append(Entry(fact: fact))
            }
        }
        return entries.reversed()
    }

    private func entry(_ entry: Entry) -> Node {
        let fact = entry.fact
        return el(.li) {
            el(.time, Attribute("datetime", fact.knownOn.iso), text: place.language.day(fact.knownOn, from: today))
            el(.div) {
                el(.bdi, text: ([place.language.sentence(fact.body, of: account)] + outcomes(entry.moves)).joined(separator: " "))
                if let target = target(fact.body) {
                    " "
                    a(target, place.text("pages.see"), .class("more"))
                }
                if fact.actor != "relance", !fact.actor.isEmpty {
                    " "
                    el(.span, .class("more"), text: place.text("facts.by", ["actor": .text(fact.actor)]))
                }
            }
        }
    }

    /// Where it came to rest that day: the steps of the machinery on the way are on the message's own page.
    private func outcomes(_ moves: [MessageMove]) -> [String] {
        guard let last = moves.last else { return [] }
        let word = place.language.messageState(last.state)
        let sentence = word.prefix(1).uppercased() + word.dropFirst()
        guard last.standing != .sent, let detail = last.detail, !detail.isEmpty else { return [sentence + "."] }
        return [place.text("pages.history.because", ["state": .text(sentence), "detail": .text(place.language.detail(detail))])]
    }

    private func target(_ body: FactBody) -> Link? {
        switch body {
        case .invoiceIssued(let invoice, _): place.invoice(invoice.id, company)
        case .invoiceQuarantined(let version): place.invoice(version.invoice, company)
        case .messagePlanned(let message):
            message.channel == "call" || !linksMessages ? nil : place.message(message.id, company)
        case .quarantineReleased, .messageMoved, .companyDescribed, .customerRecorded, .creditRecorded, .creditReturned,
            .allocationMade, .allocationReversed, .receivableWrittenOff, .holdPlaced, .holdReleased, .scenarioRecorded,
            .defaultScenarioChosen, .scenarioAssigned, .importRecorded, .addressSuspended, .addressRestored, .taskOpened, .taskClosed,
            .accessoriesWaived, .dayPlayed, .bank:
            nil
        }
    }
}
