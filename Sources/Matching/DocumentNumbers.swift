internal import Ledger

/// Invoice numbers, order numbers and identifiers given out, as they may stand in a text whatever was done to them.
struct DocumentNumbers: Sendable {
    /// How surely a text names a document.
    enum Form: Int, Sendable, Comparable {
        /// A short number, or the digits of one: worth something with its payer only.
        case digits = 3
        case order = 2
        case whole = 4
        /// A structured reference with its check digits, or an identifier that was given out.
        case checked = 5

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    struct Hit: Sendable, Equatable {
        let document: Int32
        let form: Form
    }

    private var whole: HashTable
    private var digits: HashTable
    private var orders: HashTable
    private var identifiers: HashTable
    /// Letters before and number of digits: how this company's numbers look.
    private var shapes: Set<UInt64> = []
    private static let longest = 24

    init(capacity: Int) {
        whole = HashTable(capacity: capacity)
        digits = HashTable(capacity: capacity / 2)
        orders = HashTable(capacity: 64)
        identifiers = HashTable(capacity: 64)
    }

    mutating func add(_ id: InvoiceID, order: String?, document: Int32) {
        let folded = FoldedText(id.text)
        let full = TextHash.of(folded.bytes[...])
        let digitCount = folded.pieces.reduce(0) { $0 + ($1.isDigits ? $1.count : 0) }
        if digitCount >= 4 && folded.bytes.count >= 6 {
            whole.add(document, for: full)
            let bare = Self.withoutZeros(folded, folded.pieces[...])
            if bare.count >= 5, bare.count < folded.bytes.count { whole.add(document, for: TextHash.of(bare[...])) }
        } else if digitCount >= 1 {
            digits.add(document, for: full)
        }
        if let place = folded.pieces.lastIndex(where: { !$0.isDigits }), place + 1 < folded.pieces.count {
            let rest = folded.bytes[Int(folded.pieces[place + 1].start)...]
            if rest.count >= 4 { digits.add(document, for: TextHash.of(rest)) }
        }
        if let shape = Self.shape(folded, folded.pieces[...]) { shapes.insert(shape) }
        if let order {
            let compact = FoldedText(order).bytes
            if compact.count >= 4 { orders.add(document, for: TextHash.of(compact[...])) }
        }
    }

    mutating func add(_ given: [String: InvoiceID], _ documents: [MatchIndex.Document]) {
        guard !given.isEmpty else { return }
        var places: [InvoiceID: Int32] = [:]
        for (place, document) in documents.enumerated() { places[document.id] = Int32(truncatingIfNeeded: place) }
        for (identifier, invoice) in given.sorted(by: { $0.key < $1.key }) {
            guard let document = places[invoice] else { continue }
            let compact = FoldedText(identifier).bytes
            if compact.count >= 6 { identifiers.add(document, for: TextHash.of(compact[...])) }
        }
    }

    /// The documents that a text names, each once in its surest form, and whether it names one that is not known.
    func search(_ text: FoldedText) -> (hits: [Hit], hasUnknown: Bool) {
        var found = Found()
        for start in text.pieces.indices { search(text, from: start, &found) }
        return (found.kept, found.hasUnknown)
    }

    private func search(_ text: FoldedText, from start: Int, _ found: inout Found) {
        var hash = TextHash.start
        var length = 0
        var digitCount = 0
        for end in start..<min(start + 9, text.pieces.count) {
            let piece = text.pieces[end]
            guard piece.segment == text.pieces[start].segment else { return }
            length += piece.count
            if piece.isDigits { digitCount += piece.count }
            guard length <= Self.longest else { return }
            hash = text.hash(piece, from: hash)
            guard digitCount > 0 else { continue }
            let window = Found.Window(start: start, end: end, isSplit: end > start && text.pieces[start + 1...end].contains(where: \.startsWord))
            look(hash, text, window, length: length, &found)
        }
    }

    private func look(_ hash: UInt64, _ text: FoldedText, _ window: Found.Window, length: Int, _ found: inout Found) {
        if length >= 6 {
            identifiers.forEach(hash) { found.add($0, .checked, window) }
            let isReference = length > 4 && text.bytes[Int(text.pieces[window.start].start)...].starts(with: [0x72, 0x66])
            if isReference { checkReference(text, window, &found) }
        }
        let before = found.count
        if length >= 5 { whole.forEach(hash) { found.add($0, .whole, window) } }
        if found.count > before { return }
        // Digits put together over blanks are too easily anything.
        if !window.isSplit || length >= 7 { digits.forEach(hash) { found.add($0, .digits, window) } }
        if length >= 4 { orders.forEach(hash) { found.add($0, .order, window) } }
        if found.count == before, length >= 6, window.end - window.start <= 3,
            let shape = Self.shape(text, text.pieces[window.start...window.end]), shapes.contains(shape) {
            found.strangers.append(window)
        }
    }

    /// RF, two check digits, and one of our numbers: right by its check digits (ISO 11649).
    private func checkReference(_ text: FoldedText, _ window: Found.Window, _ found: inout Found) {
        let start = Int(text.pieces[window.start].start)
        let bytes = text.bytes[start..<Int(text.pieces[window.end].end)]
        guard bytes.count >= 6, Self.isChecked(bytes) else { return }
        let own = bytes.dropFirst(4)
        let hash = TextHash.of(own)
        whole.forEach(hash) { found.add($0, .checked, window) }
        digits.forEach(hash) { found.add($0, .checked, window) }
    }

    private static func isChecked(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = 0
        for byte in bytes.dropFirst(4) + bytes.prefix(4) {
            if byte <= 0x39 { rest = (rest * 10 + Int(byte & 0x0F)) % 97 } else { rest = (rest * 100 + Int(byte) - 0x61 + 10) % 97 }
        }
        return rest == 1
    }

    /// Without the zeros that begin its numbers.
    private static func withoutZeros(_ text: FoldedText, _ pieces: ArraySlice<FoldedText.Piece>) -> [UInt8] {
        pieces.flatMap { piece -> ArraySlice<UInt8> in
            let bytes = text.bytes[Int(piece.start)..<Int(piece.end)]
            return piece.isDigits ? bytes.drop { $0 == 0x30 } : bytes
        }
    }

    private static func shape(_ text: FoldedText, _ pieces: ArraySlice<FoldedText.Piece>) -> UInt64? {
        guard let first = pieces.first, !first.isDigits, first.count <= 5 else { return nil }
        let digits = pieces.reduce(0) { $0 + ($1.isDigits ? $1.count : 0) }
        guard digits >= 4, pieces.dropFirst().allSatisfy(\.isDigits) else { return nil }
        return TextHash.mix(text.hash(first), UInt8(truncatingIfNeeded: digits))
    }
}

/// What a search has met so far.
private struct Found {
    struct Window {
        let start: Int
        let end: Int
        let isSplit: Bool

        func touches(_ other: Window) -> Bool { start <= other.end && other.start <= end }
        func holds(_ other: Window) -> Bool { start <= other.start && other.end <= end }
    }

    private var hits: [(hit: DocumentNumbers.Hit, window: Window)] = []
    var strangers: [Window] = []
    var count: Int { hits.count }

    mutating func add(_ document: Int32, _ form: DocumentNumbers.Form, _ window: Window) {
        guard hits.count < 256 else { return }
        hits.append((.init(document: document, form: form), window))
    }

    /// A longer and surer reading of the same place takes the place of a shorter one.
    var kept: [DocumentNumbers.Hit] {
        var best: [Int32: DocumentNumbers.Form] = [:]
        var order: [Int32] = []
        for (hit, window) in hits {
            let isHidden = hits.contains { other, place in
                other.form > hit.form && place.touches(window)
                    || other.form == hit.form && place.holds(window) && !window.holds(place)
            }
            if isHidden { continue }
            if let known = best[hit.document] { best[hit.document] = max(known, hit.form) } else {
                best[hit.document] = hit.form
                order.append(hit.document)
            }
        }
        return order.compactMap { document in best[document].map { .init(document: document, form: $0) } }
    }

    var hasUnknown: Bool { strangers.contains { stranger in !hits.contains { $0.window.touches(stranger) } } }
}
