import Dunning

extension ActionReason {
    /// The word scripts read.
    var code: String {
        switch self {
        case .stepReached: "step_reached"
        case .gapElapsed: "gap_elapsed"
        case .highestLevel: "highest_level"
        case .fallbackChannel: "fallback_channel"
        case .creditsDeducted: "credits_deducted"
        case .disputedPartLeftOut: "disputed_part_left_out"
        case .clockStopped: "clock_stopped"
        case .noticeTravelsInside: "notice_travels_inside"
        case .accessoriesAsked: "accessories_asked"
        case .promiseKept: "promise_kept"
        case .paidInFull: "paid_in_full"
        }
    }
}
