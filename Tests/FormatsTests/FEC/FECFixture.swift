import Formats
import Values

/// A small FEC written as a table: `journal entry date account customer piece amount [lettering] [name=value …]`.
///
/// A dot is a blank cell; the amount is `D120,00` or `C120,00`; names are `dl` (DateLet), `pd` (PieceDate),
/// `fx` (Montantdevise), `cur` (Idevise), `due` (DateEcheance), `paid` (DateRglt), `client` (IdClient),
/// `draft` (blank ValidDate), `lib` (JournalLib), `name` (CompAuxLib).
struct FECFixture {
    struct Style {
        var separator: Character = "|"
        var lineEnd = "\r\n"
        var hasSense = false
        /// Writes D and C, or the two texts given.
        var senses = ("D", "C")
        var header: @Sendable (String) -> String = { $0 }
        var mark: Character = ","
        var extraColumns: [String] = []
        var endsLastLine = true
    }

    var rows: [[String: String]]
    var style = Style()

    init(_ table: String, style: Style = Style()) {
        self.style = style
        rows = table.split(separator: "\n").compactMap(Self.row)
    }

    private static func row(_ text: Substring) -> [String: String]? {
        let cells = text.split(separator: " ").map { $0 == "." ? "" : String($0) }
        guard cells.count >= 7 else { return nil }
        let names = ["JournalCode", "EcritureNum", "EcritureDate", "CompteNum", "CompAuxNum", "PieceRef"]
        var row = Dictionary(uniqueKeysWithValues: zip(names, cells))
        row["Sens"] = String(cells[6].prefix(1))
        row["Montant"] = String(cells[6].dropFirst())
        row["JournalLib"] = "Journal " + cells[0]
        row["CompteLib"] = "Compte " + cells[3]
        row["CompAuxLib"] = cells[4].isEmpty ? "" : "Client " + cells[4]
        row["EcritureLib"] = "Écriture " + cells[1]
        row["PieceDate"] = cells[2]
        row["ValidDate"] = "20261231"
        for cell in cells.dropFirst(7) {
            let parts = cell.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { row[columns[String(parts[0])] ?? ""] = String(parts[1].replacing("_", with: " ")) } else
            if cell == "draft" { row["ValidDate"] = "" } else { row["EcritureLet"] = cell }
        }
        return row
    }

    private static let columns = [
        "dl": "DateLet", "pd": "PieceDate", "fx": "Montantdevise", "cur": "Idevise", "due": "DateEcheance",
        "paid": "DateRglt", "client": "IdClient", "lib": "JournalLib", "name": "CompAuxLib", "valid": "ValidDate",
    ]

    var headers: [String] {
        let sums = style.hasSense ? ["Montant", "Sens"] : ["Debit", "Credit"]
        return ["JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum",
            "CompAuxLib", "PieceRef", "PieceDate", "EcritureLib"] + sums
            + ["EcritureLet", "DateLet", "ValidDate", "Montantdevise", "Idevise"] + style.extraColumns
    }

    var text: String {
        let lines = [headers.map(style.header)] + rows.map { row in headers.map { cell($0, row) } }
        let body = lines.map { $0.joined(separator: String(style.separator)) }.joined(separator: style.lineEnd)
        return style.endsLastLine ? body + style.lineEnd : body
    }

    private func cell(_ header: String, _ row: [String: String]) -> String {
        let amount = (row["Montant"] ?? "").replacing(",", with: String(style.mark))
        return switch header {
        case "Debit": row["Sens"] == "D" ? amount : "0\(style.mark)00"
        case "Credit": row["Sens"] == "C" ? amount : "0\(style.mark)00"
        case "Montant": amount
        case "Sens": row["Sens"] == "D" ? style.senses.0 : style.senses.1
        default: row[header] ?? ""
        }
    }

    func books(
        named name: String = "732829320FEC20261231.txt", isKnown: (FECOpening) -> Bool = { _ in false }
    ) throws -> FECBooks {
        try FEC.read(ByteSource(text), named: name, isKnown: isKnown)
    }
}

func refusal(_ bytes: [UInt8], named name: String = "732829320FEC20261231.txt", chunk: Int = 65_536) -> FECFindings? {
    do throws(FECRefusal) {
        _ = try FEC.read(ByteSource(bytes, chunk: chunk), named: name)
        return nil
    } catch {
        return error.findings
    }
}

func refusal(_ text: String) -> FECFindings? { refusal(Array(text.utf8)) }

extension FECBooks {
    /// The books as a table that a person can check: documents, then allocations.
    var golden: [String] {
        documents.map { document in
            let origin = document.origin == .entry ? "" : " \(document.origin)"
            let back = document.reverses.map { " reverses \(documents[$0].number)" } ?? ""
            let dues = document.instalments.map { " \($0.dueOn):\($0.amount.decimalText)" }.joined()
            return "\(customers[document.customer].key) \(document.kind) \(document.number) \(document.on) "
                + "\(document.amount) open \(document.open.decimalText)\(origin)\(back)\(dues)"
        } + allocations.map { allocation in
            let credit = documents[allocation.credit]
            let debit = documents[allocation.debit]
            return "\(credit.number) -> \(debit.number) \(allocation.amount.decimalText) on \(allocation.on)"
        }
    }

    /// Debits less credits that are still open, in minor units, for books in one currency.
    var signedOpen: Int64 {
        documents.reduce(0) { $0 + ($1.kind.isDebit ? $1.open.minor : -$1.open.minor) }
    }

    /// Debits less credits of all documents, in the currency of the books.
    var signedBooked: Int64 {
        documents.reduce(0) { $0 + ($1.kind.isDebit ? $1.booked.minor : -$1.booked.minor) }
    }
}
