import Formats
import Testing

/// One line of `examples/mistakes/EXPECTED.csv`.
struct Mistake: Sendable, CustomTestStringConvertible {
    let file: String
    let kind: String
    let code: String
    /// Nil when the whole file is refused.
    let line: Int?

    var testDescription: String { file }

    static func all() throws -> [Mistake] {
        var reader = try CSVReader(ByteSource(ExampleFiles.bytes("mistakes/EXPECTED.csv")))
        var row = TableRow()
        var found: [Mistake] = []
        while try reader.next(into: &row) {
            let cells = (0..<4).map { row.text(at: $0) }
            if cells[0] != "file" { found.append(Mistake(file: cells[0], kind: cells[1], code: cells[2], line: Int(cells[3]))) }
        }
        return found
    }
}

@Suite("Files with a mistake get the answer that is promised")
struct MistakesTests {
    @Test("The code and the line are those of EXPECTED.csv", arguments: try Mistake.all())
    func answer(mistake: Mistake) throws {
        let found = try diagnostics(mistake)
        if mistake.code == "conflict" {
            // Only the books can tell: the file is good by itself.
            #expect(found.isEmpty)
            return
        }
        #expect(found.contains { $0.code.rawValue == mistake.code && (mistake.line == nil || $0.line == mistake.line) }, "\(found)")
    }

    private func diagnostics(_ mistake: Mistake) throws -> [Diagnostic] {
        if mistake.kind == "fec" { return try refusals(mistake) }
        do {
            let rows = try ExampleFiles.table("mistakes/\(mistake.file)", as: TableKind(rawValue: mistake.kind)).rows
            return rows.flatMap { row in
                if case .rejected(_, let problems) = row { return problems }
                return []
            }
        } catch let refusal as Diagnostic {
            return [refusal]
        }
    }

    private func refusals(_ mistake: Mistake) throws -> [Diagnostic] {
        do {
            _ = try FEC.read(ByteSource(ExampleFiles.bytes("mistakes/\(mistake.file)")), named: mistake.file)
            return []
        } catch let refusal as FECRefusal {
            return refusal.findings.located
        }
    }
}
