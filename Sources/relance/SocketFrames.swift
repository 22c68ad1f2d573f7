import Glibc
import Synchronization
import Values

/// Frames of JSON over a local socket: four bytes of length, big-endian, then the text.
///
/// The client sends one frame, `{"arguments","directory","language","isTerminal","user"}`; the server answers with any
/// number of `{"out"}` and `{"error"}` and ends with `{"exit"}`.
final class SocketFrames: Sendable {
    private static let longest = 64 * 1024 * 1024
    private let descriptor: Int32
    /// Writers take turns; false once the other end has gone.
    private let isOpen = Mutex(true)

    /// Takes the descriptor over: it is closed with this object.
    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Nobody is waited for longer than this when it does not read, in seconds.
    func limitWaiting(seconds: Int) {
        var time = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    }

    /// False when the other end has gone: the work goes on, nobody hears of it.
    @discardableResult
    func send(_ frame: JSON) -> Bool {
        let text = Array(frame.text.utf8)
        let length = UInt32(text.count)
        let head = [UInt8(length >> 24), UInt8(length >> 16 & 0xFF), UInt8(length >> 8 & 0xFF), UInt8(length & 0xFF)]
        return isOpen.withLock { isOpen in
            guard isOpen else { return false }
            isOpen = put(head + text)
            return isOpen
        }
    }

    /// The next frame, nil at the end or when it is not one.
    func receive() -> JSON? {
        guard let head = take(4) else { return nil }
        let length = head.reduce(0) { $0 << 8 | Int($1) }
        guard length <= Self.longest, let body = take(length) else { return nil }
        return try? JSON(parsing: String(decoding: body, as: UTF8.self))
    }

    private func put(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer
            while !rest.isEmpty {
                let count = Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
            return true
        }
    }

    private func take(_ wanted: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: wanted)
        var filled = 0
        while filled < wanted {
            let count = bytes.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress?.advanced(by: filled), wanted - filled, 0) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            filled += count
        }
        return bytes
    }
}
