/// How a command ended, as scripts read it. `docs/reference/exit-codes.md` explains them.
package enum ExitStatus: Int32, Sendable, CaseIterable {
    case done = 0
    /// What was asked makes no sense on these data: a rejected row, an unknown customer, an impossible date.
    case refused = 1
    /// The command line itself cannot be read.
    case usage = 2
    /// What is stored is damaged: `check` found that an invariant does not hold, or it cannot be read.
    case damaged = 3
    /// The machine is in the way: database locked, disk full, no permission, server unreachable.
    case environment = 4
}
