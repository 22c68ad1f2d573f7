import Foundation
import Ledger
import TestKit
import Testing
import Workflows

@testable import BackOffice

@Suite("The server")
struct ServerTests {
    @Test("answers every page over the network, and every link on them leads somewhere", arguments: TestEngine.allCases)
    func crawl(engine: TestEngine) async throws {
        try await withServer(engine) { browser, _ in
            var waiting = ["/dupont", "/dupont?lang=en", "/dupont?on=2026-11-20", "/dupont/customers?q=%3Cscript%3E"]
            var seen = Set(waiting)
            var visited = 0
            while let target = waiting.popLast(), visited < 400 {
                let reply = try await browser.get(target)
                visited += 1
                #expect(reply.status == 200 || reply.status == 303, "\(target): \(reply.status)")
                #expect(reply.headers["x-content-type-options"] == "nosniff", "\(target)")
                for match in reply.body.matches(of: /(?:href|src|action)="([^"#]+)"/) {
                    let link = String(match.1).replacingOccurrences(of: "&amp;", with: "&")
                    // Days go on for ever: those around the day are enough.
                    if link.contains("on=2026-11-2") || !link.contains("on="), seen.insert(link).inserted, !link.hasPrefix("mailto:") {
                        #expect(link.hasPrefix("/"), "\(target) leads out: \(link)")
                        waiting.append(link)
                    }
                }
            }
            #expect(visited > 60)
        }
    }

    @Test("gives a page to nobody else, and nothing to write to")
    func refusals() async throws {
        try await withServer(.sqliteMemory) { browser, _ in
            #expect(try await browser.get("/dupont", host: "evil.example").status == 421)
            let post = "POST /dupont HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc"
            let refused = try await browser.send(post)
            #expect(refused.status == 405 && refused.headers["allow"] == "GET, HEAD")
            let twoHosts = "GET /dupont HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
            #expect(try await browser.send(twoHosts).status == 400)
            #expect(try await browser.send("GET /dupont HTTP/1.0\r\n\r\n").status == 400)
            let long = "GET /dupont?q=\(String(repeating: "a", count: 5000)) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            #expect(try await browser.send(long).status == 414)
            let headers = (0..<200).map { "X-\($0): a\r\n" }.joined()
            #expect(try await browser.send("GET / HTTP/1.1\r\nHost: localhost\r\n\(headers)\r\n").status >= 400)
        }
    }

    @Test("names no object of another company, and none that is not there", arguments: [
        "/other/customers/C-1004", "/other/invoices/FA-2026-0805", "/other/messages/2026-11-17-C-1005-EUR-1", "/nobody",
        "/dupont/customers/nobody", "/dupont/invoices/nothing", "/dupont/messages/none", "/dupont/messages/none/body",
        "/dupont/x", "/../etc/passwd", "/dupont/customers/%2e%2e",
    ])
    func absent(target: String) async throws {
        try await withReception { reception, firm in
            try await firm.desk.create(.init(id: .init("other"), name: "Other"), by: "test")
            let answer = await reception.get(target)
            #expect(answer.status == 404)
            #expect(!answer.text.contains("Carnot") && !answer.text.contains("unknown"))
        }
    }

    @Test("heads are those of the pages, without the page")
    func head() async throws {
        try await withServer(.sqliteMemory) { browser, _ in
            let page = try await browser.get("/dupont")
            let head = try await browser.send("HEAD /dupont HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            #expect(head.status == 200 && head.body.isEmpty)
            #expect(head.headers["content-length"] == page.headers["content-length"])
            #expect(page.headers["content-security-policy"]?.contains("default-src 'none'") == true)
            #expect(page.headers["content-security-policy"]?.contains("frame-ancestors 'none'") == true)
            #expect(page.headers["referrer-policy"] == "no-referrer")
            #expect(page.headers["server"] == nil)
        }
    }

    @Test("shows a message in a frame where nothing runs")
    func message() async throws {
        try await withServer(.sqliteMemory) { browser, _ in
            let body = try await browser.get("/dupont/messages/2026-11-17-C-1005-EUR-1/body")
            #expect(body.status == 200 && body.body.contains("FA-2026-0805"))
            let policy = try #require(body.headers["content-security-policy"])
            #expect(policy.hasSuffix("sandbox") && policy.contains("default-src 'none'"))
        }
    }

    @Test("goes straight to the only company")
    func home() async throws {
        try await withReception { reception, firm in
            let answer = await reception.get("/?lang=en")
            #expect(answer.status == 303 && answer.location == "/dupont?lang=en")
            try await firm.desk.create(.init(id: .init("other"), name: "Autre <société>"), by: "test")
            let list = await reception.get("/")
            #expect(list.status == 200 && list.text.contains("Autre &lt;société&gt;"))
        }
    }
}
