/// Rows pulled one by one from a text file or a workbook.
package protocol TableReader {
    /// Replaces `row` with the next row that holds anything; false at the end.
    ///
    /// Throws what makes the rest of the file unreadable.
    mutating func next(into row: inout TableRow) throws(Diagnostic) -> Bool

    /// How the file turned out to be written, for people and for a mapping file.
    var form: TableForm { get }
}

/// How a table is written.
package struct TableForm: Hashable, Sendable {
    /// Nil for a workbook, and for text as long as it is all ASCII.
    package var encoding: TextEncoding?
    /// Nil for a workbook.
    package var separator: Separator?
    /// The sheet that is read, nil for text.
    package var sheet: String?
}

/// What stands between two fields.
package enum Separator: UInt8, Hashable, Sendable, CaseIterable {
    case semicolon = 0x3B
    case tab = 0x09
    case comma = 0x2C
    case bar = 0x7C

    /// As a mapping file writes it.
    package var name: String {
        switch self {
        case .semicolon: ";"
        case .tab: "tab"
        case .comma: ","
        case .bar: "|"
        }
    }

    package init?(named name: some StringProtocol) {
        guard let found = Self.allCases.first(where: { $0.name == name.lowercased() }) else { return nil }
        self = found
    }

    /// The separator under which the most records of the sample have as many fields as the first one, which
    /// has at least two; nil when there is none.
    static func detect(in sample: ArraySlice<UInt8>) -> Separator? {
        var best: (separator: Separator, score: Int)?
        for candidate in allCases {
            let counts = fieldCounts(in: sample, separatedBy: candidate.rawValue)
            guard let widest = counts.max(), widest > 1 else { continue }
            let agreeing = counts.count { $0 == widest }
            let score = agreeing * 1000 / counts.count + min(widest, 100)
            if score > best?.score ?? 0 { best = (candidate, score) }
        }
        return best?.separator
    }

    /// The fields of each of the first records, blank ones left out.
    private static func fieldCounts(in sample: ArraySlice<UInt8>, separatedBy separator: UInt8) -> [Int] {
        var counts: [Int] = []
        var fields = 1
        var isQuoted = false
        var isBlank = true
        for byte in sample {
            switch byte {
            case 0x22: isQuoted.toggle()
            case 0x0A where !isQuoted, 0x0D where !isQuoted:
                if !isBlank { counts.append(fields) }
                if counts.count == 30 { return counts }
                (fields, isBlank) = (1, true)
            case separator where !isQuoted: fields += 1
            default: isBlank = false
            }
        }
        if !isBlank { counts.append(fields) }
        return counts
    }
}
