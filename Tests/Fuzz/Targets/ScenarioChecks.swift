import Documents
import Dunning
import Ledger
import ScenarioFiles
import Texts

/// Scenarios in YAML: read or refused with every mistake inside the file and in words, the same each time.
enum ScenarioChecks {
    private static let templates = Set(TemplateLibrary.ids)

    static func check(_ bytes: [UInt8]) throws(Violation) {
        let read = parse(bytes)
        try requireSame(parse(bytes), read, "read twice")
        if !bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            try requireSame(parse([0xEF, 0xBB, 0xBF] + bytes), read, "with a byte order mark")
        }
        switch read {
        case .success(let file):
            try require(file.scenario.changes(since: file.scenario).isEmpty, "a scenario differs from itself")
            try require(!file.scenario.id.text.isEmpty, "a scenario without id")
            try requireSame(Set(file.scenario.steps.map(\.id)).count, file.scenario.steps.count, "its steps")
        case .failure(let refusal): try located(refusal, bytes)
        }
    }

    private static func parse(_ bytes: [UInt8]) -> Result<ScenarioFile, ScenarioRefusal> {
        outcome { () throws(ScenarioRefusal) in try ScenarioFiles.parse(bytes, templates: templates) }
    }

    private static func located(_ refusal: ScenarioRefusal, _ bytes: [UInt8]) throws(Violation) {
        try require(!refusal.problems.isEmpty && refusal.problems.count <= 101, "\(refusal.problems.count) problems")
        let lines = lengths(of: String(decoding: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...], as: UTF8.self))
        for problem in refusal.problems {
            try require((1...lines.count + 1).contains(problem.line), "line \(problem.line) of \(lines.count): \(problem)")
            let length = problem.line <= lines.count ? lines[problem.line - 1] : 0
            try require((1...length + 1).contains(problem.column), "column \(problem.column) of \(length): \(problem)")
            try require(problem.text.unicodeScalars.count <= 80, "\(problem.text.unicodeScalars.count) characters are shown")
            for language in Language.allCases {
                let sentence = problem.sentence(language)
                try require(!sentence.contains("⟨") || problem.text.contains("⟨") || problem.path.contains("⟨"), "words are missing: \(sentence)")
            }
        }
    }

    /// The length of each line in characters, as YAML counts lines.
    private static func lengths(of text: String) -> [Int] {
        var lengths = [0]
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where previous == "\r": break
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": lengths.append(0)
            default: lengths[lengths.count - 1] += 1
            }
            previous = scalar
        }
        return lengths
    }
}
