import Channels
import CommandLine
import Outbox
import Values

/// The post office of companies that are not live: what would have left is kept as files, and every hand-over as a
/// line of a journal, so that anyone can count what the world received.
struct SimulatedPost {
    private let folder: String

    init(_ data: String) { folder = data + "/simulated" }

    func keep(_ delivery: SimulatedDelivery) throws {
        let message = delivery.message
        let own = folder + "/" + Self.fileName(message.company)
        try Files.makePrivateFolder(own)
        let file = Self.fileName(message.id) + (message.channel == .email ? ".eml" : ".html")
        try Files.write(message.bytes, to: own + "/" + file)
        let line = JSON.object(
            ("message", .string(message.id)), ("messageID", .string(message.messageID.text)),
            ("channel", .string(message.channel.rawValue)), ("to", .string(message.envelope.recipientText)),
            ("attempt", .integer(message.attempt)), ("fate", .string(delivery.fate.rawValue)), ("file", .string(file)))
        try Files.append(Array((line.text + "\n").utf8), to: own + "/journal.jsonl")
    }

    /// Letters, digits, dots, hyphens and underscores stay; every other byte is written as `%XX`.
    static func fileName(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for (index, byte) in text.utf8.enumerated() {
            let isPlain = (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
                || byte == 0x2D || byte == 0x5F || (byte == 0x2E && index > 0)
            if isPlain { bytes.append(byte) } else { bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
