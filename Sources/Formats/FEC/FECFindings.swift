/// What was found in a FEC, kept in bounded memory: every code is counted, its first findings are kept in full.
package struct FECFindings: Hashable, Sendable {
    /// Findings kept for each code.
    package static let keptPerCode = 50

    /// The findings kept, in the order of the file.
    package private(set) var located: [Diagnostic] = []
    private var counts: [DiagnosticCode: Int] = [:]

    package var isEmpty: Bool { counts.isEmpty }

    /// How many times a code was found, kept or not.
    package func count(of code: DiagnosticCode) -> Int { counts[code] ?? 0 }

    /// Every code found with its count, in the order of `DiagnosticCode`.
    package var summary: [(code: DiagnosticCode, count: Int)] {
        DiagnosticCode.allCases.compactMap { code in counts[code].map { (code, $0) } }
    }

    /// Whether the next finding of a code would be kept, and so is worth describing.
    func keeps(_ code: DiagnosticCode) -> Bool { count(of: code) < Self.keptPerCode }

    /// Counts a finding, and keeps it if it is among the first of its code.
    mutating func note(_ code: DiagnosticCode, _ diagnostic: @autoclosure () -> Diagnostic) {
        let count = counts[code, default: 0]
        counts[code] = count + 1
        if count < Self.keptPerCode { located.append(diagnostic()) }
    }

    mutating func note(_ diagnostic: Diagnostic) {
        note(diagnostic.code, diagnostic)
    }

    mutating func sort() {
        let order = located.indices.sorted { (located[$0].line ?? 0, $0) < (located[$1].line ?? 0, $1) }
        located = order.map { located[$0] }
    }
}

/// Why a FEC is refused as a whole. Nothing of it may be applied.
package struct FECRefusal: Error, Hashable, Sendable {
    /// Never empty.
    package let findings: FECFindings

    init(_ findings: FECFindings) { self.findings = findings }

    init(_ diagnostic: Diagnostic) {
        var findings = FECFindings()
        findings.note(diagnostic)
        self.findings = findings
    }
}
