import Formats
import Statements
import Values

/// Bank statements: the same however the file is cut, no record lost, and sums that come out or are complained of.
enum StatementChecks {
    static func checkCFONB(_ bytes: [UInt8]) throws(Violation) {
        let lines = mostLines(bytes) + bytes.count / 120 + 1
        let told = try check(.cfonb120, bytes, lines: lines)
        guard told.refusal == nil, let rows = plainLines(bytes), rows.allSatisfy({ $0.count <= 120 }) else { return }
        for (index, row) in rows.enumerated() where row.starts(with: Array("04".utf8)) {
            try require(told.answered.contains(index + 1), "the movement on line \(index + 1) is lost")
        }
    }

    static func checkMT940(_ bytes: [UInt8]) throws(Violation) {
        let told = try check(.mt940, bytes, lines: mostLines(bytes))
        guard told.refusal == nil, let rows = plainLines(bytes) else { return }
        for (index, row) in rows.enumerated() where row.starts(with: Array(":61:".utf8)) {
            try require(told.answered.contains(index + 1), "the movement on line \(index + 1) is lost")
        }
    }

    static func checkOFX(_ bytes: [UInt8]) throws(Violation) {
        let told = try check(.ofx, bytes, lines: mostLines(bytes))
        guard told.refusal == nil, let count = plainTags(bytes)?.count(where: { $0.elementsEqual("STMTTRN".utf8) }) else { return }
        let said = told.entries + told.problems
        try require(said >= count, "\(count) movements, \(said) of them told")
    }

    /// Text may be in any encoding that libxml2 knows: lines are only known not to be more than its bytes.
    static func checkCamt(_ bytes: [UInt8]) throws(Violation) { _ = try check(.camt, bytes, lines: bytes.count + 1) }

    /// A table that was recognised as a statement: each row is a movement or a problem.
    static func table(_ input: TableInput, _ survey: TableSurvey, lines: Int) throws(Violation) {
        let told = Told { () throws(Diagnostic) in try StatementReader(input, survey) }
        try told.hold(lines: lines)
        try requireSame(told.refusal, nil, "a surveyed statement")
        try requireSame(told.entries + told.problems, survey.rows, "movements and problems for the rows")
    }

    private static func check(_ format: StatementFormat, _ bytes: [UInt8], lines: Int) throws(Violation) -> Told {
        _ = StatementFormat(head: bytes)
        let whole = Told { () throws(Diagnostic) in try StatementReader(format, ByteSource(bytes)) }
        try whole.hold(lines: lines)
        let cut = Told { () throws(Diagnostic) in try StatementReader(format, ByteSource(bytes, chunk: 11)) }
        // Of two mistakes far apart, the chunks may decide which is met first.
        try requireSame(cut.refusal == nil, whole.refusal == nil, "refused 11 bytes at a time")
        if whole.refusal == nil { try requireSame(cut.events, whole.events, "read 11 bytes at a time") }
        return whole
    }

    /// The lines of a text in ASCII that ends them all in the same way, so that there is no doubt about their numbers.
    private static func plainLines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>]? {
        guard bytes.allSatisfy({ $0 == 0x0A || ($0 >= 0x20 && $0 < 0x7F) }) else { return nil }
        return bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    }

    /// The names between `<` and `>`, where these follow each other and nothing is a declaration.
    private static func plainTags(_ bytes: [UInt8]) -> [ArraySlice<UInt8>]? {
        var tags: [ArraySlice<UInt8>] = []
        var start: Int?
        for (index, byte) in bytes.enumerated() where byte == 0x3C || byte == 0x3E || byte >= 0x80 || byte < 0x20 && byte != 0x0A {
            if byte == 0x3C, start == nil { start = index + 1 } else if byte == 0x3E, let from = start {
                tags.append(bytes[from..<index])
                start = nil
            } else {
                return nil
            }
        }
        return start == nil && !bytes.contains(0x21) && !bytes.contains(0x3F) ? tags : nil
    }
}

/// Everything that a reader tells.
private struct Told {
    private(set) var events: [StatementEvent] = []
    private(set) var refusal: Diagnostic?
    private(set) var entries = 0
    private(set) var problems = 0
    /// Lines of which something is told.
    private(set) var answered: Set<Int> = []

    init(_ open: () throws(Diagnostic) -> StatementReader) {
        do throws(Diagnostic) {
            var reader = try open()
            while let event = try reader.next() { take(event) }
        } catch { refusal = error }
    }

    private mutating func take(_ event: StatementEvent) {
        events.append(event)
        switch event {
        case .begins, .ends: break
        case .entry(let entry):
            entries += 1
            answered.insert(entry.line)
        case .problem(let problem):
            problems += 1
            if let line = problem.line { answered.insert(line) }
        case .remark(let remark): if let line = remark.line { answered.insert(line) }
        }
    }

    /// Statements begin and end in turn, amounts stay within their bounds, and a closing balance that the movements do
    /// not make is complained of.
    func hold(lines: Int) throws(Violation) {
        if let refusal { try requireLocated(refusal, lines: lines) }
        var open: (statement: StatementDraft, sum: Int64, isQuestioned: Bool)?
        for event in events {
            switch event {
            case .begins(let statement):
                try require(open == nil, "a statement begins inside another")
                open = (statement, statement.opening?.amount ?? 0, false)
            case .entry(let entry):
                guard let known = open else { throw Violation("a movement on line \(entry.line) outside a statement") }
                try sound(entry, in: known.statement, lines: lines)
                open?.sum = known.sum &+ entry.amount
            case .problem(let diagnostic), .remark(let diagnostic):
                try requireLocated(diagnostic, lines: lines)
                open?.isQuestioned = true
            case .ends(let statement):
                guard let known = open else { throw Violation("a statement ends that never began") }
                open = nil
                try requireSame(statement.account, known.statement.account, "the account at the end")
                guard known.statement.opening != nil, let closing = statement.closing, !known.isQuestioned else { continue }
                try requireSame(closing.amount, known.sum, "the closing balance of line \(statement.line)")
            }
        }
        try require(open == nil || refusal != nil, "a statement that never ends")
    }

    private func sound(_ entry: EntryDraft, in statement: StatementDraft, lines: Int) throws(Violation) {
        try require((1...lines).contains(entry.line), "line \(entry.line) of \(lines)")
        try require(entry.amount.magnitude <= Money.largest.magnitude, "a movement of \(entry.amount)")
        try requireSame(entry.currency, statement.currency, "the currency of line \(entry.line)")
    }
}
