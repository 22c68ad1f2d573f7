import Foundation
import Testing

@Suite("Targets import what their layer allows")
struct ImportTests {
    private static var importLine: Regex<(Substring, Substring)> {
        /^\s*(?:@\w+\s+)*(?:(?:package|public|internal|private|fileprivate)\s+)?import\s+(?:(?:struct|class|enum|func|protocol|typealias|var|let)\s+)?(\w+)/
    }

    @Test("A target imports only what its row of the table allows", arguments: importTable)
    func imports(room: Room) {
        var complaints: [String] = []
        for file in Repository.sources where file.target == room.name {
            for (index, line) in file.code.enumerated() {
                guard line.contains("import "), let module = line.firstMatch(of: Self.importLine)?.1, !room.imports.contains(String(module)) else { continue }
                let remedy = room.isPure && module.hasPrefix("Foundation")
                    ? "layers 0 to 2 do without Foundation: pass in what it would tell"
                    : "move the code to a target that may, or argue a change of Tests/TidyTests/ImportTable.swift"
                complaints.append("\(file.path):\(index + 1): \(room.name) may not import \(module); \(remedy)")
            }
        }
        report(complaints)
    }

    @Test("Every target with Swift code has its row")
    func tableIsComplete() {
        let folders = Set(Repository.sources.map(\.target))
        let rows = Set(importTable.map(\.name))
        let missing = folders.subtracting(rows).sorted().map { "Sources/\($0):1: no row; add it to Tests/TidyTests/ImportTable.swift" }
        report(missing)
    }

    @Test("A C library is imported by one target only")
    func librariesHaveOneOwner() {
        let libraries = Repository.names(in: "Sources").filter { Repository.names(in: "Sources/\($0)").contains("module.modulemap") }
        for library in libraries {
            let owners = importTable.filter { $0.imports.contains(library) }.map(\.name)
            #expect(owners.count == 1, "Sources/\(library):1: used by \(owners); one target wraps it and the others use that target")
        }
    }
}

/// Makes each complaint a failure of the test: `path:line: what is wrong; what to do`.
func report(_ complaints: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    for complaint in complaints {
        Issue.record(Comment(rawValue: complaint), sourceLocation: sourceLocation)
    }
}
