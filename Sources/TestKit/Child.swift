import CSpawn
import Foundation
import Glibc

/// A child process that has nothing open but what it was given.
///
/// Foundation's `Process` closes in the child what it finds open as it looks: a file that another thread opens at that
/// moment is inherited. The end of a pipe, and the socket by which `Process` itself hears that a child ended, then stay
/// open as long as some other child lives, and whoever waits for them waits for ever.
package struct Child: Sendable {
    package struct NotStarted: Error, CustomStringConvertible {
        package let description: String
    }

    package let identifier: Int32

    /// Starts a program with the default signals.
    ///
    /// - Parameters:
    ///   - words: the path of the program and its arguments.
    ///   - files: what it has as standard input, output and error, in this order; `nil` is the one of this process.
    package init(_ words: [String], _ environment: [String: String], in directory: String? = nil, files: [Int32?]) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, file) in files.enumerated() {
            if let file { posix_spawn_file_actions_adddup2(&actions, file, Int32(number)) }
        }
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        if let directory { posix_spawn_file_actions_addchdir_np(&actions, directory) }

        // Threads of a pool hold signals back, and a child would go on doing so.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        let arguments = words.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var child: pid_t = 0
        let problem = posix_spawn(&child, words[0], &actions, &attributes, arguments, variables)
        guard problem == 0 else {
            throw NotStarted(description: "\(words[0]): \(String(cString: strerror(problem)))")
        }
        identifier = child
    }

    /// Waits until it ended, and leaves it to be reaped. Holds the thread.
    package func awaitEnd() {
        var about = siginfo_t()
        while waitid(P_PID, id_t(identifier), &about, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    }

    /// Takes away one that ended: its exit status, or minus the number of the signal that ended it.
    package func reap() -> Int32 {
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : -signal
    }

    /// Whether a program that takes no time exits with 0. What it says goes nowhere.
    package static func succeeds(_ words: [String]) -> Bool {
        let nowhere = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(nowhere) }
        let child = try? Child(words, ProcessInfo.processInfo.environment, files: [nowhere, nowhere, nowhere])
        return child?.reap() == 0
    }
}
