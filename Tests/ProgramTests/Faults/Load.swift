import TestKit

/// What some firms do on a morning, drawn from a seed: how many they are, how many customers each has, what files of
/// what kinds they bring in how many commands, what a person notes meanwhile, what waits for approval.
struct Load: Sendable {
    let seed: UInt64
    let firms: [Firm]
    let deeds: [Deed]

    init(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        // Most mornings are those of one firm.
        let count = random.pick([1, 1, 1, 2, 2, 3]) ?? 1
        self.seed = seed
        firms = (1...count).map { Firm(number: $0, of: count, &random) }
        deeds = firms.flatMap(\.deeds)
    }

    func write(in folder: String) throws {
        for file in firms.flatMap(\.files) { try file.write(in: folder) }
    }
}

/// A command that somebody gives, and what it promises once it has answered.
struct Deed: Sendable {
    let firm: String
    let words: [String]
    /// What stands in the history of the firm from then on.
    var marks: [String] = []
    /// Whether who does not know what became of it may simply ask again, without looking first.
    var isRepeatable = true

    var name: String { words[0] }
}

/// A company with its files of one morning.
struct Firm: Sendable {
    static let day = "2026-11-23"
    private static let known = "2026-11-20"

    let id: String
    private(set) var files: [LoadFile] = []
    private(set) var deeds: [Deed] = []
    private let asksFirst: Bool

    /// The command that creates it.
    var creation: [String] {
        [
            "company", "create", "--id", id, "--name", "Firme \(id)", "--live", "--email", "compta@\(id).example",
            "--address-line", "1 rue de la Paix", "--address-line", "75002 Paris", "--siren", "123456782",
            "--approves-first-live-send", asksFirst ? "yes" : "no", "--late-import-limit", "200",
        ]
    }

    init(number: Int, of count: Int, _ random: inout SeededRandom) {
        id = "firm\(number)"
        asksFirst = random.once(in: 4)
        // Twenty-five messages are prepared together: some mornings need more than one such batch.
        let buyers = random.once(in: 8) && count == 1 ? random.int(26...30) : random.int(1...9)
        let books = Books(firm: number, buyers: buyers, &random)
        files = books.files(&random)
        let names = files.map(\.name)
        let marks = files.map(\.marks)
        if random.once(in: 2) {
            deeds.append(importing(names, marks.flatMap { $0 }))
        } else {
            deeds += zip(names, marks).map { importing([$0], $1) }
        }
        deeds += books.notes(id, &random)
        deeds.append(running())
        if asksFirst {
            deeds.append(Deed(firm: id, words: ["approve", "--all", "--company", id, "--on", Self.day]))
            deeds.append(running())
        }
    }

    private func importing(_ names: [String], _ marks: [String]) -> Deed {
        Deed(firm: id, words: ["import"] + names + ["--company", id, "--on", Self.known], marks: marks)
    }

    private func running() -> Deed { Deed(firm: id, words: ["run", "--company", id, "--on", Self.day]) }
}
