/// A file's text once its size, its encoding, its characters and its nesting are known to be harmless.
struct SourceText {
    let scalars: [Unicode.Scalar]

    var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// Nested lists and tables beyond this are refused: the YAML parser recurses.
    static let depthLimit = 32
    /// References to anchors are refused anyway; more of them than this, before the YAML parser sees them.
    static let referenceLimit = 8

    init(_ bytes: [UInt8]) throws(ScenarioRefusal) {
        guard bytes.count <= ScenarioFiles.sizeLimit else {
            throw ScenarioRefusal(.tooLarge(limit: ScenarioFiles.sizeLimit / 1024))
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard let text = String(validating: body, as: UTF8.self) else {
            let valid = Self.validPrefix(body)
            throw ScenarioRefusal(.notUTF8, at: Place.end(of: valid))
        }
        scalars = Array(text.unicodeScalars)
        try checkScalars()
    }

    /// What comes before the first byte that is not UTF-8.
    private static func validPrefix(_ bytes: ArraySlice<UInt8>) -> [Unicode.Scalar] {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var scalars: [Unicode.Scalar] = []
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { scalars.append(scalar) }
        return scalars
    }

    private func checkScalars() throws(ScenarioRefusal) {
        var place = Place.start
        var flowDepth = 0
        var references = 0
        var indicators = 0
        var isLineHead = true
        for (index, scalar) in scalars.enumerated() {
            if !Self.isPrintable(scalar) {
                throw ScenarioRefusal(.controlCharacter(Self.name(scalar)), at: place)
            }
            if isLineHead {
                if Self.isIndicator(scalar), isBlank(index + 1) { indicators += 1 }
                isLineHead = scalar == " " || scalar == "\t" || Self.isIndicator(scalar) && isBlank(index + 1)
            }
            if scalar == "[" || scalar == "{" { flowDepth += 1 }
            if scalar == "]" || scalar == "}" { flowDepth = max(0, flowDepth - 1) }
            if scalar == "*" || scalar == "&", startsToken(index), !isBlank(index + 1) { references += 1 }
            if flowDepth > Self.depthLimit || indicators > Self.depthLimit || isLineHead && place.column > 4 * Self.depthLimit {
                throw ScenarioRefusal(.tooDeep(limit: Self.depthLimit), at: place)
            }
            if references > Self.referenceLimit { throw ScenarioRefusal(.reference, at: place) }
            if place.advance(over: scalar, next: index + 1 < scalars.count ? scalars[index + 1] : nil) {
                isLineHead = true
                indicators = 0
            }
        }
    }

    private func isBlank(_ index: Int) -> Bool {
        guard index < scalars.count else { return true }
        let scalar = scalars[index]
        return scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
    }

    /// A reference can only begin after a blank or a mark of structure.
    private func startsToken(_ index: Int) -> Bool {
        guard index > 0 else { return true }
        return isBlank(index - 1) || "[{,:-?".unicodeScalars.contains(scalars[index - 1])
    }

    private static func isIndicator(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "-" || scalar == "?" || scalar == ":"
    }

    /// What YAML 1.2 allows in a stream (section 5.1), less the byte order mark inside it.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    private static func name(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}

/// Where something stands in a file: lines and columns count from 1, columns in characters (Unicode scalars).
struct Place: Hashable, Comparable {
    var line: Int
    var column: Int

    static let start = Place(line: 1, column: 1)

    /// Moves past a scalar; true when it ended a line, as YAML counts lines.
    mutating func advance(over scalar: Unicode.Scalar, next: Unicode.Scalar?) -> Bool {
        switch scalar {
        case "\r" where next == "\n":
            column += 1
            return false
        case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
            line += 1
            column = 1
            return true
        default:
            column += 1
            return false
        }
    }

    static func end(of scalars: [Unicode.Scalar]) -> Place {
        var place = Place.start
        for (index, scalar) in scalars.enumerated() {
            _ = place.advance(over: scalar, next: index + 1 < scalars.count ? scalars[index + 1] : nil)
        }
        return place
    }

    static func < (left: Place, right: Place) -> Bool { (left.line, left.column) < (right.line, right.column) }
}
