/// One SQL question in the subset both engines share, with parameters `$1`, `$2`….
///
/// Made of literals only: a query is a constant, never a text built at run time.
package struct Query: Sendable {
    /// The question it answers; errors carry it.
    package let name: StaticString
    package let text: StaticString
    package let locking: RowLocking

    package init(_ name: StaticString, _ text: StaticString, locking: RowLocking = .none) {
        self.name = name
        self.text = text
        self.locking = locking
    }

    /// What statement caches are keyed by: constants live at one address.
    package var key: Key {
        let address = text.hasPointerRepresentation ? UInt(bitPattern: text.utf8Start) : UInt(text.unicodeScalar.value)
        return Key(address: address, locking: locking)
    }

    package struct Key: Hashable, Sendable {
        let address: UInt
        let locking: RowLocking
    }
}

/// Which locks a SELECT takes on the rows it returns. SQLite has one writer and needs none.
package enum RowLocking: Hashable, Sendable {
    case none
    /// Waits for other transactions (`FOR UPDATE`).
    case waiting
    /// Leaves out rows that others hold (`FOR UPDATE SKIP LOCKED`): queues and leases.
    case skippingLocked
}

/// A table and the columns filled by a bulk insert, in the order in which rows give their values.
package struct BulkInsert: Sendable {
    package let table: StaticString
    package let columns: [StaticString]
    package let onConflict: Conflict

    /// What happens to a row that breaks a unique key.
    package enum Conflict: Hashable, Sendable {
        /// The whole insert fails with `.constraint(.unique, …)`.
        case fail
        /// The row is left out and not counted (`ON CONFLICT DO NOTHING`).
        case skip
    }

    package init(into table: StaticString, _ columns: [StaticString], onConflict: Conflict = .fail) {
        self.table = table
        self.columns = columns
        self.onConflict = onConflict
    }

    package var key: Key { Key(table: table.description, columns: columns.map(\.description), onConflict: onConflict) }

    package struct Key: Hashable, Sendable {
        let table: String
        let columns: [String]
        let onConflict: Conflict
    }
}
