/// The bytes of an input, read from the start: a few choices first, then the text that is parsed.
struct Input {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    /// One of some values; the first when the input is used up.
    mutating func choice<Value>(of values: [Value]) -> Value { values[Int(rest.popFirst() ?? 0) % values.count] }

    /// A whole number, from up to eight bytes.
    mutating func integer() -> Int64 {
        let bytes = rest.prefix(8)
        rest = rest.dropFirst(8)
        return bytes.reduce(0) { $0 << 8 | Int64($1) }
    }

    /// What is left, as text: bytes that are not UTF-8 become replacement characters.
    var text: String { String(decoding: rest, as: UTF8.self) }

    var bytes: [UInt8] { Array(rest) }

    /// What is left, parted at a byte.
    func parts(separatedBy separator: UInt8) -> [[UInt8]] {
        rest.split(separator: separator, omittingEmptySubsequences: false).map(Array.init)
    }
}
