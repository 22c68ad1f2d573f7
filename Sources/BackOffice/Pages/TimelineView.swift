import Ledger
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
        el(.ol, .class("line")) { for fact in facts { entry(fact) } }
    }

    private func entry(_ fact: Fact) -> Node {
        el(.li) {
            el(.time, Attribute("datetime", fact.knownOn.iso), text: place.language.day(fact.knownOn, from: today))
            el(.div) {
                el(.bdi, text: place.language.sentence(fact.body, of: account))
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

    private func target(_ body: FactBody) -> Link? {
        switch body {
        case .invoiceIssued(let invoice, _): place.invoice(invoice.id, company)
        case .invoiceQuarantined(let version): place.invoice(version.invoice, company)
        case .messagePlanned(let message):
            message.channel == "call" || !linksMessages ? nil : place.message(message.id, company)
        case .quarantineReleased, .messageMoved, .companyDescribed, .customerRecorded, .creditRecorded, .creditReturned,
            .allocationMade, .allocationReversed, .receivableWrittenOff, .holdPlaced, .holdReleased, .scenarioRecorded,
            .defaultScenarioChosen, .scenarioAssigned, .importRecorded, .addressSuspended, .taskOpened, .taskClosed,
            .accessoriesWaived, .dayPlayed:
            nil
        }
    }
}
