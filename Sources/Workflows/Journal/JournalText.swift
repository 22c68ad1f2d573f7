/// A file of the send journal, read line by line.
package struct JournalText: Sendable {
    package let entries: [JournalEntry]
    /// Numbers of lines, from 1, that are not what was written. A torn last line is none of them: it was being written
    /// when the machine stopped, and what it told of had not left.
    package let damaged: [Int]

    package init(_ bytes: [UInt8]) {
        var entries: [JournalEntry] = []
        var damaged: [Int] = []
        var number = 0
        var start = 0
        while let end = bytes[start...].firstIndex(of: 0x0A) {
            number += 1
            if let entry = JournalEntry(line: String(decoding: bytes[start..<end], as: UTF8.self)) {
                entries.append(entry)
            } else {
                damaged.append(number)
            }
            start = end + 1
        }
        self.entries = entries
        self.damaged = damaged
    }
}
