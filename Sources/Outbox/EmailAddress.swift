/// An e-mail address that any server takes: the dot-atom form of RFC 5321, in ASCII, with a full domain.
///
/// Quoted local parts and address literals are legal and refused on purpose: in a customer file they are mistakes.
package struct EmailAddress: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// What stands before the `@`, as written.
    package let localPart: String
    /// The domain in lower case; internationalised names in their `xn--` form.
    package let domain: String

    /// Reads an address and nothing around it.
    package init(parsing text: some StringProtocol) throws(EmailAddressProblem) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { throw .empty }
        guard let at = bytes.lastIndex(of: 0x40) else { throw .noAtSign }
        let local = bytes[..<at]
        let domain = bytes[(at + 1)...]
        guard !local.contains(0x40) else { throw .severalAtSigns }
        guard bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { throw .spaceOrControl }
        guard bytes.count <= 254, local.count <= 64 else { throw .tooLong }
        guard local.allSatisfy({ $0 < 0x80 }) else { throw .localPartNotASCII }
        guard Self.isDotAtom(local) else { throw .localPartMalformed }
        guard domain.allSatisfy({ $0 < 0x80 }) else { throw .domainNotASCII }
        let lowered = domain.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }
        guard Self.isDomain(lowered) else { throw .domainMalformed }
        localPart = String(decoding: local, as: UTF8.self)
        self.domain = String(decoding: lowered, as: UTF8.self)
    }

    /// The address as written on an envelope.
    package var text: String { localPart + "@" + domain }

    package var description: String { text }

    package static func < (left: EmailAddress, right: EmailAddress) -> Bool { left.text < right.text }

    /// RFC 5322 `dot-atom-text`: words of `atext` joined by single dots.
    static func isDotAtom(_ bytes: some Collection<UInt8>) -> Bool {
        var afterDot = true
        for byte in bytes {
            if byte == 0x2E {
                if afterDot { return false }
                afterDot = true
            } else {
                guard isAtomText(byte) else { return false }
                afterDot = false
            }
        }
        return !afterDot
    }

    private static func isAtomText(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        // ! # $ % & ' * + - / = ? ^ _ ` { | } ~
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2F, 0x3D, 0x3F, 0x5E...0x60, 0x7B...0x7E: true
        default: false
        }
    }

    /// At least two labels of letters, digits and inner hyphens, 63 at most each; the last one not a number.
    static func isDomain(_ bytes: [UInt8]) -> Bool {
        let labels = bytes.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard labels.count >= 2, bytes.count <= 253, let last = labels.last else { return false }
        let areSound = labels.allSatisfy { label in
            guard (1...63).contains(label.count), label.first != 0x2D, label.last != 0x2D else { return false }
            return label.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x7A) || $0 == 0x2D }
        }
        return areSound && last.count >= 2 && !last.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
}

/// Why a text is not an address one can write to.
package enum EmailAddressProblem: String, Error, Sendable, Hashable, CaseIterable {
    case empty
    case noAtSign
    /// Two addresses in one cell, or a stray `@`.
    case severalAtSigns
    case spaceOrControl
    case tooLong
    /// Accents before the `@`: few servers take them, and none that refuses says so in time.
    case localPartNotASCII
    /// Two dots in a row, a dot at an end, or a character no address has.
    case localPartMalformed
    /// An internationalised domain must be given in its `xn--` form.
    case domainNotASCII
    /// No full name such as `exemple.fr`.
    case domainMalformed
}
