/// One numbered step of the schema, applied in one transaction and never changed afterwards.
package struct Migration: Sendable {
    /// From 1, without gaps.
    package let id: Int
    package let name: StaticString
    package let definitions: [Definition]

    package init(_ id: Int, _ name: StaticString, _ definitions: [Definition]) {
        self.id = id
        self.name = name
        self.definitions = definitions
    }

    /// A definition written once for both engines. A literal is SQL with the tokens of `Dialect.expand`.
    package enum Definition: Sendable, ExpressibleByStringLiteral {
        case sql(StaticString)
        /// The table refuses UPDATE and DELETE.
        case appendOnly(StaticString)
        /// Row-level security: only the rows whose column equals the transaction's company.
        case companyRows(StaticString, column: StaticString)

        package init(stringLiteral value: StaticString) { self = .sql(value) }
    }

    /// FNV-1a, 64 bits, of the templates: the same on both engines. Guards against edits, not against malice.
    package var checksum: Int64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for definition in definitions {
            for byte in definition.canonical.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01B3
        }
        return Int64(bitPattern: hash)
    }
}

extension Migration.Definition {
    fileprivate var canonical: String {
        switch self {
        case .sql(let text): "sql \(text)"
        case .appendOnly(let table): "append-only \(table)"
        case .companyRows(let table, let column): "company-rows \(table) \(column)"
        }
    }

    func statements(for dialect: Dialect) throws(SQLError) -> String {
        switch self {
        case .sql(let text): try dialect.expand(text)
        case .appendOnly(let table): dialect.appendOnly(table)
        case .companyRows(let table, let column): dialect.companyRows(table, column: column)
        }
    }
}
