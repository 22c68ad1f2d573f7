extension ScenarioProblem {
    /// A stable word for scripts, and the middle of the wording's key: `unknown_key`, `bad_amount`, …
    package var code: String {
        switch reason {
        case .tooLarge: "too_large"
        case .notUTF8: "not_utf8"
        case .controlCharacter: "control_character"
        case .empty: "empty"
        case .yaml(let mistake): mistake.code
        case .tooDeep: "too_deep"
        case .reference: "reference"
        case .tooManyProblems: "too_many_problems"
        case .wrongShape: "wrong_shape"
        case .keyNotText: "key_not_text"
        case .unknownKey: "unknown_key"
        case .duplicateKey: "duplicate_key"
        case .missingKey: "missing_key"
        case .missingValue: "missing_value"
        case .emptyList: "empty_list"
        case .tooMany: "too_many"
        case .tooLong: "too_long"
        case .notAllowed: "not_allowed"
        case .notWhole: "not_whole"
        case .outOfRange: "out_of_range"
        case .badIdentifier: "bad_identifier"
        case .badOffset: "bad_offset"
        case .badAmount: "bad_amount"
        case .tooManyDecimals: "too_many_decimals"
        case .amountTooLarge: "amount_too_large"
        case .badRate: "bad_rate"
        case .badCurrency: "bad_currency"
        case .badCountry: "bad_country"
        case .repeated: "repeated"
        case .unknownTemplate: "unknown_template"
        case .duplicateStep: "duplicate_step"
        case .offsetNotIncreasing: "offset_not_increasing"
        case .unknownStep: "unknown_step"
        case .askedFromNotice: "asked_from_notice"
        case .rateNeeded: "rate_needed"
        case .rateUseless: "rate_useless"
        case .neverHolds: "never_holds"
        case .noDayLeft: "no_day_left"
        case .callsTwice: "calls_twice"
        }
    }
}

extension YAMLMistake {
    fileprivate var code: String {
        switch self {
        case .colon: "yaml_colon"
        case .tab: "yaml_tab"
        case .reservedCharacter: "yaml_reserved_character"
        case .unclosedQuote: "yaml_unclosed_quote"
        case .unclosedBracket: "yaml_unclosed_bracket"
        case .indentation: "yaml_indentation"
        case .severalDocuments: "yaml_several_documents"
        case .reference: "reference"
        case .other: "yaml_other"
        }
    }
}
