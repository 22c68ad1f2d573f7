import SQL
import Storage
import TestKit

@testable import BackOffice
import Workflows

/// Serves the firm on a free port while `body` runs.
func withServer(_ engine: TestEngine, _ body: @escaping @Sendable (Browser, Firm) async throws -> Void) async throws {
    try await engine.withDatabase { database in
        let firm = Firm(database)
        try await firm.open()
        let (ports, announce) = AsyncStream.makeStream(of: Int.self)
        let server = BackOfficeServer(firm.room, settings: BackOfficeSettings(port: 0))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run { announce.yield($0) } }
            var iterator = ports.makeAsyncIterator()
            guard let port = await iterator.next() else { return }
            do { try await body(Browser(port: port), firm) } catch {
                group.cancelAll()
                throw error
            }
            group.cancelAll()
        }
    }
}

/// The firm's pages without a network.
func withReception(_ body: (Reception, Firm) async throws -> Void) async throws {
    try await TestEngine.sqliteMemory.withDatabase { database in
        let firm = Firm(database)
        try await firm.open()
        try await body(Reception(room: firm.room, hosts: HostCheck([]), report: { _ in }), firm)
    }
}

extension Reception {
    func get(_ target: String, _ language: String = "fr") async -> Answer {
        await answer(
            PlainRequest(isReading: true, target: target, authority: "localhost", furtherHosts: 0, acceptLanguage: language))
    }
}

extension Answer {
    var text: String { String(decoding: body, as: UTF8.self) }
}
