package import SQL
import Values

/// Years of company life on a virtual clock, with everything going wrong, judged from the world's own books.
package struct Simulation: Sendable {
    private let store: @Sendable (SimulationSettings.Engine, RetryPolicy) async throws(SQLError) -> SimulatedStore
    /// Milliseconds that only go forward.
    let uptime: @Sendable () -> Int64
    /// Milliseconds spent on processors so far, by all threads.
    private let processorTime: @Sendable () -> Int64

    package init(
        store: @escaping @Sendable (SimulationSettings.Engine, RetryPolicy) async throws(SQLError) -> SimulatedStore,
        uptime: @escaping @Sendable () -> Int64, processorTime: @escaping @Sendable () -> Int64
    ) {
        self.store = store
        self.uptime = uptime
        self.processorTime = processorTime
    }

    /// Plays one seed from the first day to the last. Throws when there is no database to play on.
    ///
    /// - Parameter progress: company-days done, and how many there are.
    package func play(
        _ seed: UInt64, _ settings: SimulationSettings, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws(SQLError) -> SeedReport {
        let start = (wall: uptime(), processor: processorTime())
        let world = World(seed: seed, settings)
        // Nobody waits in the simulated world; its chance is its own.
        let retry = RetryPolicy(attempts: 12, random: { _ in 0 }, sleep: { _ in })
        let opened = try await store(settings.engine, retry)
        let current = Kept<SimulatedStore>()
        current.value = opened
        let make = store
        await Play(world, opened.database) {
            guard let other = try? await make(settings.engine, retry) else { return nil }
            // Nobody looks at the one that is lost any more.
            await current.value?.dispose()
            current.value = other
            return other.database
        }.run(progress: progress)
        await current.value?.dispose()
        var report = SeedReport(world)
        report.wallMilliseconds = uptime() - start.wall
        report.processorMilliseconds = processorTime() - start.processor
        return report
    }
}
