package import Ledger
import Matching
import SQL
import Storage
package import Values

extension Desk {
    /// Movements decided in one transaction.
    private static let lot = 200
    /// From this probability on, an explanation that is not the best one holds reminders as well, hundred-thousandths.
    private static let worthWaiting = 10_000

    /// Looks whose the movements of the bank are: those that are sure become payments, the others wait for a person and
    /// keep reminders from leaving meanwhile.
    ///
    /// Run again, it does nothing more; what it posted on that day is told again.
    ///
    /// - Parameter isDryRun: nothing is recorded.
    package func match(
        _ company: CompanyID, on day: LocalDate, isDryRun: Bool = false, by actor: String
    ) async throws(DeskError) -> MatchReport {
        var report = MatchReport(on: day)
        report.entries = try await match(company, on: day, isDryRun: isDryRun, tellsPosted: true, by: actor)
        report.entries.sort { ($0.booked.entry.bookedOn, $0.booked.entry.id) < ($1.booked.entry.bookedOn, $1.booked.entry.id) }
        return report
    }

    /// What waits is judged and, unless nothing is to be recorded, decided.
    ///
    /// - Parameter tellsPosted: what was posted on that day before is told with it, in one state of the database.
    private func match(
        _ company: CompanyID, on day: LocalDate, isDryRun: Bool, tellsPosted: Bool, by actor: String
    ) async throws(DeskError) -> [MatchedEntry] {
        let policy = try await book(company).profile.policy.matching
        let (table, posted, end) = try await database.read(for: .company(company.text)) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in
                (
                    try MatchTable(company, policy, on: day, session),
                    tellsPosted ? try Self.posted(company, on: day, session) : [],
                    try MatchStore.end(of: company, session)
                )
            }
        }
        let judged = await table?.judged(tasks: Self.tasks(for: table?.entries.count ?? 0)) ?? []
        if isDryRun { return posted + judged }
        var decided = posted
        for part in judged.parts(of: Self.lot) { decided += try await decide(Array(part), company, on: day, by: actor) }
        if let table { decided = try await decideGoneBack(decided, table, company, on: day, by: actor) }
        try await mark(company, through: end)
        return decided
    }

    /// Money that came with these movements and went back with them.
    private func decideGoneBack(
        _ decided: [MatchedEntry], _ table: MatchTable, _ company: CompanyID, on day: LocalDate, by actor: String
    ) async throws(DeskError) -> [MatchedEntry] {
        let ids = decided.perhapsGoneBack
        guard !ids.isEmpty else { return decided }
        let posted = try await database.read(for: .company(company.text)) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in try BankStore.entries(ids, company, session) }
        }
        let again = table.judgedAgain(beside: posted).filter(\.namesReturn)
        let renewed = try await decide(again, company, on: day, by: actor)
        let replaced = Set(renewed.map(\.booked.entry.id))
        return decided.filter { !replaced.contains($0.booked.entry.id) } + renewed
    }

    /// Matches what came since the last time; reads an index, and answers nil, when nothing did.
    func matchNews(_ company: CompanyID, on day: LocalDate, by actor: String) async throws(DeskError) -> MatchCounts? {
        let hasNews = try await database.read(for: .company(company.text)) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in try MatchStore.hasNews(company, session) }
        }
        guard hasNews else { return nil }
        let judged = try await match(company, on: day, isDryRun: false, tellsPosted: false, by: actor)
        return judged.isEmpty ? nil : MatchCounts(judged)
    }

    private func mark(_ company: CompanyID, through end: Int64) async throws(DeskError) {
        try await database.write(for: .company(company.text)) { session throws(DeskError) in
            try DeskError.lifting { () throws(SQLError) in try MatchStore.mark(company, through: end, session) }
        }
    }

    private static func tasks(for entries: Int) -> Int { entries < 1000 ? 1 : 2 }

    /// What the program attributed on a day.
    private static func posted(
        _ company: CompanyID, on day: LocalDate, _ session: Session
    ) throws(SQLError) -> [MatchedEntry] {
        let found = try BankStore.postedAutomatically(on: day, company, session)
        let customers = found.flatMap { $0.shares.map(\.customer) }
        let accounts = try AccountLoader(company, .whole).load(.these(customers), session)
        return found.map { MatchedEntry(posted: $0, accounts) }
    }

    // MARK: Deciding

    private func decide(
        _ entries: [MatchedEntry], _ company: CompanyID, on day: LocalDate, by actor: String
    ) async throws(DeskError) -> [MatchedEntry] {
        let returns = entries.filter(\.givesBack)
        let others = entries.filter { !$0.givesBack }
        var decided = try await work(company, stamp(day, actor)) { unit throws(DeskError) in
            try unit.loadEntries(others.map(\.booked.entry.id))
            var decided: [MatchedEntry] = []
            for entry in others { decided.append(try Self.decide(entry, &unit, on: day)) }
            return decided
        }
        // Each in its own piece of work: their customers are read whole.
        for entry in returns {
            decided.append(
                try await work(company, stamp(day, actor)) { unit throws(DeskError) in
                    try unit.loadEntries([entry.booked.entry.id])
                    return try Self.giveBack(entry, &unit, on: day)
                })
        }
        return decided
    }

    static func decide(
        _ entry: MatchedEntry, _ unit: inout UnitOfWork, on day: LocalDate
    ) throws(DeskError) -> MatchedEntry {
        let id = entry.booked.entry.id
        guard try unit.entry(id).isOpen else { return entry }
        if entry.outcome == .post, let explanation = entry.explanation {
            let evidence = MatchEvidence(
                isAutomatic: true, probability: explanation.probability, reasons: explanation.reasons)
            if try unit.post(explanation.shares, of: id, evidence, on: day) { return entry }
            try unit.suggest(entry.pending(on: day, from: worthWaiting), for: id, on: day)
            return entry.overtaken
        }
        guard entry.booked.entry.isReceipt else { return entry }
        try unit.suggest(entry.pending(on: day, from: worthWaiting), for: id, on: day)
        return entry
    }

    static func giveBack(
        _ entry: MatchedEntry, _ unit: inout UnitOfWork, on day: LocalDate
    ) throws(DeskError) -> MatchedEntry {
        let movement = entry.booked.entry
        guard let returned = entry.explanation?.returned, try unit.entry(movement.id).isOpen else { return entry }
        let reason = movement.nature.returnReason ?? "returned"
        return try unit.giveBack(returned, by: movement.id, reason: reason, on: day) ? entry : entry.overtaken
    }
}

extension [MatchedEntry] {
    /// Receipts just posted whose very amount went out and was not taken for theirs.
    var perhapsGoneBack: [EntryID] {
        let gone = Set(filter { !$0.booked.entry.isReceipt && !$0.givesBack }.map { -$0.booked.entry.amount })
        if gone.isEmpty { return [] }
        return filter { $0.outcome == .post && $0.booked.entry.isReceipt && gone.contains($0.booked.entry.amount) }
            .map(\.booked.entry.id)
    }
}

extension MatchedEntry {
    /// Money that surely went back.
    var givesBack: Bool { outcome == .post && namesReturn }

    /// Money that perhaps went back.
    var namesReturn: Bool { explanation?.returned.isEmpty == false }

    /// Somebody else was faster: a person looks at it.
    var overtaken: MatchedEntry { doubted([MatchDoubt.contested()]) }

    private func doubted(_ doubts: [MatchEvidence.Reason], _ outcome: MatchProposal.Outcome = .suggest) -> MatchedEntry {
        MatchedEntry(
            booked,
            MatchProposal(
                entry: booked.entry.id, outcome: outcome, best: explanation, doubts: doubts, alternatives: alternatives))
    }

    /// What a person undid is not done again by the program, and what another file may have told is decided by a person.
    var unlessInDoubt: MatchedEntry {
        let isUndone = booked.lastShare > booked.shares.count
        let isPerhapsKnown = booked.entry.nature.isPerhapsKnown && booked.shares.isEmpty
        guard isPerhapsKnown || isUndone && outcome == .post else { return self }
        let doubts = isPerhapsKnown ? [MatchEvidence.Reason("perhaps_known")] + doubts : [MatchEvidence.Reason("undone")]
        return doubted(doubts, outcome == .none ? .none : .suggest)
    }

    /// What went back may be a receipt of the amount that nobody has identified, unless the bank names the one that it was.
    func unlessOf(_ unknown: Set<Money>) -> MatchedEntry {
        guard givesBack, unknown.contains(Money(minor: -booked.entry.amount, booked.entry.currency)),
            explanation?.reasons.contains(where: { $0.code == MatchReason.returnedReference.rawValue }) == false
        else { return self }
        return doubted([MatchDoubt.severalExplanations()])
    }

    /// Who paid is clear, and what for is not: it waits, as money on the account of the payer.
    var waitingForItsPayer: MatchedEntry {
        guard outcome == .none, booked.entry.isReceipt, let best = explanation, let customer = best.customer,
            best.reasons.contains(where: { MatchReason.payerCodes.contains($0.code) }),
            !doubts.contains(where: { MatchDoubt.othersMoney.contains($0.code) })
        else { return self }
        let onAccount = MatchExplanation(
            probability: best.probability,
            shares: [ProposedShare(customer: customer, amount: booked.unattributed, remainder: booked.unattributed)],
            reasons: best.reasons.filter { MatchReason.payerCodes.contains($0.code) })
        return MatchedEntry(
            booked,
            MatchProposal(
                entry: booked.entry.id, outcome: .suggest, best: onAccount, doubts: doubts,
                alternatives: ([best] + alternatives.prefix(3)).filter { $0.shares != onAccount.shares }))
    }

    /// Whose reminders wait until somebody says what the movement is.
    func pending(on day: LocalDate, from probability: Int) -> [PendingReceipt] {
        guard outcome != .none else { return [] }
        let explanations = [explanation].compactMap { $0 }
            + alternatives.filter { $0.probability >= probability || $0.reasons.contains { MatchReason.namingCodes.contains($0.code) } }
        var invoices: [CustomerID: Set<InvoiceID>] = [:]
        var unnamed: Set<CustomerID> = []
        for explanation in explanations {
            // An amount that fits may be another one's: of whom nothing is named, everything waits.
            let isNamed = explanation.reasons.contains { MatchReason.namingCodes.contains($0.code) }
            for share in explanation.shares {
                let named = share.allocations.map(\.receivable.invoice) + share.nettings.map(\.receivable.invoice)
                if !isNamed || named.isEmpty || share.remainder > 0 { unnamed.insert(share.customer) }
                invoices[share.customer, default: []].formUnion(named)
            }
        }
        return invoices.keys.sorted().map { customer in
            PendingReceipt(
                customer: customer, entry: booked.entry.id, currency: booked.entry.currency, amount: booked.unattributed,
                invoices: unnamed.contains(customer) ? [] : (invoices[customer] ?? []).sorted(), on: booked.entry.bookedOn)
        }
    }
}
