import Foundation
import Glibc

/// What came back from a server.
struct Reply: Sendable {
    let status: Int
    let headers: [String: String]
    let body: String
}

/// Speaks HTTP/1.1 over a socket, byte by byte as told: libraries would correct what tests want wrong.
struct Browser: Sendable {
    let port: Int

    func get(_ target: String, language: String = "fr", host: String? = nil) async throws -> Reply {
        try await send(
            "GET \(target) HTTP/1.1\r\nHost: \(host ?? "127.0.0.1:\(port)")\r\nAccept-Language: \(language)\r\nConnection: close\r\n\r\n")
    }

    /// Blocking calls stay off the cooperative pool.
    func send(_ text: String) async throws -> Reply {
        let port = port
        let bytes = try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<[UInt8], any Error>) in
            DispatchQueue(label: "browser").async { continuation.resume(with: Result { try Self.exchange(Array(text.utf8), port) }) }
        }
        return try Self.parse(bytes)
    }

    struct Broken: Error {}

    private static func exchange(_ request: [UInt8], _ port: Int) throws -> [UInt8] {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard handle >= 0 else { throw Broken() }
        defer { close(handle) }
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Broken() }
        var sent = 0
        while sent < request.count {
            let count = request[sent...].withUnsafeBytes { Glibc.send(handle, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { break }
            sent += count
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(handle, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            answer += buffer[..<count]
            if isWhole(answer) { break }
        }
        return answer
    }

    /// The announced body is there: some servers wait for us to close first.
    private static func isWhole(_ answer: [UInt8]) -> Bool {
        guard let reply = try? parse(answer), let length = reply.headers["content-length"].flatMap({ Int($0) }) else { return false }
        return reply.body.utf8.count >= length
    }

    private static func parse(_ bytes: [UInt8]) throws -> Reply {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { throw Broken() }
        var lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
        let first = lines.removeFirst().split(separator: " ")
        guard first.count >= 2, let status = Int(first[1]) else { throw Broken() }
        var headers: [String: String] = [:]
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        return Reply(status: status, headers: headers, body: String(text[end.upperBound...]))
    }
}
