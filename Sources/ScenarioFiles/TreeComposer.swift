import Yams

/// Turns YAML text into a `Tree`, through the YAML parser, and its refusals into located problems.
struct TreeComposer {
    private var scalars: [Unicode.Scalar]
    /// Repeated keys are made different so that the YAML parser, which stops at the first of them, reads on:
    /// the first character of the earlier one is replaced, and put back when the tree is built.
    private var masks: [Unicode.Scalar: Unicode.Scalar] = [:]
    private var freeMasks: [Unicode.Scalar]
    /// Where each key made different was met first.
    private var firstPlaces: [String: Place] = [:]
    private var anchors: Set<String> = []

    private static let repeatLimit = 12

    static func compose(_ source: SourceText, _ findings: inout Findings) -> Tree? {
        var composer = TreeComposer(source)
        return composer.compose(&findings)
    }

    private init(_ source: SourceText) {
        scalars = source.scalars
        let used = Set(source.scalars)
        // The private use plane: a scenario has no business there.
        freeMasks = (0xF0000..<0xF1000).compactMap(Unicode.Scalar.init).filter { !used.contains($0) }
            .suffix(Self.repeatLimit)
    }

    private mutating func compose(_ findings: inout Findings) -> Tree? {
        while true {
            do {
                return try root(&findings)
            } catch YamlError.duplicatedKeysInMapping(let names, let context) {
                let place = Place(line: context.mark.line, column: context.mark.column)
                // The mark is that of the first name's first occurrence.
                let name = names.first ?? ""
                guard mask(at: place) else {
                    let first = firstPlaces[name] ?? place
                    findings.add(.duplicateKey(firstLine: first.line), at: place, path: name, text: name)
                    return nil
                }
                if firstPlaces[name] == nil { firstPlaces[name] = place }
            } catch let error as YamlError {
                let (mistake, place) = YAMLMistake.reading(error, scalars)
                findings.add(.yaml(mistake), at: place)
                return nil
            } catch {
                findings.add(.yaml(.other("\(error)")), at: .start)
                return nil
            }
        }
    }

    private mutating func root(_ findings: inout Findings) throws -> Tree? {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        // The parser owns the anchors that its nodes point to: it lives until they were read.
        let parser = try Parser(yaml: String(view), resolver: .basic, encoding: .utf8)
        return try withExtendedLifetime(parser) {
            guard let node = try parser.singleRoot() else {
                findings.add(.empty, at: .start)
                return nil
            }
            let tree = tree(node, &findings)
            return anchors.isEmpty ? tree : nil
        }
    }

    private mutating func mask(at place: Place) -> Bool {
        guard var index = index(of: place), let mask = freeMasks.popLast() else { return false }
        if scalars[index] == "\"" || scalars[index] == "'" {
            index += 1
            guard index < scalars.count, scalars[index] != scalars[index - 1] else { return false }
        }
        masks[mask] = scalars[index]
        scalars[index] = mask
        return true
    }

    private func index(of place: Place) -> Int? {
        var current = Place.start
        for (index, scalar) in scalars.enumerated() {
            if current == place { return index }
            _ = current.advance(over: scalar, next: index + 1 < scalars.count ? scalars[index + 1] : nil)
        }
        return nil
    }

    private mutating func tree(_ node: Node, _ findings: inout Findings) -> Tree {
        let place = Place(node.mark)
        if let anchor = node.anchor {
            // Each anchor once: what it names may be repeated without end.
            guard anchors.insert(anchor.rawValue).inserted else { return .text("", isPlain: true, place) }
            findings.add(.reference, at: place, text: "&" + anchor.rawValue)
        }
        switch node {
        case .scalar(let scalar): return .text(scalar.string, isPlain: scalar.style == .plain, place)
        case .sequence(let sequence): return .list(sequence.map { tree($0, &findings) }, place)
        case .mapping(let mapping): return .table(mapping.compactMap { pair($0.key, $0.value, &findings) }, place)
        case .alias: return .text("", isPlain: true, place)
        }
    }

    private mutating func pair(_ key: Node, _ value: Node, _ findings: inout Findings) -> Tree.Pair? {
        let place = Place(key.mark)
        guard case .text(var name, _, _) = tree(key, &findings) else {
            findings.add(.keyNotText, at: place)
            return nil
        }
        if let first = name.unicodeScalars.first, let original = masks[first] {
            var view = name.unicodeScalars
            view.replaceSubrange(view.startIndex..<view.index(after: view.startIndex), with: [original])
            name = String(view)
        }
        return Tree.Pair(key: name, place: place, value: tree(value, &findings))
    }
}

extension Place {
    fileprivate init(_ mark: Mark?) {
        self.init(line: mark?.line ?? 1, column: mark?.column ?? 1)
    }
}

extension YAMLMistake {
    /// What the YAML parser's error most likely means to an author, and where.
    fileprivate static func reading(_ error: YamlError, _ scalars: [Unicode.Scalar]) -> (YAMLMistake, Place) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let mistake = YAMLMistake(problem, after: character(at: Place(mark), in: scalars))
            switch mistake {
            case .unclosedQuote, .unclosedBracket: return (mistake, Place(context?.mark ?? mark))
            case .colon, .tab, .reservedCharacter, .indentation, .severalDocuments, .reference, .other:
                return (mistake, Place(mark))
            }
        default: return (.other("\(error)"), .start)
        }
    }

    private static func character(at place: Place, in scalars: [Unicode.Scalar]) -> Unicode.Scalar? {
        var current = Place.start
        for (index, scalar) in scalars.enumerated() {
            if current == place { return scalar }
            _ = current.advance(over: scalar, next: index + 1 < scalars.count ? scalars[index + 1] : nil)
        }
        return nil
    }

    private init(_ problem: String, after character: Unicode.Scalar?) {
        if problem.contains("mapping values are not allowed") {
            self = .colon
        } else if character == "\t" || problem.contains("tab character") {
            self = .tab
        } else if problem.contains("cannot start any token") {
            self = .reservedCharacter(character.map { String($0) } ?? "")
        } else if problem.contains("unexpected end of stream") {
            self = .unclosedQuote
        } else if problem.contains("',' or") {
            self = .unclosedBracket
        } else if problem.contains("another document") || problem.contains("<document start>") {
            self = .severalDocuments
        } else if problem.contains("alias") {
            self = .reference
        } else if problem.contains("did not find expected") || problem.contains("could not find expected")
            || problem.contains("not allowed in this context")
        {
            self = .indentation
        } else {
            self = .other(problem)
        }
    }
}
