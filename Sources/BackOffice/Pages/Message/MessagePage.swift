import Ledger
import Reading
import Texts
import Values
import Workflows

/// One message: to whom, what became of it, and the message itself.
struct MessagePage: Sendable {
    let place: Place
    let reading: MessageReading

    private var message: Correspondence { reading.message }
    private var company: CompanyID { reading.profile.id }
    private var step: String { place.language.step(message.step, template: reading.template) }

    var node: Node {
        Frame(place: place, title: step, company: reading.profile, room: .elsewhere).page {
            el(.p, .class("crumb")) { a(place.customer(reading.customer.id, company), reading.customer.name) }
            el(.h1, text: step)
            el(.p, .class("lede"), text: lede)
            if let words = reading.words {
                el(.section, .labelled(by: "words")) {
                    el(.h2, .id("words")) {
                        name(words.subject)
                        if reading.isPreview { el(.small, text: place.text("pages.message.preview")) }
                    }
                    WordsView(place: place, words: words, body: place.messageBody(message.id, company)).node
                }
            } else {
                el(.p, .class("note"), text: place.text("pages.message.no_words"))
            }
        } aside: {
            details
            lines
            el(.section) {
                el(.h2, text: place.text("pages.history"))
                TimelineView(
                    place: place, company: company, facts: reading.history.reversed(), account: Account(customer: reading.customer),
                    today: reading.today, linksMessages: false
                ).node
            }
        }
    }

    private var lede: String {
        var sentence = place.text("pages.message.lede", [
            "day": .text(place.opening(message.on)), "channel": .text(place.language.channel(message.channel)),
            "state": .text(place.language.messageState(message.state)),
        ])
        if let approval = message.approval, message.state == "awaiting_approval" {
            sentence += " " + place.text("pages.message.waits", ["why": .text(place.language.whyApproval(code: approval))])
        }
        return sentence
    }

    private var details: Node {
        el(.section) {
            el(.h2, text: place.text("pages.message.details"))
            el(.dl) {
                el(.div, .class("fig")) {
                    el(.dt, text: place.text("pages.message.asked"))
                    el(.dd, text: place.amount(message.amount, message.currency))
                }
            }
            el(.dl, .class("pairs")) {
                if let to = message.to {
                    el(.dt, text: place.text("pages.message.to"))
                    el(.dd) { name(to) }
                }
                el(.dt, text: place.text("pages.message.scenario"))
                el(.dd, text: place.text("pages.message.scenario_version", [
                    "name": .text(message.scenario.text), "version": .number(message.scenarioVersion),
                ]))
                if let digest = reading.digest {
                    el(.dt, text: place.text("pages.message.digest"))
                    el(.dd, .class("q"), text: String(digest.prefix(16)) + "…")
                }
            }
        }
    }

    @Content private var lines: [Node] {
        if !message.lines.isEmpty {
            el(.section) {
                el(.h2, text: place.text("pages.message.lines"))
                el(.table, .class("legend")) {
                    el(.tbody) {
                        for line in message.lines where !line.isToCome {
                            el(.tr) {
                                el(.td) { a(place.invoice(line.receivable.invoice, company), line.receivable.invoice.text) }
                                el(.td, .class("n"), text: place.amount(line.open, message.currency))
                            }
                        }
                        for credit in message.credits {
                            el(.tr) {
                                el(.td) { name(credit.credit.id.text) }
                                el(.td, .class("n"), text: place.amount(-credit.amount, message.currency))
                            }
                        }
                        if accessories > 0 {
                            el(.tr) {
                                el(.td, text: place.text("pages.invoice.accessories"))
                                el(.td, .class("n"), text: place.amount(accessories, message.currency))
                            }
                        }
                    }
                    el(.tfoot) {
                        el(.tr) {
                            el(.th, .row, text: place.text("pages.message.asked"))
                            el(.td, .class("n"), text: place.amount(message.amount, message.currency))
                        }
                    }
                }
                for line in message.lines where line.isToCome {
                    el(.p, .class("note")) {
                        place.text("pages.message.announced") + " "
                        a(place.invoice(line.receivable.invoice, company), line.receivable.invoice.text)
                        ", " + place.amount(line.open, message.currency)
                    }
                }
            }
        }
    }

    private var accessories: Int64 {
        message.lines.sum { $0.asksAccessories && !$0.isToCome ? $0.interest.plus($0.indemnity) : 0 }
    }
}

/// A message as it is read: in a frame of its own where nothing runs, and as plain text.
struct WordsView {
    let place: Place
    let words: MessageWords
    /// Where its HTML stands by itself.
    let body: Link

    @Content var node: [Node] {
        if words.html != nil {
            el(
                .iframe, .class("letter"), Attribute("src", body.text), Attribute("sandbox", ""), Attribute("loading", "lazy"),
                Attribute("title", place.text("pages.message.frame")))
            el(.p, .class("note")) { a(body, place.text("pages.message.alone")) }
        }
        if let text = words.text {
            if words.html != nil {
                el(.details) {
                    el(.summary, text: place.text("pages.message.as_text"))
                    el(.pre, .class("text"), text: text)
                }
            } else {
                el(.pre, .class("text"), text: text)
            }
        }
    }
}
