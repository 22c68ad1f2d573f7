import Formats
package import Texts
import Values

/// One thing to say about a file or one of its rows: why it was refused, or what is worth knowing although it was not.
package struct IntakeRemark: Hashable, Sendable {
    /// Physical line or row of the sheet, from 1; nil when the whole file is meant.
    package let line: Int?
    /// The header as the file writes it.
    package let column: String?
    /// As read, cut to 200 characters.
    package let value: String
    /// Stable: scripts rely on it.
    package let code: String
    /// What else is wrong with the same row.
    package var others: [IntakeRemark] = []
    /// The sentence of the catalogue; several may share a code.
    private let sentence: String
    private let arguments: [String: Argument]

    init(
        _ code: IntakeCode, line: Int? = nil, column: String? = nil, value: String = "",
        _ arguments: [String: Argument] = [:]
    ) {
        self.line = line
        self.column = column
        self.value = String(value.prefix(Diagnostic.longestValue))
        self.code = code.word
        sentence = code.rawValue
        self.arguments = arguments
    }

    init(_ diagnostic: Diagnostic) {
        line = diagnostic.line
        column = diagnostic.column
        value = diagnostic.value
        code = diagnostic.code.rawValue
        let isSuggested = !(diagnostic.parameters["suggestion"] ?? "").isEmpty
        let isUnknown = diagnostic.code == .binaryFile && diagnostic.parameters["format"] == "unknown"
        sentence = isSuggested ? code + "_suggested" : isUnknown ? code + "_unknown" : code
        var parameters = diagnostic.parameters
        // An accounting export names the one column that it lacks.
        if parameters["fields"] == nil { parameters["fields"] = parameters["field"] }
        if diagnostic.code == .missingColumn, parameters["kind"] == nil { parameters["kind"] = IntakeKind.fec.rawValue }
        var arguments = parameters.mapValues { text in LocalDate(iso: text).map { Argument.date($0, .short) } ?? .text(text) }
        let currency = parameters["currency"].flatMap { Currency(code: $0) }
        for name in ["expected", "sum"] {
            if let money = Self.money(parameters[name], currency) { arguments[name] = .money(money) }
        }
        // Balances and sums are ours; other values stand as the file writes them.
        if [.statementBalance, .runningBalance, .batchSum].contains(diagnostic.code) {
            arguments["value"] = Self.money(value, currency).map { .money($0) }
        } else if diagnostic.code == .statementEndsBefore {
            arguments["value"] = LocalDate(iso: value).map { .date($0, .short) }
        }
        self.arguments = arguments
    }

    /// `-1234.56`, with all decimals of the currency.
    private static func money(_ text: String?, _ currency: Currency?) -> Money? {
        guard let text, let currency, let minor = Int64(text.filter { $0 != "." }) else { return nil }
        let money = Money(minor: minor, currency)
        return money.decimalText == text ? money : nil
    }

    /// Everything that is wrong with one row, as one remark.
    init?(row diagnostics: [Diagnostic]) {
        guard let first = diagnostics.first else { return nil }
        self.init(first)
        others = diagnostics.dropFirst().map { IntakeRemark($0) }
    }

    private static let sentencesOfAccounts = Set([IntakeCode.statementsApart, .statementsOverlap, .statementsContradict].map(\.rawValue))

    /// What is wrong and what would be right.
    package func message(_ language: Language) -> String {
        var all = arguments
        if all["value"] == nil { all["value"] = .text(value) }
        if value.isEmpty, Self.sentencesOfAccounts.contains(sentence) { all["value"] = .text(language.text("bank.account.unnamed")) }
        // Forms of days are told by the letters of the language.
        if language == .fr, case .text(let form) = all["format"] {
            all["format"] = .text(String(form.map { $0 == "D" ? "J" : $0 == "Y" ? "A" : $0 }))
        }
        all["column"] = .text(column ?? "")
        for name in ["kind", "decimalMark"] {
            guard case .text(let word) = all[name] else { continue }
            let key = "intake.word." + word.replacing("-", with: "_")
            if Catalogue.phrase(key, language) != nil { all[name] = .text(language.text(key)) }
        }
        return ([language.text("intake." + sentence, all)] + others.map { $0.message(language) }).joined(separator: " ")
    }
}

/// What only somebody who knows the ledger, or the disk, can find out about a file. Raw values name sentences.
enum IntakeCode: String, CaseIterable {
    // The file as a whole.
    case fileNotFound = "file_not_found"
    case isDirectory = "is_directory"
    case notAFile = "not_a_file"
    case noPermission = "no_permission"
    case fileTooLarge = "file_too_large"
    /// Good rows of a file that is refused because of others [count, rejected].
    case notApplied = "not_applied"
    /// The same, where invoices that the file contradicts are set aside all the same.
    case onlySetAside = "only_set_aside"
    /// The same of a bank statement that is no table: nobody corrects it by hand.
    case statementNotApplied = "statement_not_applied"
    case alreadyImported = "already_imported"

    // One row, refused.
    case unknownCustomer = "unknown_customer"
    case duplicateNumber = "duplicate_number"
    case unknownStep = "unknown_step"
    case unknownScenario = "unknown_scenario"
    case termsUnreadable = "terms_unreadable"
    case conflict
    case conflictInFile = "conflict_in_file"
    case conflictDecided = "conflict_decided"
    case conflictCredit = "conflict_credit"

    // Worth knowing.
    case duplicateRow = "duplicate_row"
    case unknownInvoice = "unknown_invoice"
    case otherCustomersInvoice = "other_customers_invoice"
    case otherCurrency = "other_currency"
    case noteExceedsInvoice = "note_exceeds_invoice"
    case paymentExceedsInvoice = "payment_exceeds_invoice"
    case dueDiffers = "due_differs"
    case lateBulk = "late_bulk"
    case fecOtherCompany = "fec_other_company"
    case fecFindings = "fec_findings"
    /// A payment that a movement of the bank brought already [entry, customer].
    case paymentOfBank = "payment_of_bank"
    /// The same, by several movements [entries, count, customer].
    case paymentOfBankParts = "payment_of_bank_parts"
    /// The same, and the bank took the money back [entry, customer, on, returned].
    case paymentWentBack = "payment_went_back"
    /// Movements that the bank has not booked yet [count].
    case movementsProvisional = "movements_provisional"
    /// Movements that another statement, or a notification, told in other words [count].
    case movementsKnownOtherwise = "movements_known_otherwise"
    /// A movement of a day that statements with balances tell without it: held [amount, on, entry].
    case movementBeyondBalances = "movement_beyond_balances"
    /// The same, counted because its own statement proves it.
    case movementCountedBeyond = "movement_counted_beyond"
    /// A movement that another file may have told: held [amount, on, entry, other].
    case movementAlike = "movement_alike"
    /// A statement is missing between two [until, closing, from, opening].
    case statementsApart = "statements_apart"
    /// Days that another statement told of already [from, until, count, new].
    case statementsOverlap = "statements_overlap"
    /// Two statements of the same days that cannot both be right [from, until, closing, other, file, before].
    case statementsContradict = "statements_contradict"
    /// A file that does not say of which account it is, taken for the only one that is known.
    case accountAssumed = "account_assumed"
    /// The same, where there is none or several.
    case accountUnnamed = "account_unnamed"
    /// An account that is not the company's own and was never seen before.
    case accountNew = "account_new"

    /// What scripts read.
    var word: String {
        switch self {
        case .conflict, .conflictInFile, .conflictDecided, .conflictCredit: "conflict"
        case .paymentOfBankParts: IntakeCode.paymentOfBank.rawValue
        case .statementsApart: "statement_gap"
        case .statementsOverlap: "statement_overlap"
        case .movementBeyondBalances, .movementAlike: "movement_perhaps_known"
        case .movementCountedBeyond: "movement_not_in_statement"
        case .notApplied, .onlySetAside, .statementNotApplied: IntakeCode.notApplied.rawValue
        case .fileNotFound, .isDirectory, .notAFile, .noPermission, .fileTooLarge, .alreadyImported,
            .unknownCustomer, .duplicateNumber, .unknownStep, .unknownScenario, .termsUnreadable, .duplicateRow,
            .unknownInvoice, .otherCustomersInvoice, .otherCurrency, .noteExceedsInvoice, .paymentExceedsInvoice,
            .dueDiffers, .lateBulk, .fecOtherCompany, .fecFindings, .movementsProvisional, .movementsKnownOtherwise,
            .paymentOfBank, .paymentWentBack, .statementsContradict, .accountAssumed, .accountUnnamed, .accountNew: rawValue
        }
    }
}
