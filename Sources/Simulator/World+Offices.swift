import Outbox
import Values

/// What the offices' books say of messages, and what the world's companies learn from them.
extension World {
    func customer(of message: OutgoingMessage) -> NaiveCustomer? {
        guard let company = company(message.company) else { return nil }
        switch message.envelope {
        case .email(_, let recipient):
            let number = recipient.localPart.prefix { $0 != "." }
            return company.customer(number.uppercased())
        case .letter(_, let recipient), .registeredLetter(_, let recipient):
            let number = recipient.first?.split(separator: " ").last.map(String.init)
            return number.flatMap { company.customer($0) }
        }
    }

    /// Something is in suspense about the customer: nothing counts as missing until it is settled.
    func cloud(_ message: OutgoingMessage) { customer(of: message)?.isClouded = true }

    /// Past the point of no return, and not handed over: nobody but the world knows.
    func doubt(_ message: OutgoingMessage) {
        guard let customer = customer(of: message) else { return }
        customer.isClouded = true
        // A copy takes no step: whether it left changes nothing for the next message.
        if message.original == nil { customer.inDoubt[message.id] = receivables(in: message) }
        tell("in doubt \(message.company).\(message.id), not taken")
    }

    /// Taken, and the sender does not know.
    func loseAnswer(_ message: OutgoingMessage) {
        guard let customer = customer(of: message) else { return }
        customer.isClouded = true
        // A copy takes no step: whether it left changes nothing for the next message.
        if message.original == nil { customer.inDoubt[message.id] = receivables(in: message) }
        if let last = accepted.indices.last { accepted[last].answerWasLost = true }
        tell("answer lost \(message.company).\(message.id)")
    }

    /// A message that is tried again bears the name that it had: so a server that has it already knows it (I6).
    func name(_ message: OutgoingMessage) {
        let key = message.company + "/" + message.id
        guard let own = MessageText(message.bytes, isMail: message.channel == .email).name else { return }
        guard let name = names[key] else { return names[key] = own }
        if name != own { violate("I6", "\(key) was \(name), and is \(own) at another try") }
    }

    /// The recipient's server says "not now"; after two days of it, by the clock that the program has, nothing more goes to
    /// that address.
    func putOff(_ message: OutgoingMessage, _ process: SimulatedProcess) {
        let key = message.company + "/" + message.id
        cloud(message)
        if mayBeForgotten(message, process) { return }
        let first = firstPutOff[key] ?? now
        firstPutOff[key] = first
        if now >= first.adding(seconds: 172_800) { refuse(message, process, addressIsBad: true) }
    }

    /// Whoever looked at its messages meanwhile, and left them for want of room, makes the worker forget what it is told.
    private func mayBeForgotten(_ message: OutgoingMessage, _ process: SimulatedProcess) -> Bool {
        process.hasStoodStill && company(message.company)?.isPaced == true
    }

    func refuse(_ message: OutgoingMessage, _ process: SimulatedProcess, addressIsBad: Bool) {
        guard let customer = customer(of: message), case .email(_, let recipient) = message.envelope else { return }
        customer.isClouded = true
        if mayBeForgotten(message, process) { customer.isAddressUnsure = true }
        if addressIsBad, !customer.badAddresses.contains(recipient.text) { customer.badAddresses.append(recipient.text) }
    }

    /// News of a message that was taken: late, twice, in another order.
    func expectNews(of message: OutgoingMessage, at place: String) {
        guard let company = company(message.company), let customer = customer(of: message),
            case .email(_, let recipient) = message.envelope, let (name, drawn) = faults.draw(.receipt, at: place)
        else { return }
        fire(.receipt, name)
        var dice = drawn
        let day = company.zone.day(at: time)
        let kinds: [[DeliveryReceipt]] = [
            [.delivered, .delivered], [.hardBounce], [.hardBounce, .delivered], [.softBounce, .delivered], [.delivered, .hardBounce],
            [.delivered, .complaint], [.hardBounce, .hardBounce, .softBounce],
        ]
        var delay = dice.once(in: 3) ? dice.int(3...20) : dice.int(0...1)
        for receipt in dice.pick(kinds) ?? [] {
            company.receipts.append(
                NaiveReceipt(
                    message: message.id, address: recipient.text, customer: customer.number, receipt: receipt,
                    on: day.adding(days: delay)))
            delay += dice.int(0...1)
        }
    }

    private func receivables(in message: OutgoingMessage) -> [String] {
        let text = MessageText(message.bytes, isMail: message.channel == .email)
        return text.isThanks ? [] : text.lines.map { "\($0.invoice) \($0.amount)" }
    }

    /// The world takes a message into its books, and holds it against everything it knows.
    ///
    /// - Parameter badAddresses: to which nothing went at its point of no return; what another worker is told between it and
    ///   the final dot calls nothing back.
    func take(_ message: OutgoingMessage, isSimulated: Bool, badAddresses: [String]) {
        let key = message.company + "/" + message.id
        counters.messages += 1
        tell("took \(key) \(message.envelope.recipientText) \(Fingerprint.hexadecimal(Fingerprint.of(message.bytes)))")
        accepted.append(
            Accepted(
                company: message.company, message: message.id, digest: Fingerprint.of(message.bytes),
                channel: message.channel.rawValue, headerID: message.messageID.text, answerWasLost: false))
        copies[key, default: 0] += 1
        counters.evaluated("I6")
        if copies[key, default: 0] > 1 { violate("I6", "\(key) was taken \(copies[key, default: 0]) times") }
        guard let company = company(message.company) else {
            return violate("I8", "\(key) comes from a company that does not exist")
        }
        if !isSimulated, !company.isLive { violate("live", "\(key) really left for a company that is not live") }
        MessageAudit(self, company, message, badAddresses).run()
    }
}

extension OutgoingMessage {
    /// The message of which this one is a copy.
    var original: String? { id.firstRange(of: "-copy-").map { String(id[..<$0.lowerBound]) } }
}
