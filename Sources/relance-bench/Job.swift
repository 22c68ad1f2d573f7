/// One measure on one engine at one size, as its own process gets it.
struct Job {
    let measure: Measure
    let engine: BenchEngine
    let size: Int
    let variant: Variant
    let runs: Int
    /// The folder that holds the files and the databases of this program's run.
    let folder: String

    private static let mark = "--child"

    init(_ measure: Measure, _ engine: BenchEngine, _ size: Int, _ variant: Variant, runs: Int, folder: String) {
        self.measure = measure
        self.engine = engine
        self.size = size
        self.variant = variant
        self.runs = runs
        self.folder = folder
    }

    /// Nil when the arguments are a person's.
    init?(child arguments: [String]) throws(BenchProblem) {
        guard arguments.first == Self.mark else { return nil }
        guard arguments.count == 7, let measure = Measure(rawValue: arguments[1]),
            let engine = BenchEngine(rawValue: arguments[2]), let size = Int(arguments[3]),
            let variant = Variant(rawValue: arguments[4]), let runs = Int(arguments[5])
        else { throw .usage("arguments of a measure's process") }
        self.init(measure, engine, size, variant, runs: runs, folder: arguments[6])
    }

    var arguments: [String] {
        [Self.mark, measure.rawValue, engine.rawValue, String(size), variant.rawValue, String(runs), folder]
    }

    var name: String { "\(measure.rawValue) \(engine.rawValue) \(size) \(variant == .plain ? "" : variant.rawValue)" }
}
