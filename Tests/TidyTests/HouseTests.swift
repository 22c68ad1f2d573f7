import Foundation
import Testing

@Suite("The repository holds what it says, and nothing else")
struct HouseTests {
    private static let root: Set<String> = [
        "README.md", "ARCHITECTURE.md", "STYLE.md", "CHANGELOG.md", "LICENSE", "Package.swift", "Makefile", "openapi.yaml",
        "Sources", "Tests", "docs", "examples", "scripts", ".ci", ".git", ".gitignore",
    ]
    /// Made by building and running; .gitignore keeps them out of commits.
    private static let made: Set<String> = [".venv", "var", "Package.resolved", ".swiftpm"]

    @Test("The root holds the listed names only")
    func rootNames() {
        let others = Repository.names(in: "").filter {
            !Self.root.contains($0) && !Self.made.contains($0) && !$0.hasPrefix(".build")
        }
        #expect(others.isEmpty, "\(others.joined(separator: ", ")): not in the list of the root; find it a folder")
    }

    @Test("Every dependency has its decision record")
    func decisions() throws {
        let package = try Repository.text("Package.swift")
        let packages = package.matches(of: /url: "[^"]*\/([\w.-]+?)(?:\.git)?"/).map { String($0.1) }
        let libraries = package.matches(of: /pkgConfig: "([\w.-]+)"/).map { String($0.1) }
        let records = try Repository.files(under: "docs/decisions").filter { $0.hasSuffix(".md") }.map { try Repository.text($0) }
        for dependency in packages + libraries {
            #expect(
                records.contains { $0.contains("`\(dependency)`") },
                "Package.swift: \(dependency) has no record; write docs/decisions/NNNN-name.md naming `\(dependency)`")
        }
    }

    @Test("Decision records are numbered one after the other and have the same parts")
    func decisionParts() throws {
        let names = Repository.names(in: "docs/decisions").filter { $0.hasSuffix(".md") }
        for (index, name) in names.enumerated() {
            let number = "\(10_000 + index + 1)".dropFirst()
            #expect(name.hasPrefix(number + "-"), "docs/decisions/\(name):1: should begin with \(number)-")
            let text = try Repository.text("docs/decisions/\(name)")
            for part in ["**Need.**", "**Choice.**", "**Instead.**", "**Pitfalls.**"] {
                #expect(text.contains(part), "docs/decisions/\(name):1: lacks its part \(part)")
            }
        }
    }

    @Test("Committed text names no machine's paths")
    func paths() {
        let marks = ["/work" + "/", "/root" + "/", "/home" + "/", ".libra" + "ry/"]
        let texts = ["Sources", "Tests", "docs", "scripts", ".ci"].flatMap(Repository.files(under:))
            + Repository.names(in: "").filter { $0.hasSuffix(".md") || $0 == "Makefile" || $0 == "Package.swift" }
        var complaints: [String] = []
        for path in texts {
            guard let text = try? Repository.text(path), text.hasAny(of: marks) else { continue }
            for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() where line.hasAny(of: marks) {
                complaints.append("\(path):\(index + 1): names a path of one machine; make it relative, or a parameter")
            }
        }
        report(complaints)
    }

    @Test("Links between the pages lead somewhere")
    func links() throws {
        let pages = (Repository.names(in: "") + ["docs", "examples"].flatMap(Repository.files(under:))).filter { $0.hasSuffix(".md") }
        var complaints: [String] = []
        for page in pages {
            for (index, line) in try Repository.text(page).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                for link in line.matches(of: /\]\(([^)#:]+)(?:#[^)]*)?\)/).map({ String($0.1) }) {
                    let target = Repository.root.appending(path: page).deletingLastPathComponent().appending(path: link)
                    if !FileManager.default.fileExists(atPath: target.path) {
                        complaints.append("\(page):\(index + 1): leads to \(link), which does not exist")
                    }
                }
            }
        }
        report(complaints)
    }

    @Test("No file is named after what it is not")
    func names() {
        let vague = /(?:Utils?|Helpers?|Manager|Misc|Common)\.swift$/
        let complaints = (Repository.sources + Repository.tests).map(\.path).filter { $0.contains(vague) }.map {
            "\($0):1: a vague name; find the noun that it holds"
        }
        report(complaints)
    }

    @Test("Scripts can be run and stop at the first error")
    func scripts() throws {
        for path in Repository.files(under: "scripts").filter({ $0.hasSuffix(".sh") }) + [".ci/run"] {
            #expect(FileManager.default.isExecutableFile(atPath: Repository.root.appending(path: path).path), "\(path):1: chmod +x")
            #expect(try Repository.text(path).contains("set -euo pipefail"), "\(path):2: begins without set -euo pipefail")
        }
    }
}
