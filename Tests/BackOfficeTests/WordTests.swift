@testable import Dunning
import Ledger
import Outbox
import Reading
import Testing
import Texts
import Values
import Workflows

@Suite("Reasons and states in words")
struct WordTests {
    @Test("every reason not to write has its three texts", arguments: SkipReason.allCases, Language.allCases)
    func reasons(reason: SkipReason, language: Language) {
        for text in [language.short(reason), language.sentence(reason), language.kept(reason)] {
            #expect(!text.contains("⟨") && !text.isEmpty)
        }
        #expect(language.sentence(reason).hasSuffix("."))
    }

    @Test("every state, task, hold and source has its word", arguments: Language.allCases)
    func states(language: Language) {
        let words = MessageState.allCases.map { language.word($0) } + FollowUp.Kind.allCases.map { language.word($0) }
            + Hold.Kind.allCases.map { language.word($0) } + ScenarioSource.allCases.map { language.word($0) }
            + ChannelKind.allCases.map { language.channel($0.rawValue) }
        #expect(words.allSatisfy { !$0.contains("⟨") && !$0.isEmpty })
        #expect(MessageState.allCases.allSatisfy { language.messageState($0.rawValue) == language.word($0) })
    }

    @Test("steps go by their name, by that of their text, or as they are", arguments: [
        ("courteous", nil, "Rappel courtois"), ("L1", "courteous", "Rappel courtois (L1)"),
        ("R2", "large_firm", "Rappel ferme (R2)"), ("x", "consumer_last", "Dernier rappel (x)"), ("a", "call_late", "Appel (a)"),
        ("thanks:promise-1", nil, "Remerciement"), ("mine", "own_text", "mine"), ("mine", nil, "mine"),
    ])
    func steps(id: String, template: String?, expected: String) {
        #expect(Language.fr.step(id, template: template) == expected)
    }

    @Test("a verdict is told rule by rule up to the one that stops")
    func ruleByRule() {
        let verdict = Verdict(
            receivable: ReceivableID(invoice: InvoiceID("F1"), rank: 1), dueOn: day("2026-11-01"), open: 1000, scenario: nil,
            rankTaken: 0, nextStep: nil, nextFrom: nil, action: nil, skipped: .disputed, until: nil)
        let rules = RuleByRule.list(verdict)
        #expect(rules.map(\.rule) == [.paid, .quarantined, .muted, .held, .disputed])
        #expect(rules.last?.outcome == .stops)
        #expect(Language.en.explanation(verdict, on: day("2026-11-23"))
            == "On 23 November 2026, F1 is not reminded. The whole amount is in dispute: it has to be settled first.")
    }
}
