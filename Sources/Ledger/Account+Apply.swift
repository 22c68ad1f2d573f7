import Values

extension Account {
    /// Adds one fact about this customer; facts about the company as a whole change nothing here.
    package mutating func apply(_ body: FactBody) throws(FoldError) {
        switch body {
        case .customerRecorded(let changed): customer = changed
        case .invoiceIssued(let invoice, let declared): try issue(invoice, declared: declared)
        case .invoiceQuarantined(let version): try setQuarantine(version.invoice, true)
        case .quarantineReleased(_, let invoice): try setQuarantine(invoice, false)
        case .creditRecorded(let credit):
            guard self.credit(credit.key) == nil else { throw .creditExists(credit.key) }
            append(credit)
        case .creditReturned(_, let key, let on, _): try returnCredit(key, on: on)
        case .allocationMade(_, let allocation): try allocate(allocation)
        case .allocationReversed(_, let number, let on): try reverse(number, on: on)
        case .receivableWrittenOff(_, let receivable, let amount, _, _): try writeOff(receivable, amount)
        case .holdPlaced(let hold):
            guard !holds.contains(where: { $0.id == hold.id }) else { throw .holdExists(hold.id) }
            holds.append(hold)
        case .holdReleased(_, let id, let on):
            guard let index = holds.firstIndex(where: { $0.id == id }) else { throw .unknownHold(id) }
            holds[index].releasedOn = on
        case .scenarioAssigned(_, let scenario, let restartOn):
            assignment = ScenarioAssignment(scenario: scenario, restartOn: restartOn)
        case .messagePlanned(let message):
            guard !messages.contains(where: { $0.id == message.id }) else { throw .messageExists(message.id) }
            messages.append(message)
            recordSteps(of: message)
        case .messageMoved(let move): try apply(move)
        case .addressSuspended(_, let address, _):
            if !suspendedAddresses.contains(address) { suspendedAddresses.append(address) }
        case .addressRestored(_, let address, _): suspendedAddresses.removeAll { $0 == address }
        case .taskOpened(let task):
            guard !tasks.contains(where: { $0.id == task.id }) else { throw .taskExists(task.id) }
            tasks.append(task)
        case .taskClosed(_, let id, let on):
            guard let index = tasks.firstIndex(where: { $0.id == id }) else { throw .unknownTask(id) }
            tasks[index].closedOn = on
        case .accessoriesWaived(_, let invoice, _):
            if !waivedAccessories.contains(invoice) { waivedAccessories.append(invoice) }
        case .bank(let fact): try apply(fact)
        case .companyDescribed, .scenarioRecorded, .defaultScenarioChosen, .importRecorded, .dayPlayed: break
        }
    }

    private mutating func issue(_ invoice: Invoice, declared: DeclaredStep?) throws(FoldError) {
        guard index(of: invoice.id) == nil else { throw .invoiceExists(invoice.id) }
        var invoice = invoice
        if let declared {
            let step = StepTaken(step: declared.step, rank: declared.rank, on: declared.on, message: nil, standing: .sent)
            for index in invoice.receivables.indices { invoice.receivables[index].steps = [step] }
        }
        append(invoice)
    }

    private mutating func setQuarantine(_ id: InvoiceID, _ value: Bool) throws(FoldError) {
        guard let index = index(of: id) else { throw .unknownInvoice(id) }
        invoices[index].isQuarantined = value
    }

    func place(of id: ReceivableID) throws(FoldError) -> (invoice: Int, receivable: Int) {
        guard let invoice = index(of: id.invoice),
            let receivable = invoices[invoice].receivables.firstIndex(where: { $0.rank == id.rank })
        else { throw .unknownReceivable(id) }
        return (invoice, receivable)
    }

    private mutating func allocate(_ allocation: Allocation) throws(FoldError) {
        followDocuments()
        guard let credit = index(of: allocation.credit) else { throw .unknownCredit(allocation.credit) }
        guard allocation.number > lastAllocation else { throw .allocationExists(customer.id, allocation.number) }
        let (invoice, receivable) = try place(of: allocation.receivable)
        guard credits[credit].currency == invoices[invoice].currency else {
            throw .currenciesDiffer(allocation.credit, allocation.receivable)
        }
        guard allocation.amount > 0, allocation.amount <= credits[credit].unallocated,
            allocation.amount <= invoices[invoice].receivables[receivable].open
        else { throw .allocationTooLarge(allocation.credit, allocation.receivable) }
        credits[credit].unallocated -= allocation.amount
        invoices[invoice].receivables[receivable].open -= allocation.amount
        allocations.append(allocation)
        lastAllocation = allocation.number
    }

    private mutating func reverse(_ number: Int, on day: LocalDate) throws(FoldError) {
        guard let index = allocations.firstIndex(where: { $0.number == number && $0.isLive }) else {
            throw .unknownAllocation(customer.id, number)
        }
        let allocation = allocations[index]
        let (invoice, receivable) = try place(of: allocation.receivable)
        guard let credit = self.index(of: allocation.credit) else { throw .unknownCredit(allocation.credit) }
        allocations[index].reversedOn = day
        invoices[invoice].receivables[receivable].open += allocation.amount
        credits[credit].unallocated += allocation.amount
    }

    private mutating func returnCredit(_ key: CreditKey, on day: LocalDate) throws(FoldError) {
        guard let credit = index(of: key) else { throw .unknownCredit(key) }
        for allocation in allocations where allocation.credit == key && allocation.isLive {
            try reverse(allocation.number, on: day)
        }
        credits[credit].returnedOn = day
        credits[credit].unallocated = 0
    }

    private mutating func writeOff(_ id: ReceivableID, _ amount: Int64) throws(FoldError) {
        let (invoice, receivable) = try place(of: id)
        guard amount > 0, amount <= invoices[invoice].receivables[receivable].open else { throw .writeOffTooLarge(id) }
        invoices[invoice].receivables[receivable].open -= amount
        invoices[invoice].receivables[receivable].writtenOff += amount
    }

    private mutating func apply(_ move: MessageMove) throws(FoldError) {
        guard let index = messages.lastIndex(where: { $0.id == move.message }) else { throw .unknownMessage(move.message) }
        forgetSteps(of: move.message)
        messages[index].state = move.state
        messages[index].standing = move.standing
        if let content = move.content {
            messages[index].on = content.on
            messages[index].scenario = content.scenario
            messages[index].scenarioVersion = content.scenarioVersion
            messages[index].approval = content.approval
            messages[index].round = content.round
            messages[index].step = content.step
            messages[index].rank = content.rank
            messages[index].channel = content.channel
            messages[index].to = content.to
            messages[index].amount = content.amount
            messages[index].lines = content.lines
            messages[index].credits = content.credits
        }
        recordSteps(of: messages[index])
    }

    /// Failed messages leave no trace on the receivables: their steps were not taken.
    private mutating func recordSteps(of message: Correspondence) {
        guard message.standing != .failed else { return }
        for line in message.lines {
            guard let (invoice, receivable) = try? place(of: line.receivable) else { continue }
            let step = StepTaken(
                step: line.step, rank: line.rank, on: message.on, message: message.id, scenario: message.scenario,
                standing: message.standing)
            invoices[invoice].receivables[receivable].insert(step)
            if message.standing == .sent { invoices[invoice].needsApproval = false }
        }
    }

    private mutating func forgetSteps(of message: MessageID) {
        guard let index = messages.lastIndex(where: { $0.id == message }) else { return }
        for line in messages[index].lines {
            guard let (invoice, receivable) = try? place(of: line.receivable) else { continue }
            invoices[invoice].receivables[receivable].steps.removeAll { $0.message == message }
        }
    }
}
