import Dispatch
import SQL

/// One connection and the serial queue on which all its calls run: libpq blocks.
///
/// `@unchecked`: the driver is only ever touched on the queue.
final class PostgresConnection: @unchecked Sendable {
    private let queue = DispatchQueue(label: "relance.postgres")
    private let driver: PostgresDriver

    init(url: String, idleSeconds: Int) { driver = PostgresDriver(url: url, idleSeconds: idleSeconds) }

    func onQueue<Value: Sendable, Failure: Error>(
        _ body: @escaping @Sendable (PostgresDriver) throws(Failure) -> Value
    ) async -> Result<Value, Failure> {
        await withCheckedContinuation { continuation in
            queue.async {
                do throws(Failure) {
                    continuation.resume(returning: .success(try body(self.driver)))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
    }
}
