import Channels
import CommandLine
import Outbox

/// Where letters of live companies wait for a person to print and post them.
struct PaperTray {
    private let folder: String

    init(_ data: String) { folder = data + "/letters" }

    /// Answers the path of the letter.
    func layDown(_ message: OutgoingMessage) throws -> String {
        let own = folder + "/" + SimulatedPost.fileName(message.company)
        try Files.makePrivateFolder(own)
        let path = own + "/" + SimulatedPost.fileName(message.id) + ".html"
        try Files.write(message.bytes, to: path)
        return path
    }
}
