internal import Ledger
internal import Values

/// The texts of a movement as they are searched: lower-case letters and digits, cut where one turns into the other.
struct FoldedText: Sendable {
    /// A run of letters or a run of digits.
    struct Piece: Sendable {
        let start: Int32
        var end: Int32
        let isDigits: Bool
        /// Nothing but a change between letters and digits separates it from the piece before when false.
        let startsWord: Bool
        /// Pieces of different segments are never read as one.
        let segment: Int32

        var count: Int { Int(end - start) }
    }

    private(set) var bytes: [UInt8] = []
    private(set) var pieces: [Piece] = []
    /// The last pieces of texts that were cut at their end, by their place in `pieces`.
    private(set) var cut: [Int] = []
    private var segment: Int32 = 0

    init() {}

    init(_ text: String) { add(text) }

    /// All that a person sees of a movement.
    init(_ entry: BankEntry) {
        bytes.reserveCapacity(192)
        pieces.reserveCapacity(32)
        add(entry.text.label)
        let continued = entry.text.details.filter { $0.qualifier == "LIB" }
        for detail in continued { add(detail.text, continues: true) }
        if continued.isEmpty, (30...32).contains(entry.text.label.utf8.count) { markCut() }
        if entry.text.remittance != entry.text.label { add(entry.text.remittance) }
        if (139...140).contains(entry.text.remittance.utf8.count) { markCut() }
        for detail in entry.text.details where detail.qualifier != "LIB" && !entry.text.remittance.hasPrefix(detail.text) {
            add(detail.text)
        }
        for party in [entry.party, entry.ultimateParty] {
            if let name = party.name { add(name) }
            if let identifier = party.identifier { add(identifier) }
        }
        if let creditor = entry.references.creditor { add(creditor) }
        if let endToEnd = entry.references.endToEnd { add(endToEnd) }
    }

    private mutating func markCut() {
        if let last = pieces.last, last.segment == segment { cut.append(pieces.count - 1) }
    }

    private mutating func add(_ text: String, continues: Bool = false) {
        if !continues { segment += 1 }
        var reader = PieceReader(segment: segment)
        for scalar in text.unicodeScalars {
            let value = scalar.value
            if value < 0x80 {
                switch UInt8(truncatingIfNeeded: value) {
                case 0x30...0x39: reader.take(UInt8(truncatingIfNeeded: value), isDigit: true, &bytes, &pieces)
                case 0x61...0x7A, 0x41...0x5A:
                    reader.take(UInt8(truncatingIfNeeded: value) | 0x20, isDigit: false, &bytes, &pieces)
                default: reader.isApart = true
                }
            } else if (0x300...0x36F).contains(value) {
                continue
            } else if let letters = SearchText.latin(scalar) {
                for byte in letters.utf8 { reader.take(byte, isDigit: false, &bytes, &pieces) }
            } else {
                reader.isApart = true
            }
        }
    }

    func text(_ piece: Piece) -> String { String(decoding: bytes[Int(piece.start)..<Int(piece.end)], as: UTF8.self) }

    func hash(_ piece: Piece, from start: UInt64 = TextHash.start) -> UInt64 {
        var hash = start
        bytes.withUnsafeBufferPointer { bytes in
            for place in Int(piece.start)..<Int(piece.end) { hash = TextHash.mix(hash, bytes[place]) }
        }
        return hash
    }

    /// A run of digits as a number; nil when it has more than eighteen.
    func number(_ piece: Piece) -> UInt64? {
        guard piece.isDigits, piece.count <= 18 else { return nil }
        return bytes[Int(piece.start)..<Int(piece.end)].reduce(0) { $0 * 10 + UInt64($1 & 0x0F) }
    }

    /// The words, each once, in order of appearance: runs of letters of two and more, letters and digits mixed when
    /// short, and long numbers.
    func words(_ body: (_ hash: UInt64, _ piece: Piece, _ isNumber: Bool) -> Void) {
        var seen: [UInt64] = []
        var place = 0
        while place < pieces.count {
            var end = place + 1
            while end < pieces.count, !pieces[end].startsWord { end += 1 }
            for single in place..<end {
                let piece = pieces[single]
                guard piece.isDigits ? piece.count >= 5 : piece.count >= 2 else { continue }
                let hash = hash(piece)
                if !seen.contains(hash) {
                    seen.append(hash)
                    body(hash, piece, piece.isDigits)
                }
            }
            if end - place > 1, pieces[end - 1].end - pieces[place].start <= 6 {
                var whole = pieces[place]
                whole.end = pieces[end - 1].end
                let hash = hash(whole)
                if !seen.contains(hash) {
                    seen.append(hash)
                    body(hash, whole, false)
                }
            }
            place = end
        }
    }
}

extension FoldedText {
    /// The words that make a name, each once, with their letters.
    func nameWords(_ body: (_ hash: UInt64, _ letters: ArraySlice<UInt8>) -> Void) {
        words { hash, piece, _ in
            if !BankWords.contains(hash) { body(hash, bytes[Int(piece.start)..<Int(piece.end)]) }
        }
    }
}

/// Cuts a text into pieces as its letters come.
private struct PieceReader {
    let segment: Int32
    var isApart = true
    private var isOpen = false

    init(segment: Int32) { self.segment = segment }

    @inline(__always)
    mutating func take(_ byte: UInt8, isDigit: Bool, _ bytes: inout [UInt8], _ pieces: inout [FoldedText.Piece]) {
        let place = Int32(truncatingIfNeeded: bytes.count)
        bytes.append(byte)
        if isOpen, !isApart, let last = pieces.last, last.isDigits == isDigit {
            pieces[pieces.count - 1].end = place + 1
        } else {
            pieces.append(.init(start: place, end: place + 1, isDigits: isDigit, startsWord: isApart, segment: segment))
        }
        isOpen = true
        isApart = false
    }
}

/// FNV-1a, 64 bits: a name for a text, not a secret.
enum TextHash {
    static let start: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

    static func of(_ text: String) -> UInt64 { text.utf8.reduce(start, mix) }
    static func of(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(start, mix) }
}
