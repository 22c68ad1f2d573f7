package import Values

/// A sentence in both languages, for the faces to choose from.
package struct BilingualText: Hashable, Sendable {
    package let french: String
    package let english: String
}

extension DueDate {
    /// How the date was found: `date de facture + 45 jours, puis fin du mois`.
    package var words: BilingualText {
        var french = base.words.french
        var english = base.words.english
        for (index, step) in steps.enumerated() {
            let words = step.words
            let isSum = words.french.hasPrefix("+")
            french += (index == 0 && isSum ? " " : ", puis ") + words.french
            english += (index == 0 && isSum ? " " : ", then ") + words.english
        }
        return BilingualText(french: french, english: english)
    }

    /// As scripts read it, the words in French or in English.
    package func json(inFrench: Bool) -> JSON {
        .object(
            ("dueOn", .date(dueOn)), ("reading", .string(words.chosen(inFrench))),
            ("warnings", .array(warnings.map { $0.json(inFrench: inFrench) })),
            ("discountUntil", .date(discount?.until)), ("discountRate", .string(discount?.rate.percentText)))
    }
}

extension BilingualText {
    func chosen(_ inFrench: Bool) -> String { inFrench ? french : english }
}

extension PaymentTerms.Base {
    package var words: BilingualText {
        switch self {
        case .invoice: BilingualText(french: "date de facture", english: "invoice date")
        case .receipt: BilingualText(french: "réception de la facture", english: "receipt of the invoice")
        case .delivery: BilingualText(french: "livraison", english: "delivery")
        }
    }
}

extension PaymentTerms.Step {
    package var words: BilingualText {
        switch self {
        case .endOfDecade: BilingualText(french: "fin de la décade", english: "end of the ten-day period")
        case .endOfMonth: BilingualText(french: "fin du mois", english: "end of the month")
        case .addDays(let count):
            BilingualText(french: "+ \(count) jour\(count > 1 ? "s" : "")", english: "+ \(count) day\(count == 1 ? "" : "s")")
        case .addMonths(let count):
            BilingualText(french: "+ \(count) mois", english: "+ \(count) month\(count == 1 ? "" : "s")")
        case .dayOfFollowingMonth(let day):
            BilingualText(french: "le \(Self.french(day)) du mois suivant", english: "the \(Self.english(day)) of the following month")
        case .dayOnOrAfter(let day):
            BilingualText(french: "le premier \(day) du mois qui vient", english: "the next \(Self.english(day))")
        }
    }

    private static func french(_ day: Int) -> String { day == 1 ? "1er" : String(day) }

    private static func english(_ day: Int) -> String {
        switch day {
        case 1, 21, 31: "\(day)st"
        case 2, 22: "\(day)nd"
        case 3, 23: "\(day)rd"
        default: "\(day)th"
        }
    }
}

extension PaymentTermsWarning {
    package var words: BilingualText {
        switch self {
        case .ambiguousReading(_, let others):
            let dates = others.map(\.dueOn.iso)
            return BilingualText(
                french: "« fin de mois » admet une autre lecture, qui donnerait \(dates.joined(separator: " ou ")) ; le contrat doit préciser laquelle.",
                english: "\"End of month\" can be read otherwise, giving \(dates.joined(separator: " or ")); the contract should say which.")
        case .exceedsLegalCap(let latest, let days):
            return BilingualText(
                french: "Dépasse de \(days) jour\(days > 1 ? "s" : "") le délai maximal entre professionnels (\(latest.iso), C. com. L441-10).",
                english: "\(days) day\(days == 1 ? "" : "s") beyond the longest term between professionals (\(latest.iso), French Commercial Code L441-10).")
        case .baseDateUnknown(let base):
            return BilingualText(
                french: "Le délai part de : \(base.words.french) ; cette date n’étant pas connue, celle de la facture a été prise.",
                english: "The term runs from \(base.words.english); that day being unknown, the invoice date was taken.")
        }
    }

    package func json(inFrench: Bool) -> JSON {
        let others: [PaymentTermsWarning.Alternative]? =
            if case .ambiguousReading(_, let others) = self { others } else { nil }
        return .object(
            ("code", .string(code)), ("message", .string(words.chosen(inFrench))),
            ("otherDates", others.map { .array($0.map { .object(("reading", .string($0.reading.rawValue)), ("dueOn", .date($0.dueOn))) }) }))
    }
}
