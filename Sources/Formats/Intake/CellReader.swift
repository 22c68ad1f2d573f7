internal import Values

/// Reads the cells of one row after another as typed values, and gathers what is wrong with each row.
struct CellReader {
    static let earliest = LocalDate(dayNumber: 10_957)  // 2000-01-01
    static let latest = LocalDate(dayNumber: 47_846)  // 2100-12-31

    private(set) var problems: [Diagnostic] = []

    private let profile: FileProfile
    private let kind: TableKind
    /// Column of each field by its position, -1 without one.
    private var indexes: [Int]
    private var names: [String]
    private let width: Int
    private var knownCurrency: (bytes: [UInt8], currency: Currency, decimals: Int) = (Array("EUR".utf8), .eur, 2)

    init(_ survey: TableSurvey) {
        profile = survey.profile
        kind = survey.kind
        indexes = Array(repeating: -1, count: Field.allCases.count)
        names = Field.allCases.map(\.rawValue)
        width = survey.head.headers.count
        for column in survey.columns {
            indexes[column.field.position] = column.index
            names[column.field.position] = column.header
        }
    }

    func name(_ field: Field) -> String { names[field.position] }

    func has(_ field: Field) -> Bool { indexes[field.position] >= 0 }

    /// Starts a row: forgets the problems of the last one and looks at its shape.
    mutating func begin(_ row: TableRow) {
        problems.removeAll(keepingCapacity: true)
        let shape = ["expected": String(width), "found": String(row.count)]
        if row.count > width, (width..<row.count).contains(where: { !row[$0].trimmed.isEmpty }) {
            problems.append(Diagnostic(.rowTooLong, line: row.line, value: row.text(at: width), parameters: shape))
        } else if row.count < width, !row.isSparse, row.isUnterminated || lacksRequired(row) {
            problems.append(Diagnostic(.rowTooShort, line: row.line, value: row.text(at: row.count - 1), parameters: shape))
        }
    }

    private func lacksRequired(_ row: TableRow) -> Bool {
        kind.required.contains { indexes[$0.position] >= row.count }
    }

    /// The raw cell of a field without spaces around; nil when empty or when it can hold no value of a table.
    private mutating func cell(_ field: Field, _ row: TableRow) -> ArraySlice<UInt8>? {
        let index = indexes[field.position]
        guard index >= 0 else { return nil }
        let bytes = row[index].trimmed
        switch row.kind(at: index) {
        case .text, .number, .date: return bytes.isEmpty ? nil : bytes
        case .error: refuse(.cellError, field, bytes, row)
        case .formulaWithoutValue:
            refuse(.formulaWithoutValue, field, bytes, row, ["formula": String(decoding: bytes, as: UTF8.self)])
        case .misquoted: refuse(.quoteMisplaced, field, bytes, row)
        }
        return nil
    }

    private func kind(_ field: Field, _ row: TableRow) -> TableRow.CellKind { row.kind(at: indexes[field.position]) }

    mutating func refuse(
        _ code: DiagnosticCode, _ field: Field, _ bytes: ArraySlice<UInt8>, _ row: TableRow, _ parameters: [String: String] = [:]
    ) {
        problems.append(
            Diagnostic(
                code, line: row.line, column: name(field), value: String(decoding: bytes, as: UTF8.self),
                parameters: parameters))
    }

    /// The text of a field, nil when there is none.
    mutating func text(_ field: Field, _ row: TableRow) -> String? {
        guard var bytes = cell(field, row) else { return nil }
        guard bytes.count <= field.longest else {
            refuse(.valueTooLong, field, bytes, row, ["limit": String(field.longest)])
            return nil
        }
        if SpreadsheetText.isDefended(bytes) { bytes.removeFirst() }
        let hasLooseAccent = ComposedText.hasLooseAccent(bytes)
        if !SpreadsheetText.hasControlCharacter(bytes) {
            let text = String(decoding: bytes, as: UTF8.self)
            return hasLooseAccent ? ComposedText.compose(text) : text
        }
        if field.spansLines, let joined = SpreadsheetText.joinedLines(bytes, by: field == .address ? ", " : " ") {
            return hasLooseAccent ? ComposedText.compose(joined) : joined
        }
        refuse(.controlCharacter, field, bytes, row)
        return nil
    }

    /// The text of a field that must have one; empty, with a problem, when it has none.
    mutating func required(_ field: Field, _ row: TableRow) -> String {
        let before = problems.count
        if let text = text(field, row) { return text }
        if problems.count == before { missing(field, row) }
        return ""
    }

    mutating func missing(_ field: Field, _ row: TableRow) {
        // A row too short already says why nothing is there.
        guard !problems.contains(where: { $0.code == .rowTooShort }) else { return }
        refuse(.missingValue, field, [], row, ["field": field.rawValue])
    }

    // MARK: Dates

    mutating func date(_ field: Field, _ row: TableRow) -> LocalDate? {
        guard let bytes = cell(field, row) else { return nil }
        var text = DateText(bytes)
        if kind(field, row) == .number { text = .malformed }
        let form = profile.dateForm.answer
        let parts: (year: Int, month: Int, day: Int)
        switch text {
        case .malformed: return refuseDate(.dateMalformed, field, bytes, row)
        case .certain(let year, let month, let day): parts = (year, month, day)
        case .parts(let first, let second, let year, let hasShortYear):
            if hasShortYear, form?.allowsShortYear != true { return refuseDate(.dateMalformed, field, bytes, row) }
            if text.isAmbiguous, case .contested = profile.dateForm {
                return refuseDate(.dateOrderUndecidable, field, bytes, row)
            }
            let isDayFirst = form?.isDayFirst ?? true
            if let proven = text.provenForm, proven.isDayFirst != isDayFirst {
                return refuseDate(.dateContradictsProfile, field, bytes, row)
            }
            parts = (hasShortYear ? 2000 + year : year, isDayFirst ? second : first, isDayFirst ? first : second)
        }
        return day(parts, field, bytes, row)
    }

    private mutating func day(
        _ parts: (year: Int, month: Int, day: Int), _ field: Field, _ bytes: ArraySlice<UInt8>, _ row: TableRow
    ) -> LocalDate? {
        guard (2000...2100).contains(parts.year) || !DateText.exists(parts) else {
            refuse(.dateOutOfRange, field, bytes, row, ["from": Self.earliest.iso, "to": Self.latest.iso])
            return nil
        }
        guard let date = LocalDate(year: parts.year, month: parts.month, day: parts.day) else {
            return refuseDate(.dateImpossible, field, bytes, row)
        }
        return date
    }

    private mutating func refuseDate(
        _ code: DiagnosticCode, _ field: Field, _ bytes: ArraySlice<UInt8>, _ row: TableRow
    ) -> LocalDate? {
        refuse(code, field, bytes, row, ["format": profile.dateForm.answer?.rawValue ?? "yyyy-mm-dd", "field": field.rawValue])
        return nil
    }

    mutating func requiredDate(_ field: Field, _ row: TableRow) -> LocalDate? {
        let before = problems.count
        let date = date(field, row)
        if date == nil, problems.count == before { missing(field, row) }
        return date
    }

    // MARK: Amounts

    /// An amount greater than zero, in the row's currency.
    mutating func positiveAmount(_ row: TableRow) -> Money? {
        guard let currency = currency(row) else { return nil }
        let before = problems.count
        guard let minor = amount(.amount, in: currency, row) else {
            if problems.count == before { missing(.amount, row) }
            return nil
        }
        if minor > 0 { return Money(minor: minor, currency.currency) }
        let bytes = row[indexes[Field.amount.position]].trimmed
        refuse(minor < 0 ? .amountNegative : .amountZero, .amount, bytes, row, ["kind": kind.rawValue])
        return nil
    }

    /// Minor units of a currency, signed; nil when the cell is empty or cannot be read.
    mutating func amount(_ field: Field, in currency: (currency: Currency, decimals: Int), _ row: TableRow) -> Int64? {
        guard let cell = cell(field, row) else { return nil }
        let isText = kind(field, row) == .text
        let mark = isText ? profile.decimalMark.answer ?? .point : .point
        let bytes = isText ? AmountText.withoutSign(cell, currency.currency) : cell
        guard let minor = minorUnits(field, bytes, currency, mark, isText: isText, row) else { return nil }
        guard minor.magnitude <= Money.largest.magnitude else {
            refuse(.amountOverflow, field, cell, row)
            return nil
        }
        return minor
    }

    private mutating func minorUnits(
        _ field: Field, _ bytes: ArraySlice<UInt8>, _ known: (currency: Currency, decimals: Int), _ mark: DecimalMark, isText: Bool,
        _ row: TableRow
    ) -> Int64? {
        let (currency, decimals) = known
        if case .contested = profile.decimalMark, isText, AmountEvidence(bytes) == .ambiguous {
            refuse(.decimalMarkUndecidable, field, bytes, row, ["field": field.rawValue])
            return nil
        }
        if let minor = AmountText.quick(bytes, decimals: decimals, mark: mark) { return minor }
        let parameters = ["decimalMark": mark.name, "allowed": String(decimals), "currency": currency.code]
        do throws(AmountProblem) {
            return try Money(parsing: String(decoding: bytes, as: UTF8.self), currency, decimalMark: mark).minor
        } catch {
            if isText, case .proves(let other) = AmountEvidence(bytes), other != mark {
                refuse(.amountContradictsProfile, field, bytes, row, parameters)
                return nil
            }
            switch error {
            case .empty, .malformed: refuse(.amountMalformed, field, bytes, row, parameters)
            case .tooManyDecimals: refuse(.tooManyDecimals, field, bytes, row, parameters)
            case .overflow: refuse(.amountOverflow, field, bytes, row, parameters)
            }
            return nil
        }
    }

    /// EUR when the file says nothing.
    mutating func currency(_ row: TableRow) -> (currency: Currency, decimals: Int)? {
        let before = problems.count
        guard let bytes = cell(.currency, row) else { return problems.count == before ? (.eur, 2) : nil }
        if bytes.elementsEqual(knownCurrency.bytes) { return (knownCurrency.currency, knownCurrency.decimals) }
        let text = String(decoding: bytes, as: UTF8.self)
        let isEuro = text == "€" || ["euro", "euros"].contains(HeaderFolding.foldValue(text))
        guard let currency = isEuro ? .eur : Currency(code: text) else {
            refuse(.currencyUnknown, .currency, bytes, row)
            return nil
        }
        knownCurrency = (Array(bytes), currency, currency.decimals)
        return (currency, knownCurrency.decimals)
    }
}
