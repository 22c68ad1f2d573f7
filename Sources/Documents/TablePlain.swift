import Texts

/// Writes a table of figures in plain text, aligned; optional columns become notes when the page is too narrow.
enum TablePlain {
    private struct Layout {
        var shown: [Int]
        var widths: [Int]
        var gap: Int

        var total: Int { widths.reduce(0, +) + gap * (widths.count - 1) }
    }

    static func write(_ table: FigureTable, colon: String, into lines: inout PlainLines) {
        if let caption = table.caption {
            lines.line(caption)
            lines.blank()
        }
        let layout = layout(table)
        write(table.columns.map(\.title), table, layout, into: &lines)
        lines.rule(layout.total)
        for row in table.rows {
            write(row.cells, table, layout, into: &lines)
            if layout.shown.count < table.columns.count {
                let folded = table.foldedNotes(row, colon: colon)
                if !folded.isEmpty { lines.paragraph(folded.joined(separator: " · "), lead: 2, indent: 2) }
            }
            for note in row.notes + [row.lateness].compactMap(\.self) { lines.paragraph(note, lead: 2, indent: 2) }
        }
        lines.rule(layout.total)
        for sum in table.sums { write(sum, total: layout.total, into: &lines) }
    }

    /// All columns if they fit, closer to one another if they must, else those that are not optional;
    /// the first one widened so that the sums have room for their words.
    private static func layout(_ table: FigureTable) -> Layout {
        let all = Array(table.columns.indices)
        let widths = all.map { index in
            let cells = table.rows.map { PlainLines.columns($0.cells[index].utf8) }
            let sums = index == all.count - 1 ? table.sums.map { PlainLines.columns($0.amount.utf8) } : []
            return max((cells + sums).max() ?? 0, PlainLines.columns(table.columns[index].title.utf8))
        }
        var layout = Layout(shown: all, widths: widths, gap: 3)
        if layout.total > PlainLines.width { layout.gap = 2 }
        if layout.total > PlainLines.width + 6 {
            let kept = all.filter { !table.columns[$0].isOptional }
            layout = Layout(shown: kept, widths: kept.map { widths[$0] }, gap: 3)
        }
        let wanted = table.sums.map { PlainLines.columns($0.label.utf8) + 3 + PlainLines.columns($0.amount.utf8) }.max() ?? 0
        let missing = min(wanted, PlainLines.width) - layout.total
        if missing > 0, !layout.widths.isEmpty { layout.widths[0] += missing }
        return layout
    }

    private static func write(_ cells: [String], _ table: FigureTable, _ layout: Layout, into lines: inout PlainLines) {
        for (place, index) in layout.shown.enumerated() {
            if place > 0 { lines.spaces(layout.gap) }
            let isLast = place == layout.shown.count - 1
            let isAmount = table.columns[index].isAmount
            lines.padded(cells[index], to: isLast && !isAmount ? 0 : layout.widths[place], alignsRight: isAmount)
        }
        lines.blank()
    }

    /// A sum on one line when it fits, its amount under its words otherwise.
    private static func write(_ sum: FigureTable.Sum, total: Int, into lines: inout PlainLines) {
        let room = total - PlainLines.columns(sum.amount.utf8)
        if PlainLines.columns(sum.label.utf8) < room {
            lines.padded(sum.label, to: room, alignsRight: false)
        } else {
            lines.paragraph(sum.label, limit: max(room, 24))
            lines.spaces(room)
        }
        lines.line(sum.amount)
    }
}
