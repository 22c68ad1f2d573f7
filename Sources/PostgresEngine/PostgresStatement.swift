import SQL

/// A statement prepared on the server, with the types the server gave its parameters from their context.
final class PostgresStatement {
    let name: String
    let query: StaticString
    let parameters: [PostgresType?]
    /// The cursor it declares, for statements that do.
    let cursor: String?
    var isOpen = false

    init(name: String, query: StaticString, parameters: [PostgresType?], cursor: String? = nil) {
        self.name = name
        self.query = query
        self.parameters = parameters
        self.cursor = cursor
    }

    /// The values as libpq takes them, in the format of each parameter's type.
    func bind(_ values: [SQLValue], into parameters: inout PostgresParameters) throws(SQLError) {
        guard values.count == self.parameters.count else {
            let reason = "\(values.count) values for \(self.parameters.count) parameters"
            throw .misuse(query: query.description, reason: reason)
        }
        parameters.removeAll()
        for (value, type) in zip(values, self.parameters) {
            guard parameters.append(value, as: type) else {
                let wanted = type?.sqlName ?? "of a type outside the common subset"
                let reason = "$\(parameters.count + 1) is \(wanted), not the value given (or text with U+0000)"
                throw .misuse(query: query.description, reason: reason)
            }
        }
    }
}
