/// The columns of a FEC, named as the order of 29 July 2013 names them (LPF A47 A-1, VII and VIII).
enum FECColumn: Int, CaseIterable {
    case journalCode, journalLabel, entryNumber, entryDate, account, accountLabel, auxiliary, auxiliaryLabel
    case piece, pieceDate, label, debit, credit, lettering, letteredOn, validatedOn, foreignAmount, foreignCurrency
    /// The variant that replaces Debit and Credit.
    case amount, sense
    /// Cash-basis books.
    case settledOn, settlementMode, nature, client
    /// Not in the law; some software adds it.
    case dueOn

    var name: String {
        switch self {
        case .journalCode: "JournalCode"
        case .journalLabel: "JournalLib"
        case .entryNumber: "EcritureNum"
        case .entryDate: "EcritureDate"
        case .account: "CompteNum"
        case .accountLabel: "CompteLib"
        case .auxiliary: "CompAuxNum"
        case .auxiliaryLabel: "CompAuxLib"
        case .piece: "PieceRef"
        case .pieceDate: "PieceDate"
        case .label: "EcritureLib"
        case .debit: "Debit"
        case .credit: "Credit"
        case .lettering: "EcritureLet"
        case .letteredOn: "DateLet"
        case .validatedOn: "ValidDate"
        case .foreignAmount: "Montantdevise"
        case .foreignCurrency: "Idevise"
        case .amount: "Montant"
        case .sense: "Sens"
        case .settledOn: "DateRglt"
        case .settlementMode: "ModeRglt"
        case .nature: "NatOp"
        case .client: "IdClient"
        case .dueOn: "DateEcheance"
        }
    }

    /// Without these the open items cannot be told; the others may be absent.
    static let required: [FECColumn] = [
        .journalCode, .entryNumber, .entryDate, .account, .auxiliary, .piece, .lettering,
    ]
}

/// Where each column of a file stands.
struct FECLayout {
    let separator: UInt8
    /// The headers as the file writes them.
    let headers: [String]
    /// Cells beyond this count may be left out of a row: foreign amounts and whatever a software adds.
    let leastCells: Int
    private let positions: [Int]

    /// The position of a column from 0, -1 when the file does not have it.
    subscript(column: FECColumn) -> Int { positions[column.rawValue] }

    func has(_ column: FECColumn) -> Bool { self[column] >= 0 }

    /// Debit and Credit, which win over Montant and Sens.
    var hasTwoAmounts: Bool { has(.debit) && has(.credit) }

    /// Reads the header; throws `fec_separator`, `missing_column`, `duplicate_column` or `not_a_table`.
    init(header: FECRow) throws(Diagnostic) {
        separator = try Self.separator(of: header.bytes)
        var row = header
        row.split(on: separator)
        var headers = (0..<row.count).map(row.text)
        while headers.last?.isEmpty == true { headers.removeLast() }
        guard headers.count > 1 else { throw Diagnostic(.notATable, line: 1, value: row.text(0)) }
        let positions = try Self.positions(of: headers)
        self.headers = headers
        self.positions = positions
        let needed = FECColumn.allCases.filter { $0.rawValue <= FECColumn.validatedOn.rawValue } + [.amount, .sense]
        leastCells = (needed.map { positions[$0.rawValue] }.max() ?? 0) + 1
        try requireColumns()
    }

    private static func separator(of header: [UInt8]) throws(Diagnostic) -> UInt8 {
        let tabs = header.count { $0 == 0x09 }
        let bars = header.count { $0 == 0x7C }
        if max(tabs, bars) > 0 { return tabs >= bars ? 0x09 : 0x7C }
        for (byte, name) in [(UInt8(0x3B), ";"), (0x2C, ","), (0x21, "!")] where header.count(where: { $0 == byte }) > 3 {
            throw Diagnostic(.fecSeparator, line: 1, value: String(decoding: header, as: UTF8.self), parameters: ["found": name])
        }
        throw Diagnostic(.notATable, line: 1, value: String(decoding: header, as: UTF8.self))
    }

    private static func positions(of headers: [String]) throws(Diagnostic) -> [Int] {
        var positions = [Int](repeating: -1, count: FECColumn.allCases.count)
        for (position, header) in headers.enumerated() {
            guard let column = column(named: header) else { continue }
            guard positions[column.rawValue] < 0 else {
                throw Diagnostic(.duplicateColumn, line: 1, column: header, parameters: ["field": column.name])
            }
            positions[column.rawValue] = position
        }
        return positions
    }

    private func requireColumns() throws(Diagnostic) {
        let sums: [FECColumn] = has(.amount) || has(.sense) ? [.amount, .sense] : [.debit, .credit]
        let required = FECColumn.required + (hasTwoAmounts ? [] : sums)
        if let missing = required.first(where: { !has($0) }) {
            throw Diagnostic(
                .missingColumn, line: 1, column: missing.name,
                parameters: ["field": missing.name, "headers": headers.joined(separator: ", ")])
        }
    }

    private static func column(named header: String) -> FECColumn? {
        let folded = fold(header)
        return FECColumn.allCases.first { fold($0.name) == folded } ?? dueNames.first { $0 == folded }.map { _ in .dueOn }
    }

    private static let dueNames = ["echeance", "dateech", "echeancedate", "ecritureecheance"]

    /// Letters and digits in lower case.
    private static func fold(_ header: String) -> String {
        String(decoding: header.utf8.compactMap { byte -> UInt8? in
            switch byte {
            case 0x41...0x5A: byte | 0x20
            case 0x61...0x7A, 0x30...0x39: byte
            default: nil
            }
        }, as: UTF8.self)
    }
}
