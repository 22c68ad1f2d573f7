package import Values

/// Which column holds which field, and how the file writes its values, as far as somebody said so.
///
/// Made from nothing it declares nothing: everything is then proposed from the headers and proven by the values.
package struct ColumnMapping: Hashable, Sendable {
    /// One column given to a field.
    package struct Column: Hashable, Sendable {
        package let field: Field
        /// The header as the file writes it, compared without case and accents; or `#3` for the third column.
        package let header: String

        package init(_ field: Field, _ header: String) {
            self.field = field
            self.header = header
        }
    }

    package var kind: TableKind?
    package var columns: [Column]
    package var decimalMark: DecimalMark?
    package var dateForm: DateForm?
    package var separator: Separator?
    package var encoding: TextEncoding?

    package init(
        kind: TableKind? = nil, columns: [Column] = [], decimalMark: DecimalMark? = nil, dateForm: DateForm? = nil,
        separator: Separator? = nil, encoding: TextEncoding? = nil
    ) {
        self.kind = kind
        self.columns = columns
        self.decimalMark = decimalMark
        self.dateForm = dateForm
        self.separator = separator
        self.encoding = encoding
    }
}

/// In which order a file writes day, month and year. ISO dates (`2026-11-22`, `20261122`) need none of these.
package enum DateForm: String, Hashable, Sendable, CaseIterable {
    case dayMonthYear = "dd/mm/yyyy"
    case monthDayYear = "mm/dd/yyyy"
    /// Years of two digits, of this century; only ever declared.
    case dayMonthShortYear = "dd/mm/yy"
    case monthDayShortYear = "mm/dd/yy"

    var isDayFirst: Bool { self == .dayMonthYear || self == .dayMonthShortYear }
    var allowsShortYear: Bool { self == .dayMonthShortYear || self == .monthDayShortYear }
}

/// Why a column was given to a field.
package enum MappingReason: String, Hashable, Sendable {
    /// A mapping says so.
    case declared
    /// The header is the field's own name.
    case exact
    /// The header is another known name of the field.
    case synonym
    /// The values look like it; only ever proposed.
    case content

    /// Per cent, for people.
    package var confidence: Int {
        switch self {
        case .declared, .exact: 100
        case .synonym: 90
        case .content: 60
        }
    }
}
