import CommandLine
import Glibc

/// The process's own standard output and error.
enum Terminal {
    static func console(_ environment: Environment) -> Console {
        Console(
            out: { write($0, to: STDOUT_FILENO) }, error: { write($0, to: STDERR_FILENO) },
            isTerminal: isatty(STDERR_FILENO) == 1, language: environment.language, directory: environment.directory,
            user: environment.user)
    }

    /// Everything, or nothing more once the reader has gone.
    private static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
        }
    }
}
