/// Writes canonical JSON members straight into bytes: what a fact is hashed from, without building a tree.
package struct CanonicalWriter {
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    package init(reserving capacity: Int = 160) { bytes.reserveCapacity(capacity) }

    /// One object made by `body`.
    package static func object(_ body: (inout CanonicalWriter) -> Void) -> [UInt8] {
        var writer = CanonicalWriter()
        writer.open(0x7B)
        body(&writer)
        writer.close(0x7D)
        return writer.bytes
    }

    package mutating func field(_ name: StaticString, _ value: String) {
        key(name)
        JSON.writeString(value, to: &bytes)
    }

    /// Written only when there is a value.
    package mutating func field(_ name: StaticString, _ value: String?) {
        if let value { field(name, value) }
    }

    package mutating func field(_ name: StaticString, _ value: Int64) {
        key(name)
        bytes.append(contentsOf: String(value).utf8)
    }

    package mutating func field(_ name: StaticString, _ value: Int) { field(name, Int64(value)) }

    package mutating func field(_ name: StaticString, _ value: Int64?) {
        if let value { field(name, value) }
    }

    package mutating func field(_ name: StaticString, _ value: LocalDate) { field(name, value.iso) }

    package mutating func field(_ name: StaticString, _ value: LocalDate?) {
        if let value { field(name, value.iso) }
    }

    /// Written only when true.
    package mutating func flag(_ name: StaticString, _ value: Bool) {
        guard value else { return }
        key(name)
        bytes.append(contentsOf: "true".utf8)
    }

    /// An array of objects; written only when there are any.
    package mutating func objects<Element>(
        _ name: StaticString, _ elements: [Element], _ body: (inout CanonicalWriter, Element) -> Void
    ) {
        guard !elements.isEmpty else { return }
        key(name)
        open(0x5B)
        for element in elements {
            separate()
            open(0x7B)
            body(&self, element)
            close(0x7D)
        }
        close(0x5D)
    }

    /// An object; written only when `body` wrote something into it.
    package mutating func object(_ name: StaticString, _ body: (inout CanonicalWriter) -> Void) {
        key(name)
        open(0x7B)
        body(&self)
        close(0x7D)
    }

    package mutating func strings(_ name: StaticString, _ values: [String]) {
        guard !values.isEmpty else { return }
        key(name)
        JSON.strings(values).write(to: &bytes)
    }

    private mutating func key(_ name: StaticString) {
        separate()
        bytes.append(0x22)
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(0x22)
        bytes.append(0x3A)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(0x2C) }
        needsComma = true
    }

    private mutating func open(_ byte: UInt8) {
        bytes.append(byte)
        needsComma = false
    }

    private mutating func close(_ byte: UInt8) {
        bytes.append(byte)
        needsComma = true
    }
}
