import Documents
import Texts
import Values

/// The company, the customer and the figures of every golden: those of the drawing.
enum Samples {
    static func day(_ iso: String) -> LocalDate { LocalDate(iso: iso) ?? LocalDate(dayNumber: 0) }
    static let gbp = Currency(code: "GBP") ?? .usd
    static func euros(_ cents: Int64) -> Money { Money(minor: cents, .eur) }

    static let letterhead = Letterhead(
        name: "Dupont Énergie", legalName: "Dupont Énergie SAS", addressLines: ["12 rue des Forges", "69007 Lyon"],
        siren: "552100554", phone: "04 78 00 00 00", replyAddress: "compta@dupont-energie.example",
        iban: "FR7630006000011234567890189", bic: "AGRIFRPP",
        signatory: Signatory(name: "Claire Moreau", title: "comptabilité clients", directLine: "04 78 00 00 00"),
        mediator: "Médiation Conso, 1 place du Marché, 75002 Paris, mediation.example")

    static let addressee = Addressee(
        name: "Imprimerie Carnot", salutation: "Madame Ferrand", addressLines: ["8 quai de la Loire", "42300 Roanne"],
        siren: "732829320")

    static func line(
        _ invoice: String, order: String? = nil, due: String, original: Int64, asked: Int64? = nil, on: LocalDate,
        settlements: [SettlementShown] = [], interest: Int64? = nil, link: String? = nil
    ) -> ReminderLine {
        ReminderLine(
            invoice: invoice, order: order, issuedOn: day(due).adding(days: -30), dueOn: day(due),
            original: euros(original), asked: euros(asked ?? original), daysLate: max(0, on.days(since: day(due))),
            settlements: settlements, interest: interest.map(euros), link: link)
    }

    /// Two invoices and 1 700.00 on 23 November 2026, as drawn.
    static func drawn(
        _ language: Language, regime: Regime = .business, portal: Bool = false, previous: [LocalDate] = []
    ) -> ReminderContent {
        let on = day("2026-11-23")
        let home = "https://portail.example/d/4f2a"
        let links = portal ? PortalLinks(home: home, alreadyPaid: home + "?r=paid", proposeDate: home + "?r=date", reportProblem: home + "?r=problem") : nil
        let receipt = SettlementShown(amount: euros(30_000), on: day("2026-11-09"))
        return ReminderContent(
            language: language, regime: regime, on: on, letterhead: letterhead, addressee: addressee, currency: .eur,
            lines: [
                line("FA-2026-0871", order: "BC 4471", due: "2026-11-17", original: 123_456, on: on, link: portal ? home + "/FA-2026-0871" : nil),
                line("FA-2026-0879", order: "BC 4502", due: "2026-11-20", original: 76_544, asked: 46_544, on: on, settlements: [receipt], link: portal ? home + "/FA-2026-0879" : nil),
            ],
            total: euros(170_000), reference: "RF23FA20261122",
            penalties: regime == .consumer ? nil : penalties(interest: 299, count: 2, on: on), previous: previous, portal: links)
    }

    static func penalties(interest: Int64, count: Int, on: LocalDate, asked: Bool = false) -> Penalties {
        Penalties(
            rates: [Rate(millionths: 124_000)], interest: euros(interest), indemnity: euros(4_000 * Int64(count)),
            indemnityEach: euros(4_000), indemnityCount: count, asOf: on, areAsked: asked)
    }

    /// One invoice, late by several weeks, after two messages.
    static func late(_ language: Language, regime: Regime = .business) -> ReminderContent {
        let on = day("2026-12-22")
        return ReminderContent(
            language: language, regime: regime, on: on, letterhead: letterhead, addressee: addressee, currency: .eur,
            lines: [line("FA-2026-0871", due: "2026-11-17", original: 123_456, on: on)],
            coming: [ComingLine(invoice: "FA-2026-0932", dueOn: day("2027-01-05"), amount: euros(80_000))],
            total: euros(123_456), reference: "RF23FA20261122",
            penalties: regime == .consumer ? nil : penalties(interest: 1_468, count: 1, on: on),
            previous: [day("2026-11-20"), day("2026-12-02")])
    }

    /// Interest and indemnity asked, a credit note and a receipt deducted, eight days to pay.
    static func formal(_ language: Language, regime: Regime = .business) -> ReminderContent {
        let on = day("2027-01-18")
        let isConsumer = regime == .consumer
        return ReminderContent(
            language: language, regime: regime, on: on, letterhead: letterhead, addressee: addressee, currency: .eur,
            lines: [
                line("FA-2026-0871", order: "BC 4471", due: "2026-11-17", original: 123_456, on: on, interest: isConsumer ? nil : 2_600),
                line("FA-2026-0879", order: "BC 4502", due: "2026-11-20", original: 76_544, asked: 46_544, on: on,
                    settlements: [
                        SettlementShown(amount: euros(25_000), on: day("2026-11-09")),
                        SettlementShown(kind: .creditNote, reference: "AV-2026-0028", amount: euros(5_000), on: day("2026-11-12")),
                    ], interest: isConsumer ? nil : 933),
            ],
            credits: [
                CreditLine(kind: .creditNote, reference: "AV-2026-0031", on: day("2026-12-10"), amount: euros(10_000)),
                CreditLine(kind: .receipt, reference: "", on: day("2027-01-04"), amount: euros(20_000)),
            ],
            total: euros(140_000 + (isConsumer ? 0 : 3_533 + 8_000)), reference: "RF23FA20261122",
            penalties: isConsumer ? nil : penalties(interest: 3_533, count: 2, on: on, asked: true),
            previous: [day("2026-11-20"), day("2026-12-02"), day("2026-12-22")], deadlineDays: 8, attachesInvoices: true)
    }

    /// In pounds: interest is asked in pounds, the fixed sum apart, in euros.
    static func foreign(_ language: Language) -> ReminderContent {
        let on = day("2027-01-18")
        func pounds(_ pence: Int64) -> Money { Money(minor: pence, gbp) }
        return ReminderContent(
            language: language, on: on, letterhead: letterhead, addressee: addressee, currency: gbp,
            lines: [
                ReminderLine(
                    invoice: "FA-2026-0871", issuedOn: day("2026-10-18"), dueOn: day("2026-11-17"), original: pounds(123_456),
                    asked: pounds(123_456), daysLate: 62, interest: pounds(2_600))
            ],
            total: pounds(126_056), reference: "RF23FA20261122",
            penalties: Penalties(
                rates: [Rate(millionths: 124_000)], interest: pounds(2_600), indemnity: euros(4_000),
                indemnityEach: euros(4_000), indemnityCount: 1, asOf: on, areAsked: true),
            previous: [day("2026-12-02")], deadlineDays: 8)
    }

    /// Before the due dates.
    static func coming(_ language: Language) -> ReminderContent {
        let on = day("2026-11-23")
        return ReminderContent(
            language: language, on: on, letterhead: letterhead, addressee: addressee, currency: .eur,
            lines: [
                line("FA-2026-0901", order: "BC 4519", due: "2026-12-01", original: 220_000, on: on),
                line("FA-2026-0907", due: "2026-12-03", original: 18_990, on: on),
            ],
            total: euros(238_990), reference: "RF23FA20261122",
            penalties: Penalties(rates: [Rate(millionths: 124_000)], interest: euros(0), indemnity: euros(0), indemnityEach: euros(4_000), indemnityCount: 0, asOf: on, areAsked: false),
            attachesInvoices: true)
    }

    static func statement(_ language: Language) -> ReminderContent {
        let on = day("2026-11-23")
        let statement = AccountStatement(
            on: on, currency: .eur,
            items: [
                .init(document: "FA-2026-0871", issuedOn: day("2026-10-18"), dueOn: day("2026-11-17"), original: euros(123_456), open: euros(123_456)),
                .init(document: "FA-2026-0879", issuedOn: day("2026-10-21"), dueOn: day("2026-11-20"), original: euros(76_544), open: euros(46_544)),
                .init(document: "FA-2026-0901", issuedOn: day("2026-11-01"), dueOn: day("2026-12-01"), original: euros(220_000), open: euros(220_000)),
                .init(document: "AV-2026-0031", issuedOn: day("2026-11-12"), dueOn: nil, original: euros(-10_000), open: euros(-10_000)),
            ], total: euros(380_000))
        return ReminderContent(
            language: language, on: on, letterhead: letterhead, addressee: addressee, currency: .eur, lines: [],
            total: euros(380_000), reference: "RF23FA20261122", statement: statement)
    }

    /// The content that shows a template of the library at its best.
    static func content(for template: MessageTemplate) -> ReminderContent {
        let language = template.language
        let first = [day("2026-11-20")]
        switch template.kind {
        case .notice: return coming(language)
        case .formalNotice: return formal(language)
        case .statement: return statement(language)
        case .call: return template.id == "call_first" ? drawn(language) : late(language)
        case .thanks: return drawn(language)
        case .reminder: break
        }
        let regime: Regime = template.id.hasPrefix("consumer") ? .consumer : template.id.hasPrefix("public") ? .publicBody : .business
        switch template.tone {
        case .courteous: return drawn(language, regime: regime, portal: template.id == "courteous")
        case .firm: return template.id == "firm" ? drawn(language, previous: first) : late(language, regime: regime)
        case .friendly, .grave, .formal: return late(language, regime: regime)
        }
    }
}
