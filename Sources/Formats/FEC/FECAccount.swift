/// What an account of the French chart (ANC 2014-03, class 4 and the accounts that face it) is for a customer ledger.
enum FECAccount: UInt8 {
    /// 411 customers.
    case receivable
    /// 413 bills receivable, 416 doubtful or disputed, 417 work in progress.
    case bill, doubtful, inProgress
    /// 419: 4191 advances received, 4196-4198 credits to grant.
    case advance
    /// 418: not invoiced yet, never claimable.
    case notInvoiced
    /// Turnover, and what else an invoice is posted against.
    case sales
    /// 4457 and 4458: VAT on sales.
    case tax
    /// 51, 53 and 58: banks, cheques, cash, transfers under way.
    case bank
    /// 654: bad debts.
    case badDebt
    /// 656, 666, 756, 766: exchange differences.
    case exchange
    /// 10 to 12: only an opening entry puts these beside customers.
    case equity
    /// Any other account of classes 6 and 7.
    case result
    case other

    init(_ number: ArraySlice<UInt8>) {
        let digits = number.prefix(4).map { $0 &- 0x30 }
        func digit(_ index: Int) -> UInt8 { index < digits.count ? digits[index] : 0xFF }
        let two = (digit(0), digit(1))
        switch two {
        case (4, 1): self = Self.customer(digit(2))
        case (4, 4): self = digit(2) == 5 && (digit(3) == 7 || digit(3) == 8) ? .tax : .other
        case (4, 8): self = digit(2) == 7 ? .sales : .other
        case (5, 1), (5, 3), (5, 8): self = .bank
        case (1, 0), (1, 1), (1, 2): self = .equity
        case (6, _): self = Self.charge(two.1, digit(2))
        case (7, _): self = Self.income(two.1, digit(2))
        default: self = .other
        }
    }

    private static func customer(_ third: UInt8) -> FECAccount {
        switch third {
        case 1: .receivable
        case 3: .bill
        case 6: .doubtful
        case 7: .inProgress
        case 8: .notInvoiced
        case 9: .advance
        default: .other
        }
    }

    private static func charge(_ second: UInt8, _ third: UInt8) -> FECAccount {
        switch (second, third) {
        case (5, 4): .badDebt
        case (5, 6), (6, 6): .exchange
        default: .result
        }
    }

    private static func income(_ second: UInt8, _ third: UInt8) -> FECAccount {
        switch (second, third) {
        case (5, 6), (6, 6): .exchange
        case (5, 8), (6, _), (8, _): .result
        case (7, _): third == 5 ? .sales : .result
        default: .sales
        }
    }

    /// 411, 413, 416, 417: what customers owe.
    var isClaim: Bool {
        switch self {
        case .receivable, .bill, .doubtful, .inProgress: true
        case .advance, .notInvoiced, .sales, .tax, .bank, .badDebt, .exchange, .equity, .result, .other: false
        }
    }

    var isCustomer: Bool { isClaim || self == .advance }
}

/// Which customer a line without CompAuxNum belongs to.
enum FECSubaccount {
    /// The customer named by an account number: `411DUPONT` and `416DUPONT` are both `DUPONT`; an all-digit
    /// number stays whole under its 411 form, so that `41600042` and `41910042` are both `41100042`.
    static func customer(of number: ArraySlice<UInt8>, isAdvance: Bool) -> [UInt8] {
        let rest = number.dropFirst(3)
        guard rest.allSatisfy(FECText.isDigit) else {
            let name = isAdvance && rest.first.map(FECText.isDigit) == true ? rest.dropFirst() : rest
            return Array(name)
        }
        let tail = isAdvance ? [0x30] + rest.dropFirst() : Array(rest)
        return [0x34, 0x31, 0x31] + tail
    }

    /// An account that names nobody: `411`, `411000`, `41910000`.
    static func isCollective(_ number: ArraySlice<UInt8>, isAdvance: Bool) -> Bool {
        number.dropFirst(isAdvance ? 4 : 3).allSatisfy { $0 == 0x30 }
    }
}
