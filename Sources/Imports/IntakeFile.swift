package import Values

/// A file that a person hands over, by its path or as bytes with a name.
package struct IntakeFile: Sendable {
    package enum Content: Sendable {
        case path(String)
        case bytes([UInt8])
    }

    /// As reports call it: the last part of the path.
    package let name: String
    package let content: Content

    package init(path: String) {
        name = path.split(separator: "/").last.map(String.init) ?? path
        content = .path(path)
    }

    package init(_ bytes: [UInt8], named name: String) {
        self.name = name
        content = .bytes(bytes)
    }
}

/// What a file holds; raw values are those of the command line and of the facts.
package enum IntakeKind: String, Sendable, Hashable, CaseIterable {
    case customers
    case contacts
    case invoices
    case creditNotes = "credit-notes"
    case payments
    case fec
    /// Movements of bank accounts, in any format that a bank writes.
    case statement
}

/// How files are to be taken in.
package struct IntakeOptions: Sendable {
    /// What every file is taken for; nil: each is recognised.
    package var kind: IntakeKind?
    /// The day on which the facts become known; nil: today in the company's time zone.
    package var on: LocalDate?
    /// The text of a mapping file: columns, decimal mark, order of dates, separator, encoding.
    package var mapping: String?
    /// Takes the good rows of a file although others are refused. Otherwise a file applies wholly or not at all.
    package var isPartial: Bool
    package var actor: String
    /// The currency in which the books of a FEC are kept.
    package var booksCurrency: Currency

    package init(
        kind: IntakeKind? = nil, on: LocalDate? = nil, mapping: String? = nil, isPartial: Bool = false,
        actor: String = "relance", booksCurrency: Currency = .eur
    ) {
        self.kind = kind
        self.on = on
        self.mapping = mapping
        self.isPartial = isPartial
        self.actor = actor
        self.booksCurrency = booksCurrency
    }
}

/// How far the work on a file is.
package struct IntakeProgress: Sendable {
    package let file: String
    package let rowsDone: Int
    /// Rows of the file, 0 as long as they are not counted.
    package let rows: Int
}
