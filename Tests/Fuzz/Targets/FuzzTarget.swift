/// A parser and what must hold for every input that it is given, be it a file or noise.
package struct FuzzTarget: Sendable {
    /// The name of its folders of inputs, and of its dictionary.
    package let name: String
    /// Longest input in bytes that is worth trying.
    package let longest: Int
    /// Parses the input and throws the first property that it breaks. A trap is a broken property too.
    package let check: @Sendable ([UInt8]) throws(Violation) -> Void

    init(_ name: String, longest: Int, check: @escaping @Sendable ([UInt8]) throws(Violation) -> Void) {
        self.name = name
        self.longest = longest
        self.check = check
    }

    /// Longest file that is tried.
    static let wholeFile = 65_536

    package static let all: [FuzzTarget] = [
        .init("money", longest: 64, check: MoneyChecks.check),
        .init("date", longest: 64, check: DateChecks.check),
        .init("identifier", longest: 64, check: IdentifierChecks.check),
        .init("mail", longest: 320, check: MailChecks.check),
        .init("terms", longest: 220, check: TermsChecks.check),
        .init("json", longest: wholeFile, check: JSONChecks.check),
        .init("fact", longest: 8_192, check: FactChecks.check),
        .init("history", longest: 16_384, check: FactChecks.checkHistory),
        .init("journal", longest: 16_384, check: JournalChecks.check),
        .init("csv", longest: wholeFile, check: CSVChecks.check),
        .init("mapping", longest: 4_096, check: CSVChecks.checkMapping),
        .init("intake", longest: wholeFile, check: IntakeChecks.check),
        .init("workbook", longest: wholeFile, check: WorkbookChecks.check),
        .init("sheet", longest: wholeFile, check: WorkbookChecks.checkSheet),
        .init("fec", longest: wholeFile, check: FECChecks.check),
        .init("cfonb", longest: wholeFile, check: StatementChecks.checkCFONB),
        .init("camt", longest: wholeFile, check: StatementChecks.checkCamt),
        .init("mt940", longest: wholeFile, check: StatementChecks.checkMT940),
        .init("ofx", longest: wholeFile, check: StatementChecks.checkOFX),
        .init("label", longest: 1_024, check: LabelChecks.check),
        .init("scenario", longest: 32_768, check: ScenarioChecks.check),
        .init("template", longest: 16_384, check: TemplateChecks.check),
    ]

    package static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}

/// A property that an input breaks.
package struct Violation: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}

/// Throws unless the property holds.
func require(_ holds: Bool, _ broken: @autoclosure () -> String) throws(Violation) {
    guard holds else { throw Violation(broken()) }
}

/// Throws unless both values are the same; texts are compared byte by byte by those who need it.
func requireSame<Value: Equatable>(_ found: Value, _ expected: Value, _ what: @autoclosure () -> String) throws(Violation) {
    guard found == expected else { throw Violation("\(what()): \(cut(found)) where \(cut(expected)) should stand") }
}

/// A value short enough for a line of a log.
private func cut<Value>(_ value: Value) -> String { String("\(value)".unicodeScalars.prefix(600).map(Character.init)) }

/// The value that a parser gives, or the error that it throws: both must be the same each time.
func outcome<Value, Failure: Error>(_ parse: () throws(Failure) -> Value) -> Result<Value, Failure> {
    do { return .success(try parse()) } catch { return .failure(error) }
}
