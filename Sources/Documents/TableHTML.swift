import Texts

/// Writes a table of figures in HTML: hairlines, amounts to the right, optional columns folded on a telephone.
enum TableHTML {
    private static let frame = "border-collapse:collapse;font-size:15px;font-variant-numeric:tabular-nums"
    private static let rule = "border-bottom:1px solid #e3e1da"

    static func write(_ table: FigureTable, colon: String, link: String, into out: inout TextBuffer) {
        if let caption = table.caption {
            out.append("<p style=\"margin:22px 0 6px;font-weight:650\">")
            out.append(data: caption, as: .html)
            out.append("</p>\n")
        }
        out.append("<table class=\"t\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"\(frame)\">\n")
        writeHead(table, into: &out)
        for row in table.rows { write(row, of: table, colon: colon, link: link, into: &out) }
        // Sums stand in a table of their own: a cell over several columns would bring back those that a telephone hides.
        out.append("</table>\n<table class=\"t\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"\(frame)\">\n")
        for sum in table.sums { write(sum, into: &out) }
        out.append("</table>\n")
    }

    private static func writeHead(_ table: FigureTable, into out: inout TextBuffer) {
        out.append("<tr>")
        for (index, column) in table.columns.enumerated() {
            let isLast = index == table.columns.count - 1
            out.append("<th scope=\"col\" align=\"\(column.isAmount ? "right" : "left")\" class=\"r q\(column.isOptional ? " w" : "")\" style=\"padding:6px \(isLast ? 0 : 12)px 6px 0;font-weight:400;font-size:13px;color:#565f68;\(rule)\">")
            out.append(data: column.title, as: .html)
            out.append("</th>")
        }
        out.append("</tr>\n")
    }

    private static func write(_ row: FigureTable.Row, of table: FigureTable, colon: String, link: String, into out: inout TextBuffer) {
        out.append("<tr>")
        for (index, column) in table.columns.enumerated() {
            let isLast = index == table.columns.count - 1
            out.append("<td valign=\"top\"\(column.isAmount ? " align=\"right\"" : "") class=\"r\(column.isOptional ? " w" : "")\" style=\"padding:8px \(isLast ? 0 : 12)px 8px 0;\(rule)\(column.isAmount || index == table.dueColumn ? ";white-space:nowrap" : "")\">")
            if index == 0 { writeFirst(row, of: table, colon: colon, link: link, into: &out) }
            else { out.append(data: row.cells[index], as: .html) }
            if index == table.dueColumn, let lateness = row.lateness { note(lateness, into: &out) }
            out.append("</td>")
        }
        out.append("</tr>\n")
    }

    private static func writeFirst(_ row: FigureTable.Row, of table: FigureTable, colon: String, link: String, into out: inout TextBuffer) {
        if let address = row.link {
            out.append("<a class=\"l\" href=\"")
            out.append(data: address, as: .html)
            out.append("\" style=\"color:\(link)\">")
            out.append(data: row.cells[0], as: .html)
            out.append("</a>")
        } else {
            out.append(data: row.cells[0], as: .html)
        }
        for text in table.foldedNotes(row, colon: colon) {
            out.append("<div class=\"n q\" style=\"display:none;mso-hide:all;font-size:13px;color:#565f68\">")
            out.append(data: text, as: .html)
            out.append("</div>")
        }
        for text in row.notes { note(text, into: &out) }
    }

    private static func note(_ text: String, into out: inout TextBuffer) {
        out.append("<div class=\"q\" style=\"font-size:13px;color:#565f68\">")
        out.append(data: text, as: .html)
        out.append("</div>")
    }

    private static func write(_ sum: FigureTable.Sum, into out: inout TextBuffer) {
        let style = sum.isTotal ? "padding:10px 0;font-weight:650" : "padding:8px 0;\(rule)"
        let mark = sum.isTotal ? "" : " class=\"r\""
        out.append("<tr><td\(mark) style=\"\(style);padding-right:12px\">")
        out.append(data: sum.label, as: .html)
        out.append("</td><td\(mark) align=\"right\" valign=\"bottom\" style=\"\(style);white-space:nowrap\">")
        out.append(data: sum.amount, as: .html)
        out.append("</td></tr>\n")
    }
}
