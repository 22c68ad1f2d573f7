import Values

extension PaymentTerms {
    /// Reads terms in French or English, whatever their case and accents.
    ///
    /// Understood: `comptant`, `à réception`, `30 jours net`, `60 jours date de facture`, `45 j fin de mois`,
    /// `fin de mois + 45 jours`, `45 jours après la fin du mois`, `30 jours fdm le 10`, `le 15 du mois suivant`,
    /// `3/10 n/30`, `2 % à 8 jours, net 30`, `net 30`, `30 days end of month`, `due on receipt`, `2 mois` and their like.
    package static func parse(_ text: some StringProtocol) throws(PaymentTermsProblem) -> PaymentTerms {
        let text = String(text)
        guard text.count <= 200 else { throw PaymentTermsProblem(reason: .tooLong, column: 201, text: "") }
        var parser = PaymentTermsParser(text)
        return try parser.terms()
    }
}

/// Reads tokens from left to right, each phrase filling one part of the terms.
private struct PaymentTermsParser {
    private let text: String
    private let tokens: [TermsToken]
    private var index = 0
    private var base: PaymentTerms.Base?
    private var isFromEndOfDecade = false
    private var delay: PaymentTerms.Delay?
    private var endOfMonth = PaymentTerms.EndOfMonth.none
    /// The end of the month was written before any delay.
    private var endIsFirst = false
    private var fixedDay: PaymentTerms.FixedDay?
    private var discount: EarlyDiscount?
    private var isImmediate = false
    /// What the words before an end of month say about the order.
    private var link: Link?

    private enum Link { case after, then }

    init(_ text: String) {
        self.text = text
        tokens = TermsToken.split(text)
    }

    mutating func terms() throws(PaymentTermsProblem) -> PaymentTerms {
        while let token = peek() { try take(token) }
        guard isImmediate || base != nil || delay != nil || endOfMonth != .none || fixedDay != nil else {
            throw problem(discount == nil ? .nothing : .netDelayMissing)
        }
        guard discount == nil || delay != nil else { throw problem(.netDelayMissing) }
        // Months end where months end: only days leave a doubt about the order.
        if endOfMonth == .unstated {
            if case .days(let count) = delay ?? .days(0), count > 0 {} else { endOfMonth = .afterDelay }
        }
        return PaymentTerms(
            text: text, base: base ?? .invoice, isFromEndOfDecade: isFromEndOfDecade, delay: delay ?? .days(0),
            endOfMonth: endOfMonth, fixedDay: fixedDay, discount: discount)
    }

    private mutating func take(_ token: TermsToken) throws(PaymentTermsProblem) {
        switch token.kind {
        case .decimal: try takeDiscount(token)
        case .number(let number): try takeNumber(number, token)
        case .sign(let sign):
            guard sign == "+" || sign == "/" && peek(-1)?.word == "n" else { throw problem(.unexpected, token) }
            if sign == "+" { link = .then }
            index += 1
        case .word(let word): try takeWord(word, token)
        }
    }

    // MARK: Numbers

    private mutating func takeNumber(_ number: Int, _ token: TermsToken) throws(PaymentTermsProblem) {
        if peek(1)?.isSign("%") == true || peek(1)?.isSign("/") == true { return try takeDiscount(token) }
        if TermsWords.ordinals.contains(peek(1)?.word ?? "") || isDayOfNextMonth(after: 1) {
            return try takeFixedDay(number, token)
        }
        index += 1
        try setDelay(takeUnit(number), token)
    }

    /// The unit that follows a number; days when none does.
    private mutating func takeUnit(_ number: Int) -> PaymentTerms.Delay {
        switch peek()?.word ?? "" {
        case let word where TermsWords.days.contains(word): index += 1
        case let word where TermsWords.months.contains(word):
            index += 1
            return .months(number)
        case let word where TermsWords.weeks.contains(word):
            index += 1
            return .days(number > 60 ? .max : number * 7)
        case let word where TermsWords.daysAtEndOfMonth.contains(word):
            index += 1
            endOfMonth = .unstated
        default: break
        }
        return .days(number)
    }

    private mutating func setDelay(_ delay: PaymentTerms.Delay, _ token: TermsToken) throws(PaymentTermsProblem) {
        guard self.delay == nil else { throw problem(.repeated, token) }
        guard !isImmediate else { throw problem(.contradiction, token) }
        switch delay {
        case .days(let count): guard count <= 400 else { throw problem(.outOfRange, token) }
        case .months(let count): guard count <= 36 else { throw problem(.outOfRange, token) }
        }
        self.delay = delay
        // Written first, the end of the month comes first.
        if endOfMonth == .unstated, endIsFirst { endOfMonth = .beforeDelay }
        link = nil
    }

    /// `3/10`, `3 % à 10 jours`: a rate, then days.
    private mutating func takeDiscount(_ token: TermsToken) throws(PaymentTermsProblem) {
        guard discount == nil else { throw problem(.repeated, token) }
        index += 1
        if peek()?.isSign("%") == true { index += 1 }
        else if peek()?.isSign("/") != true { throw problem(.unexpected, token) }
        if peek()?.isSign("/") == true { index += 1 }
        while let word = peek()?.word, TermsWords.air.contains(word) { index += 1 }
        guard let next = peek(), let days = next.number else { throw problem(.unexpected, peek()) }
        index += 1
        if TermsWords.days.contains(peek()?.word ?? "") { index += 1 }
        guard let rate = Rate(percent: Self.decimalText(token)), rate.millionths > 0, rate.millionths < 1_000_000 else {
            throw problem(.outOfRange, token)
        }
        guard days <= 400 else { throw problem(.outOfRange, next) }
        discount = EarlyDiscount(rate: rate, days: days)
    }

    private static func decimalText(_ token: TermsToken) -> String {
        if case .decimal(let text) = token.kind { text } else { token.text }
    }

    // MARK: Words

    private mutating func takeWord(_ word: String, _ token: TermsToken) throws(PaymentTermsProblem) {
        if let number = TermsWords.numbers[word], isUnit(peek(1)) {
            index += 1
            return try setDelay(takeUnit(number), token)
        }
        if let length = TermsWords.endOfMonth(tokens[index...]) { return try takeEndOfMonth(length, token) }
        if let length = TermsWords.endOfDecade(tokens[index...]) {
            isFromEndOfDecade = true
            index += length
            return
        }
        if TermsWords.fixedDayIntroductions.contains(word), let number = peek(1)?.number, !isUnit(peek(2)) {
            index += 1
            return try takeFixedDay(number, token)
        }
        if let base = TermsWords.bases[word] { return takeBase(base) }
        if TermsWords.immediate.contains(word) {
            guard delay == nil else { throw problem(.contradiction, token) }
            isImmediate = true
        } else if TermsWords.after.contains(word) { link = .after }
        else if TermsWords.then.contains(word) { link = .then }
        else if !TermsWords.air.contains(word), !isPrefixOfNumber(word) { throw problem(.unexpected, token) }
        index += 1
    }

    /// The `n` of `n/30`, the `j` of `j+30`.
    private func isPrefixOfNumber(_ word: String) -> Bool {
        if word == "n" { return peek(1)?.isSign("/") == true || peek(1)?.number != nil }
        return TermsWords.days.contains(word) && peek(1)?.isSign("+") == true
    }

    private func isUnit(_ token: TermsToken?) -> Bool {
        guard let word = token?.word else { return false }
        return TermsWords.days.contains(word) || TermsWords.months.contains(word) || TermsWords.weeks.contains(word)
            || TermsWords.daysAtEndOfMonth.contains(word)
    }

    /// Goods received are goods delivered; an invoice received is a receipt.
    private mutating func takeBase(_ found: PaymentTerms.Base) {
        switch (base, found) {
        case (nil, _), (.invoice, _), (.receipt, .delivery): base = found
        case (.receipt, _), (.delivery, _): break
        }
        link = nil
        index += 1
    }

    private mutating func takeEndOfMonth(_ length: Int, _ token: TermsToken) throws(PaymentTermsProblem) {
        guard endOfMonth == .none else { throw problem(.repeated, token) }
        let isNextMonth = tokens[index...].prefix(length + 1).contains { TermsWords.next.contains($0.word ?? "") }
        index += length
        if isNextMonth {
            if TermsWords.next.contains(peek()?.word ?? "") { index += 1 }
            try setDelay(.months(1), token)
            endOfMonth = .afterDelay
            return
        }
        switch link {
        case .after where delay != nil: endOfMonth = .beforeDelay
        case .then where delay != nil: endOfMonth = .afterDelay
        case .after, .then, nil:
            endOfMonth = .unstated
            endIsFirst = delay == nil
        }
        link = nil
    }

    // MARK: Fixed day

    private mutating func takeFixedDay(_ number: Int, _ token: TermsToken) throws(PaymentTermsProblem) {
        guard fixedDay == nil else { throw problem(.repeated, token) }
        guard (1...31).contains(number) else { throw problem(.outOfRange, peek() ?? token) }
        index += 1
        if TermsWords.ordinals.contains(peek()?.word ?? "") { index += 1 }
        if let length = lengthOfNextMonth(at: 0) {
            index += length
            fixedDay = .ofFollowingMonth(number)
        } else { fixedDay = .onOrAfter(number) }
    }

    private func isDayOfNextMonth(after offset: Int) -> Bool { lengthOfNextMonth(at: offset) != nil }

    /// `du mois suivant`, `of the following month`, `of next month`: how many tokens, nil when it is not there.
    private func lengthOfNextMonth(at offset: Int) -> Int? {
        var length = 0
        var hasMonth = false
        var hasNext = false
        while length < 5, let word = peek(offset + length)?.word, !(hasMonth && hasNext) {
            if TermsWords.singleMonth.contains(word) { hasMonth = true }
            else if TermsWords.next.contains(word) { hasNext = true }
            else if !TermsWords.articles.contains(word) { return nil }
            length += 1
        }
        return hasMonth && hasNext ? length : nil
    }

    // MARK: Reading

    private func peek(_ offset: Int = 0) -> TermsToken? {
        tokens.indices.contains(index + offset) ? tokens[index + offset] : nil
    }

    private func problem(_ reason: PaymentTermsProblem.Reason, _ token: TermsToken? = nil) -> PaymentTermsProblem {
        PaymentTermsProblem(reason: reason, column: token?.column ?? text.count + 1, text: token?.text ?? "")
    }
}
