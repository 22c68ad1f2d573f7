/// Figures in rows and columns, before any markup.
struct FigureTable {
    struct Column {
        let title: String
        var isAmount = false
        /// Leaves its column for a note under the first cell where there is no room.
        var isOptional = false
    }

    struct Row {
        /// As many as columns.
        var cells: [String]
        var link: String?
        /// Under the first cell.
        var notes: [String] = []
        /// Under the due date.
        var lateness: String?
    }

    struct Sum {
        let label: String
        let amount: String
        var isTotal = false
    }

    var caption: String?
    /// The last one is the amount that sums.
    let columns: [Column]
    let rows: [Row]
    let sums: [Sum]
    /// The column under which lateness stands.
    var dueColumn: Int?

    /// What an optional column says when it becomes a note: `Votre commande : BC 4471`.
    func foldedNotes(_ row: Row, colon: String) -> [String] {
        columns.indices.compactMap { index in
            guard columns[index].isOptional, !row.cells[index].isEmpty else { return nil }
            return columns[index].title + colon + " " + row.cells[index]
        }
    }
}
