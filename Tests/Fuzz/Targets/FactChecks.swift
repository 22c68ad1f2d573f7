import Ledger
import Values

/// Facts as they are stored: what is decoded is encoded to bytes that decode to the same fact, for ever.
enum FactChecks {
    /// The first line is the kind, the rest the payload.
    static func check(_ bytes: [UInt8]) throws(Violation) {
        guard let fact = decoded(bytes) else { return }
        let payload = String(decoding: fact.payload, as: UTF8.self)
        try require((try? JSON(parsing: payload)) != nil, "the payload of \(fact.kind) is no JSON")
        let again = outcome { () throws(FactCodingError) in try FactBody(kind: fact.kind, payload: payload) }
        guard case .success(let body) = again else { throw Violation("\(fact.kind) does not decode what it encodes: \(again)") }
        try requireSame(body, fact, "\(fact.kind) decoded again")
        try requireSame(body.payload, fact.payload, "\(fact.kind) encoded again")
        try requireSame(body.customer, fact.customer, "the customer of \(fact.kind)")
        try kept(fact)
    }

    /// What is also kept as a text of its own, beside the fact.
    private static func kept(_ fact: FactBody) throws(Violation) {
        func text(_ write: (inout CanonicalWriter) -> Void) -> String { String(decoding: CanonicalWriter.object(write), as: UTF8.self) }
        if case .holdPlaced(let hold) = fact {
            try requireSame(try? Hold(text: text { hold.write(to: &$0) }), hold, "a hold kept as text")
        }
        if case .customerRecorded(let customer) = fact {
            try requireSame(try? Customer(text: text { customer.write(to: &$0) }), customer, "a customer kept as text")
        }
        if case .companyDescribed(let profile) = fact {
            try requireSame(try? CompanyProfile(text: text { profile.write(to: &$0) }), profile, "a company kept as text")
        }
        if case .messagePlanned(let message) = fact {
            try requireSame(try? AppliedCredit.list(text: AppliedCredit.text(message.credits)), message.credits, "credits kept as text")
        }
    }

    static func decoded(_ bytes: some Collection<UInt8>) -> FactBody? {
        let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        return try? FactBody(kind: String(decoding: parts[0], as: UTF8.self), payload: String(decoding: parts[1], as: UTF8.self))
    }

    /// A history, a fact and its kind on two lines: whatever the facts say, balances stay within their documents (I1, I2).
    static func checkHistory(_ bytes: [UInt8]) throws(Violation) {
        var account: Account?
        var facts: [FactBody] = []
        var kind: ArraySlice<UInt8>?
        for line in bytes.split(separator: 0x0A) {
            guard let name = kind else {
                kind = line
                continue
            }
            kind = nil
            if let fact = decoded(name + [0x0A] + line) { facts.append(fact) }
        }
        for fact in facts {
            if account == nil, case .customerRecorded(let customer) = fact { account = Account(customer: customer) }
            guard var next = account, (try? next.apply(fact)) != nil else { continue }
            account = next
            try balances(next)
        }
    }

    private static func balances(_ account: Account) throws(Violation) {
        for invoice in account.invoices {
            guard Set(invoice.receivables.map(\.rank)).count == invoice.receivables.count else { continue }
            for receivable in invoice.receivables where receivable.amount > 0 {
                let id = ReceivableID(invoice: invoice.id, rank: receivable.rank)
                let settled = account.allocations.filter { $0.isLive && $0.receivable == id }.reduce(0) { $0 + $1.amount }
                try require(receivable.open >= 0, "\(id) owes \(receivable.open)")
                try requireSame(receivable.open + settled + receivable.writtenOff, receivable.amount, "what \(id) owes")
            }
        }
        for credit in account.credits where credit.amount > 0 {
            let used = account.allocations.filter { $0.isLive && $0.credit == credit.key }.reduce(0) { $0 + $1.amount }
            try require(credit.unallocated >= 0, "\(credit.id) has \(credit.unallocated) left")
            try requireSame(credit.unallocated + used, credit.returnedOn == nil ? credit.amount : 0, "what is left of \(credit.id)")
        }
        for currency in account.currencies { _ = account.balance(in: currency) }
    }
}
