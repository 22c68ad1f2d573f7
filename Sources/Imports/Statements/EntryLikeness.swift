import Ledger
import Statements
import Values

/// Whether a movement of a file and a recorded one of the same sum are one movement told twice, as far as names and words
/// tell. In order of likeness.
enum EntryLikeness: Int, Comparable {
    /// A name that both give, or the words of one in those of the other.
    case same
    /// Some words in common.
    case near
    /// One of them says nothing of its own.
    case silent
    /// Each has words, or numbers, of its own, none in common.
    case apart
    /// Names that are not those of one movement: two accounts, two references of one kind.
    case other

    static func < (left: EntryLikeness, right: EntryLikeness) -> Bool { left.rawValue < right.rawValue }
}

/// What a movement says of itself, in a form that can be compared whatever format told it.
struct EntryTelling {
    /// Formats whose banks name a movement in one way wherever they tell of it.
    enum Form: Hashable {
        case cfonb, camt, mt940
        /// Names that may be made up anew with each download.
        case ofx, table
    }

    private let form: Form
    private let bank: String?
    private let endToEnd: String?
    private let creditor: String?
    private let account: String?
    /// Folded, without blanks.
    private let label: String
    private let text: String
    /// Words without digits, and runs of digits.
    private let words: [String]
    private let numbers: [String]
    /// The one with which the label ends.
    private let lastNumber: String?

    init(_ entry: EntryDraft, form: Form) {
        self.init(
            form: form, bank: entry.references.bank, endToEnd: entry.references.endToEnd ?? entry.references.customer,
            creditor: entry.references.creditor, account: entry.party.account, label: entry.label,
            rest: entry.remittance + [entry.party.name, entry.ultimateParty.name].compactMap { $0 } + entry.details.map(\.text))
    }

    init(_ entry: BankEntry) {
        self.init(
            form: Form(entry.nature), bank: entry.references.bank, endToEnd: entry.references.endToEnd,
            creditor: entry.references.creditor, account: entry.party.account, label: entry.text.label,
            rest: [entry.text.remittance, entry.party.name ?? "", entry.ultimateParty.name ?? ""] + entry.text.details.map(\.text))
    }

    private init(
        form: Form, bank: String?, endToEnd: String?, creditor: String?, account: String?, label: String, rest: [String]
    ) {
        self.form = form
        self.bank = Self.name(bank)
        self.endToEnd = Self.name(endToEnd)
        self.creditor = Self.name(creditor)
        self.account = Self.name(account)
        let folded = SearchText.fold(label)
        self.label = Self.compact(folded)
        let all = ([folded] + rest.map(SearchText.fold)).joined(separator: " ")
        text = Self.compact(all) + (self.bank ?? "") + (self.endToEnd ?? "")
        words = Set(all.split(separator: " ").map(String.init)).filter { $0.utf8.count > 2 && !Self.hasDigit($0) && !Self.common.contains($0) }.sorted()
        numbers = Set(Self.numbers(of: all)).sorted()
        lastNumber = folded.last.map { $0.isNumber } == true ? Self.numbers(of: folded).last : nil
    }

    private static func numbers(of text: String) -> [String] {
        text.utf8.split { $0 < 0x30 || $0 > 0x39 }.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func hasDigit(_ word: String) -> Bool { word.utf8.contains { $0 >= 0x30 && $0 <= 0x39 } }

    func likeness(to other: EntryTelling) -> EntryLikeness {
        if let mine = endToEnd, let theirs = other.endToEnd { return Self.isCut(mine, theirs) ? .same : .other }
        if Self.differ(creditor, other.creditor) || Self.differ(account, other.account) { return .other }
        if let bank, bank == other.bank, bank.utf8.count > 4 { return .same }
        let likeness = wording(other)
        guard form == other.form, bank != nil, other.bank != nil, bank != other.bank else { return likeness }
        return form == .ofx || form == .table ? max(likeness, .near) : .other
    }

    /// What the words alone say.
    private func wording(_ other: EntryTelling) -> EntryLikeness {
        guard !isSilent, !other.isSilent else { return isSilent && other.isSilent && label == other.label ? .same : .silent }
        let (mine, theirs) = (found(in: other), other.found(in: self))
        if mine.words + mine.numbers == words.count + numbers.count { return .same }
        if theirs.words + theirs.numbers == other.words.count + other.numbers.count { return .same }
        // One payer, two invoices.
        if !numbers.isEmpty, !other.numbers.isEmpty, mine.numbers + theirs.numbers == 0 { return .apart }
        return mine.words + mine.numbers + theirs.words + theirs.numbers > 0 ? .near : .apart
    }

    /// How much of what this one says stands in the other.
    private func found(in other: EntryTelling) -> (words: Int, numbers: Int) {
        (
            words.filter { other.text.contains($0) }.count,
            numbers.filter { other.has(number: $0, cut: $0 == lastNumber) }.count
        )
    }

    /// - Parameter cut: it stands at the end of a column, where its last digits may be missing.
    private func has(number: String, cut: Bool) -> Bool {
        numbers.contains { $0 == number || cut && $0.hasPrefix(number) || $0 == lastNumber && number.hasPrefix($0) }
    }

    private var isSilent: Bool { words.isEmpty && numbers.isEmpty }

    private static func differ(_ mine: String?, _ theirs: String?) -> Bool {
        guard let mine, let theirs else { return false }
        return !mine.contains(theirs) && !theirs.contains(mine)
    }

    /// One may have been cut to the width of a column.
    private static func isCut(_ mine: String, _ theirs: String) -> Bool {
        mine == theirs || min(mine.utf8.count, theirs.utf8.count) > 5 && (mine.hasPrefix(theirs) || theirs.hasPrefix(mine))
    }

    /// Letters and digits of a name; nil for those that stand for none.
    private static func name(_ text: String?) -> String? {
        guard let text else { return nil }
        let folded = compact(SearchText.fold(text))
        return folded.isEmpty || nameless.contains(folded) || folded.utf8.allSatisfy { $0 == 0x30 } ? nil : folded
    }

    private static func compact(_ folded: String) -> String { String(decoding: folded.utf8.filter { $0 != 0x20 }, as: UTF8.self) }

    private static let nameless: Set<String> = ["notprovided", "nonref", "notavailable", "none"]

    /// Words that banks write on any movement.
    private static let common = Set(
        """
        vir virement virements sepa recu recus inst instantane votre faveur de du des par pour remise cheque cheques prlv \
        prelevement paiement reglement facture factures fact eur ref reference motif emis credit debit transfer payment \
        invoice from carte cb the
        """.split(separator: " ").map(String.init))
}

extension EntryTelling.Form {
    /// Its days may be those of value or of the operation.
    var mayDateByValue: Bool {
        switch self {
        case .cfonb, .camt, .mt940: false
        case .ofx, .table: true
        }
    }

    /// As far as the bank's code for the kind of movement shows it.
    init(_ nature: EntryNature) {
        let operation = nature.operation ?? ""
        if nature.source == .notification || operation.contains("-") {
            self = .camt
        } else if operation.isEmpty {
            self = .table
        } else if operation.utf8.count == 2 {
            self = .cfonb
        } else if operation.utf8.count == 4, let first = operation.first, "NFS".contains(first) {
            self = .mt940
        } else {
            self = .ofx
        }
    }
}
