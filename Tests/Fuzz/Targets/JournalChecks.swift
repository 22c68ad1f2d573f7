import Storage
import Workflows

/// The send journal: what a restored database is told of. Each line is an entry or is said to be damaged.
enum JournalChecks {
    /// Each line of the input is the JSON of an entry; the checksum that makes it a line of the journal is put before it.
    static func check(_ bytes: [UInt8]) throws(Violation) {
        try told(JournalText(bytes), lines: bytes.count { $0 == 0x0A })
        var file: [UInt8] = []
        var lines = 0
        for part in bytes.split(separator: 0x0A) {
            let text = Array(String(decoding: part, as: UTF8.self).utf8)
            file += Array(FactHash.hexadecimal(FactHash.sha256(text)).utf8.prefix(16)) + [0x20] + text + [0x0A]
            lines += 1
        }
        let journal = JournalText(file)
        try told(journal, lines: lines)
        for entry in journal.entries {
            let line = entry.line
            try require(!line.utf8.contains(0x0A), "an entry of two lines: \(line)")
            try requireSame(JournalEntry(line: line), entry, "written as \(line)")
            try requireSame(JournalEntry(line: line)?.line, line, "written twice")
            var damaged = Array(line.utf8)
            damaged[damaged.count / 2] ^= 1
            try require(JournalEntry(line: String(decoding: damaged, as: UTF8.self)) == nil, "a changed bit of \(line) is not noticed")
        }
        // The last line was being written when the machine stopped.
        let torn = JournalText(Array(file.dropLast()))
        try requireSame(torn.entries.count + torn.damaged.count, max(0, lines - 1), "lines before a torn one")
    }

    private static func told(_ journal: JournalText, lines: Int) throws(Violation) {
        try requireSame(journal.entries.count + journal.damaged.count, lines, "entries and damaged lines")
        try require(journal.damaged.allSatisfy { (1...max(1, lines)).contains($0) }, "damaged lines \(journal.damaged) of \(lines)")
    }
}
