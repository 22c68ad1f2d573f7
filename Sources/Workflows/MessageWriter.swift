package import Documents
package import Dunning
package import Ledger
import Legal
import Texts
package import Values

/// Why a planned message could not be put into words.
package enum WritingProblem: Error, Sendable {
    case unknownTemplate(String)
    case refused(ReminderError)
    case overflow
}

/// A message in its final words, before it is addressed.
package struct WrittenMessage: Sendable {
    package let subject: String
    package let html: String
    package let text: String
}

/// Puts a planned action into words: the mail or the letter that the customer will read.
package struct MessageWriter: Sendable {
    let profile: CompanyProfile
    let account: Account
    let action: PlannedAction
    let policy: AccessoryPolicy
    let on: LocalDate

    package init(
        _ action: PlannedAction, _ account: Account, profile: CompanyProfile, policy: AccessoryPolicy, on day: LocalDate
    ) {
        self.action = action
        self.account = account
        self.profile = profile
        self.policy = policy
        on = day
    }

    var language: Language { Language(tag: account.customer.language) ?? .fr }

    package func write() throws(WritingProblem) -> WrittenMessage {
        guard let template = TemplateLibrary.template(action.template, language) else {
            throw .unknownTemplate(action.template)
        }
        let content = try self.content()
        do throws(ReminderError) {
            switch action.channel {
            case .message(.letter): return try letter(content, template, .letter)
            case .message(.registeredLetter): return try letter(content, template, .registered)
            case .message(.email), .message(.call), .task:
                let mail = try ReminderRenderer.render(content, with: template)
                return WrittenMessage(subject: mail.subject, html: mail.html, text: mail.text)
            }
        } catch { throw .refused(error) }
    }

    private func letter(
        _ content: ReminderContent, _ template: MessageTemplate, _ post: LetterPost
    ) throws(ReminderError) -> WrittenMessage {
        let letter = try LetterRenderer.render(content, with: template, by: post)
        return WrittenMessage(subject: letter.subject, html: letter.html, text: letter.text)
    }

    private func money(_ minor: Int64) -> Money { Money(minor: minor, action.currency) }

    private func content() throws(WritingProblem) -> ReminderContent {
        let isThanks = action.lines.isEmpty
        let lines = isThanks ? settledLines() : try askedLines()
        let total = isThanks ? lines.sum(of: \.asked.minor) : action.amount
        let isConsumer = policy.regime.uppercased() == "FR_B2C"
        return ReminderContent(
            language: language, regime: regime, on: on, letterhead: letterhead, addressee: addressee,
            currency: action.currency, lines: lines, credits: isThanks ? [] : credits, coming: coming, total: money(total),
            reference: reference, penalties: isThanks || isConsumer ? nil : penalties, previous: previous,
            deadlineDays: action.tone == .formal ? 8 : nil)
    }

    private var regime: Regime {
        switch policy.regime.uppercased() {
        case "FR_PUBLIC": .publicBody
        case "FR_B2C": .consumer
        default: .business
        }
    }

    private func askedLines() throws(WritingProblem) -> [ReminderLine] {
        action.asked.compactMap { line in
            guard let invoice = account.invoice(line.receivable.invoice),
                let receivable = invoice.receivables.first(where: { $0.rank == line.receivable.rank })
            else { return nil }
            let settlements = account.allocations.filter { $0.receivable == line.receivable && $0.isLive }
            return ReminderLine(
                invoice: invoice.id.text, order: invoice.orderReference, issuedOn: invoice.issuedOn, dueOn: line.dueOn,
                original: money(receivable.amount), asked: money(line.open), daysLate: max(0, on.days(since: line.dueOn)),
                settlements: settlements.map(shown),
                interest: line.asksAccessories ? money(line.interest) : nil)
        }
    }

    private func shown(_ allocation: Allocation) -> SettlementShown {
        SettlementShown(
            kind: kind(allocation.credit), reference: reference(allocation.credit, allocation.on),
            amount: money(allocation.amount), on: allocation.on)
    }

    /// Names that were made up here say nothing to the customer.
    private func reference(_ credit: CreditKey, _ day: LocalDate) -> String {
        credit.reference(knownTo: account.customer.id, on: day)
    }

    private func kind(_ credit: CreditKey) -> CreditLine.Kind {
        switch credit.kind {
        case .payment: .receipt
        case .creditNote: .creditNote
        }
    }

    /// What a thank-you is about: the invoices of the promise that was kept, or the amounts due that the money settled.
    private func settledLines() -> [ReminderLine] {
        if case .paidInFull(let receivables)? = action.reasons.first { return receivables.compactMap(paidLine) }
        guard case .promiseKept(let id)? = action.reasons.first, let hold = account.holds.first(where: { $0.id == id })
        else { return [] }
        return account.invoices.filter { hold.covers($0.id) && $0.currency == action.currency }.flatMap { invoice in
            invoice.receivables.filter { $0.open < $0.amount }.map { receivable in
                ReminderLine(
                    invoice: invoice.id.text, order: invoice.orderReference, issuedOn: invoice.issuedOn,
                    dueOn: receivable.dueOn, original: money(receivable.amount),
                    asked: money(receivable.amount - receivable.open), daysLate: 0)
            }
        }
    }

    /// What money paid of a receivable: credit notes and what was let go of are no payment.
    private func paidLine(_ id: ReceivableID) -> ReminderLine? {
        guard let invoice = account.invoice(id.invoice), let receivable = invoice.receivables.first(where: { $0.rank == id.rank })
        else { return nil }
        let payments = account.allocations.filter { $0.receivable == id && $0.isLive && $0.credit.kind == .payment }
        return ReminderLine(
            invoice: invoice.id.text, order: invoice.orderReference, issuedOn: invoice.issuedOn, dueOn: receivable.dueOn,
            original: money(receivable.amount), asked: money(payments.sum(of: \.amount)), daysLate: 0)
    }

    private var credits: [CreditLine] {
        action.credits.map {
            CreditLine(
                kind: kind($0.credit), reference: reference($0.credit, $0.on), on: $0.on,
                amount: money($0.amount))
        }
    }

    private var coming: [ComingLine] {
        action.toCome.map {
            ComingLine(invoice: $0.receivable.invoice.text, dueOn: $0.dueOn, amount: money($0.open))
        }
    }

    /// What lateness has cost so far. When it is asked, only what is asked is counted.
    private var penalties: Penalties? {
        guard let interest = AccessoryRates.make(policy) else { return nil }
        let asksAny = action.asked.contains(where: \.asksAccessories)
        let counted = action.asked.filter { !asksAny || $0.asksAccessories }
        let yesterday = on.adding(days: -1)
        let sample = try? interest.compute(Money(minor: 100_000, .eur), dueOn: yesterday, through: on)
        guard let rate = sample?.lines.last?.rate else { return nil }
        let each = (try? interest.compensation(on: on)) ?? .zero(.eur)
        let count = indemnities(counted)
        return Penalties(
            rates: [rate], interest: money(counted.sum(of: \.interest)),
            indemnity: action.currency == each.currency
                ? money(counted.sum(of: \.indemnity)) : Money(minor: each.minor &* Int64(count), each.currency),
            indemnityEach: each, indemnityCount: count, asOf: on, areAsked: asksAny)
    }

    /// How many times the fixed sum is owed. It is in euros (C. com. D441-5): lines in another currency do not carry it.
    private func indemnities(_ lines: [CorrespondenceLine]) -> Int {
        if action.currency == .eur { return lines.count { $0.indemnity > 0 } }
        let late = lines.filter { $0.dueOn < on && !account.waivedAccessories.contains($0.receivable.invoice) }
        return Set(late.map(\.receivable.invoice)).count
    }

    /// The structured reference to quote: the invoice's when there is one, else the customer's.
    private var reference: String? {
        let invoices = Set(action.asked.map(\.receivable.invoice))
        let own = invoices.count == 1 ? invoices.first?.text ?? "" : account.customer.id.text
        let plain = own.unicodeScalars.filter { $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil) }
        let text = String(String.UnicodeScalarView(plain)).uppercased()
        return (try? CreditorReference(making: String(text.suffix(21))))?.printed
    }

    private var previous: [LocalDate] {
        let days = action.asked.flatMap { line in
            account.invoice(line.receivable.invoice)?.receivables.first { $0.rank == line.receivable.rank }?.steps
                .filter { $0.rank > 0 && $0.standing == .sent && $0.on < on }.map(\.on) ?? []
        }
        return Set(days).sorted()
    }

    private var letterhead: Documents.Letterhead {
        let own = profile.letterhead
        let legalName = ([profile.name] + (own.siren.map { ["SIREN " + $0] } ?? [])).first
        return Documents.Letterhead(
            name: profile.name, legalName: legalName, addressLines: own.addressLines, siren: own.siren, phone: own.phone,
            replyAddress: profile.senderAddress, iban: own.iban.flatMap { (try? IBAN(parsing: $0))?.printed } ?? own.iban,
            bic: own.bic,
            signatory: Signatory(name: own.signatory ?? profile.name, title: own.signatoryTitle, directLine: own.phone))
    }

    private var addressee: Addressee {
        let customer = account.customer
        let town = [customer.postcode, customer.city].compactMap { $0 }.joined(separator: " ")
        let country = customer.country == "FR" ? nil : customer.country
        return Addressee(
            name: customer.name, salutation: nil,
            addressLines: [customer.address, town.isEmpty ? nil : town, country].compactMap { $0 }, siren: customer.siren)
    }
}

extension CompanyProfile {
    /// Whom mails come from. A simulated company without an address of its own uses one that leads nowhere.
    package var senderAddress: String { letterhead.email ?? "relances@\(id.text).example" }
}
