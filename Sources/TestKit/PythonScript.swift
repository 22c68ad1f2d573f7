import Foundation
import Glibc
import Synchronization

/// A Python process that answers one line of JSON with another; it ends when this process does.
package final class PythonScript: Sendable {
    private struct Pipes: @unchecked Sendable {
        let input: FileHandle
        let output: FileHandle
        var pending = Data()
    }

    private struct Trouble: Error, CustomStringConvertible {
        let description: String
    }

    private let pipes: Mutex<Pipes?>

    /// - Parameter path: the script, below the folder of the tests.
    package init(_ path: String) {
        var input: [Int32] = [-1, -1]
        var output: [Int32] = [-1, -1]
        guard pipe(&input) == 0, pipe(&output) == 0 else {
            pipes = Mutex(nil)
            return
        }
        let words = [TestPlace.python, TestPlace.tests.appending(path: path).path]
        let isRunning = (try? Child(words, ProcessInfo.processInfo.environment, files: [input[0], output[1], nil])) != nil
        close(input[0])
        close(output[1])
        let (writing, reading) = (FileHandle(fileDescriptor: input[1]), FileHandle(fileDescriptor: output[0]))
        pipes = Mutex(isRunning ? Pipes(input: writing, output: reading) : nil)
    }

    /// The answer to a request. Throws when there is no such Python, or when the script ended.
    package func ask<Answer: Decodable>(_ request: some Encodable, as type: Answer.Type) throws -> Answer {
        let line = try JSONEncoder().encode(request) + Data([0x0A])
        let answer = try pipes.withLock { pipes -> Data in
            guard var open = pipes else { throw Trouble(description: "no Python at \(TestPlace.python): set RELANCE_TEST_PYTHON") }
            defer { pipes = open }
            try open.input.write(contentsOf: line)
            while true {
                if let end = open.pending.firstIndex(of: 0x0A) {
                    let answer = Data(open.pending[..<end])
                    open.pending = Data(open.pending[(end + 1)...])
                    return answer
                }
                let more = open.output.availableData
                guard !more.isEmpty else { throw Trouble(description: "a server of the tests ended: aiosmtpd is needed") }
                open.pending += more
            }
        }
        return try JSONDecoder().decode(type, from: answer)
    }
}
