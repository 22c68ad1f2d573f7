import Outbox

/// Addresses and the identifiers of mails: what is accepted is safe on an envelope and in a header.
enum MailChecks {
    static func check(_ bytes: [UInt8]) throws(Violation) {
        let text = Input(bytes).text
        if let address = try? EmailAddress(parsing: text) {
            try requireSame(try? EmailAddress(parsing: address.text), address, "printed as \(address)")
            try require(address.text.utf8.count <= 254, "an address of \(address.text.utf8.count) bytes")
            try require(isSafe(address.text), "\(address) would break a header")
            try requireSame(address.text.utf8.count { $0 == 0x40 }, 1, "the at signs of \(address)")
            try require(address.domain.contains("."), "\(address) has no full domain")
        }
        if let id = InternetMessageID(parsing: text) {
            try requireSame(InternetMessageID(parsing: id.bracketed), id, "printed as \(id)")
            try requireSame(InternetMessageID(parsing: id.text), id, "printed as \(id.text)")
            try require(isSafe(id.text) && id.bracketed.utf8.count <= 202, "\(id) would break a header")
        }
    }

    /// Nothing that ends a header, an address or a line.
    private static func isSafe(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3C && $0 != 0x3E && $0 != 0x2C && $0 != 0x3B }
    }
}
