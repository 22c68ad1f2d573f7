import CSodium
package import Ledger
package import Values

/// One link of a company's chain: SHA-256 over the link before and every field of the fact, each length-prefixed.
///
/// `h = SHA-256("relance.fact.1" ‖ previous ‖ company ‖ sequence ‖ knownOn ‖ recordedAt ‖ actor ‖ kind ‖ payload)`,
/// lengths and numbers as 8 bytes big-endian. Anyone with the export can compute it again.
package enum FactHash {
    /// What the first fact of a company follows.
    package static let origin = [UInt8](repeating: 0, count: 32)

    package static func of(_ fact: StoredFact, company: CompanyID, after previous: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = Array("relance.fact.1".utf8)
        bytes.reserveCapacity(128 + fact.payload.count)
        bytes.append(contentsOf: previous)
        append(Array(company.text.utf8), to: &bytes)
        append(fact.sequence, to: &bytes)
        append(Array(fact.knownOn.iso.utf8), to: &bytes)
        append(fact.recordedAt.milliseconds, to: &bytes)
        append(Array(fact.actor.utf8), to: &bytes)
        append(Array(fact.kind.utf8), to: &bytes)
        append(fact.payload, to: &bytes)
        return sha256(bytes)
    }

    package static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        return digest
    }

    package static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static func append(_ field: [UInt8], to bytes: inout [UInt8]) {
        append(Int64(field.count), to: &bytes)
        bytes.append(contentsOf: field)
    }

    private static func append(_ number: Int64, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
}

/// A fact as its row holds it.
package struct StoredFact: Sendable {
    package let sequence: Int64
    package let knownOn: LocalDate
    package let recordedAt: Instant
    package let actor: String
    package let kind: String
    package let customer: String?
    package let payload: [UInt8]
    package let hash: [UInt8]

    package init(
        sequence: Int64, knownOn: LocalDate, recordedAt: Instant, actor: String, kind: String, customer: String?,
        payload: [UInt8], hash: [UInt8] = []
    ) {
        self.sequence = sequence
        self.knownOn = knownOn
        self.recordedAt = recordedAt
        self.actor = actor
        self.kind = kind
        self.customer = customer
        self.payload = payload
        self.hash = hash
    }

    package func fact() throws(FactCodingError) -> Fact {
        Fact(
            sequence: sequence, knownOn: knownOn, recordedAt: recordedAt, actor: actor,
            body: try FactBody(kind: kind, payload: String(decoding: payload, as: UTF8.self)))
    }
}
