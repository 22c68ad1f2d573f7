package import Ledger
import Values

/// The end of a company's history, and what is linked to it. Linking needs no database: it can go on beside the
/// writing of what was linked before.
package struct FactChain: Sendable {
    private let company: CompanyID
    private let stamp: Stamp
    private var head: FactLog.Head

    /// - Parameter head: where the chain ends, read after other writers were made to wait.
    package init(_ head: FactLog.Head, of company: CompanyID, _ stamp: Stamp) {
        self.company = company
        self.stamp = stamp
        self.head = head
    }

    package mutating func link(_ bodies: [FactBody]) -> LinkedFacts {
        let start = head
        var hash = start.hash
        let facts = zip((start.sequence + 1)..., bodies).map { sequence, body in
            let fact = StoredFact(
                sequence: sequence, knownOn: stamp.knownOn, recordedAt: stamp.at, actor: stamp.actor, kind: body.kind,
                customer: body.customer?.text, payload: body.payload)
            hash = FactHash.of(fact, company: company, after: hash)
            return fact.hashed(hash)
        }
        head = FactLog.Head(sequence: start.sequence + Int64(bodies.count), hash: hash)
        return LinkedFacts(company: company, stamp: stamp, bodies: bodies, facts: facts, start: start, end: head)
    }
}

/// Facts as their rows hold them, between the head that they follow and the one that they make.
package struct LinkedFacts: Sendable {
    let company: CompanyID
    let stamp: Stamp
    let bodies: [FactBody]
    let facts: [StoredFact]
    let start: FactLog.Head
    package let end: FactLog.Head
}
