import Values

/// What the lines of an entry have been posted to.
struct FECFlags: OptionSet {
    let rawValue: UInt16

    static let salesDebit = FECFlags(rawValue: 1)
    static let salesCredit = FECFlags(rawValue: 2)
    static let bankDebit = FECFlags(rawValue: 4)
    static let bankCredit = FECFlags(rawValue: 8)
    static let badDebt = FECFlags(rawValue: 16)
    static let exchange = FECFlags(rawValue: 32)
    static let equity = FECFlags(rawValue: 64)
    static let result = FECFlags(rawValue: 128)
    static let claim = FECFlags(rawValue: 256)
    /// A customer account that is not 411.
    static let transfer = FECFlags(rawValue: 512)
    static let draft = FECFlags(rawValue: 1024)
    /// Turnover proper, which tells a sales journal.
    static let turnover = FECFlags(rawValue: 2048)

    static let sales: FECFlags = [.salesDebit, .salesCredit]
    static let bank: FECFlags = [.bankDebit, .bankCredit]

    static func posting(_ account: FECAccount, _ amount: Int64) -> FECFlags {
        guard amount != 0 else { return [] }
        let isDebit = amount > 0
        switch account {
        case .sales: return isDebit ? [.salesDebit, .result, .turnover] : [.salesCredit, .result, .turnover]
        case .tax, .notInvoiced: return isDebit ? .salesDebit : .salesCredit
        case .bank: return isDebit ? .bankDebit : .bankCredit
        case .badDebt: return isDebit ? [.badDebt, .result] : .result
        case .exchange: return [.exchange, .result]
        case .equity: return .equity
        case .result: return .result
        case .receivable: return .claim
        case .bill, .doubtful, .inProgress: return [.claim, .transfer]
        case .advance: return .transfer
        case .other: return []
        }
    }
}

/// One entry that touched a customer account.
struct FECEntry {
    let journal: Int32
    let number: Int32
    let date: LocalDate
    var flags: FECFlags
}

/// The entries of a file as its lines pass by.
///
/// The lines of an entry usually follow one another. An entry left in balance is forgotten, unless it touched a
/// customer; one left out of balance is kept aside until the rest of it comes. So memory holds the customers'
/// entries and the unfinished ones, not the file.
struct FECEntries {
    private struct Fragment {
        var debit: Int64 = 0
        var credit: Int64 = 0
        var flags: FECFlags = []
        let firstLine: Int
        let date: LocalDate
        let journal: Int32
        /// In `records`, -1 for none.
        var record: Int32 = -1
    }

    struct Unbalanced {
        let line: Int
        let journal: Int32
        let number: String
        let debit: Int64
        let credit: Int64
    }

    private(set) var records: [FECEntry] = []
    private(set) var count = 0
    private(set) var numbering = FECNumbering()
    private(set) var numbers = ByteInterner()

    private var key: [UInt8] = []
    private var current: Fragment?
    private var aside: [[UInt8]: Fragment] = [:]

    /// The entry that a line belongs to: its journal and number, or what stands for a missing number.
    struct Identity {
        let journal: Int32
        let number: ArraySlice<UInt8>
        let substitute: ArraySlice<UInt8>
        let date: LocalDate
        let line: Int
    }

    /// Makes the entry of the next line the current one.
    mutating func enter(_ identity: Identity) {
        if current != nil, isCurrent(identity) { return }
        leave()
        key.removeAll(keepingCapacity: true)
        withUnsafeBytes(of: identity.journal.littleEndian) { key.append(contentsOf: $0) }
        key.append(contentsOf: identity.number)
        if identity.number.isEmpty {
            key.append(0x1F)
            withUnsafeBytes(of: identity.date.dayNumber.littleEndian) { key.append(contentsOf: $0) }
            key.append(contentsOf: identity.substitute)
        }
        if !aside.isEmpty, let fragment = aside.removeValue(forKey: key) {
            current = fragment
        } else {
            current = Fragment(firstLine: identity.line, date: identity.date, journal: identity.journal)
            count += 1
            if !identity.number.isEmpty { numbering.note(identity.number, journal: identity.journal) }
        }
    }

    private func isCurrent(_ identity: Identity) -> Bool {
        guard !identity.number.isEmpty, current?.journal == identity.journal else { return false }
        return key.dropFirst(4) == identity.number
    }

    /// Adds a line to the current entry; the sums of a file are checked elsewhere and cannot overflow here.
    /// True when the line is the first of its entry that is not validated.
    mutating func add(debit: Int64, credit: Int64, _ account: FECAccount, isDraft: Bool) -> Bool {
        guard var fragment = current else { return false }
        var startsDraft = false
        fragment.debit &+= debit
        fragment.credit &+= credit
        fragment.flags.formUnion(.posting(account, debit &- credit))
        if isDraft, !fragment.flags.contains(.draft) {
            fragment.flags.insert(.draft)
            startsDraft = true
        }
        current = fragment
        return startsDraft
    }

    /// The index in `records` of the current entry, which touches a customer.
    mutating func record(number: ArraySlice<UInt8>) -> Int32 {
        guard let fragment = current else { return 0 }
        if fragment.record >= 0 { return fragment.record }
        let index = Int32(truncatingIfNeeded: records.count)
        let entry = FECEntry(
            journal: fragment.journal, number: numbers.id(of: number), date: fragment.date, flags: fragment.flags)
        records.append(entry)
        current?.record = index
        return index
    }

    private mutating func leave() {
        guard let fragment = current else { return }
        current = nil
        if fragment.record >= 0 { records[Int(fragment.record)].flags = fragment.flags }
        if fragment.debit != fragment.credit { aside[key] = fragment }
    }

    /// Closes the last entry and returns those that do not balance, in the order of the file.
    mutating func finish() -> [Unbalanced] {
        leave()
        let left = aside.map { key, fragment in
            let number = key.dropFirst(4).prefix { $0 != 0x1F }
            return Unbalanced(
                line: fragment.firstLine, journal: fragment.journal, number: String(decoding: number, as: UTF8.self),
                debit: fragment.debit, credit: fragment.credit)
        }
        aside = [:]
        return left.sorted { $0.line < $1.line }
    }
}
