import ArgumentParser
import Ledger
import Outbox
import Texts
import Values

/// What the company prints on its messages. What is not given stays as it is.
struct LetterheadOptions: ParsableArguments {
    @Option(help: ArgumentHelp(valueName: "address")) var email: String?
    @Option(help: ArgumentHelp(valueName: "number")) var phone: String?
    @Option(name: .customLong("address-line"), help: ArgumentHelp(valueName: "line")) var addressLines: [String] = []
    @Option(help: ArgumentHelp(valueName: "number")) var siren: String?
    @Option(help: ArgumentHelp(valueName: "number")) var iban: String?
    @Option(help: ArgumentHelp(valueName: "code")) var bic: String?
    @Option(help: ArgumentHelp(valueName: "name")) var signatory: String?
    @Option(help: ArgumentHelp(valueName: "words")) var signatoryTitle: String?

    /// What debtors will read is checked here: a mistyped account number would send their money elsewhere.
    func apply(to letterhead: inout Letterhead, _ language: Language) throws(CommandFailure) {
        try check(language)
        if let email { letterhead.email = email }
        if let phone { letterhead.phone = phone }
        if !addressLines.isEmpty { letterhead.addressLines = addressLines }
        if let siren { letterhead.siren = siren }
        if let iban { letterhead.iban = iban }
        if let bic { letterhead.bic = bic }
        if let signatory { letterhead.signatory = signatory }
        if let signatoryTitle { letterhead.signatoryTitle = signatoryTitle }
    }

    private func check(_ language: Language) throws(CommandFailure) {
        let wrong: [(option: String, value: String?, isWrong: Bool)] = [
            ("email", email, email.map { (try? EmailAddress(parsing: $0)) == nil } ?? false),
            ("siren", siren, siren.map { (try? SIREN(parsing: $0)) == nil } ?? false),
            ("iban", iban, iban.map { (try? IBAN(parsing: $0)) == nil } ?? false),
            ("bic", bic, bic.map { (try? BIC(parsing: $0)) == nil } ?? false),
        ]
        for found in wrong where found.isWrong {
            throw .said(.refused, language.text("commands.error.letterhead", [
                "option": .text("--" + found.option), "value": .text(found.value ?? "")]))
        }
    }
}

/// What the company decides about its daily run. What is not given stays as it is.
struct PolicyOptions: ParsableArguments {
    @Option(help: ArgumentHelp(valueName: "words")) var defaultTerms: String?
    @Option(help: ArgumentHelp(valueName: "count")) var lateImportLimit: Int?
    @Option(help: ArgumentHelp(valueName: "yes|no")) var approvesFirstLiveSend: YesNo?
    @Option(help: ArgumentHelp(valueName: "days|none|auto")) var freshnessDays: FreshnessDays?
    @Option(help: ArgumentHelp(valueName: "count|none")) var messagesPerHour: CountOrNone?
    @Option(help: ArgumentHelp(valueName: "count|none")) var messagesPerHourAndDomain: CountOrNone?
    @Option(help: ArgumentHelp(valueName: "hour")) var morningHour: Int?
    @OptionGroup var cash: CashOptions

    func apply(to policy: inout CompanyPolicy, _ language: Language) throws(CommandFailure) {
        if let defaultTerms { policy.defaultTerms = defaultTerms }
        if let lateImportLimit {
            guard lateImportLimit >= 0 else { throw range("--late-import-limit", lateImportLimit, "0 …", language) }
            policy.lateImportLimit = lateImportLimit
        }
        if let approvesFirstLiveSend { policy.approvesFirstLiveSend = approvesFirstLiveSend == .yes }
        if let freshnessDays { policy.freshnessDays = freshnessDays.count }
        if let messagesPerHour { policy.messagesPerHour = messagesPerHour.count }
        if let messagesPerHourAndDomain { policy.messagesPerHourAndDomain = messagesPerHourAndDomain.count }
        if let morningHour {
            guard (0...23).contains(morningHour) else { throw range("--morning-hour", morningHour, "0 … 23", language) }
            policy.morningHour = morningHour
        }
        try cash.apply(to: &policy.cash, language)
    }

    private func range(_ option: String, _ value: Int, _ range: String, _ language: Language) -> CommandFailure {
        .said(.usage, language.text("commands.error.range", [
            "option": .text(option), "value": .text(String(value)), "range": .text(range)]))
    }
}

enum YesNo: String, ExpressibleByArgument, CaseIterable {
    case yes, no
}

/// A count from 1 on, or `none` for no limit.
struct CountOrNone: ExpressibleByArgument {
    let count: Int?

    init?(argument: String) {
        if argument == "none" {
            count = nil
            return
        }
        guard let value = Int(argument), value > 0, !argument.hasPrefix("+") else { return nil }
        count = value
    }
}

/// Working days from 1 on, `none` (or 0) for payments that are never too old, `auto` for what is usual.
struct FreshnessDays: ExpressibleByArgument {
    let count: Int?

    init?(argument: String) {
        switch argument {
        case "auto": count = nil
        case "none", "0": count = 0
        default:
            guard let days = CountOrNone(argument: argument)?.count else { return nil }
            count = days
        }
    }
}
