/// Where and why a text is not the JSON we accept.
package struct JSONProblem: Error, Equatable, Sendable {
    package enum Kind: Equatable, Sendable { case unexpectedByte, unexpectedEnd, duplicateKey, tooDeep, notAnInteger, badEscape }

    package let kind: Kind
    /// Offset in bytes from the start of the text.
    package let offset: Int
}

extension JSON {
    /// Reads RFC 8259 with three refusals: duplicate member names, more than 64 levels, numbers that are not integers.
    package init(parsing text: String) throws(JSONProblem) {
        var text = text
        let result: Result<JSON, JSONProblem> = text.withUTF8 { bytes in
            var parser = JSONParser(bytes: bytes)
            do throws(JSONProblem) { return .success(try parser.document()) } catch { return .failure(error) }
        }
        self = try result.get()
    }
}

private struct JSONParser {
    let bytes: UnsafeBufferPointer<UInt8>
    var index = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func document() throws(JSONProblem) -> JSON {
        let value = try self.value(depth: 0)
        skipSpace()
        guard index == bytes.count else { throw problem(.unexpectedByte) }
        return value
    }

    private func problem(_ kind: JSONProblem.Kind) -> JSONProblem { JSONProblem(kind: kind, offset: index) }

    private mutating func skipSpace() {
        while index < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
    }

    private mutating func value(depth: Int) throws(JSONProblem) -> JSON {
        guard depth < 64 else { throw problem(.tooDeep) }
        skipSpace()
        guard index < bytes.count else { throw problem(.unexpectedEnd) }
        switch bytes[index] {
        case 0x7B: return try object(depth: depth)
        case 0x5B: return try array(depth: depth)
        case 0x22: return .string(try string())
        case 0x74: return try word("true", .bool(true))
        case 0x66: return try word("false", .bool(false))
        case 0x6E: return try word("null", .null)
        default: return try integer()
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSON) throws(JSONProblem) -> JSON {
        let matches = text.withUTF8Buffer { expected in
            index + expected.count <= bytes.count && bytes[index..<index + expected.count].elementsEqual(expected)
        }
        guard matches else { throw problem(.unexpectedByte) }
        index += text.utf8CodeUnitCount
        return value
    }

    private mutating func integer() throws(JSONProblem) -> JSON {
        let start = index
        if bytes[index] == 0x2D { index += 1 }
        let digits = index
        while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
        guard index - digits < 2 || bytes[digits] != 0x30 else { throw problem(.notAnInteger) }
        if index < bytes.count, [0x2E, 0x65, 0x45].contains(bytes[index]) { throw problem(.notAnInteger) }
        guard index > start, let value = Int64(String(decoding: bytes[start..<index], as: UTF8.self)) else {
            throw problem(index > start ? .notAnInteger : .unexpectedByte)
        }
        return .int(value)
    }

    private mutating func array(depth: Int) throws(JSONProblem) -> JSON {
        index += 1
        var values: [JSON] = []
        skipSpace()
        if index < bytes.count, bytes[index] == 0x5D {
            index += 1
            return .array([])
        }
        while true {
            values.append(try value(depth: depth + 1))
            if try closes(with: 0x5D) { return .array(values) }
        }
    }

    private mutating func object(depth: Int) throws(JSONProblem) -> JSON {
        index += 1
        var members: [JSON.Member] = []
        // Few names are compared faster than they are hashed; many would take the square of their number.
        var names: Set<String> = []
        skipSpace()
        if index < bytes.count, bytes[index] == 0x7D {
            index += 1
            return .object([])
        }
        while true {
            skipSpace()
            guard index < bytes.count, bytes[index] == 0x22 else { throw problem(.unexpectedByte) }
            let name = try string()
            if members.count == 16 { names = Set(members.map(\.name)) }
            let isKnown = members.count < 16 ? members.contains { $0.name == name } : !names.insert(name).inserted
            guard !isKnown else { throw problem(.duplicateKey) }
            skipSpace()
            guard index < bytes.count, bytes[index] == 0x3A else { throw problem(.unexpectedByte) }
            index += 1
            members.append(JSON.Member(name, try value(depth: depth + 1)))
            if try closes(with: 0x7D) { return .object(members) }
        }
    }

    private mutating func closes(with closing: UInt8) throws(JSONProblem) -> Bool {
        skipSpace()
        guard index < bytes.count else { throw problem(.unexpectedEnd) }
        guard bytes[index] == closing || bytes[index] == 0x2C else { throw problem(.unexpectedByte) }
        index += 1
        return bytes[index - 1] == closing
    }

    private mutating func string() throws(JSONProblem) -> String {
        index += 1
        let start = index
        while index < bytes.count, bytes[index] != 0x22, bytes[index] != 0x5C, bytes[index] >= 0x20 { index += 1 }
        guard index < bytes.count else { throw problem(.unexpectedEnd) }
        if bytes[index] == 0x22 {
            index += 1
            return String(decoding: bytes[start..<index - 1], as: UTF8.self)
        }
        var scalars: [UInt8] = Array(bytes[start..<index])
        while true {
            guard index < bytes.count else { throw problem(.unexpectedEnd) }
            let byte = bytes[index]
            index += 1
            switch byte {
            case 0x22: return String(decoding: scalars, as: UTF8.self)
            case 0x5C: try escape(into: &scalars)
            case 0..<0x20: throw problem(.unexpectedByte)
            default: scalars.append(byte)
            }
        }
    }

    private mutating func escape(into scalars: inout [UInt8]) throws(JSONProblem) {
        guard index < bytes.count else { throw problem(.unexpectedEnd) }
        let byte = bytes[index]
        index += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: scalars.append(byte)
        case 0x62: scalars.append(0x08)
        case 0x66: scalars.append(0x0C)
        case 0x6E: scalars.append(0x0A)
        case 0x72: scalars.append(0x0D)
        case 0x74: scalars.append(0x09)
        case 0x75:
            var code = try hexadecimal()
            if code >= 0xD800, code < 0xDC00, index + 1 < bytes.count, bytes[index] == 0x5C, bytes[index + 1] == 0x75 {
                index += 2
                let low = try hexadecimal()
                guard low >= 0xDC00, low < 0xE000 else { throw problem(.badEscape) }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw problem(.badEscape) }
            scalars.append(contentsOf: String(Character(scalar)).utf8)
        default: throw problem(.badEscape)
        }
    }

    /// Four digits and nothing else: no sign.
    private mutating func hexadecimal() throws(JSONProblem) -> UInt32 {
        guard index + 4 <= bytes.count else { throw problem(.badEscape) }
        var code: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else { throw problem(.badEscape) }
            code = code << 4 | UInt32(digit)
        }
        index += 4
        return code
    }
}
