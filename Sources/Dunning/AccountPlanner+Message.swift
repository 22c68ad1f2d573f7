import Ledger
import Values

extension AccountPlanner {
    func makeAction(
        _ chosen: [Candidate], _ notices: [Candidate], _ top: Step, _ channel: StepChannel, _ reached: Reach,
        _ netting: CreditNetting, _ principal: Int64
    ) -> PlannedAction {
        let asks = scenario.accessories.askedFromRank
        let owed = chosen.map { self.accessories(of: $0, netting) }
        let bearers = indemnityBearers(chosen, owed, asksFrom: asks)
        let asked = zip(chosen, owed).map { candidate, owed in
            line(candidate, owed, asksFrom: asks, bearsIndemnity: bearers?.contains(candidate.receivable) ?? true)
        }
        let accessories = asked.sum { $0.asksAccessories ? $0.interest.plus($0.indemnity) : 0 }
        let credits = netting.credits(for: Set(chosen.map(\.receivable)))
        let amount = principal.plus(accessories)
        let inside = notices.map { candidate in
            CorrespondenceLine(
                receivable: candidate.receivable, dueOn: candidate.dueOn, step: candidate.next?.step.id ?? "", rank: 0,
                open: candidate.asked, isToCome: true)
        }
        var why = reasons(chosen)
        if chosen.count > 1 { why.append(.highestLevel(step: top.id)) }
        if channel != top.channel { why.append(.fallbackChannel(from: top.channel, to: channel)) }
        let deducted = credits.sum(of: \.amount)
        if deducted > 0 { why.append(.creditsDeducted(deducted, currency)) }
        if accessories > 0 { why.append(.accessoriesAsked(accessories, currency)) }
        why.append(contentsOf: notices.map { .noticeTravelsInside($0.receivable) })
        return PlannedAction(
            customer: account.customer.id, currency: currency, scenario: scenario.id, scenarioVersion: scenario.version,
            step: top.id, rank: top.rank, template: top.template, tone: top.tone, channel: .message(channel),
            to: reached.address, copies: reached.copies, amount: amount, lines: asked + inside,
            toCome: top.isNotice ? [] : toCome(besides: chosen), credits: credits, reasons: why,
            approval: approval(top, channel, chosen, amount))
    }

    /// The fixed sum is owed once an invoice: by its first late receivable that asks for it, else by its first late one.
    /// What money at hand paid in time is not late. Nil when each is the first of its own invoice, as most are.
    private func indemnityBearers(
        _ chosen: [Candidate], _ owed: [Accessories], asksFrom rank: Int?
    ) -> Set<ReceivableID>? {
        if chosen.allSatisfy({ $0.receivable.rank == 1 }) { return nil }
        var bearers: [InvoiceID: (receivable: ReceivableID, asks: Bool)] = [:]
        for (candidate, owed) in zip(chosen, owed) where owed.indemnity > 0 {
            let asks = asksAccessories(candidate, from: rank)
            let known = bearers[candidate.receivable.invoice]
            if known == nil || (asks && known?.asks == false) {
                bearers[candidate.receivable.invoice] = (candidate.receivable, asks)
            }
        }
        return Set(bearers.values.map(\.receivable))
    }

    private func asksAccessories(_ candidate: Candidate, from rank: Int?) -> Bool {
        rank.map { (candidate.next?.rank ?? 0) >= $0 } ?? false
    }

    func line(_ candidate: Candidate, _ netting: CreditNetting) -> CorrespondenceLine {
        line(candidate, accessories(of: candidate, netting), asksFrom: nil, bearsIndemnity: true)
    }

    private func line(
        _ candidate: Candidate, _ accessories: Accessories, asksFrom rank: Int?, bearsIndemnity: Bool
    ) -> CorrespondenceLine {
        CorrespondenceLine(
            receivable: candidate.receivable, dueOn: candidate.dueOn, step: candidate.next?.id ?? "",
            rank: candidate.next?.rank ?? 0, open: candidate.asked, interest: accessories.interest,
            indemnity: bearsIndemnity ? accessories.indemnity : 0, asksAccessories: asksAccessories(candidate, from: rank))
    }

    /// Interest and the fixed sum to the day of the message, on what was late: money at hand counts from the day it came,
    /// allocated or not. Nothing before the due date, nothing once waived.
    func accessories(of candidate: Candidate, _ netting: CreditNetting) -> Accessories {
        let id = candidate.receivable
        let question = AccessoryQuestion(
            policy: scenario.accessories, currency: currency, dueOn: candidate.dueOn, amount: candidate.principal,
            reductions: (reductions[id] ?? []) + netting.reductions(of: id), on: day)
        guard question.isLate, !account.waivedAccessories.contains(id.invoice) else { return .none }
        return rules.accessories.compute(question)
    }

    private func toCome(besides chosen: [Candidate]) -> [ToCome] {
        guard let last = candidates.last?.dueOn, last >= day else { return [] }
        let limit = day.adding(days: scenario.toComeDays)
        let asked = Set(chosen.map(\.receivable))
        return candidates.compactMap { candidate in
            guard candidate.dueOn >= day, candidate.dueOn <= limit, !candidate.isHeldBack,
                !asked.contains(candidate.receivable)
            else { return nil }
            return ToCome(receivable: candidate.receivable, dueOn: candidate.dueOn, open: candidate.open)
        }
    }

    func reasons(_ chosen: [Candidate]) -> [ActionReason] {
        var found: [ActionReason] = []
        for candidate in chosen {
            guard let next = candidate.next else { continue }
            found.append(.stepReached(candidate.receivable, step: next.id, on: next.from))
            if let last = candidate.progress.lastOn { found.append(.gapElapsed(candidate.receivable, last: last)) }
            if candidate.disputed > 0 {
                found.append(.disputedPartLeftOut(candidate.receivable.invoice, candidate.disputed, currency))
            }
            if candidate.effect.stoppedDays > 0 {
                found.append(.clockStopped(candidate.receivable.invoice, days: candidate.effect.stoppedDays))
            }
        }
        return found
    }

    /// A call needs none: it is a person's already.
    private func approval(
        _ top: Step, _ channel: StepChannel, _ chosen: [Candidate], _ amount: Int64
    ) -> ApprovalReason? {
        if channel == .call { return nil }
        if amount > Money.largest { return .amount(amount, currency) }
        let steps = chosen.compactMap(\.next)
        if let held = rules.heldThrough, steps.contains(where: { $0.from <= held }) { return .journalMissing }
        if chosen.contains(where: \.needsApproval) { return .lateImport }
        for step in steps where step.approval == .always { return .step(step.id) }
        let facts = ConditionFacts(
            customer: account.customer, currency: currency, open: amount, balance: 0, daysLate: 0, reminders: 0)
        for step in steps {
            if case .fromAmount(let hundredths) = step.approval, facts.hold(.openAtLeast(hundredths)) {
                return .amount(amount, currency)
            }
        }
        if let limit = rules.payments.limit(rules.profile.policy), top.rank > 1 {
            let known = rules.payments.through
            let age = known.map { judge.calendar.workingDays(after: $0.day, through: day) }
            if age.map({ $0 > limit }) ?? true { return .stalePayments(last: known?.day, account: known?.account) }
        }
        return rules.isFirstLiveSend ? .firstLiveSend : nil
    }
}

/// By which channel a customer can be reached at a step: the step's own, else its fallbacks in order.
struct Reach {
    let channel: StepChannel?
    let address: String?
    /// By e-mail, the addresses of the other roles.
    private(set) var copies: [String] = []

    init(_ account: Account, _ step: Step) {
        let customer = account.customer
        for channel in [step.channel] + step.fallbacks {
            switch channel {
            case .email:
                let emails = Self.emails(account, step.roles)
                if let email = emails.first {
                    self.channel = .email
                    address = email
                    copies = Array(emails.dropFirst())
                    return
                }
            case .letter, .registeredLetter:
                if customer.hasPostalAddress {
                    self.channel = channel
                    address = nil
                    return
                }
            case .call:
                self.channel = .call
                address = customer.phone
                return
            }
        }
        channel = nil
        address = nil
    }

    /// The working addresses of the roles asked for, in their order; without any, the customer's first working one.
    private static func emails(_ account: Account, _ roles: [String]) -> [String] {
        let customer = account.customer
        var chosen: [String] = []
        for role in roles {
            let address = customer.contacts.first { contact in
                ContactRole.areSame(contact.role, role)
                    && contact.email.map { !$0.isEmpty && !account.suspendedAddresses.contains($0) } ?? false
            }?.email
            if let address, !chosen.contains(address) { chosen.append(address) }
        }
        if !chosen.isEmpty { return chosen }
        return customer.emails.first { !account.suspendedAddresses.contains($0) }.map { [$0] } ?? []
    }
}
