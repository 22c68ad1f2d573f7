import Texts
import Values

/// Days and instants: what is read is printed as it was written, and no move on the calendar leaves it.
enum DateChecks {
    static func check(_ bytes: [UInt8]) throws(Violation) {
        let text = Input(bytes).text
        let day = LocalDate(iso: text)
        let fromBytes = Array(text.utf8).withUnsafeBufferPointer { LocalDate(isoBytes: $0) }
        try requireSame(fromBytes, day, "\(text) read as bytes")
        if let day {
            try requireSame(day.iso, text, "a day printed")
            try moves(day, Int(bytes.last ?? 0))
        }
        var input = Input(bytes)
        try instant(Instant(milliseconds: input.integer()))
    }

    private static func moves(_ day: LocalDate, _ count: Int) throws(Violation) {
        let (year, month, number) = day.parts
        try requireSame(LocalDate(year: year, month: month, day: number), day, "a day from its parts")
        try requireSame(day.adding(days: count).adding(days: -count), day, "\(count) days on and back")
        try requireSame(day.adding(days: count).days(since: day), count, "days between")
        let later = day.adding(months: count)
        try requireSame(later.year * 12 + later.month, year * 12 + month + count, "\(count) months after \(day)")
        try require(later.day <= number && later.endOfMonth >= later, "\(count) months after \(day) is \(later)")
        try require(later.day == number || later == later.endOfMonth, "\(count) months after \(day) is \(later)")
        try requireSame(day.adding(days: 7).weekday, day.weekday, "a week later")
        try require(day.firstOfMonth.day == 1 && day.endOfMonth.adding(days: 1).day == 1, "the month of \(day)")
        for language in Language.allCases {
            try require(!language.day(day, from: day.adding(days: count)).isEmpty, "\(day) has no words")
        }
    }

    private static func instant(_ instant: Instant) throws(Violation) {
        let text = instant.iso
        try require(text.hasSuffix("Z"), "\(instant.milliseconds) printed as \(text)")
        guard (-62_135_596_800_000...253_402_300_799_999).contains(instant.milliseconds) else { return }
        try require(text.utf8.count == 20, "\(instant.milliseconds) printed as \(text)")
        let parts = text.utf8.split { $0 < 0x30 || $0 > 0x39 }.compactMap { Int64(String(decoding: $0, as: UTF8.self)) }
        guard parts.count == 6, let day = LocalDate(year: Int(parts[0]), month: Int(parts[1]), day: Int(parts[2])) else { return }
        let seconds = Int64(day.dayNumber) * 86_400 + parts[3] * 3600 + parts[4] * 60 + parts[5]
        try require((0..<1000).contains(instant.milliseconds - seconds * 1000), "\(instant.milliseconds) printed as \(text)")
    }
}
