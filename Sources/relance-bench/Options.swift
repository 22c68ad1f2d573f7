/// What to measure: names of measures, sizes, engines, how often.
struct Options {
    var measures: [Measure] = []
    var sizes: [Int]?
    var engines: [BenchEngine]?
    /// How often a measure is taken; the best one counts.
    var runs = 3
    var wantsHelp = false

    init(_ arguments: [String]) throws(BenchProblem) {
        var rest = arguments[...]
        while let word = rest.popFirst() {
            switch word {
            case "--help", "-h": wantsHelp = true
            case "--sizes": sizes = try Self.list(rest.popFirst(), "--sizes") { Int($0) }
            case "--engines": engines = try Self.list(rest.popFirst(), "--engines") { BenchEngine(rawValue: $0) }
            case "--runs":
                guard let number = rest.popFirst().flatMap({ Int($0) }), number > 0 else { throw .usage("--runs N") }
                runs = number
            default:
                guard let measure = Measure(rawValue: word) else { throw .usage("no measure is called \(word)") }
                measures.append(measure)
            }
        }
        if measures.isEmpty { measures = Measure.allCases }
    }

    private static func list<Value>(
        _ text: String?, _ option: String, _ parse: (String) -> Value?
    ) throws(BenchProblem) -> [Value] {
        let values = (text ?? "").split(separator: ",").map { parse(String($0)) }
        let known = values.compactMap { $0 }
        guard !known.isEmpty, known.count == values.count else { throw .usage("\(option) A,B,…: not understood") }
        return known
    }

    static var help: String {
        let names = Measure.allCases.map {
            "  " + $0.rawValue.padded(to: 18) + $0.summary + " (" + $0.sizes.map(String.init).joined(separator: ", ") + ")"
        }
        return """
            relance-bench [MEASURE…] [--sizes N,…] [--engines memory,sqlite,postgres] [--runs N]

            \(names.joined(separator: "\n"))

            PostgreSQL is that of RELANCE_TEST_POSTGRES; without it its measures are left out.
            """
    }
}

/// Why nothing was measured.
enum BenchProblem: Error, CustomStringConvertible {
    case usage(String)
    /// The measure itself went wrong: what it did is not what it should do.
    case unexpected(String)
    case childFailed(String)
    case missing(String)

    var description: String {
        switch self {
        case .usage(let text), .unexpected(let text), .missing(let text): text
        case .childFailed(let what): "the measure \(what) failed"
        }
    }
}

extension String {
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
