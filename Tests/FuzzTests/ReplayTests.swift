import Foundation
import Fuzz
import Testing

@Suite("Inputs of the fuzzer")
struct ReplayTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fuzz")

    private static func inputs(_ kind: String, _ target: FuzzTarget) -> [URL] {
        let folder = folder.appending(path: kind).appending(path: target.name)
        let found = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return found.sorted { $0.path < $1.path }
    }

    @Test("keep every property of their parser", arguments: FuzzTarget.all)
    func replay(target: FuzzTarget) throws {
        let seeds = Self.inputs("Corpus", target)
        #expect(!seeds.isEmpty, "Tests/Fuzz/Corpus/\(target.name) holds nothing to begin with")
        for input in seeds + Self.inputs("Found", target) {
            let bytes = [UInt8](try Data(contentsOf: input))
            do { try target.check(bytes) } catch { Issue.record("\(input.lastPathComponent): \(error)") }
        }
    }

    @Test("stand in folders of targets that exist", arguments: ["Corpus", "Found", "Dictionaries"])
    func folders(kind: String) {
        let names = Set(FuzzTarget.all.flatMap { [$0.name, $0.name + ".dict"] })
        let found = (try? FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: kind).path)) ?? []
        let others = found.filter { !names.contains($0) && !$0.hasPrefix(".") }.sorted()
        #expect(others.isEmpty, "Tests/Fuzz/\(kind): \(others) belong to no target")
    }
}

extension FuzzTarget: CustomTestStringConvertible {
    public var testDescription: String { name }
}
