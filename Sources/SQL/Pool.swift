/// Lends a few resources, one borrower each, in the order in which they were asked for.
package actor Pool<Resource: Sendable> {
    private var idle: [Resource]
    private var waiting: [CheckedContinuation<Resource, Never>] = []
    private var firstWaiting = 0

    package init(_ resources: [Resource]) { idle = resources }

    package func borrow() async -> Resource {
        if let resource = idle.popLast() { return resource }
        return await withCheckedContinuation { waiting.append($0) }
    }

    package func giveBack(_ resource: Resource) {
        guard firstWaiting < waiting.count else {
            idle.append(resource)
            return
        }
        let next = waiting[firstWaiting]
        firstWaiting += 1
        if firstWaiting == waiting.count {
            waiting.removeAll(keepingCapacity: true)
            firstWaiting = 0
        }
        next.resume(returning: resource)
    }
}
