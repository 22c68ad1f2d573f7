import Testing

/// Something that product code does not do, where it is allowed all the same, and what to do instead.
struct Ban: Sendable, CustomTestStringConvertible {
    let what: String
    /// What every such line holds.
    let hints: [String]
    let pattern: @Sendable () -> Regex<Substring>
    /// Starts of the paths that may.
    var allowed: [String] = []
    /// Starts of the paths that are looked at.
    var scope: [String] = ["Sources/"]
    let remedy: String

    var testDescription: String { what }

    func concerns(_ file: SourceFile) -> Bool {
        scope.contains { file.path.hasPrefix($0) } && !allowed.contains { file.path.hasPrefix($0) }
    }
}

private let pureFolders = importTable.filter(\.isPure).map { "Sources/\($0.name)/" }
private let faces = ["Sources/CommandLine/", "Sources/relance/", "Sources/relance-bench/"]
private let programs = ["Sources/relance/", "Sources/relance-bench/"]

let bans: [Ban] = [
    Ban(
        what: "No forced unwrapping, try or cast", hints: ["!"],
        pattern: { /[\w)\]>]!(?![=\w])/ },
        remedy: "an absent value is an error with a name: guard and throw"),
    Ban(
        what: "No trap", hints: ["fatalError", "Failure("],
        pattern: { /\b(?:fatalError|preconditionFailure|assertionFailure)\(/ },
        remedy: "throw an error that says what a person can do"),
    Ban(
        what: "Only the faces print", hints: ["print(", "Print(", "dump("],
        pattern: { /\b(?:print|debugPrint|dump)\(/ }, allowed: faces,
        remedy: "return what is to be said; the command line says it"),
    Ban(
        what: "The clock is read in the program only", hints: ["Date", "time"],
        pattern: { /\bDate\(\)|\bDate\.now\b|\bgettimeofday\(|\btime\(nil\)/ },
        allowed: programs + ["Sources/TestKit/"], remedy: "take the day or the instant as an argument"),
    Ban(
        what: "Chance is drawn in the program only", hints: ["UUID", "Random", "random"],
        pattern: { /\bUUID\(\)|\bSystemRandomNumberGenerator\b|\.random\(in:|\brandombytes_buf\(/ },
        allowed: programs + ["Sources/Storage/", "Sources/TestKit/"],
        remedy: "take the identifier or the source of chance as an argument"),
    Ban(
        what: "No floating point where money is", hints: ["Double", "Float"],
        pattern: { /\b(?:Double|Float|CGFloat)\b/ },
        scope: pureFolders + ["Sources/Storage/"], remedy: "Money, Rate, or a whole number of a named unit"),
    Ban(
        what: "Nobody blocks a thread of the pool that tasks run on", hints: ["global"],
        pattern: { /\bDispatchQueue\.global\(/ }, scope: ["Sources/", "Tests/"],
        remedy: "on Linux the global queue is that pool: a queue with a label has a thread of its own"),
    Ban(
        what: "Only what wraps C steps around the compiler", hints: ["unsafe"],
        pattern: { /\bnonisolated\(unsafe\)|\bunsafeBitCast\(/ },
        allowed: ["Sources/SQLiteEngine/", "Sources/PostgresEngine/", "Sources/Channels/", "Sources/Formats/"],
        remedy: "an owner class with one queue, or a value"),
]

@Suite("Product code keeps to what STYLE.md allows")
struct BannedCallTests {
    @Test("Banned calls", arguments: bans)
    func banned(ban: Ban) {
        let pattern = ban.pattern()
        let complaints = Repository.sources.filter(ban.concerns).flatMap { $0.complaints(pattern, hints: ban.hints, "\(ban.what): \(ban.remedy)") }
        report(complaints)
    }

    @Test("No reminder to oneself is left in the code")
    func reminders() {
        let hints = ["TO" + "DO", "FIX" + "ME", "HAC" + "K"]
        let word = /\b(?:TO\x44O|FIX\x4DE|HAC\x4B)\b/
        let complaints = (Repository.sources + Repository.tests).flatMap { file in
            file.lines.indices.filter { file.lines[$0].hasAny(of: hints) && file.lines[$0].contains(word) }.map {
                "\(file.path):\($0 + 1): a reminder to oneself; do it now, or say it in an issue"
            }
        }
        report(complaints)
    }

    @Test("Every type that other targets see is documented")
    func documentation() {
        let declaration = /^package\s+(?:static\s+|final\s+|indirect\s+|nonisolated\s+)*(?:struct|enum|actor|class|protocol)\s+\w+/
        let complaints = Repository.sources.flatMap { file in
            file.code.indices.filter { file.code[$0].hasPrefix("package ") && file.code[$0].contains(declaration) && !isDocumented(file, line: $0) }.map {
                "\(file.path):\($0 + 1): a type that other targets see has no ///; say what it is, its units and its errors"
            }
        }
        report(complaints)
    }

    private func isDocumented(_ file: SourceFile, line: Int) -> Bool {
        var above = line - 1
        while above >= 0, file.lines[above].contains(/^\s*@/) { above -= 1 }
        return above >= 0 && file.lines[above].contains(/^\s*(?:\/\/\/|\*\/)/)
    }
}
