/// The text of a byte source as well-formed UTF-8, whatever it was encoded in: byte order mark removed,
/// no NUL, never a replacement character put in silently.
///
/// The encoding is declared, or read from the byte order mark, or decided from the first chunk that holds
/// anything but ASCII; until then there is nothing to decide.
package struct UTF8Source {
    /// The encoding in use; nil as long as everything was ASCII.
    package private(set) var encoding: TextEncoding?

    /// Bytes from the first one above 0x7F on from which the encoding is told, in however many chunks they come.
    private static let sample = 4096

    private let source: ByteSource
    private let declared: TextEncoding?
    private var hasStarted = false
    private var isFinished = false
    private var validator = UTF8Validator()
    private var upperHalf: [UInt32] = []
    private var utf16 = UTF16Decoder()
    private var linesBefore = 0

    /// `declared` wins over any guess, but not over a byte order mark that contradicts it.
    package init(_ source: ByteSource, declared: TextEncoding? = nil) {
        self.source = source
        self.declared = declared
    }

    /// The next chunk of text, nil at the end. A character may be split between two chunks.
    ///
    /// Throws `empty_file`, `binary_file`, `encoding_invalid` or what the source throws.
    package mutating func next() throws(Diagnostic) -> [UInt8]? {
        while !isFinished {
            guard var chunk = try pull() else {
                try finish()
                return nil
            }
            if !hasStarted { try start(&chunk) }
            if encoding == nil { try decide(&chunk) }
            let text = try decode(chunk)
            for byte in text where byte == 0x0A { linesBefore &+= 1 }
            if !text.isEmpty { return text }
        }
        return nil
    }

    /// A chunk that is not empty; at the start at least 8 bytes unless the file is shorter.
    private func pull() throws(Diagnostic) -> [UInt8]? {
        guard var chunk = try source.next() else { return nil }
        while chunk.count < (hasStarted ? 1 : 8) {
            guard let more = try source.next() else { break }
            chunk += more
        }
        return chunk
    }

    private mutating func start(_ chunk: inout [UInt8]) throws(Diagnostic) {
        guard !chunk.isEmpty else { return }
        hasStarted = true
        if let format = FileSignature.binaryFormat(of: chunk) {
            throw Diagnostic(.binaryFile, parameters: ["format": format])
        }
        if let mark = TextEncoding.mark(of: chunk) {
            chunk.removeFirst(mark.length)
            adopt(mark.encoding)
        } else if let declared {
            adopt(declared)
        }
    }

    private mutating func adopt(_ encoding: TextEncoding) {
        self.encoding = encoding
        switch encoding {
        case .utf8, .utf16LittleEndian, .utf16BigEndian: break
        case .windows1252, .latin1, .latin9: upperHalf = encoding.upperHalf
        }
    }

    /// Adopts an encoding at the first byte that is not ASCII, on a sample worth deciding from.
    private mutating func decide(_ chunk: inout [UInt8]) throws(Diagnostic) {
        guard let first = chunk.firstIndex(where: { $0 >= 0x80 }) else { return }
        var isComplete = false
        while chunk.count - first < Self.sample, !isComplete {
            if let more = try source.next() { chunk += more } else { isComplete = true }
        }
        adopt(TextEncoding.decide(from: chunk[first...].prefix(Self.sample)))
    }

    private mutating func decode(_ chunk: [UInt8]) throws(Diagnostic) -> [UInt8] {
        switch encoding {
        case nil: return try withoutNUL(chunk)
        case .utf8:
            try validate(chunk)
            return chunk
        case .windows1252, .latin1, .latin9: return widened(try withoutNUL(chunk))
        case .utf16LittleEndian: return try utf16Text(chunk, isLittleEndian: true)
        case .utf16BigEndian: return try utf16Text(chunk, isLittleEndian: false)
        }
    }

    private func withoutNUL(_ chunk: [UInt8]) throws(Diagnostic) -> [UInt8] {
        guard !chunk.contains(0) else { throw binary(chunk) }
        return chunk
    }

    private func binary(_ chunk: [UInt8]) -> Diagnostic {
        let at = chunk.firstIndex(of: 0) ?? 0
        return Diagnostic(.binaryFile, line: line(at: at, in: chunk), parameters: ["format": "unknown"])
    }

    private mutating func validate(_ chunk: [UInt8]) throws(Diagnostic) {
        for (index, byte) in chunk.enumerated() {
            if byte == 0 { throw binary(chunk) }
            if !validator.accepts(byte) { throw invalid(.utf8, at: index, in: chunk) }
        }
    }

    private func widened(_ chunk: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(chunk.count + chunk.count / 8)
        for byte in chunk {
            if byte < 0x80 { text.append(byte) } else { text.append(scalar: upperHalf[Int(byte - 0x80)]) }
        }
        return text
    }

    private mutating func utf16Text(_ chunk: [UInt8], isLittleEndian: Bool) throws(Diagnostic) -> [UInt8] {
        guard let text = utf16.decode(chunk, isLittleEndian: isLittleEndian) else {
            throw Diagnostic(.encodingInvalid, line: linesBefore + 1, parameters: ["encoding": "utf-16"])
        }
        return try withoutNUL(text)
    }

    private mutating func finish() throws(Diagnostic) {
        isFinished = true
        guard hasStarted else { throw Diagnostic(.emptyFile) }
        guard validator.isAtBoundary, utf16.isAtBoundary else {
            throw Diagnostic(.truncated, line: linesBefore + 1)
        }
    }

    private func invalid(_ encoding: TextEncoding, at index: Int, in chunk: [UInt8]) -> Diagnostic {
        let hex = String(chunk[index], radix: 16, uppercase: true)
        return Diagnostic(
            .encodingInvalid, line: line(at: index, in: chunk), value: "0x" + hex,
            parameters: ["encoding": encoding.rawValue])
    }

    private func line(at index: Int, in chunk: [UInt8]) -> Int {
        linesBefore + 1 + chunk[..<index].count { $0 == 0x0A }
    }
}

/// UTF-16 to UTF-8 across chunks.
struct UTF16Decoder {
    private var oddByte: UInt8?
    private var highSurrogate: UInt32?

    var isAtBoundary: Bool { oddByte == nil && highSurrogate == nil }

    /// The text of one chunk, nil when surrogates do not pair.
    mutating func decode(_ chunk: [UInt8], isLittleEndian: Bool) -> [UInt8]? {
        var text: [UInt8] = []
        text.reserveCapacity(chunk.count)
        for byte in chunk {
            guard let first = oddByte else {
                oddByte = byte
                continue
            }
            oddByte = nil
            let unit = isLittleEndian ? UInt32(byte) << 8 | UInt32(first) : UInt32(first) << 8 | UInt32(byte)
            switch (unit, highSurrogate) {
            case (0xD800...0xDBFF, nil): highSurrogate = unit
            case (0xDC00...0xDFFF, let high?):
                highSurrogate = nil
                text.append(scalar: 0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00))
            case (0xD800...0xDFFF, _), (_, .some): return nil
            case (_, nil): text.append(scalar: unit)
            }
        }
        return text
    }
}

extension [UInt8] {
    /// Appends a Unicode scalar value as UTF-8.
    mutating func append(scalar value: UInt32) {
        switch value {
        case ..<0x80: append(UInt8(value))
        case ..<0x800:
            append(UInt8(0xC0 | value >> 6))
            append(UInt8(0x80 | value & 0x3F))
        case ..<0x10000:
            append(UInt8(0xE0 | value >> 12))
            append(UInt8(0x80 | value >> 6 & 0x3F))
            append(UInt8(0x80 | value & 0x3F))
        default:
            append(UInt8(0xF0 | value >> 18 & 0x07))
            append(UInt8(0x80 | value >> 12 & 0x3F))
            append(UInt8(0x80 | value >> 6 & 0x3F))
            append(UInt8(0x80 | value & 0x3F))
        }
    }
}
