package import Values

/// Every dated figure of the law that this house knows.
package struct LegalFigures: Hashable, Sendable {
    /// By name, each list in order of first day, without overlap.
    private var byName: [LegalFigureName: [LegalFigure]] = [:]

    /// The figures delivered with this version.
    package static let builtIn: LegalFigures = (try? LegalFigures().adding(builtInLegalFigures)) ?? LegalFigures()

    private init() {}

    /// The figure in force that day; a day that nobody has entered throws its name.
    package func figure(_ name: LegalFigureName, on day: LocalDate) throws(LegalGap) -> LegalFigure {
        for figure in (byName[name] ?? []).reversed() where figure.holds(on: day) { return figure }
        throw LegalGap(name, on: day)
    }

    /// Every figure of a name, oldest first.
    package func figures(_ name: LegalFigureName) -> [LegalFigure] { byName[name] ?? [] }

    package func rate(_ name: LegalFigureName, on day: LocalDate) throws(LegalGap) -> Rate {
        Rate(millionths: try figure(name, on: day).value)
    }

    package func euros(_ name: LegalFigureName, on day: LocalDate) throws(LegalGap) -> Money {
        Money(minor: try figure(name, on: day).value, .eur)
    }

    package func count(_ name: LegalFigureName, on day: LocalDate) throws(LegalGap) -> Int {
        Int(try figure(name, on: day).value)
    }

    /// These figures and those of a text; a line with the name and first day of a known figure replaces it.
    ///
    /// One figure a line: `name;first day;last day or nothing;value;V, S or G;checked on;source`. Blank lines and
    /// lines that begin with `#` are passed over.
    package func adding(_ text: some StringProtocol) throws(LegalFiguresProblem) -> LegalFigures {
        var result = self
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            if line.allSatisfy(\.isWhitespace) || line.hasPrefix("#") { continue }
            let figure: LegalFigure
            do throws(LegalFiguresProblem.Reason) { figure = try Self.read(String(line)) } catch {
                throw LegalFiguresProblem(line: number, reason: error)
            }
            guard result.insert(figure) else { throw LegalFiguresProblem(line: number, reason: .overlap(figure.name)) }
        }
        return result
    }

    private mutating func insert(_ figure: LegalFigure) -> Bool {
        var list = byName[figure.name] ?? []
        list.removeAll { $0.validFrom == figure.validFrom }
        let index = list.firstIndex { $0.validFrom > figure.validFrom } ?? list.count
        if index > 0 { guard let end = list[index - 1].validTo, end < figure.validFrom else { return false } }
        if index < list.count { guard let end = figure.validTo, end < list[index].validFrom else { return false } }
        list.insert(figure, at: index)
        byName[figure.name] = list
        return true
    }

    private static func read(_ line: String) throws(LegalFiguresProblem.Reason) -> LegalFigure {
        let fields = line.split(separator: ";", maxSplits: 6, omittingEmptySubsequences: false).map { trimmed($0) }
        guard fields.count == 7 else { throw .fieldCount(fields.count) }
        guard let name = LegalFigureName(rawValue: fields[0]) else { throw .unknownFigure(fields[0]) }
        guard let from = LocalDate(iso: fields[1]) else { throw .badDate(fields[1]) }
        let to = LocalDate(iso: fields[2])
        guard to != nil || fields[2].isEmpty else { throw .badDate(fields[2]) }
        guard to != nil || !name.isSemestrial else { throw .endMissing }
        guard to ?? from >= from else { throw .endsBeforeItBegins }
        guard let value = value(fields[3], in: name.unit) else { throw .badValue(fields[3]) }
        guard let confidence = Confidence(rawValue: fields[4]) else { throw .badConfidence(fields[4]) }
        guard let checkedOn = LocalDate(iso: fields[5]) else { throw .badDate(fields[5]) }
        return LegalFigure(
            name: name, validFrom: from, validTo: to, value: value, source: fields[6], checkedOn: checkedOn,
            confidence: confidence)
    }

    private static func value(_ text: String, in unit: LegalFigureName.Unit) -> Int64? {
        switch unit {
        case .rate: Rate(percent: text)?.millionths
        case .euros: (try? Money(parsing: text, .eur))?.minor
        case .count: text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? Int64(text) : nil
        }
    }

    private static func trimmed(_ field: Substring) -> String {
        var field = String(field)
        while field.first?.isWhitespace == true { field.removeFirst() }
        while field.last?.isWhitespace == true { field.removeLast() }
        return field
    }
}

/// A line of figures that cannot be taken, and why.
package struct LegalFiguresProblem: Error, Hashable, Sendable {
    /// Counted from 1.
    package let line: Int
    package let reason: Reason

    package enum Reason: Error, Hashable, Sendable {
        /// Seven fields are needed.
        case fieldCount(Int)
        case unknownFigure(String)
        case badDate(String)
        case badValue(String)
        case badConfidence(String)
        case endsBeforeItBegins
        /// A half-yearly rate holds for its half-year, never until further notice.
        case endMissing
        /// Two figures of one name would hold on the same day.
        case overlap(LegalFigureName)
    }
}
