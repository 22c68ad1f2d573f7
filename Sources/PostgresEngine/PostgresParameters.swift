import SQL

/// The values of one execution, kept in one buffer.
struct PostgresParameters {
    private var wire = WireBytes()
    /// Where each value starts, -1 for NULL.
    private var starts: [Int] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    var count: Int { starts.count }

    mutating func removeAll() {
        wire.removeAll()
        starts.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        formats.removeAll(keepingCapacity: true)
    }

    mutating func append(_ value: SQLValue, as type: PostgresType?) -> Bool {
        if value == .null {
            add(start: -1, length: 0, format: 1)
            return true
        }
        guard let type else { return false }
        let start = wire.bytes.count + 4
        if type == .numeric, case .int64(let number) = value {
            // In text, which every numeric type reads.
            let digits = Array(String(number).utf8)
            wire.append(integer: Int32(digits.count))
            wire.append(digits)
            wire.append(0)
            add(start: start, length: digits.count, format: 0)
            return true
        }
        guard wire.appendField(value, as: type) else { return false }
        add(start: start, length: wire.bytes.count - start, format: 1)
        return true
    }

    /// A value already in binary form.
    mutating func append(binary bytes: [UInt8]) {
        add(start: wire.bytes.count, length: bytes.count, format: 1)
        wire.append(bytes)
    }

    private mutating func add(start: Int, length: Int, format: Int32) {
        starts.append(start)
        lengths.append(Int32(clamping: length))
        formats.append(format)
    }

    func withPointers<Value>(
        _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Value
    ) -> Value {
        wire.bytes.withUnsafeBytes { buffer in
            let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            // An empty value must not be a null pointer, which libpq takes for NULL.
            let empty: StaticString = ""
            let nothing = UnsafeRawPointer(empty.utf8Start).assumingMemoryBound(to: CChar.self)
            let pointers = starts.map { start in start < 0 ? nil : base.map { $0 + start } ?? nothing }
            return pointers.withUnsafeBufferPointer { values in
                body(Int32(count), values.baseAddress, lengths, formats)
            }
        }
    }
}
