/// Names under which the pages answer. A page of another site could otherwise point its own name at this machine and
/// read what is here (DNS rebinding).
struct HostCheck: Sendable {
    private let names: Set<String>

    /// - Parameter names: beside those of the machine itself; without port.
    init(_ names: [String]) {
        let given = names.map { $0.contains(":") && !$0.hasPrefix("[") ? "[" + $0.lowercased() + "]" : $0.lowercased() }
        self.names = Set(["localhost", "127.0.0.1", "[::1]"] + given)
    }

    /// - Parameters:
    ///   - authority: the first `Host` header.
    ///   - others: further `Host` headers; there must be none.
    func problem(_ authority: String?, others: Int) -> ErrorPage.Problem? {
        guard let authority, !authority.isEmpty, others == 0 else { return .badRequest }
        return names.contains(Self.name(authority)) ? nil : .misdirected
    }

    /// Without port: `[::1]:8080` is `[::1]`.
    private static func name(_ authority: String) -> String {
        let lowered = authority.lowercased()
        if lowered.hasPrefix("["), let end = lowered.firstIndex(of: "]") { return String(lowered[...end]) }
        let name = lowered.prefix { $0 != ":" }
        return String(name.hasSuffix(".") ? name.dropLast() : name)
    }
}
