internal import Values

/// The text form of a mapping: one `field: Header` a line, and settings in the same way. `#` begins a comment.
///
///     kind: invoices
///     invoice_number: N° pièce
///     amount: #7
///     decimal: comma
///     dates: dd/mm/yyyy
///     separator: ;
///     encoding: windows-1252
extension ColumnMapping {
    private enum Setting: String, CaseIterable { case kind, decimal, dates, separator, encoding }

    private static var known: String {
        (Setting.allCases.map(\.rawValue) + Field.allCases.map(\.rawValue)).joined(separator: ", ")
    }

    /// Reads the text form. Throws `mapping_malformed` or `mapping_unknown_field` with the line.
    package init(parsing text: String) throws(Diagnostic) {
        self.init()
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            let content = Array(line.utf8)[...].trimmed
            if content.isEmpty || content.first == 0x23 { continue }
            guard let colon = content.firstIndex(of: 0x3A) else {
                throw Diagnostic(.mappingMalformed, line: number, value: String(line))
            }
            let key = String(decoding: content[..<colon].trimmed, as: UTF8.self)
            let value = String(decoding: content[(colon + 1)...].trimmed, as: UTF8.self)
            guard !value.isEmpty else { throw Diagnostic(.mappingMalformed, line: number, column: key) }
            try take(key, value, line: number)
        }
    }

    private mutating func take(_ key: String, _ value: String, line: Int) throws(Diagnostic) {
        if let field = Field(rawValue: key.lowercased()) {
            guard !columns.contains(where: { $0.field == field }) else {
                throw Diagnostic(.duplicateColumn, line: line, column: value, parameters: ["field": field.rawValue])
            }
            columns.append(Column(field, value))
            return
        }
        guard let setting = Setting(rawValue: key.lowercased()) else {
            throw Diagnostic(.mappingUnknownField, line: line, value: key, parameters: ["known": Self.known])
        }
        let wasTaken =
            switch setting {
            case .kind: set(\.kind, TableKind(rawValue: value.lowercased()))
            case .decimal: set(\.decimalMark, DecimalMark(named: value))
            case .dates: set(\.dateForm, DateForm(rawValue: value.lowercased()))
            case .separator: set(\.separator, Separator(named: value))
            case .encoding: set(\.encoding, TextEncoding(named: value))
            }
        guard wasTaken else { throw Diagnostic(.mappingMalformed, line: line, column: key, value: value) }
    }

    private mutating func set<Value>(_ path: WritableKeyPath<ColumnMapping, Value?>, _ value: Value?) -> Bool {
        guard let value else { return false }
        self[keyPath: path] = value
        return true
    }

    /// The text form, which `init(parsing:)` reads back as the same mapping with its columns in the order of fields.
    package var text: String {
        var lines: [String] = []
        if let kind { lines.append("kind: \(kind.rawValue)") }
        lines += columns.sorted { $0.field < $1.field }.map { "\($0.field.rawValue): \($0.header)" }
        if let decimalMark { lines.append("decimal: \(decimalMark.name)") }
        if let dateForm { lines.append("dates: \(dateForm.rawValue)") }
        if let separator { lines.append("separator: \(separator.name)") }
        if let encoding { lines.append("encoding: \(encoding.rawValue)") }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension DecimalMark {
    /// As a mapping file writes it.
    package var name: String {
        switch self {
        case .point: "point"
        case .comma: "comma"
        }
    }

    package init?(named name: some StringProtocol) {
        switch name.lowercased() {
        case "point", ".", "dot": self = .point
        case "comma", ",", "virgule": self = .comma
        default: return nil
        }
    }
}
