/// The few places where the two engines do not speak the same SQL.
package enum Dialect: String, Sendable, Hashable, CaseIterable {
    case sqlite, postgres

    /// The text of a query for this engine, with its row locks. SQLite's parameters are numbered (`?1`), because it
    /// takes `$1` for a name and numbers names by first appearance.
    package func text(of query: Query) -> String {
        let text = query.text.description
        switch self {
        case .sqlite: return Self.numberingParameters(text)
        case .postgres:
            switch query.locking {
            case .none: return text
            case .waiting: return text + " FOR UPDATE"
            case .skippingLocked: return text + " FOR UPDATE SKIP LOCKED"
            }
        }
    }

    /// Replaces `{bigint}`, `{bool}`, `{text}`, `{blob}`, `{strict}` and `{clustered}`.
    ///
    /// `{strict}` follows the closing parenthesis of a table; `{clustered}` too, for a table stored in primary key
    /// order. Any other brace is an error.
    package func expand(_ template: StaticString) throws(SQLError) -> String {
        var output = ""
        var rest = Substring(template.description)
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { break }
            let token = rest[rest.index(after: open)..<close]
            guard let word = word(for: token) else { throw .unsuitable("unknown token {\(token)}") }
            output += rest[..<open] + word
            rest = rest[rest.index(after: close)...]
        }
        return output + rest
    }

    private func word(for token: Substring) -> String? {
        switch (token, self) {
        case ("bigint", .sqlite), ("bool", .sqlite): "INTEGER"
        case ("bigint", .postgres): "BIGINT"
        case ("bool", .postgres): "BOOLEAN"
        case ("text", .sqlite): "TEXT"
        case ("text", .postgres): "TEXT COLLATE \"C\""
        case ("blob", .sqlite): "BLOB"
        case ("blob", .postgres): "BYTEA"
        case ("strict", .sqlite): "STRICT"
        case ("clustered", .sqlite): "STRICT, WITHOUT ROWID"
        case ("strict", .postgres), ("clustered", .postgres): ""
        default: nil
        }
    }

    /// `$1` to `?1`, outside quotes and comments.
    private static func numberingParameters(_ text: String) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        var quote: UInt8?
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == 0x27 || byte == 0x22 {
                quote = byte
            } else if byte == 0x24, next >= 0x31, next <= 0x39 {
                output.append(0x3F)
                continue
            }
            output.append(byte)
        }
        return String(decoding: output, as: UTF8.self)
    }
}

// MARK: - Rules kept by the engine
extension Dialect {
    /// Definitions that make a table refuse UPDATE and DELETE: corrections are new rows (I21).
    func appendOnly(_ table: StaticString) -> String {
        switch self {
        case .sqlite:
            """
            CREATE TRIGGER \(table)_refuses_update BEFORE UPDATE ON \(table)
            BEGIN SELECT RAISE(ABORT, 'append-only:\(table)'); END;
            CREATE TRIGGER \(table)_refuses_delete BEFORE DELETE ON \(table)
            BEGIN SELECT RAISE(ABORT, 'append-only:\(table)'); END;
            """
        case .postgres:
            """
            CREATE OR REPLACE FUNCTION relance_append_only() RETURNS trigger LANGUAGE plpgsql AS
            $$BEGIN RAISE EXCEPTION 'append-only:%', TG_TABLE_NAME USING ERRCODE = 'RL001', TABLE = TG_TABLE_NAME;
            END$$;
            CREATE TRIGGER \(table)_refuses_change BEFORE UPDATE OR DELETE ON \(table)
            FOR EACH ROW EXECUTE FUNCTION relance_append_only();
            CREATE TRIGGER \(table)_refuses_truncate BEFORE TRUNCATE ON \(table)
            FOR EACH STATEMENT EXECUTE FUNCTION relance_append_only();
            """
        }
    }

    /// Definitions that hide the rows of other companies, from the table's owner as well. Nothing on SQLite.
    ///
    /// A transaction without a scope sees nothing. The sub-selects are evaluated once per statement, not per row.
    func companyRows(_ table: StaticString, column: StaticString) -> String {
        switch self {
        case .sqlite: ""
        case .postgres:
            """
            ALTER TABLE \(table) ENABLE ROW LEVEL SECURITY;
            ALTER TABLE \(table) FORCE ROW LEVEL SECURITY;
            CREATE POLICY \(table)_of_company ON \(table) USING (
              \(column) = (SELECT current_setting('relance.company', true))
              OR (SELECT current_setting('relance.company', true)) = '*');
            """
        }
    }
}
