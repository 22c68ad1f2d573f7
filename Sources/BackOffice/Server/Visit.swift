import Texts
import Values

/// A request, read: where it goes, in which language, with which questions.
struct Visit: Sendable {
    let route: Route
    let place: Place
    private let questions: [String: String]

    static let longestTarget = 4096

    /// - Parameter target: the path and the query as they stand in the request line.
    init(target: String, acceptLanguage: String?) throws(ErrorPage.Problem) {
        guard target.utf8.count <= Self.longestTarget else { throw .uriTooLong }
        let mark = target.firstIndex(of: "?") ?? target.endIndex
        questions = try Self.questions(target[mark...].dropFirst())
        guard let found = Route(path: target[..<mark]) else { throw .notFound }
        route = found
        place = Self.place(target, acceptLanguage)
    }

    /// The language to say it in, whatever else is wrong with a request.
    static func place(_ target: String, _ acceptLanguage: String?) -> Place {
        let isReadable = target.utf8.count <= longestTarget
        let mark = target.firstIndex(of: "?") ?? target.endIndex
        let questions = isReadable ? (try? Self.questions(target[mark...].dropFirst())) ?? [:] : [:]
        let chosen = questions["lang"].flatMap { Language(rawValue: $0) }
        let path = isReadable ? target[..<mark].split(separator: "/").map { PathSegment.decoded($0) ?? "" } : []
        let kept = questions.filter { $0.key != "lang" }.sorted { $0.key < $1.key }
        return Place(
            language: chosen ?? PreferredLanguage.of(acceptLanguage), isLanguageChosen: chosen != nil,
            here: Link(path, kept.map { Link.Parameter(name: $0.key, value: $0.value) }))
    }

    private static func questions(_ query: Substring) throws(ErrorPage.Problem) -> [String: String] {
        var found: [String: String] = [:]
        for pair in query.split(separator: "&").prefix(32) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentCoding.decoded(parts[0], plusIsSpace: true),
                let value = PercentCoding.decoded(parts.count > 1 ? parts[1] : "", plusIsSpace: true)
            else { throw .badRequest }
            found[name] = value
        }
        return found
    }

    subscript(_ question: String) -> String? { questions[question] }

    /// A day asked for; nil when none is.
    func day(_ question: String) throws(ErrorPage.Problem) -> LocalDate? {
        guard let text = questions[question], !text.isEmpty else { return nil }
        guard let day = LocalDate(iso: text) else { throw .badRequest }
        return day
    }

    func number(_ question: String) throws(ErrorPage.Problem) -> Int64? {
        guard let text = questions[question], !text.isEmpty else { return nil }
        guard let number = Int64(text), number > 0 else { throw .badRequest }
        return number
    }
}

/// The first of our languages in the order of a browser's preference (RFC 9110, 12.5.4); French when it has none.
enum PreferredLanguage {
    static func of(_ header: String?) -> Language {
        var best: (language: Language, weight: Int)?
        for item in (header ?? "").split(separator: ",").prefix(20) {
            let parts = item.split(separator: ";")
            guard let tag = parts.first?.filter({ $0 != " " }), let language = Language(tag: tag) else { continue }
            let weight = weight(parts.dropFirst().first)
            if weight > 0, best.map({ weight > $0.weight }) ?? true { best = (language, weight) }
        }
        return best?.language ?? .fr
    }

    /// Thousandths; 1000 when nothing is said.
    private static func weight(_ text: Substring?) -> Int {
        guard let text, let mark = text.firstIndex(of: "=") else { return 1000 }
        let digits = text[text.index(after: mark)...].filter { $0 != " " && $0 != "." }.prefix(4)
        guard let value = Int(digits) else { return 0 }
        var scaled = value
        for _ in digits.count..<4 { scaled *= 10 }
        return scaled
    }
}

extension ErrorPage.Problem: Error {}
