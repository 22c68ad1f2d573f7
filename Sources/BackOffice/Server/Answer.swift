import Texts

/// What goes back: a status, a body, and what a browser may do with it.
struct Answer: Sendable {
    enum Kind: Sendable {
        /// One of our pages.
        case page
        /// A message by itself: somebody else's words, in a frame where nothing runs.
        case quoted
        case stylesheet
        case icon
    }

    let status: Int
    let kind: Kind
    let body: [UInt8]
    let language: String?
    /// Where to go instead.
    var location: String?

    init(_ kind: Kind, _ body: [UInt8], status: Int = 200, language: String? = nil) {
        self.status = status
        self.kind = kind
        self.body = body
        self.language = language
    }

    static func page(_ node: Node, _ place: Place, status: Int = 200) -> Answer {
        Answer(.page, HTMLWriter.document(node), status: status, language: place.language.rawValue)
    }

    static func redirect(to link: Link) -> Answer {
        var answer = Answer(.page, [], status: 303)
        answer.location = link.text
        return answer
    }

    /// Every header but those about the connection.
    var headers: [(name: String, value: String)] {
        var headers = [
            ("Content-Type", contentType), ("Content-Security-Policy", policy), ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"), ("X-Frame-Options", kind == .quoted ? "SAMEORIGIN" : "DENY"),
            ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cache-Control", caching),
        ]
        if let language { headers.append(("Content-Language", language)) }
        if kind == .page { headers.append(("Vary", "Accept-Language")) }
        if let location { headers.append(("Location", location)) }
        if status == 405 { headers.append(("Allow", "GET, HEAD")) }
        return headers
    }

    private var contentType: String {
        switch kind {
        case .page, .quoted: "text/html; charset=utf-8"
        case .stylesheet: "text/css; charset=utf-8"
        case .icon: "image/svg+xml"
        }
    }

    private var caching: String {
        switch kind {
        case .page, .quoted: "private, no-cache"
        case .stylesheet, .icon: "public, max-age=31536000, immutable"
        }
    }

    /// Nothing runs, nothing is fetched from elsewhere, nobody frames us. A message brings its own inline styles.
    private var policy: String {
        switch kind {
        case .page, .stylesheet, .icon:
            "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
                + "frame-ancestors 'none'"
        case .quoted:
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox"
        }
    }
}

/// The little mark in the browser's tab.
enum Icon {
    static let text = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3.5" fill="#1d5c4a"/>\
        <path d="M5 12V4h3.4a2.3 2.3 0 0 1 .6 4.5L11.4 12M5 8.6h3.2" fill="none" stroke="#fff" stroke-width="1.5" \
        stroke-linecap="round" stroke-linejoin="round"/></svg>
        """
}
