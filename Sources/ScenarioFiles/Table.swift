import Texts

/// One table of the file, its keys known and each given once.
struct Table {
    let place: Place
    let path: String
    private let fields: [String: Field]

    /// Nil when the tree is no table; unknown and repeated keys and missing ones are found here.
    init?(_ tree: Tree, _ section: Section, path: String, _ findings: inout Findings) {
        guard case .table(let pairs, let place) = tree else {
            findings.add(.wrongShape(expected: .table, found: tree.shape), at: tree.place, path: path, text: tree.quoted)
            return nil
        }
        self.place = place
        self.path = path
        var fields: [String: Field] = [:]
        for pair in pairs.sorted(by: { $0.place < $1.place }) {
            let field = Field(key: pair.key, path: Self.path(path, pair.key), place: pair.place, value: pair.value)
            if let first = fields[pair.key] {
                findings.add(.duplicateKey(firstLine: first.place.line), at: pair.place, path: field.path, text: pair.key)
            } else if section.keys.contains(pair.key) {
                fields[pair.key] = field
            } else if !findings.isFull {
                let nearest = Nearest.of(pair.key, among: section.keys)
                findings.add(
                    .unknownKey(nearest: nearest, allowed: section.keys), at: pair.place, path: field.path, text: pair.key)
            }
        }
        self.fields = fields
        for key in section.required { require(key, &findings) }
    }

    private func require(_ key: String, _ findings: inout Findings) {
        guard let field = fields[key] else {
            findings.add(.missingKey(key), at: place, path: Self.path(path, key))
            return
        }
        if field.value.isNull { findings.add(.missingValue, at: field.place, path: field.path) }
    }

    /// The value of a key; nil when it is absent or left empty.
    subscript(key: String) -> Field? {
        guard let field = fields[key], !field.value.isNull else { return nil }
        return field
    }

    private static func path(_ path: String, _ key: String) -> String { path.isEmpty ? key : path + "." + key }
}

/// A value under its key.
struct Field {
    let key: String
    let path: String
    /// Where the key stands.
    let place: Place
    let value: Tree

    func refuse(_ reason: ScenarioProblem.Reason, _ findings: inout Findings) {
        findings.add(reason, at: value.place, path: path, text: value.quoted)
    }

    /// The text of a scalar, whatever YAML would make of it: amounts and codes are never numbers or booleans first.
    func text(_ findings: inout Findings) -> String? {
        guard case .text(let text, _, _) = value else {
            refuse(.wrongShape(expected: .text, found: value.shape), &findings)
            return nil
        }
        if text.isEmpty {
            refuse(.missingValue, &findings)
            return nil
        }
        return text
    }

    /// The items of a list, a single one standing for a list of one; numbered from 1.
    func items(_ findings: inout Findings) -> [Field]? {
        switch value {
        case .text: return [self]
        case .table:
            refuse(.wrongShape(expected: .list, found: .table), &findings)
            return nil
        case .list(let trees, _):
            guard trees.count <= Limits.listItems else {
                refuse(.tooMany(limit: Limits.listItems), &findings)
                return nil
            }
            return trees.enumerated().map { index, tree in
                Field(key: key, path: "\(path)[\(index + 1)]", place: tree.place, value: tree)
            }
        }
    }
}

/// The word that a mistyped one most likely stands for.
enum Nearest {
    static func of(_ word: String, among words: [String]) -> String? {
        // Long texts are no mistyped words, and comparing them costs their length.
        guard word.utf8.count <= 40 else { return nil }
        let folded = word.lowercased()
        let limit = max(1, folded.count / 3)
        return words.map { ($0, EditDistance.between($0.lowercased(), folded)) }
            .filter { $0.1 <= limit }
            .min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
    }
}
