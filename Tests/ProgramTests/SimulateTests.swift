import Foundation
import Testing

@Suite("relance simulate")
struct SimulateTests {
    @Test("A seed played in two processes has one trace, says what it did and ends well")
    func twoProcesses() throws {
        let first = try line(seed: "9")
        let second = try line(seed: "9")
        #expect(first["trace_hash"] as? String == second["trace_hash"] as? String)
        #expect(first["events"] as? Int == second["events"] as? Int)
        #expect((first["violations"] as? [String])?.isEmpty == true)
        #expect((first["company_days"] as? Int) == 16)
    }

    private func line(seed: String) throws -> [String: Any] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Binary.path)
        process.arguments = ["simulate", "--seeds", seed, "--companies", "2", "--days", "8"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    }
}
