internal import CCurl

/// A libcurl handle and the sockets it has open. One owner, one queue; closed when released.
final class SMTPSession: @unchecked Sendable {
    private let handle: UnsafeMutableRawPointer
    private var sockets: [curl_socket_t] = []
    private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    /// libcurl wants one call before everything else, from one thread.
    private static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Nil when libcurl has no memory left.
    init?(_ settings: SMTPSettings) {
        guard Self.isLibraryReady, let handle = curl_easy_init() else {
            errorText.deallocate()
            return nil
        }
        self.handle = handle
        configure(settings)
    }

    deinit {
        // The farewell (QUIT) must not hold the queue for minutes.
        set(CURLOPT_SERVER_RESPONSE_TIMEOUT, 1)
        ccurl_on_debug(handle, { _, _, _, _, _ in 0 }, nil)
        ccurl_cleanup(handle)
        errorText.deallocate()
    }

    private func configure(_ settings: SMTPSettings) {
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        set(CURLOPT_PROXY, "")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_URL, settings.url)
        set(CURLOPT_UPLOAD, 1)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_USE_SSL, Self.useSSL(settings.security))
        if let file = settings.authorityFile {
            set(CURLOPT_CAINFO, file)
            set(CURLOPT_CAPATH, nil)
        }
        if let credentials = settings.credentials {
            set(CURLOPT_USERNAME, credentials.user)
            set(CURLOPT_PASSWORD, credentials.password)
        }
        set(CURLOPT_CONNECTTIMEOUT, settings.timeouts.session)
        set(CURLOPT_LOW_SPEED_LIMIT, 1)
        set(CURLOPT_MAXCONNECTS, 1)
        // A relay drops idle sessions after some minutes; ours are dropped first.
        set(CURLOPT_MAXAGE_CONN, 60)
        ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText)
        ccurl_on_sockets(handle, noteOpened, noteClosing, Unmanaged.passUnretained(self).toOpaque())
    }

    private static func useSSL(_ security: SMTPSecurity) -> Int {
        switch security {
        case .none: Int(CURLUSESSL_NONE.rawValue)
        case .opportunistic: Int(CURLUSESSL_TRY.rawValue)
        case .required, .implicit: Int(CURLUSESSL_ALL.rawValue)
        }
    }

    private func set(_ option: CURLoption, _ value: Int) { ccurl_set_long(handle, option, value) }
    private func set(_ option: CURLoption, _ value: String?) { ccurl_set_text(handle, option, value) }

    /// Runs one exchange to its end, blocking; a new connection when asked, else the one still open.
    func run(
        _ exchange: SMTPExchange, sender: String, recipient: String, replySeconds: Int, onNewConnection: Bool
    ) -> CURLcode {
        let recipients = curl_slist_append(nil, "<\(recipient)>")
        defer { curl_slist_free_all(recipients) }
        errorText.pointee = 0
        let user = Unmanaged.passUnretained(exchange).toOpaque()
        set(CURLOPT_MAIL_FROM, "<\(sender)>")
        ccurl_set_pointer(handle, CURLOPT_MAIL_RCPT, recipients)
        set(CURLOPT_SERVER_RESPONSE_TIMEOUT, replySeconds)
        set(CURLOPT_LOW_SPEED_TIME, replySeconds)
        set(CURLOPT_FRESH_CONNECT, onNewConnection ? 1 : 0)
        ccurl_on_read(handle, readBody, user)
        ccurl_on_debug(handle, noteLine, user)
        return withExtendedLifetime(exchange) { ccurl_perform(handle) }
    }

    /// Called inside the transfer: from now on only the reply to the dot is waited for.
    func waitForFinalReply(seconds: Int) {
        set(CURLOPT_SERVER_RESPONSE_TIMEOUT, seconds)
        set(CURLOPT_LOW_SPEED_TIME, 0)
    }

    /// Whether the last run used a connection opened by an earlier one.
    var hasReusedConnection: Bool { ccurl_get_long(handle, CURLINFO_NUM_CONNECTS) == 0 }

    /// Whether the peer has hung up on the connection in use.
    var isHungUp: Bool { sockets.last.map { ccurl_is_hung_up($0) != 0 } ?? false }

    func detail(of code: CURLcode) -> String {
        errorText.pointee != 0 ? String(cString: errorText) : String(cString: curl_easy_strerror(code))
    }

    fileprivate func opened(_ socket: curl_socket_t) { sockets.append(socket) }

    fileprivate func close(_ socket: curl_socket_t) -> Int32 {
        sockets.removeAll { $0 == socket }
        return CCurl.close(socket)
    }
}

// libcurl's callbacks: plain functions that find their object behind the pointer they are given.

private let noteOpened: ccurl_opened = { user, socket, _ in
    if let user { Unmanaged<SMTPSession>.fromOpaque(user).takeUnretainedValue().opened(socket) }
    return CURL_SOCKOPT_OK
}

private let noteClosing: ccurl_close_socket = { user, socket in
    guard let user else { return CCurl.close(socket) }
    return Unmanaged<SMTPSession>.fromOpaque(user).takeUnretainedValue().close(socket)
}

private let readBody: ccurl_read = { buffer, size, count, user in
    guard let user, let buffer else { return Int(CURL_READFUNC_ABORT) }
    return Unmanaged<SMTPExchange>.fromOpaque(user).takeUnretainedValue().read(into: buffer, capacity: size * count)
}

private let noteLine: ccurl_debug = { _, kind, data, size, user in
    guard let user, let data, kind == CURLINFO_HEADER_IN || kind == CURLINFO_HEADER_OUT else { return 0 }
    let exchange = Unmanaged<SMTPExchange>.fromOpaque(user).takeUnretainedValue()
    data.withMemoryRebound(to: UInt8.self, capacity: size) { bytes in
        let line = UnsafeBufferPointer(start: bytes, count: size)
        if kind == CURLINFO_HEADER_IN { exchange.received(line) } else { exchange.sent(line) }
    }
    return 0
}
