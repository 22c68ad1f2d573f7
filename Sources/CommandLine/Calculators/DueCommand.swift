import ArgumentParser
import Legal
import Texts
import Values

/// The due date that payment terms give. Needs no database.
struct DueCommand: RelanceCommand {
    static let configuration = CommandConfiguration(commandName: "due")
    static let needsDatabase = false

    @Option(help: ArgumentHelp(valueName: "words")) var terms: String
    @Option(help: ArgumentHelp(valueName: "date")) var from: LocalDate
    @Option(help: ArgumentHelp(valueName: "date")) var received: LocalDate?
    @Option(help: ArgumentHelp(valueName: "date")) var delivered: LocalDate?
    @Option var reading: ReadingOption = .addThenEnd
    @Flag var noCap = false
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func perform(_ call: Call) async throws(CommandFailure) -> ExitStatus {
        let language = call.language
        let parsed: PaymentTerms
        do throws(PaymentTermsProblem) { parsed = try PaymentTerms.parse(terms) } catch {
            throw .said(.refused, error.words(language, terms))
        }
        let due = parsed.dueDate(
            issuedOn: from, receivedOn: received, deliveredOn: delivered, reading: reading.value, checksFrenchCaps: !noCap)
        call.answer(format.format, due.json(inFrench: language == .fr)) { text(due, language) }
        return .done
    }

    private func text(_ due: DueDate, _ language: Language) -> String {
        func chosen(_ words: BilingualText) -> String { language == .fr ? words.french : words.english }
        var text = language.text("commands.due.answer", [
            "day": .date(due.dueOn, .long), "reading": .text(chosen(due.words)),
        ]) + "\n"
        if let discount = due.discount {
            text += language.text("commands.due.discount", [
                "rate": .percent(discount.rate), "until": .date(discount.until, .full),
            ]) + "\n"
        }
        for warning in due.warnings { text += "! " + chosen(warning.words) + "\n" }
        return text
    }
}

/// The three ways in which "end of month" is read.
enum ReadingOption: String, ExpressibleByArgument, CaseIterable {
    case addThenEnd = "A"
    case endThenAdd = "B"
    case monthsThenEnd = "C"

    var value: PaymentTerms.Reading {
        switch self {
        case .addThenEnd: .addThenEnd
        case .endThenAdd: .endThenAdd
        case .monthsThenEnd: .monthsThenEnd
        }
    }
}

extension PaymentTermsProblem {
    /// What stops the reading, where, and what would be understood.
    func words(_ language: Language, _ terms: String) -> String {
        let key =
            switch reason {
            case .nothing: "commands.due.nothing"
            case .unexpected: "commands.due.unexpected"
            case .repeated: "commands.due.repeated"
            case .outOfRange: "commands.due.out_of_range"
            case .contradiction: "commands.due.contradiction"
            case .netDelayMissing: "commands.due.net_delay_missing"
            case .tooLong: "commands.due.too_long"
            }
        return language.text(key, ["word": .text(text), "column": .number(column), "terms": .text(terms)])
    }
}
