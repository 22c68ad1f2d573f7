/// What is wrong with a file or with one of its rows, where, and what a face needs to say what would be right.
///
/// Thrown, it refuses the whole file; inside a rejected row, it refuses that row.
package struct Diagnostic: Error, Hashable, Sendable {
    package let code: DiagnosticCode
    /// Physical line of the file, or row of the sheet, from 1; nil when the whole file is meant.
    package let line: Int?
    /// The header as the file writes it, or the 1-based index of the column when it has none.
    package let column: String?
    /// The value as read, cut to 200 characters (Unicode scalars: a letter may bear any number of accents).
    package let value: String
    /// The values named by the documentation of `code`, for the words of a face.
    package let parameters: [String: String]

    package static let longestValue = 200

    package init(
        _ code: DiagnosticCode, line: Int? = nil, column: String? = nil, value: String = "",
        parameters: [String: String] = [:]
    ) {
        self.code = code
        self.line = line
        self.column = column
        self.value = value.utf8.count > Self.longestValue ? String(String.UnicodeScalarView(value.unicodeScalars.prefix(Self.longestValue))) : value
        self.parameters = parameters
    }

    /// The same diagnostic placed on a line, unless it already has one.
    package func at(line: Int) -> Diagnostic {
        Diagnostic(code, line: self.line ?? line, column: column, value: value, parameters: parameters)
    }
}

extension Diagnostic: CustomStringConvertible {
    /// One line for logs and tests, never for people: `12 amount "1e3" amount_malformed allowed=2`.
    package var description: String {
        let details = parameters.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        return "\(line.map(String.init) ?? "-") \(column ?? "-") \"\(value)\" \(code.rawValue)\(details)"
    }
}
