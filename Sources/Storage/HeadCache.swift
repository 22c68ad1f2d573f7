package import Ledger
package import SQL
import Synchronization

/// Answers about a company that hold until its history grows.
///
/// Every change appends a fact and moves the head of the chain; the head is read in the caller's transaction, so that
/// an answer is given again only for the very state it was made from. One answer is kept for each company and question.
package final class HeadCache<Question: Hashable & Sendable, Answer: Sendable>: Sendable {
    private struct Key: Hashable {
        let company: CompanyID
        let question: Question
    }

    private struct Entry {
        let head: [UInt8]
        let answer: Answer
        var lastUse: Int
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        var uses = 0
    }

    private let state = Mutex(State())
    private let capacity: Int

    /// - Parameter capacity: answers kept; the one unused for longest goes first.
    package init(capacity: Int = 64) { self.capacity = max(1, capacity) }

    package func answer<Failure: TransactionFailure>(
        _ question: Question, _ company: CompanyID, _ session: Session, _ make: () throws(Failure) -> Answer
    ) throws(Failure) -> Answer {
        let key = Key(company: company, question: question)
        let head = try Failure.lifting { () throws(SQLError) in try FactLog.head(company, session)?.hash ?? [] }
        let known = state.withLock { state -> Answer? in
            guard state.entries[key]?.head == head else { return nil }
            state.uses += 1
            state.entries[key]?.lastUse = state.uses
            return state.entries[key]?.answer
        }
        if let known { return known }
        let answer = try make()
        state.withLock { state in
            state.uses += 1
            state.entries[key] = Entry(head: head, answer: answer, lastUse: state.uses)
            while state.entries.count > capacity, let oldest = state.entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
                state.entries[oldest.key] = nil
            }
        }
        return answer
    }
}
