package import Texts

extension ScenarioProblem {
    /// The whole of it: the place, what is wrong, what would be right.
    package func sentence(_ language: Language) -> String {
        // A line number is a name, not a quantity: no grouping.
        let located = language.text("scenarios.located", [
            "line": .text(String(line)), "column": .text(String(column)), "what": .text(what(language)),
        ])
        return located + ". " + remedy(language)
    }

    /// What is wrong, without place or final stop.
    package func what(_ language: Language) -> String {
        language.text("scenarios.\(code).what", arguments(language))
    }

    /// What would be right, a sentence.
    package func remedy(_ language: Language) -> String {
        switch reason {
        case .unknownKey(let nearest?, _), .notAllowed(let nearest?, _), .unknownStep(let nearest?, _),
            .unknownTemplate(let nearest?):
            language.text("scenarios.nearest.remedy", ["nearest": .text(nearest)])
        case .badAmount(let suggestion?), .badRate(let suggestion?):
            language.text("scenarios.suggestion.remedy", ["suggestion": .text(suggestion)])
        case .tooLarge, .notUTF8, .controlCharacter, .empty, .yaml, .tooDeep, .reference, .tooManyProblems, .wrongShape,
            .keyNotText, .unknownKey, .duplicateKey, .missingKey, .missingValue, .emptyList, .tooMany, .tooLong,
            .notAllowed, .notWhole, .outOfRange, .badIdentifier, .badOffset, .badAmount, .tooManyDecimals,
            .amountTooLarge, .badRate, .badCurrency, .badCountry, .repeated, .unknownTemplate, .duplicateStep,
            .offsetNotIncreasing, .unknownStep, .askedFromNotice, .rateNeeded, .rateUseless, .neverHolds, .noDayLeft,
            .callsTwice:
            language.text("scenarios.\(code).remedy", arguments(language))
        }
    }

    private func arguments(_ language: Language) -> [String: Argument] {
        var arguments: [String: Argument] = ["key": .text(key), "value": .text(text)]
        switch reason {
        case .notUTF8, .empty, .reference, .keyNotText, .missingValue, .emptyList, .badIdentifier, .badAmount,
            .amountTooLarge, .badRate, .badCurrency, .badCountry, .repeated, .unknownTemplate, .askedFromNotice,
            .noDayLeft, .callsTwice:
            break
        case .tooLarge(let limit), .tooDeep(let limit), .tooManyProblems(let limit), .tooMany(let limit),
            .tooLong(let limit):
            arguments["limit"] = .number(limit)
        case .controlCharacter(let name), .yaml(.reservedCharacter(let name)), .yaml(.other(let name)):
            arguments["name"] = .text(name)
        case .yaml: break
        case .wrongShape(let expected, let found):
            arguments["expected"] = .text(language.text("scenarios.shape.\(expected.rawValue)"))
            arguments["found"] = .text(language.text("scenarios.shape.\(found.rawValue)"))
        case .duplicateKey(let line), .duplicateStep(let line): arguments["line"] = .text(String(line))
        case .missingKey(let key): arguments["key"] = .text(key)
        case .unknownKey(_, let allowed), .notAllowed(_, let allowed), .unknownStep(_, let allowed):
            arguments["allowed"] = .text(allowed.isEmpty ? "∅" : allowed.joined(separator: ", "))
        case .notWhole(let low, let high), .outOfRange(let low, let high), .badOffset(let low, let high):
            arguments["low"] = .number(low)
            arguments["high"] = .number(high)
        case .tooManyDecimals(let allowed): arguments["allowed"] = .number(allowed)
        case .offsetNotIncreasing(let previous, let step):
            arguments["previous"] = .number(previous)
            arguments["step"] = .text(step)
        case .rateNeeded(let regime), .rateUseless(let regime): arguments["regime"] = .text(regime)
        case .neverHolds(let other): arguments["other"] = .text(other)
        }
        return arguments
    }
}
