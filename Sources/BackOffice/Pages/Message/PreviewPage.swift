import Ledger
import Reading
import Texts
import Values
import Workflows

/// What a day would write to a customer, before anything is recorded.
struct PreviewPage: Sendable {
    let place: Place
    let currency: Currency
    let reading: PreviewReading

    private var profile: CompanyProfile { reading.profile }
    private var customer: Customer { reading.customer }
    private var on: LocalDate { reading.on }
    private var preview: PlannedPreview? { reading.preview }

    var node: Node {
        Frame(place: place, title: title, company: profile, room: .morning).page {
            el(.p, .class("crumb")) {
                a(place.morning(profile.id, on: on), place.language.date(on, .full))
                " · "
                a(place.customer(customer.id, profile.id), customer.name)
            }
            el(.h1, text: title)
            el(.p, .class("lede"), text: lede)
            if let words = preview?.words {
                el(.section, .labelled(by: "words")) {
                    el(.h2, .id("words")) { name(words.subject) }
                    WordsView(place: place, words: words, body: place.previewBody(customer.id, currency, profile.id, on: on)).node
                }
            }
        }
    }

    private var title: String {
        preview.map { place.language.step($0.step, template: $0.template) } ?? place.text("pages.preview.nothing.title")
    }

    private var lede: String {
        guard let preview else { return place.text("pages.preview.nothing", ["day": .date(on, .full)]) }
        let sentence = place.text("pages.preview.lede", [
            "day": .date(on, .long), "channel": .text(place.language.channel(preview.channel)),
            "to": .text(preview.to ?? customer.name), "amount": .text(place.amount(preview.amount)),
        ])
        guard let approval = preview.approval else { return sentence }
        return sentence + " " + place.text("pages.message.waits", ["why": .text(place.language.whyApproval(code: approval))])
    }
}
