/// A YAML document as this format needs it: texts, lists and tables, each with its place.
indirect enum Tree {
    /// `isPlain`: written without quotes, so that an empty one is a value left out.
    case text(String, isPlain: Bool, Place)
    case list([Tree], Place)
    case table([Pair], Place)

    /// A key may come twice: whoever reads the table says so.
    struct Pair {
        let key: String
        let place: Place
        let value: Tree
    }

    var place: Place {
        switch self {
        case .text(_, _, let place), .list(_, let place), .table(_, let place): place
        }
    }

    var shape: Shape {
        switch self {
        case .text: .text
        case .list: .list
        case .table: .table
        }
    }

    /// Nothing was written, or YAML's own words for nothing.
    var isNull: Bool {
        guard case .text(let text, isPlain: true, _) = self else { return false }
        return text.isEmpty || text == "~" || text == "null"
    }

    /// What a refusal quotes; empty for lists and tables.
    var quoted: String {
        guard case .text(let text, _, _) = self else { return "" }
        return text
    }
}
