import Ledger
import Reading
import Texts
import Values
import Workflows

/// An installation, for people and for scripts.
enum InstanceAnswer {
    static func json(_ reading: InstanceReading) -> JSON {
        .object(
            ("id", .string(reading.id)), ("epoch", .int(reading.epoch)),
            ("open", .bool(reading.gate == .open)), ("closed", .string(reading.gate.reason?.rawValue) ?? .null),
            ("heldThrough", .date(reading.heldThrough) ?? .null),
            ("journalsWanted", .strings(reading.journalsWanted)),
            ("events", .array(reading.events.map { event in
                .object(
                    ("event", .string(event.event)), ("at", .string(event.at.iso)), ("actor", .string(event.actor)),
                    ("place", .string(event.place)), ("detail", .string(event.detail)))
            })))
    }

    static func json(_ waiting: WaitingToLeave) -> JSON {
        .object(
            ("company", .string(waiting.company.text)), ("written", .integer(waiting.written)),
            ("planned", .integer(waiting.planned)))
    }

    static func json(_ merge: JournalMerge) -> JSON {
        .object(
            ("known", .integer(merge.known)), ("moved", .integer(merge.moved)), ("added", .integer(merge.added)),
            ("waiting", .integer(merge.waiting)), ("uncertain", .integer(merge.uncertain)),
            ("places", .integer(merge.places.count)))
    }

    /// What send journals told the database.
    static func lines(_ merge: JournalMerge, _ damaged: [String], _ language: Language) -> [String] {
        var lines = [
            language.text("journal.merged", [
                "count": .number(merge.moved + merge.added), "known": .number(merge.known), "places": .number(merge.places.count)])
        ]
        if merge.waiting > 0 { lines.append(language.text("journal.waiting", ["count": .number(merge.waiting)])) }
        if merge.uncertain > 0 { lines.append(language.text("journal.uncertain", ["count": .number(merge.uncertain)])) }
        if !damaged.isEmpty { lines.append(language.text("journal.damaged", ["lines": .text(damaged.joined(separator: ", "))])) }
        return lines
    }

    static func text(_ reading: InstanceReading, _ language: Language) -> String {
        var lines = [language.text("instance.is", ["id": .text(reading.id), "epoch": .number(Int(reading.epoch))])]
        lines.append(reading.gate.reason.map { language.sentence($0) } ?? language.text("instance.open"))
        if !reading.journalsWanted.isEmpty {
            lines.append(language.text("instance.wanted", ["count": .number(reading.journalsWanted.count)]))
        }
        if let day = reading.heldThrough { lines.append(language.text("instance.held", ["day": .date(day, .full)])) }
        lines += reading.events.map { event in
            "  " + event.at.iso + "  " + event.actor + "  " + language.text("instance.event.\(event.event)")
                + (event.detail.isEmpty ? "" : " (" + event.detail + ")")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func text(_ waiting: [WaitingToLeave], _ language: Language) -> String {
        if waiting.isEmpty { return language.text("instance.release.none") + "\n" }
        return waiting.map { one in
            "  " + language.text("instance.release.would", [
                "company": .text(one.company.text), "written": .number(one.written), "planned": .number(one.planned),
            ]) + "\n"
        }.joined()
    }
}
