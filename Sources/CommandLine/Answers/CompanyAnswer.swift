import Ledger
import Reading
import Texts
import Values

/// A company as commands show it.
enum CompanyAnswer {
    /// - Parameter tellsMissing: also what the letterhead still lacks.
    static func json(_ profile: CompanyProfile, tellsMissing: Bool) -> JSON {
        var members: [JSON.Member] = [
            .init("id", .string(profile.id.text)), .init("name", .string(profile.name)),
            .init("calendar", .string(profile.calendar.rawValue)), .init("timeZone", .string(profile.timeZone)),
            .init("live", .bool(profile.isLive)), .init("letterhead", json(profile.letterhead)),
            .init("policy", json(profile.policy)),
        ]
        if tellsMissing { members.append(.init("missing", .strings(missing(profile.letterhead).map(\.member)))) }
        return .object(members)
    }

    static func json(_ profile: CompanyProfile) -> JSON { json(profile, tellsMissing: false) }

    /// What customers expect on a letter and the company did not give: its name in JSON, its field, its option.
    private static func missing(_ own: Letterhead) -> [(member: String, field: String, option: String)] {
        let all = [
            ("addressLines", "address", "--address-line", own.addressLines.isEmpty), ("siren", "siren", "--siren", own.siren == nil),
            ("iban", "iban", "--iban", own.iban == nil), ("signatory", "signatory", "--signatory", own.signatory == nil),
        ]
        return all.filter(\.3).map { ($0.0, $0.1, $0.2) }
    }

    /// The company is live; then what its letterhead lacks and who lets its first messages go.
    static func nowLive(_ profile: CompanyProfile, _ language: Language) -> String {
        let id: [String: Texts.Argument] = ["id": .text(profile.id.text)]
        var lines = [language.text("commands.company.now_live", id)]
        if profile.policy.approvesFirstLiveSend { lines.append(language.text("commands.company.first_waits", id)) }
        let missing = missing(profile.letterhead)
        if !missing.isEmpty {
            let parts = missing.map { language.text("commands.field.\($0.field)") + " (" + $0.option + ")" }
            lines.append(language.text("commands.company.letterhead_lacks", [
                "id": .text(profile.id.text), "parts": .text(parts.joined(separator: ", "))]))
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func json(_ own: Letterhead) -> JSON {
        .object(
            ("email", .string(own.email) ?? .null), ("phone", .string(own.phone) ?? .null), ("addressLines", .strings(own.addressLines)),
            ("siren", .string(own.siren) ?? .null), ("iban", .string(own.iban) ?? .null), ("bic", .string(own.bic) ?? .null),
            ("signatory", .string(own.signatory) ?? .null), ("signatoryTitle", .string(own.signatoryTitle) ?? .null))
    }

    private static func json(_ policy: CompanyPolicy) -> JSON {
        .object(
            ("defaultTerms", .string(policy.defaultTerms)), ("lateImportLimit", .integer(policy.lateImportLimit)),
            ("approvesFirstLiveSend", .bool(policy.approvesFirstLiveSend)),
            ("freshnessDays", count(policy.freshnessDays)), ("messagesPerHour", count(policy.messagesPerHour)),
            ("messagesPerHourAndDomain", count(policy.messagesPerHourAndDomain)),
            ("morningHour", .integer(policy.morningHour)), ("cash", json(policy.cash)))
    }

    private static func json(_ cash: CashPolicy) -> JSON {
        let isOff = cash.precision > 100_000
        return .object(
            ("matchPrecision", isOff ? .null : .string(Rate(millionths: Int64(cash.precision) * 10).percentText)),
            ("smallDifference", .amount(cash.smallDifference, .eur)), ("bankCharges", .amount(cash.bankCharges, .eur)),
            ("discount", .string(Rate(millionths: cash.discount).percentText)), ("discountDays", .integer(cash.discountDays)))
    }

    private static func freshness(_ policy: CompanyPolicy, _ language: Language) -> String {
        guard let days = policy.freshnessDays else {
            return language.text("commands.company.freshness", ["days": .number(PaymentsKnown.usualDays)])
        }
        return days > 0 ? language.number(days) : language.text("commands.company.no_limit")
    }

    private static func count(_ limit: Int?) -> JSON { limit.map(JSON.integer) ?? .null }

    static func state(_ profile: CompanyProfile, _ language: Language) -> String {
        language.text(profile.isLive ? "commands.company.live" : "commands.company.simulated")
    }

    static func text(_ profile: CompanyProfile, _ language: Language) -> String {
        let own = profile.letterhead
        let policy = profile.policy
        let none = language.text("commands.company.no_limit")
        let lines: [(String, String?)] = [
            ("company", profile.id.text), ("name", profile.name), ("state", state(profile, language)),
            ("calendar", profile.calendar.rawValue), ("time_zone", profile.timeZone), ("email", own.email),
            ("phone", own.phone), ("address", own.addressLines.isEmpty ? nil : own.addressLines.joined(separator: ", ")),
            ("siren", own.siren), ("iban", own.iban), ("bic", own.bic), ("signatory", own.signatory),
            ("signatory_title", own.signatoryTitle), ("default_terms", policy.defaultTerms),
            ("late_import_limit", language.number(policy.lateImportLimit)),
            ("approves_first", language.text(policy.approvesFirstLiveSend ? "commands.yes" : "commands.no")),
            ("freshness_days", freshness(policy, language)),
            ("messages_per_hour", policy.messagesPerHour.map(language.number) ?? none),
            ("messages_per_hour_and_domain", policy.messagesPerHourAndDomain.map(language.number) ?? none),
            ("morning_hour", String(policy.morningHour)),
            ("match_precision", policy.cash.precision > 100_000 ? none : language.percentage(hundredThousandths: policy.cash.precision)),
            ("small_difference", language.amount(Money(minor: policy.cash.smallDifference, .eur))),
            ("bank_charges", language.amount(Money(minor: policy.cash.bankCharges, .eur))),
            ("discount", language.text(policy.cash.discount > 0 ? "commands.company.discount" : "commands.company.no_discount", [
                "percent": .text(language.percentage(hundredThousandths: Int(policy.cash.discount / 10))),
                "days": .number(policy.cash.discountDays),
            ])),
        ]
        return FieldList.text(lines.compactMap { name, value in
            value.map { (language.text("commands.field.\(name)"), $0) }
        })
    }
}

/// Names and values, one a line, the values aligned.
enum FieldList {
    static func text(_ fields: [(name: String, value: String)]) -> String {
        let width = fields.map(\.name.count).max() ?? 0
        return fields.map { name, value in
            name + String(repeating: " ", count: width - name.count + 2) + value + "\n"
        }.joined()
    }
}
