package import Values

/// How a file writes what can be written in two ways: declared, or proven by its own values, never guessed.
package struct FileProfile: Hashable, Sendable {
    /// How one of the two questions was answered.
    package enum Reading<Answer: Hashable & Sendable>: Hashable, Sendable {
        case declared(Answer)
        /// Every value that proves anything proves this, or nearly so: those that differ are rejected.
        case proven(Answer)
        /// Most values prove this, too many prove the other: values that prove nothing are rejected as well.
        case contested(Answer)
        /// No value depends on the answer.
        case indifferent

        package var answer: Answer? {
            switch self {
            case .declared(let answer), .proven(let answer), .contested(let answer): answer
            case .indifferent: nil
            }
        }
    }

    package var decimalMark: Reading<DecimalMark>
    package var dateForm: Reading<DateForm>
}

/// Counts what the values of a file prove about one question with two answers.
struct ProofCount<Answer: Hashable & Sendable> {
    private struct Place {
        let line: Int
        let column: String
        let value: String
        let field: Field
    }

    private let first: Answer
    private let second: Answer
    private var counts = (first: 0, second: 0)
    private var firstProofs: (first: Place?, second: Place?)
    private var firstDoubt: Place?

    init(_ first: Answer, _ second: Answer) {
        self.first = first
        self.second = second
    }

    mutating func proof(of answer: Answer, _ field: Field, _ column: String, _ bytes: ArraySlice<UInt8>, line: Int) {
        if answer == first {
            counts.first += 1
            if counts.first == 1 { firstProofs.first = Self.place(field, column, bytes, line) }
        } else {
            counts.second += 1
            if counts.second == 1 { firstProofs.second = Self.place(field, column, bytes, line) }
        }
    }

    mutating func doubt(_ field: Field, _ column: String, _ bytes: ArraySlice<UInt8>, line: Int) {
        if firstDoubt == nil { firstDoubt = Self.place(field, column, bytes, line) }
    }

    private static func place(_ field: Field, _ column: String, _ bytes: ArraySlice<UInt8>, _ line: Int) -> Place {
        Place(line: line, column: column, value: String(decoding: bytes, as: UTF8.self), field: field)
    }

    /// The answer, or the refusal that asks for it: `undecidable` at the first doubtful value when nothing proves
    /// anything, `profile_contradictory` when both answers have as many proofs.
    ///
    /// One stray value in ten proofs is a mistake of that row; more, and the file is contested.
    func reading(undecidable: DiagnosticCode) throws(Diagnostic) -> FileProfile.Reading<Answer> {
        guard counts.first + counts.second > 0 else {
            guard let doubt = firstDoubt else { return .indifferent }
            throw Diagnostic(
                undecidable, line: doubt.line, column: doubt.column, value: doubt.value,
                parameters: ["field": doubt.field.rawValue])
        }
        if counts.first == counts.second, let one = firstProofs.first, let other = firstProofs.second {
            let (early, late) = one.line <= other.line ? (one, other) : (other, one)
            throw Diagnostic(
                .profileContradictory, line: late.line, column: late.column, value: late.value,
                parameters: ["field": late.field.rawValue, "other": early.value, "otherLine": String(early.line)])
        }
        let winner = counts.first > counts.second ? first : second
        let isClear = min(counts.first, counts.second) * 10 <= max(counts.first, counts.second)
        return isClear ? .proven(winner) : .contested(winner)
    }
}
