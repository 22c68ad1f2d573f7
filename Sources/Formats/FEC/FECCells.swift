import Values

/// What a line moves, in minor units of the books.
struct FECPosting {
    let debit: Int64
    let credit: Int64
    /// Debit positive.
    var signed: Int64 { debit - credit }
}

/// The other days of a line.
struct FECDays {
    var piece: LocalDate?
    var lettered: LocalDate?
    var settled: LocalDate?
    var due: LocalDate?
}

/// What the cells of the current line say, with a finding for each that is wrong.
extension FECScanner {
    func cell(_ column: FECColumn) -> ArraySlice<UInt8> { row[layout[column]] }

    func diagnostic(_ code: DiagnosticCode, _ column: FECColumn, _ parameters: [String: String]) -> Diagnostic {
        let position = layout[column]
        let header = position >= 0 ? layout.headers[position] : column.name
        return Diagnostic(code, line: lineNumber, column: header, value: row.text(position), parameters: parameters)
    }

    mutating func reject(_ code: DiagnosticCode, _ column: FECColumn, _ parameters: [String: String] = [:]) {
        let found = errors.keeps(code) ? diagnostic(code, column, parameters) : Diagnostic(code)
        errors.note(code, found)
    }

    mutating func remark(_ code: DiagnosticCode, _ column: FECColumn, _ parameters: [String: String] = [:]) {
        let found = findings.keeps(code) ? diagnostic(code, column, parameters) : Diagnostic(code)
        findings.note(code, found)
    }

    mutating func entryDate() -> LocalDate? {
        switch FECText.date(cell(.entryDate)) {
        case .day(let day):
            if let closesOn, day > closesOn { remark(.fecDateOutsideYear, .entryDate, ["closesOn": closesOn.iso]) }
            return day
        case .none: reject(.missingValue, .entryDate, ["field": FECColumn.entryDate.name])
        case .impossible: reject(.dateImpossible, .entryDate)
        case .malformed: reject(.dateMalformed, .entryDate, ["format": "YYYYMMDD"])
        }
        return nil
    }

    /// Another date of the line. One that is wrong refuses the file only when something is derived from it.
    mutating func day(_ column: FECColumn, matters: Bool) -> LocalDate? {
        let position = layout[column]
        guard position >= 0 else { return nil }
        switch FECText.date(row[position]) {
        case .day(let day): return day
        case .none: return nil
        case .impossible: if matters { reject(.dateImpossible, column) } else { remark(.dateImpossible, column) }
        case .malformed:
            let parameters = ["format": "YYYYMMDD"]
            if matters { reject(.dateMalformed, column, parameters) } else { remark(.dateMalformed, column, parameters) }
        }
        return nil
    }

    mutating func remarkOnDates(isCustomer: Bool) -> FECDays {
        var days = FECDays()
        days.piece = day(.pieceDate, matters: isCustomer)
        days.lettered = day(.letteredOn, matters: false)
        days.settled = day(.settledOn, matters: isCustomer)
        days.due = day(.dueOn, matters: isCustomer)
        _ = day(.validatedOn, matters: false)
        if days.lettered != nil, cell(.lettering).isEmpty { remark(.fecLetteringMissing, .letteredOn) }
        return days
    }

    mutating func posting() -> FECPosting? {
        guard layout.hasTwoAmounts else { return signedPosting() }
        guard let debit = amount(.debit), let credit = amount(.credit) else { return nil }
        if debit < 0 { remark(.fecAmountNegative, .debit) }
        if credit < 0 { remark(.fecAmountNegative, .credit) }
        if debit != 0, credit != 0 { remark(.fecBothSides, .credit) }
        return FECPosting(debit: debit, credit: credit)
    }

    mutating func signedPosting() -> FECPosting? {
        guard let amount = amount(.amount) else { return nil }
        if amount < 0 { remark(.fecAmountNegative, .amount) }
        switch cell(.sense) {
        case [0x44], [0x64], [0x2B, 0x31], [0x31], [0x2B]: return FECPosting(debit: amount, credit: 0)
        case [0x43], [0x63], [0x2D, 0x31], [0x2D]: return FECPosting(debit: 0, credit: amount)
        case let sense where sense.isEmpty && amount == 0: return FECPosting(debit: 0, credit: 0)
        default:
            reject(.fecSenseUnknown, .sense)
            return nil
        }
    }

    mutating func amount(_ column: FECColumn) -> Int64? {
        do throws(AmountProblem) {
            return try FECText.amount(cell(column), decimals: currency.decimals)
        } catch {
            switch error {
            case .empty, .malformed: reject(.amountMalformed, column, ["decimalMark": "comma"])
            case .tooManyDecimals(let allowed):
                reject(.tooManyDecimals, column, ["allowed": String(allowed), "currency": currency.code])
            case .overflow: reject(.amountOverflow, column)
            }
            return nil
        }
    }

    mutating func foreignAmount(sign: Int64) -> (amount: Int64, currency: Currency?) {
        let amount = cell(.foreignAmount)
        let code = cell(.foreignCurrency)
        if FECText.isZeroOrBlank(amount) {
            let isUnused = code.isEmpty || !amount.isEmpty || Currency(code: String(decoding: code, as: UTF8.self)) == currency
            if !isUnused { remark(.fecForeignIncomplete, .foreignCurrency) }
            return (0, nil)
        }
        guard let foreign = Currency(code: String(decoding: code, as: UTF8.self)) else {
            remark(.fecForeignIncomplete, code.isEmpty ? .foreignAmount : .foreignCurrency)
            return (0, nil)
        }
        guard foreign != currency else { return (0, nil) }
        guard let minor = try? FECText.amount(amount, decimals: foreign.decimals) else {
            remark(.fecForeignIncomplete, .foreignAmount)
            return (0, nil)
        }
        let magnitude = Int64(clamping: minor.magnitude)
        guard countForeign(magnitude) else {
            reject(.amountOverflow, .foreignAmount)
            return (0, nil)
        }
        return (magnitude * sign, foreign)
    }
}
