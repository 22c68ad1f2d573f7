import Testing

/// A change that `scripts/planted.py` makes to a copy of one file, as Tests/Planted holds it.
private struct PlantedChange {
    let bug: String
    let file: String
    var before: [String] = []
    var after: [String] = []

    static func all(in path: String) throws -> [PlantedChange] {
        let bug = String(path.split(separator: "/").last?.dropLast(4) ?? "")
        var found: [PlantedChange] = []
        for line in try Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("in: ") { found.append(PlantedChange(bug: bug, file: String(line.dropFirst(4)))) }
            guard let last = found.indices.last else { continue }
            if line.hasPrefix("-") { found[last].before.append(String(line.dropFirst())) }
            if line.hasPrefix("+") { found[last].after.append(String(line.dropFirst())) }
        }
        return found
    }
}

@Suite("Planted bugs can still be planted")
struct PlantedBugTests {
    private static let files = Repository.files(under: "Tests/Planted").filter { $0.hasSuffix(".bug") }

    @Test("There are as many as the guide promises")
    func number() { #expect(Self.files.count >= 24) }

    @Test("Each finds the lines that it replaces once, and is woken by its own name", arguments: files)
    func lines(of path: String) throws {
        let changes = try PlantedChange.all(in: path)
        #expect(!changes.isEmpty, "\(path):1: changes nothing")
        for change in changes {
            let before = change.before.joined(separator: "\n")
            let count = try Repository.text(change.file).ranges(of: before).count
            #expect(count == 1, "\(path): \(change.file) has these lines \(count) times; write the bug anew for the code as it is:\n\(before)")
        }
        #expect(changes.contains { $0.after.contains { $0.contains("planted(\"\(changes[0].bug)\")") } }, "\(path): nothing wakes it")
    }
}
