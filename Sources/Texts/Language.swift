/// A language that Relance speaks, on its screens and to customers. Raw values are ISO 639-1 codes.
package enum Language: String, Sendable, CaseIterable, Hashable {
    case fr
    case en

    /// The language of a tag such as `fr`, `FR-ca` or `en_GB`; nil when Relance does not speak it.
    package init?(tag: some StringProtocol) {
        self.init(rawValue: String(tag.prefix { $0 != "-" && $0 != "_" }).lowercased())
    }

    /// Whether `count` takes the singular: 0 and 1 in French, 1 alone in English (CLDR plural rules).
    package func isSingular(_ count: Int) -> Bool {
        switch self {
        case .fr: count.magnitude < 2
        case .en: count.magnitude == 1
        }
    }
}
