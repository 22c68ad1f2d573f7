import Ledger
import Texts
import Values

/// A company as commands show it.
enum CompanyAnswer {
    static func json(_ profile: CompanyProfile) -> JSON {
        .object(
            ("id", .string(profile.id.text)), ("name", .string(profile.name)),
            ("calendar", .string(profile.calendar.rawValue)), ("timeZone", .string(profile.timeZone)),
            ("live", .bool(profile.isLive)), ("letterhead", json(profile.letterhead)), ("policy", json(profile.policy)))
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
            ("morningHour", .integer(policy.morningHour)))
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
            ("freshness_days", policy.freshnessDays.map(language.number) ?? none),
            ("messages_per_hour", policy.messagesPerHour.map(language.number) ?? none),
            ("messages_per_hour_and_domain", policy.messagesPerHourAndDomain.map(language.number) ?? none),
            ("morning_hour", String(policy.morningHour)),
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
