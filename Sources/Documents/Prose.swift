import Texts

/// Turns a rendered template into clean paragraphs.
enum Prose {
    /// Form feed: what a message file's blank lines become, so that an empty section never splits a sentence.
    static let paragraphBreak: UInt8 = 0x0C

    static func paragraphs(_ template: Template, _ words: ReminderWords) -> [String] {
        var buffer = TextBuffer(capacity: 1024)
        template.render(as: .plain, into: &buffer) { words.value($0) }
        var paragraphs: [String] = []
        var current: [UInt8] = []
        var isSpaced = false
        for byte in buffer.bytes {
            switch byte {
            case paragraphBreak:
                flush(&current, into: &paragraphs)
                isSpaced = false
            case 0x20, 0x09, 0x0A, 0x0D: isSpaced = true
            case _:
                if isSpaced, !current.isEmpty { current.append(0x20) }
                isSpaced = false
                current.append(byte)
            }
        }
        flush(&current, into: &paragraphs)
        return paragraphs
    }

    /// A single line: a subject.
    static func line(_ template: Template, _ words: ReminderWords) -> String {
        paragraphs(template, words).joined(separator: " ")
    }

    private static func flush(_ bytes: inout [UInt8], into paragraphs: inout [String]) {
        if !bytes.isEmpty { paragraphs.append(String(decoding: bytes, as: UTF8.self)) }
        bytes.removeAll(keepingCapacity: true)
    }
}
