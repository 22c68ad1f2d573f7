import Documents
import Dunning
import Foundation
import Ledger
import ScenarioFiles
import Testing
import Texts
import Values

/// Where the documentation keeps the same texts.
enum Reference {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../docs/reference").resolvingSymlinksInPath()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: URL(fileURLWithPath: folder.path + "/" + path), encoding: .utf8)
    }
}

@Suite("The library of scenarios")
struct LibraryTests {
    @Test("is read without a fault, with texts that exist, under the ids it announces", arguments: ScenarioLibrary.all + [ScenarioLibrary.example])
    func everyFileIsRight(entry: ScenarioLibrary) throws {
        do {
            let file = try ScenarioFiles.parse(entry.yaml, templates: Set(TemplateLibrary.ids))
            #expect(file.scenario.id == entry.id)
        } catch {
            Issue.record("\(error.problems.map { $0.sentence(.en) })")
        }
    }

    @Test("is the same in the program and in the documentation")
    func mirrored() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Reference.folder.path + "/scenarios").sorted()
        let entries = (ScenarioLibrary.all + [ScenarioLibrary.example]).sorted { $0.id < $1.id }
        #expect(names == entries.map { $0.id.text + ".yaml" })
        for entry in entries { #expect(try Reference.text("scenarios/\(entry.id).yaml") == entry.yaml, "\(entry.id)") }
    }

    @Test("keeps the default cadence")
    func standardCadence() throws {
        let standard = try #require(ScenarioLibrary.file(ScenarioID("standard"))).scenario
        #expect(standard.steps.map(\.offsetDays) == [-10, 3, 10, 15, 25, 35, 50])
        #expect(standard.steps.map(\.rank) == [0, 1, 2, 3, 4, 5, 6])
        #expect(standard.steps.map(\.channel) == [.email, .email, .email, .call, .email, .letter, .registeredLetter])
        #expect(standard.steps.last?.approval == .always)
        #expect(standard.accessories.askedFromRank == 6)
    }

    @Test("spaces its own steps as its gap wants, so that no step is ever pushed by the one before")
    func gapsAreKept() {
        #expect(ScenarioLibrary.files.count == ScenarioLibrary.all.count)
        for scenario in ScenarioLibrary.files.map(\.scenario) {
            for (step, next) in zip(scenario.steps, scenario.steps.dropFirst()) {
                #expect(next.offsetDays - step.offsetDays >= scenario.gapDays, "\(scenario.id) \(next.id)")
            }
        }
    }

    @Test("never lets a formal notice leave without a person's agreement")
    func formalNoticesWait() {
        for scenario in ScenarioLibrary.files.map(\.scenario) {
            for step in scenario.steps where step.isFormal || step.channel == .registeredLetter {
                #expect(step.approval == .always && step.isFormal, "\(scenario.id) \(step.id)")
            }
            let tones = scenario.steps.map(\.tone)
            #expect(tones == tones.sorted(), "\(scenario.id) lowers its tone")
        }
    }

    @Test("chooses by itself the customers that it would be suggested for")
    func appliesToItsProfile() {
        for scenario in ScenarioLibrary.files.map(\.scenario) {
            for case .segmentIn(let segments) in scenario.appliesTo {
                for segment in segments {
                    #expect(ScenarioLibrary.suggested(segment: segment, country: "FR", language: "fr") == scenario.id, "\(segment)")
                }
            }
        }
    }

    @Test("suggests one scenario for each customer", arguments: [
        ("Grand Compte", "FR", "fr", "large-account"), ("grands-comptes", "FR", "fr", "large-account"),
        ("Large", "DE", "en", "large-account"), ("Grand groupe", "FR", "fr", "large-account"),
        ("PME", "FR", "fr", "standard"), ("TPE", "FR", "fr", "small-firm"), ("Artisan", "FR", "fr", "small-firm"),
        ("craftsman", "FR", "en", "small-firm"), ("Profession libérale", "FR", "fr", "small-firm"),
        ("Collectivité", "FR", "fr", "public-body"), ("mairie", "FR", "fr", "public-body"),
        ("secteur public", "FR", "fr", "public-body"), ("Publicité", "FR", "fr", "standard"),
        ("Grand public", "FR", "fr", "consumer"), ("Particulier", "FR", "fr", "consumer"), ("B2C", "BE", "fr", "consumer"),
        ("Export", "FR", "fr", "export-en"), ("Intra-groupe", "FR", "fr", "mute"), ("intercompany", "DE", "en", "mute"),
        ("À risque", "FR", "fr", "risky"), ("A\u{300} risque", "FR", "fr", "risky"),
        ("", "FR", "fr", "standard"), ("", "DE", "en", "export-en"), ("pme", "US", "en", "export-en"),
        ("", "BE", "fr", "standard"), ("", "RE", "en", "standard"), ("", "FR", "en", "standard"),
        ("mairie", "BE", "en", "public-body"), ("n'importe quoi", "FR", "fr", "standard"),
    ])
    func suggestions(segment: String, country: String, language: String, expected: String) {
        #expect(ScenarioLibrary.suggested(segment: segment, country: country, language: language).text == expected)
        let customer = Customer(id: CustomerID("C1"), name: "C1", country: country, segment: segment, language: language)
        #expect(ScenarioLibrary.suggested(for: customer).text == expected)
        #expect(ScenarioLibrary.file(ScenarioLibrary.suggested(for: customer)) != nil)
    }

    @Test("has a name and a reason to exist in both languages")
    func namedInBothLanguages() {
        for file in ScenarioLibrary.files {
            #expect(file.name.fr != file.name.en, "\(file.scenario.id)")
            #expect(file.description?.text(.fr) != file.description?.text(.en), "\(file.scenario.id)")
            #expect(file.scenario.name == file.name.text(.fr))
        }
    }
}
