import ScenarioFiles
import Testing
import Texts

/// SplitMix64, so that a failure can be played again.
struct SeededChance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite("Hostile scenario files")
struct HostileTests {
    private static func problems(_ bytes: [UInt8]) -> [ScenarioProblem] {
        do {
            _ = try ScenarioFiles.parse(bytes)
            return []
        } catch { return error.problems }
    }

    @Test("are refused unread when they are too large")
    func size() {
        let bytes = [UInt8](repeating: 0x23, count: ScenarioFiles.sizeLimit + 1)
        #expect(Self.problems(bytes).map(\.reason) == [.tooLarge(limit: 256)])
        #expect(Self.problems(Array(bytes.dropLast())).map(\.code) == ["empty"])
    }

    @Test("are located when they are not UTF-8")
    func encoding() {
        let latin1 = Array("id: s\nname: ".utf8) + [0xC9, 0x74, 0xE9, 0x0A]
        #expect(Self.problems(latin1).map { "\($0.line):\($0.column) \($0.code)" } == ["2:7 not_utf8"])
        #expect(Self.problems([0xFF, 0xFE, 0x69, 0x00]).map(\.code) == ["not_utf8"])
    }

    @Test("cannot grow by references")
    func aliasBomb() {
        var yaml = "a: &a [x, x, x, x, x, x, x, x, x]\n"
        for (name, next) in zip("abcdefgh", "bcdefghi") {
            yaml += "\(next): &\(next) [*\(name), *\(name), *\(name), *\(name), *\(name), *\(name), *\(name), *\(name)]\n"
        }
        #expect(Self.problems(Array((yaml + "? *i\n: x\n").utf8)).map(\.code) == ["reference"])
    }

    @Test("keep their list of problems short")
    func manyProblems() {
        let yaml = (0..<5_000).map { "key\($0): x\n" }.joined()
        let problems = Self.problems(Array(yaml.utf8))
        #expect(problems.count == 101)
        #expect(problems.last?.reason == .tooManyProblems(limit: 100))
    }

    @Test("may repeat a key more often than anybody counts")
    func manyRepeats() {
        let yaml = String(repeating: "id: s\n", count: 200)
        #expect(Self.problems(Array(yaml.utf8)).contains { $0.code == "duplicate_key" })
    }

    @Test("are read or refused, and never stop the program", arguments: 0..<8)
    func mutations(seed: Int) {
        var chance = SeededChance(state: UInt64(seed) &* 7_919 &+ 1)
        let corpus = (ScenarioLibrary.all + [ScenarioLibrary.example]).map { Array($0.yaml.utf8) }
            + [Array(ReadingTests.everything.utf8)]
        let tokens = [
            "&a ", "*a", "? ", ": ", "- ", "[", "]", "{", "}", "'", "\"", "|\n", ">\n", "!!int ", "\t", "\n", "%", "---\n",
            "...\n", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{0}", "é", "<<: *a", "\\x41", "J-", "99999999999", "null", "id: x\n",
        ].map { Array($0.utf8) }
        for _ in 0..<75 {
            var bytes = corpus[Int.random(in: 0..<corpus.count, using: &chance)]
            for _ in 0..<Int.random(in: 1...6, using: &chance) {
                let at = Int.random(in: 0...bytes.count, using: &chance)
                switch Int.random(in: 0..<5, using: &chance) {
                case 0: bytes.insert(contentsOf: tokens[Int.random(in: 0..<tokens.count, using: &chance)], at: at)
                case 1: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 0..<20, using: &chance)))
                case 2: if at < bytes.count { bytes[at] = UInt8.random(in: 0...255, using: &chance) }
                case 3: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + Int.random(in: 0..<60, using: &chance))], at: at)
                case _: bytes.removeSubrange(at..<bytes.count)
                }
            }
            for problem in Self.problems(bytes) {
                #expect(problem.line >= 1 && problem.column >= 1)
                for language in Language.allCases {
                    let sentence = problem.sentence(language)
                    #expect(!sentence.contains("⟨"), "\(sentence)")
                }
            }
        }
    }
}
