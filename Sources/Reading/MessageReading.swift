import Documents
import Dunning
package import Ledger
import Outbox
import SQL
import Storage
package import Values
package import Workflows

/// A message as the customer sees it, or would see it, and what became of it.
package struct MessageReading: Sendable {
    package let profile: CompanyProfile
    package let today: LocalDate
    package let customer: Customer
    package let message: Correspondence
    package let template: String?
    /// Nil when nothing was written and nothing would be written any more.
    package let words: MessageWords?
    /// Written for this page from what is known now, since no bytes are kept yet.
    package let isPreview: Bool
    /// The facts about it, oldest first.
    package let history: [Fact]
    /// SHA-256 of the bytes that left, hexadecimal.
    package let digest: String?
}

/// What a message says.
package struct MessageWords: Sendable, Hashable {
    package let subject: String
    package let html: String?
    package let text: String?
}

extension ReadingRoom {
    package func message(_ id: MessageID, in company: CompanyID) async throws(DeskError) -> MessageReading {
        try await read(company) { session throws(DeskError) in
            let book = try Desk.book(company, session)
            let rules = try desk.rulebook.rules(book, session)
            let (owner, row) = try DeskError.lifting { () throws(SQLError) in
                (try Lookups.owner(of: id, company, session), try OutboxStore.row(id, company, session))
            }
            guard let owner else { throw .unknownMessage(id) }
            let account = try DeskError.lifting { () throws(SQLError) in
                try AccountLoader(company, .whole).load(.these([owner]), session)[owner]
            }
            guard let account, let message = account.messages.last(where: { $0.id == id }) else { throw .unknownMessage(id) }
            let kept = row?.content.flatMap { MessageWords(bytes: $0, channel: message.channel) }
            let words = kept ?? Self.preview(message, account, book.profile, rules)
            return MessageReading(
                profile: book.profile, today: desk.today(book.profile), customer: account.customer, message: message,
                template: rules.scenarios[message.scenario]?.step(message.step)?.template, words: words,
                isPreview: kept == nil, history: try Self.facts(of: owner, company, session).filter { $0.body.isAbout(id) },
                digest: row?.digest.map { FactHash.hexadecimal($0) })
        }
    }

    /// What a day would write to a customer in a currency, before anything is recorded.
    package func preview(
        to customer: CustomerID, in currency: Currency, on asked: LocalDate?, _ company: CompanyID
    ) async throws(DeskError) -> PreviewReading {
        try await read(company) { session throws(DeskError) in
            let book = try Desk.book(company, session)
            let day = asked ?? desk.today(book.profile)
            let rules = try desk.rulebook.rules(book, session)
            var account = try desk.expectedCash(company, on: day, session).accounts[customer]
            if account == nil {
                account = try DeskError.lifting { () throws(SQLError) in
                    try AccountLoader(company, .open(on: day)).load(.these([customer]), session)[customer]
                }
            }
            guard let account else { throw .unknownCustomer(customer) }
            let action = Planner.plan(account, on: day, rules: rules).actions.first { $0.currency == currency }
            let preview = action.map { action in
                PlannedPreview(
                    step: action.step, template: action.template, channel: action.channel.word, to: action.to,
                    amount: Money(minor: action.amount, action.currency), approval: action.approval?.code,
                    words: Self.words(action, account, book.profile, rules, on: day))
            }
            return PreviewReading(profile: book.profile, customer: account.customer, on: day, preview: preview)
        }
    }

    private static func preview(
        _ message: Correspondence, _ account: Account, _ profile: CompanyProfile, _ rules: PlanningRules
    ) -> MessageWords? {
        guard message.standing == .reserved else { return nil }
        let plan = Planner.plan(account, on: message.on, rules: rules, ignoring: message.id)
        guard let action = plan.actions.first(where: { $0.stands(for: message) }) else { return nil }
        return words(action, account, profile, rules, on: message.on)
    }

    private static func words(
        _ action: PlannedAction, _ account: Account, _ profile: CompanyProfile, _ rules: PlanningRules, on day: LocalDate
    ) -> MessageWords? {
        let policy = rules.scenarios[action.scenario]?.accessories ?? AccessoryPolicy()
        guard let written = try? MessageWriter(action, account, profile: profile, policy: policy, on: day).write() else {
            return nil
        }
        return MessageWords(subject: written.subject, html: written.html, text: written.text)
    }
}

/// What a day would write to a customer in a currency.
package struct PreviewReading: Sendable {
    package let profile: CompanyProfile
    package let customer: Customer
    package let on: LocalDate
    /// Nil when it writes nothing.
    package let preview: PlannedPreview?
}

/// A message that nothing has recorded yet.
package struct PlannedPreview: Sendable {
    package let step: String
    package let template: String
    package let channel: String
    package let to: String?
    package let amount: Money
    package let approval: String?
    /// Nil when it cannot be written.
    package let words: MessageWords?
}

extension FactBody {
    func isAbout(_ id: MessageID) -> Bool {
        switch self {
        case .messagePlanned(let message): message.id == id
        case .messageMoved(let move): move.message == id
        case .companyDescribed, .customerRecorded, .invoiceIssued, .invoiceQuarantined, .quarantineReleased,
            .creditRecorded, .creditReturned, .allocationMade, .allocationReversed, .receivableWrittenOff, .holdPlaced,
            .holdReleased, .scenarioRecorded, .defaultScenarioChosen, .scenarioAssigned, .importRecorded,
            .addressSuspended, .addressRestored, .taskOpened, .taskClosed, .accessoriesWaived, .dayPlayed, .bank:
            false
        }
    }
}
