import Testing

@Suite("Files, functions and targets stay small")
struct SizeTests {
    static let longestFile = 400
    static let longestFunction = 70
    static let longestTarget = 5_000

    @Test("No file has more than 400 lines")
    func files() {
        let complaints = (Repository.sources + Repository.tests).filter { $0.lines.count > Self.longestFile + 1 }.map {
            "\($0.path):\(Self.longestFile + 1): \($0.lines.count) lines, at most \(Self.longestFile); give a part of it a name and a file"
        }
        report(complaints)
    }

    @Test("No function has more than 70 lines")
    func functions() {
        let complaints = (Repository.sources + Repository.tests).flatMap { file in
            functionBodies(of: file).filter { $0.lineCount > Self.longestFunction }.map {
                "\(file.path):\($0.firstLine): a function of \($0.lineCount) lines, at most \(Self.longestFunction); name its steps"
            }
        }
        report(complaints)
    }

    @Test("No target has more than 5,000 lines of code", arguments: importTable)
    func targets(room: Room) {
        let count = Repository.sources.filter { $0.target == room.name }.reduce(0) { $0 + $1.codeLineCount }
        #expect(
            count <= Self.longestTarget,
            "Sources/\(room.name):1: \(count) lines of code, at most \(Self.longestTarget); it holds two things, part them")
    }
}
