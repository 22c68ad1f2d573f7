/// Why a scenario file was refused: every problem found, in the order of the file, never none.
package struct ScenarioRefusal: Error, Equatable, Sendable {
    package let problems: [ScenarioProblem]

    init(_ problems: [ScenarioProblem]) { self.problems = problems }

    init(_ reason: ScenarioProblem.Reason, at place: Place = .start) {
        problems = [ScenarioProblem(line: place.line, column: place.column, path: "", text: "", reason: reason)]
    }
}

/// One mistake in a scenario file: where it is, what was written, what would be right.
package struct ScenarioProblem: Error, Hashable, Sendable {
    /// From 1.
    package let line: Int
    /// From 1, in characters.
    package let column: Int
    /// The key, from the root: `steps[2].when.open_at_least`, steps counted from 1; empty for the file itself.
    package let path: String
    /// What was written, cut at 80 characters; empty where a list or a table stands.
    package let text: String
    package let reason: Reason

    /// The last part of `path`.
    package var key: String {
        String(path.split(separator: ".").last ?? "")
    }

    /// Every reason for a refusal, with what a remedy needs.
    package enum Reason: Hashable, Sendable {
        // The file.

        /// More than so many KiB.
        case tooLarge(limit: Int)
        case notUTF8
        /// A character that no text has, by its Unicode name.
        case controlCharacter(String)
        /// Nothing but blanks and comments.
        case empty
        case yaml(YAMLMistake)
        /// Lists and tables inside one another beyond the limit.
        case tooDeep(limit: Int)
        /// An anchor or an alias.
        case reference
        /// The file has more problems than are listed.
        case tooManyProblems(limit: Int)

        // Keys and shapes.

        case wrongShape(expected: Shape, found: Shape)
        /// A list or a table where a key should stand.
        case keyNotText
        case unknownKey(nearest: String?, allowed: [String])
        case duplicateKey(firstLine: Int)
        case missingKey(String)
        case missingValue
        case emptyList
        case tooMany(limit: Int)
        case tooLong(limit: Int)

        // Values.

        case notAllowed(nearest: String?, allowed: [String])
        case notWhole(low: Int, high: Int)
        case outOfRange(low: Int, high: Int)
        case badIdentifier
        case badOffset(low: Int, high: Int)
        /// `suggestion`: the same amount as the format wants it, when it can be told.
        case badAmount(suggestion: String?)
        case tooManyDecimals(allowed: Int)
        case amountTooLarge
        case badRate(suggestion: String?)
        case badCurrency
        case badCountry
        /// The same value twice in a list.
        case repeated
        case unknownTemplate(nearest: String?)

        // Between values.

        case duplicateStep(firstLine: Int)
        /// Not later than the step before it.
        case offsetNotIncreasing(previous: Int, previousStep: String)
        case unknownStep(nearest: String?, allowed: [String])
        case askedFromNotice
        case rateNeeded(regime: String)
        case rateUseless(regime: String)
        /// The condition contradicts `other`: no receivable can meet both.
        case neverHolds(other: String)
        case noDayLeft
        /// `also_call` on a step that is a call.
        case callsTwice
    }
}

/// What a value is made of.
package enum Shape: String, Sendable, Hashable, CaseIterable {
    case text, list, table
}

/// Mistakes of YAML itself, as an author meets them.
package enum YAMLMistake: Hashable, Sendable {
    /// A second colon in an unquoted value.
    case colon
    /// A tabulation where only spaces indent.
    case tab
    /// A value that begins with a character kept by YAML.
    case reservedCharacter(String)
    case unclosedQuote
    case unclosedBracket
    case indentation
    case severalDocuments
    /// An alias of an anchor that does not exist.
    case reference
    /// In the YAML parser's own words, in English.
    case other(String)
}

/// Problems as they are found, while the reading goes on.
struct Findings {
    private var found: [ScenarioProblem] = []
    /// Nothing more will be listed: looking for remedies is useless.
    private(set) var isFull = false

    static let limit = 100

    var isEmpty: Bool { found.isEmpty }

    mutating func add(_ reason: ScenarioProblem.Reason, at place: Place, path: String = "", text: String = "") {
        guard !isFull else { return }
        isFull = found.count == Self.limit
        found.append(
            ScenarioProblem(
                line: place.line, column: place.column, path: path, text: String(text.prefix(80)),
                reason: isFull ? .tooManyProblems(limit: Self.limit) : reason))
    }

    /// In the order of the file; that there are more comes last.
    var refusal: ScenarioRefusal {
        let listed = found.prefix(Self.limit).sorted { ($0.line, $0.column, $0.path) < ($1.line, $1.column, $1.path) }
        return ScenarioRefusal(listed + found.dropFirst(Self.limit))
    }
}
