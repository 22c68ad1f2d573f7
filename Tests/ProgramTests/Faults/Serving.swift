import Foundation
import TestKit

/// `relance serve`, started, and where it listens.
struct Serving {
    let running: Running
    let url: String

    func page(of firm: String) -> String { url + firm + "?on=" + Firm.day }
}

extension Scene {
    /// Starts a server and waits until it says where it listens.
    func serve(hours: Int = 0) async throws -> Serving {
        let running = try start(["serve", "--port", "0", "--no-mornings"], hours: hours)
        while running.isRunning {
            if let word = running.out.split(whereSeparator: \.isWhitespace).first(where: { $0.hasPrefix("http://") }) {
                return Serving(running: running, url: String(word))
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw Reference.Trouble(description: "serve: \(await running.end())")
    }

    /// Tells it to end: within ten seconds, with 0.
    func stop(_ server: Serving, with number: Int32 = SIGTERM) async throws {
        let start = ContinuousClock.now
        server.running.signal(number)
        let ended = try await ended(server.running, within: .seconds(60))
        let taken = ContinuousClock.now - start
        tally.measured("seconds to end at SIGTERM", taken / .seconds(1))
        if ended.status != 0 { tally.violate(.other, "serve, told to end: \(ended)") }
        // Ten seconds are allowed, more on a machine that is busy with other things.
        if taken > .seconds(15) { tally.violate(.other, "serve took \(taken) to end") }
    }
}

/// Looks at pages as a browser does.
enum WebReader {
    /// Asks until the page comes, and answers after how many seconds it did; nil when it never does. With 0 it asks once.
    static func wait(for url: String, seconds: Int) async throws -> Double? {
        let script = """
            import http.client, sys, time, urllib.request
            url, limit, start = sys.argv[1], float(sys.argv[2]), time.monotonic()
            while True:
                try:
                    with urllib.request.urlopen(url, timeout=5) as page:
                        if page.status == 200 and page.read():
                            print(time.monotonic() - start)
                            break
                except (OSError, http.client.HTTPException):
                    pass
                if time.monotonic() - start >= limit:
                    break
                time.sleep(0.01)
            """
        let ended = try await Running([TestPlace.python, "-c", script, url, "\(seconds)"], [:]).end()
        return Double(ended.out.trimmingCharacters(in: .whitespacesAndNewlines))
    }
}
