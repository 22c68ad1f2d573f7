import CommandLine
import Foundation
import TestKit
import Testing
import Texts
import Values

@Suite("Help and reference say everything, in both languages")
struct ReferenceTests {
    private static var root: URL {
        URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("../..").standardizedFileURL
    }

    /// Every command with its path.
    private static let commands: [(path: [CommandNode], keys: [String])] = {
        var found: [(path: [CommandNode], keys: [String])] = []
        func visit(_ node: CommandNode, _ above: [CommandNode]) {
            let path = above + [node]
            found.append((path, path.dropFirst().map(\.name)))
            for child in node.commands { visit(child, path) }
        }
        visit(CommandTree.root, [])
        return found
    }()

    @Test("The reference holds every command and option, and is up to date")
    func reference() throws {
        let file = Self.root.appendingPathComponent("docs/reference/commands.md")
        if ProcessInfo.processInfo.environment["RELANCE_WRITE_GOLDENS"] != nil {
            return try Data(CommandReference.text.utf8).write(to: file)
        }
        let kept = try String(contentsOf: file, encoding: .utf8)
        #expect(kept == CommandReference.text, "docs/reference/commands.md: run make goldens")
        for (path, _) in Self.commands where path.count > 1 {
            #expect(kept.contains(" " + path.map(\.name).joined(separator: " ") + "\n"))
            for argument in path.last?.ownArguments ?? [] { #expect(kept.contains("`\(CommandReference.name(argument))`")) }
        }
    }

    @Test("Every command and option has its words", arguments: Language.allCases)
    func words(language: Language) {
        #expect(Self.commands.count > 45)
        for (path, keys) in Self.commands {
            let page = HelpPage.text(of: path, language)
            #expect(!page.contains("⟨"), "\(page)")
            for line in page.split(separator: "\n") { #expect(line.count <= 130, "\(line)") }
            for argument in (path.last?.ownArguments ?? []) where path.last?.commands.isEmpty == true {
                #expect(!HelpPage.meaning(argument, keys, language).contains("⟨"), "\(keys) \(argument.name)")
            }
        }
    }

    @Test("Help is found by its three names, and a group without a command is a usage error")
    func asking() async throws {
        try await withOffice(.sqliteMemory, scenario: nil) { office in
            let french = await office.relance("scenario add --help", .fr)
            #expect(french.status == 0 && french.out.contains("Enregistre un scénario") && french.error.isEmpty)
            #expect(await office.relance("help scenario add", .en).out.contains("Records a scenario"))
            #expect(await office.relance("scenario -h --language fr", .en).out.contains("Commandes"))
            let group = await office.relance("scenario")
            #expect(group.status == 2 && group.out.isEmpty && group.error.contains("library"))
            #expect(await office.relance("--version").out == "0.1.0\n")
            #expect(await office.relance("--generate-completion-script bash").out.contains("complete"))
        }
    }

    @Test("A command line that cannot be read is answered in the reader's language, with the remedy", arguments: [
        ("plan --on 2026-13-01", "« 2026-13-01 » ne convient pas à --on", "“2026-13-01” does not suit --on"),
        ("plan --on", "il manque une valeur après --on", "a value is missing after --on"),
        ("explain", "il manque <invoice>", "<invoice> is missing"),
        ("plan --onn 2026-01-01", "Vouliez-vous --on ?", "Did you mean --on?"),
        ("plan surplus", "« surplus » est de trop", "“surplus” is not expected"),
        ("plan --on 2026-02-30", "Ce jour n’existe pas au calendrier", "no such day in the calendar"),
        ("plan --on 31/02/2026", "Ce jour n’existe pas au calendrier", "no such day in the calendar"),
        ("plan --on demain", "AAAA-MM-JJ ou JJ/MM/AAAA", "YYYY-MM-DD or DD/MM/YYYY"),
        ("interest --amount -5 --due 2026-05-31", "« -5 » ne convient pas à --amount", "“-5” does not suit --amount"),
        ("pln", "la commande « pln » n’existe pas. Vouliez-vous plan ?", "there is no command “pln”. Did you mean plan?"),
        ("scenario ad p.yaml", "Vouliez-vous add ?", "Did you mean add?"),
        ("release --customer 411CAF", "release suivi de hold, mute, promise, dispute, quarantine", "followed by hold, mute"),
        ("plan --format yaml", "Au choix : text, json", "One of: text, json"),
        ("approve --all=3", "--all ne prend pas de valeur", "--all takes no value"),
        ("interest --amount 1x5 --due 2026-05-31", "« 1x5 » n’est pas un montant", "“1x5” is no amount"),
        ("interest --amount 1,5 --due 2026-05-31", "« 1,5 » peut se lire de deux façons", "“1,5” can be read in two ways"),
        ("interest --amount 1,200 --due 2026-05-31", "« 1,200 » peut se lire de deux façons", "“1,200” can be read in two ways"),
        ("interest --amount 1.555 --due 2026-05-31", "trop de décimales", "too many decimals"),
        ("interest --amount 1.00 --due 2026-05-31 --regime XX", "le régime « XX » n’existe pas", "there is no regime “XX”"),
    ])
    func usage(line: String, french: String, english: String) async throws {
        try await withOffice(.sqliteMemory, scenario: nil) { office in
            for (language, words) in [(Language.fr, french), (.en, english)] {
                let answer = await office.relance(line, language)
                #expect(answer.status == 2 && answer.out.isEmpty)
                #expect(answer.error.replacing("\u{A0}", with: " ").contains(words), "\(answer.error)")
            }
        }
    }

    @Test("Days and amounts are read as imported files write them; the balance's day has two names")
    func lenience() async throws {
        try await withOffice(.sqliteMemory) { office in
            try await office.customerC1()
            let plain = await office.relance("interest --amount 10000.00 --due 2026-05-31 --paid 2026-07-31 --payment 2026-06-15:4000.00")
            let french = await office.relance([
                "interest", "--amount", "10 000,00", "--due", "31/05/2026", "--paid", "31/07/2026", "--payment", "15/06/2026:4 000,00",
            ])
            #expect(plain.status == 0 && french.out == plain.out, "\(french)")
            let balance = await office.relance("balance --as-of 2026-03-05")
            let other = await office.relance("balance --on 05/03/2026")
            #expect(balance.status == 0 && balance.out == other.out, "\(other)")
        }
    }

    @Test("Data that make no sense are refused with a sentence that names them", arguments: [
        ("explain X9 --on 2026-03-05", "X9"), ("plan --company nobody", "nobody"), ("messages show M9", "M9"),
        ("hold --customer C9 --from 2026-03-05 --until 2026-03-06 --reason x", "C9"),
        ("hold --customer C1 --from 2026-03-06 --until 2026-03-05 --reason x", "2026"),
        ("promise --customer C1 --until 2026-03-27 --on 2026-03-12 --amount abc", "1500.00"),
        ("scenario show nothing", "nothing"), ("scenario add nowhere.yaml", "nowhere.yaml"),
        ("payment return R9 --reason x", "R9"), ("tasks close T9 --customer C1", "T9"),
        ("company create --id Majuscule --name X", "Majuscule"), ("company create --id dupont --name X", "dupont"),
        ("company create --id b --name B --time-zone Nowhere/City", "Nowhere/City"),
        ("company set --iban FR7630006000011234567890188", "--iban"), ("company set --email a@b@c", "--email"),
        ("company set --siren 123456789", "--siren"), ("company live --id dupont", "--email"),
        ("plan --from 2020-01-01 --until 2026-01-01", "731"), ("due --terms jamais --from 2026-06-10", "jamais"),
        ("interest --amount 1.00 --due 2026-05-31 --paid 2199-01-01", "FIXED"),
    ])
    func refusals(line: String, mark: String) async throws {
        try await withOffice(.sqliteMemory) { office in
            try await office.customerC1()
            for language in Language.allCases {
                let answer = await office.relance(line, language)
                #expect(answer.status == 1 && answer.out.isEmpty, "\(answer)")
                #expect(answer.error.contains(mark) && !answer.error.contains("⟨"), "\(answer.error)")
            }
        }
    }
}
