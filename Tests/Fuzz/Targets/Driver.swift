#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Synchronization

/// Which target this process tries: `RELANCE_FUZZ_TARGET`.
private let chosen: FuzzTarget? = getenv("RELANCE_FUZZ_TARGET").flatMap { FuzzTarget.named(String(cString: $0)) }

private func say(_ text: String) {
    let line = Array((text + "\n").utf8)
    _ = write(STDERR_FILENO, line, line.count)
}

/// Milliseconds of processor time that no input of these lengths may take, instrumented and checked several times
/// over: far less than what grows with the square of the length.
private let longestMilliseconds: Int64 = 5_000

/// The most that an input has taken so far.
private let slowest = Mutex<Int64>(0)

/// Processor time of this thread in milliseconds: a busy machine does not count.
private func processorTime() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}

/// Called once by libFuzzer. Without a target it lists those that exist, with the length of their longest input.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_ count: UnsafeMutablePointer<Int32>, _ arguments: UnsafeMutableRawPointer) -> Int32 {
    guard chosen == nil else {
        atexit { slowest.withLock { say("stat::slowest_unit_ms: \($0)") } }
        return 0
    }
    for target in FuzzTarget.all { puts("\(target.name) \(target.longest)") }
    exit(getenv("RELANCE_FUZZ_TARGET") == nil ? 0 : 64)
}

/// Called by libFuzzer with each input; what breaks a property ends the process, and libFuzzer keeps the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let chosen else { return 0 }
    let before = processorTime()
    do throws(Violation) {
        try chosen.check(Array(UnsafeBufferPointer(start: start, count: count)))
        let taken = processorTime() - before
        slowest.withLock { $0 = max($0, taken) }
        try require(taken <= longestMilliseconds, "\(taken) ms for \(count) bytes")
    } catch {
        say("\(chosen.name): \(error)")
        abort()
    }
    return 0
}
