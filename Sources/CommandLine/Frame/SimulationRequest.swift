/// Which seeds of simulated company life are to be played, and what may go wrong in them.
package struct SimulationRequest: Sendable, Hashable {
    package let seeds: ClosedRange<UInt64>
    package let companies: Int
    package let days: Int
    /// `sqlite` or `postgres`.
    package let engine: String
    /// Kinds of faults by name; `all` and `none` too.
    package let faults: [String]
    /// Single faults by name: these and no other happen.
    package let onlyFaults: [String]?
    /// Whether the faults that a violation needs are looked for, by playing its seed again and again.
    package let shrinks: Bool
    package let tracesAll: Bool
}
