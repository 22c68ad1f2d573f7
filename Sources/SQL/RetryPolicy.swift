/// How often a transaction is run again after a conflict, and how long to wait before.
package struct RetryPolicy: Sendable {
    /// Attempts in all, 1 for none after the first.
    package let attempts: Int
    /// Milliseconds.
    private let firstPause: Int64
    private let random: @Sendable (_ upTo: Int64) -> Int64
    private let sleep: @Sendable (_ milliseconds: Int64) async -> Void

    /// - Parameters:
    ///   - firstPause: longest wait before the second attempt, in milliseconds; doubles each time up to 2 s.
    ///   - random: a number from 0 to its argument.
    package init(
        attempts: Int, firstPause: Int64 = 10, random: @escaping @Sendable (_ upTo: Int64) -> Int64,
        sleep: @escaping @Sendable (_ milliseconds: Int64) async -> Void
    ) {
        self.attempts = attempts
        self.firstPause = firstPause
        self.random = random
        self.sleep = sleep
    }

    /// One attempt only.
    package static let never = RetryPolicy(attempts: 1, random: { _ in 0 }, sleep: { _ in })

    func wait(after attempt: Int) async {
        let longest = min(2000, firstPause << Int64(min(attempt - 1, 16)))
        await sleep(longest / 2 + random(longest / 2))
    }
}
