/// The names that a template may use, in a fixed order: the place of a name is its slot.
package struct Vocabulary: Sendable {
    package indirect enum Kind: Sendable {
        /// Printed; as a section, true when it is not empty.
        case text
        /// A section only.
        case flag
        /// A section repeated for each of its rows; inside it the row's own names come first.
        case list(Vocabulary)
    }

    package struct Name: Sendable {
        package let name: String
        package let kind: Kind

        package init(_ name: String, _ kind: Kind = .text) {
            self.name = name
            self.kind = kind
        }
    }

    package let names: [Name]
    private let slots: [String: Int]

    package init(_ names: [Name]) {
        self.names = names
        slots = Dictionary(names.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package func slot(of name: String) -> Int? { slots[name] }

    /// The known name that looks most like a mistyped one; nil when none is close.
    package func nearest(to name: String) -> String? {
        let limit = max(2, name.utf8.count / 3)
        return names.map { ($0.name, EditDistance.between($0.name, name)) }
            .filter { $0.1 <= limit }
            .min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
    }
}

/// Levenshtein's distance between two short names.
package enum EditDistance {
    package static func between(_ left: String, _ right: String) -> Int {
        let target = Array(right.unicodeScalars)
        var row = Array(0...target.count)
        for (i, a) in left.unicodeScalars.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in target.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = above
            }
        }
        return row[target.count]
    }
}
