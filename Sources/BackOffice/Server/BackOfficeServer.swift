import HTTPTypes
import Hummingbird
import Logging
import NIOCore
package import Reading
package import Workflows

/// Serves the pages until it is cancelled.
package struct BackOfficeServer: Sendable {
    private let reception: Reception
    private let settings: BackOfficeSettings

    /// - Parameter report: told what went wrong inside a page; readers see a page without details.
    package init(
        _ room: ReadingRoom, settings: BackOfficeSettings = BackOfficeSettings(),
        report: @escaping @Sendable (DeskError) -> Void = { _ in }
    ) {
        reception = Reception(room: room, hosts: HostCheck(settings.hosts + [settings.address]), report: report)
        self.settings = settings
    }

    /// Returns when the task is cancelled; throws when the address cannot be opened.
    ///
    /// - Parameter onReady: called once with the port that is listened to.
    package func run(onReady: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        let reception = reception
        let settings = settings
        let responder = CallbackResponder<BasicRequestContext> { request, _ in
            Response(await reception.answer(PlainRequest(request)), isHead: request.method == .head)
        }
        let application = Application(
            responder: responder,
            server: .http1(
                configuration: .init(
                    idleTimeout: .seconds(settings.idleSeconds),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: 8192, maxHeaderListSize: 16_384, maxHeaderFieldCount: 64))),
            configuration: ApplicationConfiguration(address: .hostname(settings.address, port: settings.port)),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? settings.port) },
            logger: Logger(label: "relance.pages") { _ in SwiftLogNoOpLogHandler() })
        do {
            try await application.run()
        } catch is CancellationError {
            return
        }
    }
}

/// Where the pages are served.
package struct BackOfficeSettings: Sendable {
    /// An address of this machine; loopback unless somebody decides otherwise.
    package let address: String
    /// 0 for any that is free.
    package let port: Int
    /// Names under which a reverse proxy reaches it, beside those of the loopback.
    package let hosts: [String]
    /// A connection that says nothing for so long is closed.
    package let idleSeconds: Int64

    package init(address: String = "127.0.0.1", port: Int = 8080, hosts: [String] = [], idleSeconds: Int64 = 30) {
        self.address = address
        self.port = port
        self.hosts = hosts
        self.idleSeconds = idleSeconds
    }
}

extension PlainRequest {
    init(_ request: Request) {
        // The first `Host` is the authority; further ones stay among the fields.
        let others = request.headers.count { $0.name.canonicalName == "host" }
        self.init(
            isReading: request.method == .get || request.method == .head, target: request.head.path ?? "/",
            authority: request.head.authority, furtherHosts: others, acceptLanguage: request.headers[.acceptLanguage])
    }
}

extension Response {
    init(_ answer: Answer, isHead: Bool) {
        var headers = HTTPFields()
        for (name, value) in answer.headers {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        headers[.contentLength] = String(answer.body.count)
        self.init(
            status: HTTPResponse.Status(code: answer.status), headers: headers,
            body: isHead ? .init() : .init(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}
