import Ledger
import Matching
import Testing
import Values

/// A movement as a French bank writes it, and what it pays.
struct LabelCase: Sendable, CustomTestStringConvertible {
    let label: String
    var remittance = ""
    var name: String?
    var account: String?
    let amount: Int64
    let outcome: MatchProposal.Outcome
    var pays: [String] = []
    var reason = ""

    var testDescription: String { "\(label) | \(remittance)" }
}

@Suite("What is written on a movement finds its invoices")
struct LabelTests {
    static let posted: [LabelCase] = [
        LabelCase(label: "VIR SEPA MENUISERIE KERVELLA FA", remittance: "FACTURE FA-2026-00042", amount: 125_798, outcome: .post, pays: ["FA-2026-00042:125798"], reason: "invoice_number"),
        LabelCase(label: "VIR SEPA MENUISERIE KERVELLA", remittance: "fa2026 00042", amount: 125_798, outcome: .post, pays: ["FA-2026-00042:125798"]),
        LabelCase(label: "VIR INST RE MENUISERIE KERVELLA", remittance: "FA/2026/00042", amount: 125_798, outcome: .post, pays: ["FA-2026-00042:125798"]),
        LabelCase(label: "VIR SEPA MENUISERIE KERVELLA", remittance: "RGLT FACT202600042", amount: 125_798, outcome: .post, pays: ["FA-2026-00042:125798"]),
        LabelCase(label: "VIR SEPA MENUISERIE KERVELLA", remittance: "FA 2026 42", amount: 125_798, outcome: .post, pays: ["FA-2026-00042:125798"]),
        LabelCase(label: "VIR SEPA MENUISERIE KERVELLA", remittance: "VOTRE COMMANDE BC778412", amount: 125_798, outcome: .post, pays: ["FA-2026-00042:125798"]),
        LabelCase(label: "VIR SEPA MENUISERIE KERVELLA", remittance: "FACT 00041 00042", amount: 245_798, outcome: .post, pays: ["FA-2026-00041:120000", "FA-2026-00042:125798"]),
        LabelCase(label: "VIR DE MENUISERIE KERVELLA SOLD", account: Counter.kervella, amount: 45_050, outcome: .post, pays: ["FA-2026-00057:45050"], reason: "known_account"),
        LabelCase(label: "VIREMENT 004711", account: Counter.kervella, amount: 170_848, outcome: .post, pays: ["FA-2026-00042:125798", "FA-2026-00057:45050"], reason: "consecutive_run"),
        LabelCase(label: "VIR SEPA RECU", remittance: "", name: "MENUISERIE KERVELLA", account: Counter.kervella, amount: 290_848, outcome: .post, pays: ["FA-2026-00041:120000", "FA-2026-00042:125798", "FA-2026-00057:45050"], reason: "whole_balance"),
        LabelCase(label: "VIR SEPA QUINC ROUMEGOUS", amount: 64_020, outcome: .post, pays: ["FA-2026-00047:64020"]),
        LabelCase(label: "VIR RECU", remittance: "RF39 FA20 2600 042", amount: 125_798, outcome: .post, pays: ["FA-2026-00042:125798"]),
        LabelCase(label: "VIR SEPA PATISSERIE BELEBAT FA 2026-00045", amount: 30_000, outcome: .post, pays: ["FA-2026-00045:30000"]),
    ]

    @Test("A number, a known payer or both, with the amount to the cent, are posted", arguments: posted)
    func posts(label: LabelCase) throws {
        let proposal = propose(label)
        #expect(proposal.outcome == label.outcome, "\(proposal.doubts)")
        let best = try #require(proposal.best)
        #expect(best.allocated == label.pays)
        #expect(label.reason.isEmpty || best.codes.contains(label.reason), "\(best.codes.sorted())")
    }

    static let suggested: [LabelCase] = [
        // Two customers are called Dubreuil Transports.
        LabelCase(label: "VIR SEPA DUBREUIL TRANSPORTS", amount: 91_200, outcome: .suggest),
        // Two invoices of the amount.
        LabelCase(label: "VIR SEPA PATISSERIE BELEBAT", amount: 30_000, outcome: .suggest, pays: ["FA-2026-00045:30000"]),
        // Only the amount fits.
        LabelCase(label: "VIR SEPA RECU 88127733", amount: 64_020, outcome: .suggest, pays: ["FA-2026-00047:64020"]),
        // The number is that of a settled invoice: perhaps a second payment.
        LabelCase(label: "VIR SEPA ROUMEGOUS QUINC", remittance: "FA-2026-00012", amount: 51_300, outcome: .suggest),
        // An advance is nobody's allocation.
        LabelCase(label: "VIR SEPA MENUISERIE KERVELLA", remittance: "ACOMPTE COMMANDE 12", account: Counter.kervella, amount: 45_050, outcome: .suggest),
    ]

    @Test("What is ambiguous is left to a person", arguments: suggested)
    func suggests(label: LabelCase) throws {
        let proposal = propose(label)
        #expect(proposal.outcome != .post)
        #expect(!proposal.doubts.isEmpty)
        if !label.pays.isEmpty { #expect(proposal.best?.allocated == label.pays) }
    }

    static let nobodys = [
        LabelCase(label: "REM CHQ N 0048122", amount: 64_020, outcome: .none), LabelCase(label: "REMISE CB CONTRAT 4711882", amount: 88_000, outcome: .none),
        LabelCase(label: "VIR DRFIP REMBOURSEMENT TVA", amount: 125_798, outcome: .none), LabelCase(label: "INTERETS CREDITEURS", amount: 45_050, outcome: .none),
        LabelCase(label: "VIR INTERNE", account: "FR1420041010050500013M02606", amount: 120_000, outcome: .none),
        LabelCase(label: "PRLV URSSAF", amount: -64_020, outcome: .none), LabelCase(label: "VIR SALAIRES", amount: -120_000, outcome: .none),
    ]

    @Test("Batches, fees, taxes and transfers of the house are never posted, whatever their amount", arguments: nobodys)
    func leavesAlone(label: LabelCase) { #expect(propose(label).outcome != .post) }

    @Test("Amount alone never posts, however rare it is")
    func amountAlone() {
        let counter = Counter.usual()
        for customer in counter.customers {
            for receivable in customer.receivables {
                let proposal = counter.propose(Counter.entry("E", receivable.open, "VIREMENT RECU"))
                #expect(proposal.outcome != .post)
                #expect(proposal.doubtCodes.contains("payer_unknown"))
            }
        }
    }

    private func propose(_ label: LabelCase) -> MatchProposal {
        Counter.usual().propose(Counter.entry("E", label.amount, label.label, label.remittance, name: label.name, account: label.account))
    }
}
