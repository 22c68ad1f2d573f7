/// Bytes pulled in chunks of any size, in order, from a file, an archive entry or memory.
///
/// Whoever opens the file makes one; readers pull from it and keep only what they still need, so that
/// memory does not grow with the file.
package struct ByteSource {
    /// The next chunk, nil at the end. An empty chunk is allowed and means nothing. Throws `unreadable`
    /// when the system cannot read further.
    package let next: () throws(Diagnostic) -> [UInt8]?

    package init(next: @escaping () throws(Diagnostic) -> [UInt8]?) {
        self.next = next
    }

    /// Bytes already in memory, handed out in chunks of `chunk` bytes (at least 1).
    package init(_ bytes: [UInt8], chunk: Int = 65_536) {
        var position = 0
        self.init { () throws(Diagnostic) -> [UInt8]? in
            guard position < bytes.count else { return nil }
            let end = min(position + max(1, chunk), bytes.count)
            defer { position = end }
            return Array(bytes[position..<end])
        }
    }

    package init(_ text: String) {
        self.init(Array(text.utf8))
    }
}
