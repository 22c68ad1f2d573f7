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
        var link = FactLink(company: company, sequence: fact.sequence, after: previous, payloadCount: fact.payload.count)
        link.append(fact.knownOn.iso)
        link.append(fact.recordedAt.milliseconds)
        link.append(fact.actor)
        link.append(fact.kind)
        fact.payload.withUnsafeBytes { link.append($0) }
        return link.hash
    }

    package static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        return digest
    }

    /// Bytes written in hexadecimal, two digits each; nil when they are not.
    package static func bytes(_ hexadecimal: String) -> [UInt8]? {
        let digits = Array(hexadecimal.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[index...(index + 1)], as: UTF8.self), radix: 16) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    package static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

/// The bytes that a link of the chain hashes, field by field in their order.
struct FactLink {
    private static let tag = Array("relance.fact.1".utf8)
    private var bytes: [UInt8]

    init(company: CompanyID, sequence: Int64, after previous: [UInt8], payloadCount: Int) {
        bytes = Self.tag
        bytes.reserveCapacity(192 + payloadCount)
        bytes.append(contentsOf: previous)
        append(company.text)
        append(sequence)
    }

    mutating func append(_ field: UnsafeRawBufferPointer) {
        append(Int64(field.count))
        bytes.append(contentsOf: field)
    }

    mutating func append(_ field: String) {
        append(Int64(field.utf8.count))
        bytes.append(contentsOf: field.utf8)
    }

    mutating func append(_ number: Int64) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    var hash: [UInt8] { FactHash.sha256(bytes) }
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

    func hashed(_ hash: [UInt8]) -> StoredFact {
        StoredFact(
            sequence: sequence, knownOn: knownOn, recordedAt: recordedAt, actor: actor, kind: kind, customer: customer,
            payload: payload, hash: hash)
    }

    package func fact() throws(FactCodingError) -> Fact {
        Fact(
            sequence: sequence, knownOn: knownOn, recordedAt: recordedAt, actor: actor,
            body: try FactBody(kind: kind, payload: String(decoding: payload, as: UTF8.self)))
    }
}
