import Foundation
import Formats
import Statements
import TestKit
import Testing

/// The files of `Corpus`, written by ourselves after the documented formats.
struct CorpusFile: Sendable, CustomTestStringConvertible {
    /// `cfonb/deux-jours.txt`.
    let name: String
    let bytes: [UInt8]
    var testDescription: String { name }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")

    static let all: [CorpusFile] = {
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return names.sorted().compactMap { name in
            guard let data = FileManager.default.contents(atPath: folder.appending(path: name).path), name.contains(".") else { return nil }
            return CorpusFile(name: name, bytes: [UInt8](data))
        }
    }()

    static func named(_ name: String) throws -> CorpusFile { try #require(all.first { $0.name == name }, "no Corpus/\(name)") }

    var format: StatementFormat? { StatementFormat(head: bytes) }

    func reading(chunk: Int = 65_536) -> Reading {
        if let format { Reading(format, bytes, chunk: chunk) } else { Reading(table: bytes) }
    }
}

@Suite("Our own statements")
struct CorpusTests {
    @Test("are read as their golden says", arguments: CorpusFile.all)
    func goldens(file: CorpusFile) throws {
        let name = file.name.replacing("/", with: "-") + ".txt"
        #expect(try Golden.matches(file.reading().text, name), "Goldens/\(name)")
    }

    @Test("say the same in chunks of any size, and end what they begin", arguments: CorpusFile.all)
    func chunks(file: CorpusFile) {
        let whole = file.reading()
        #expect(whole.isWellFormed())
        for size in [1, 7, 64] where file.format != nil { #expect(file.reading(chunk: size).text == whole.text, "\(size) bytes at a time") }
    }

    @Test("are told from their content", arguments: CorpusFile.all)
    func formats(file: CorpusFile) {
        let folder = file.name.prefix { $0 != "/" }
        #expect(file.format?.rawValue ?? "table" == (folder == "cfonb" ? "cfonb-120" : String(folder)))
    }
}
