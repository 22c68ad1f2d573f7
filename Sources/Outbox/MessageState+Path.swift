extension MessageState {
    /// The states passed on the shortest way from this one to another, that one included; nil when no arrow leads there.
    /// Empty when it is there already.
    package func path(to target: MessageState) -> [MessageState]? {
        var ways: [(state: MessageState, path: [MessageState])] = [(self, [])]
        var seen: [MessageState] = [self]
        while !ways.isEmpty {
            let (state, path) = ways.removeFirst()
            if state == target { return path }
            for next in state.allowedNext where !seen.contains(next) {
                seen.append(next)
                ways.append((next, path + [next]))
            }
        }
        return nil
    }
}
