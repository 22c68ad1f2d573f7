import Foundation
import TestKit

/// A mail as Python's own reader understands it.
struct ParsedMail: Decodable {
    let headers: [String]
    let subject: String
    /// Name and address.
    let from: [String]
    let to: [String]
    let replyTo: [String]?
    let messageID: String
    let date: String
    let inReplyTo: String?
    let references: String?
    let parts: [Part]
    let defects: [String]

    struct Part: Decodable {
        let type: String
        let charset: String?
        let encoding: String?
        let disposition: String?
        let fileName: String?
        let bytes: Data?
    }

    static func read(_ bytes: [UInt8]) throws -> ParsedMail {
        struct Request: Encodable {
            let op: String
            let bytes: Data
        }
        return try Sink.script.ask(Request(op: "parse", bytes: Data(bytes)), as: ParsedMail.self)
    }
}
