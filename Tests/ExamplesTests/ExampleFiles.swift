import Foundation
import Formats
import Testing

/// The demo company's files, read as the program reads them.
enum ExampleFiles {
    static let folder: URL = {
        let here = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        return here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "examples")
    }()

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    /// The tables of the folder, each read once.
    private static let tables: [String: Result<[IntakeRow], any Error>] = {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter {
            $0.hasSuffix(".csv") || $0.hasSuffix(".xlsx")
        }
        return Dictionary(uniqueKeysWithValues: names.map { name in (name, Result { try table(name).rows }) })
    }()

    /// Surveys a table and reads it to its end.
    static func table(_ name: String, as kind: TableKind? = nil) throws -> (survey: TableSurvey, rows: [IntakeRow]) {
        let input = try TableInput(bytes: bytes(name))
        let survey = try TableSurvey(input, named: name, kind: kind)
        var intake = try Intake(input, survey)
        var rows: [IntakeRow] = []
        while let row = try intake.next() { rows.append(row) }
        return (survey, rows)
    }

    static func drafts(_ name: String) throws -> [Draft] {
        try (tables[name]?.get() ?? []).compactMap { row in
            if case .draft(let draft) = row { return draft }
            return nil
        }
    }
}
