/// Aligned columns for a terminal.
struct Table {
    enum Side { case left, right }

    private let titles: [String]
    private let sides: [Side]
    private var rows: [[String]] = []

    init(_ columns: (title: String, side: Side)...) {
        titles = columns.map(\.title)
        sides = columns.map(\.side)
    }

    var isEmpty: Bool { rows.isEmpty }

    mutating func add(_ cells: String...) { rows.append(cells) }
    mutating func add(_ cells: [String]) { rows.append(cells) }

    /// Titles (unless all are empty) and rows, two spaces apart, no space at the end of a line. Columns that are empty
    /// in every row are left out.
    var text: String {
        let kept = titles.indices.filter { index in rows.contains { !$0[index].isEmpty } }
        let lines = titles.contains { !$0.isEmpty } ? [titles] + rows : rows
        let widths = kept.map { index in lines.map { $0[index].count }.max() ?? 0 }
        return lines.map { row in
            var line = ""
            for (place, index) in kept.enumerated() {
                if place > 0 { line += "  " }
                line += padded(row[index], widths[place], sides[index])
            }
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
    }

    private func padded(_ text: String, _ width: Int, _ side: Side) -> String {
        let air = String(repeating: " ", count: max(0, width - text.count))
        return side == .left ? text + air : air + text
    }
}
