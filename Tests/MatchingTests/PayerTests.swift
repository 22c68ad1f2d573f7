import Ledger
import Matching
import Testing
import Values

@Suite("Who paid, and for whom")
struct PayerTests {
    @Test("Words that were seen with one customer's payments tell who pays, though its name is another")
    func learned() {
        var counter = Counter.usual()
        for month in 1...4 { counter.remember("2026-0\(month)-20", "VIR SEPA ZANZIBULLE HOLDING", account: nil, of: "C2") }
        let proposal = counter.propose(Counter.entry("E", 88_000, "VIR SEPA ZANZIBULLE HOLDING"))
        #expect(proposal.best?.allocated == ["FA-2026-00043:88000"])
        #expect(proposal.best?.codes.contains("learned_words") == true)
        #expect(proposal.outcome == .post, "\(proposal.doubts)")
    }

    @Test("A rule of the company names the payer")
    func rule() {
        var counter = Counter.usual()
        counter.knowledge.learn(
            PayerRule(id: PayerRuleID("R1"), kind: .name, value: PayerName.fold("SAS Les Trois Brigands"), customer: CustomerID("C3")))
        let proposal = counter.propose(Counter.entry("E", 91_200, "VIR DE LES TROIS BRIGANDS LOYER"))
        #expect(proposal.outcome == .post, "\(proposal.doubts)")
        #expect(proposal.best?.codes.contains("known_name") == true)
    }

    @Test("A factor's money is posted on whole numbers that come to the amount, for as many customers as it names")
    func factor() {
        var counter = Counter.usual()
        let account = "FR7610096000000000000000000"
        for (number, customer) in ["C2", "C5"].enumerated() {
            counter.knowledge.learn(
                PayerRule(id: PayerRuleID("F\(number)"), kind: .account, value: account, customer: CustomerID(customer), role: .shared))
        }
        let named = counter.propose(Counter.entry("E", 152_020, "VIR FACTOFRANCE", "FA-2026-00043 FA-2026-00047", account: account))
        #expect(named.outcome == .post, "\(named.doubts)")
        #expect(named.best?.shares.map(\.customer) == [CustomerID("C2"), CustomerID("C5")])
        #expect(named.best?.shares.map(\.amount) == [88_000, 64_020])
        let unnamed = counter.propose(Counter.entry("E", 88_000, "VIR FACTOFRANCE", account: account))
        #expect(unnamed.outcome != .post)
        let part = counter.propose(Counter.entry("E", 88_000, "VIR FACTOFRANCE", "FACT 00043", account: account))
        #expect(part.outcome != .post)
    }

    @Test("A name that another customer bears better is no reason, also where a number tells whose the money is")
    func betterName() {
        var counter = Counter.usual()
        counter.customers += [
            Counter.customer("C6", "Castel Nord Distribution", []),
            Counter.customer("C7", "Castel Sud Distribution", [Counter.owed("FA-2026-00090", 51_245)]),
        ]
        let other = counter.propose(Counter.entry("E", 51_245, "VIR SEPA CASTEL NORD DISTRIBUTION", "FA-2026-00090"))
        #expect(other.best?.allocated == ["FA-2026-00090:51245"])
        #expect(other.best?.codes == ["invoice_number", "exact_amount"])
        let own = counter.propose(Counter.entry("E", 51_245, "VIR SEPA CASTEL SUD DISTRIBUTION", "FA-2026-00090"))
        #expect(own.best?.codes == ["customer_name", "invoice_number", "exact_amount"])
    }

    @Test("Words that other customers' payments share do not hide the customer whose invoice is named whole", arguments: [53_500, 112_400])
    func sharedWords(amount: Int64) {
        var counter = Counter.usual()
        func part(_ rank: Int, _ amount: Int64) -> OpenReceivable {
            OpenReceivable(
                id: ReceivableID(invoice: InvoiceID("FA-2026-00050"), rank: rank), issuedOn: Counter.day("2026-10-28"),
                dueOn: Counter.day("2026-11-1\(rank)"), currency: .eur, amount: amount, open: amount, orderReference: nil, isContested: false)
        }
        counter.customers += [
            Counter.customer("C6", "Bellerive Garage Girard C0006", []), Counter.customer("C9", "Bellerive Garage Martin C0009", []), Counter.customer("C7", "Bellerive Garage Robin C0007", [part(1, 35_800), part(2, 71_300)]),
            Counter.customer("C8", "Bellerive Transports Robin C0008", [Counter.owed("FA-2026-00051", 49_700), Counter.owed("FA-2026-00052", 61_000)]),
        ]
        for month in 1...4 {
            counter.remember("2026-0\(month)-20", "VIR SEPA GARAGE GIRARD", account: nil, of: "C6")
            counter.remember("2026-0\(month)-21", "VIR SEPA TRANSPORTS ROBIN", account: nil, of: "C8")
        }
        let entry = Counter.entry("E", amount, "VIR SEPA GARAGE ROBIN FACTURE", "FACTURE FA-2026-00050", name: "GARAGE ROBIN")
        let proposal = counter.propose(entry)
        #expect(proposal.outcome == .suggest, "\(proposal)")
        #expect(proposal.best?.shares.map(\.customer) == [CustomerID("C7")])
    }

    @Test("An account that is another customer's keeps a number from being posted")
    func differs() {
        let proposal = Counter.usual().propose(Counter.entry("E", 64_020, "VIR SEPA", "FA-2026-00047", account: Counter.kervella))
        #expect(proposal.outcome == .suggest)
        #expect(proposal.doubtCodes.contains("payer_differs"))
    }

    @Test("A name that the bank cut in its last word is known by its beginning")
    func cutName() {
        // 31 characters: the label ends within Roumégous.
        let proposal = Counter.usual().propose(Counter.entry("E", 64_020, "VIR SEPA SAS QUINCAILLERIE ROUM"))
        #expect(proposal.best?.shares.map(\.customer) == [CustomerID("C5")])
        #expect(proposal.outcome == .post, "\(proposal)")
        let other = Counter.usual().propose(Counter.entry("E", 64_021, "VIR SEPA SAS CHARCUTERIES  ROUX"))
        #expect(other.best?.shares.map(\.customer) != [CustomerID("C5")])
    }

    @Test("An identifier that was given out finds its invoice")
    func identifier() {
        var counter = Counter.usual()
        counter.knowledge.learn(identifier: "RLC-77-2211-X", of: InvoiceID("FA-2026-00044"))
        let proposal = counter.propose(
            Counter.entry("E", 91_200, "VIR RECU", references: EntryReferences(endToEnd: "RLC772211X")))
        #expect(proposal.outcome == .post, "\(proposal.doubts)")
        #expect(proposal.best?.allocated == ["FA-2026-00044:91200"])
    }

    static let debits: [(amount: Int64, label: String, account: String?, reason: String?, charges: String?, doubt: String?)] = [
        (-34_800, "REJET VIR MENUISERIE KERVELLA", Counter.kervella, "04", "15.00 EUR", "money_went_back"),
        (-34_800, "REJET VIR", Counter.kervella, nil, "15.00 EUR", "money_went_back"),
        // Nobody calls it a return, and it names an invoice of the one who paid.
        (-34_800, "PRLV DIVERS FA-2026-00041", nil, nil, "15.00 EUR", "money_went_back"),
        (-33_300, "VIR EMIS FA-2026-00041", nil, nil, nil, "money_went_back"),
        // More than a bank charges, or of somebody else: a return of something.
        (-38_400, "REJET VIR MENUISERIE KERVELLA", Counter.kervella, "04", nil, "return_unknown"),
        (-34_800, "REJET VIR DUBREUIL", nil, "04", nil, "return_unknown"),
        (-34_800, "VIR EMIS FA-2026-00043", nil, nil, nil, "return_unknown"),
        // A payment to a supplier.
        (-34_800, "VIR EMIS EDF", nil, nil, nil, "not_a_customer_payment"),
    ]

    @Test("A return with the bank's charges finds its receipt for a person to confirm; one that finds none says so", arguments: debits)
    func returnWithCharges(
        debit: (amount: Int64, label: String, account: String?, reason: String?, charges: String?, doubt: String?)
    ) {
        var counter = Counter.usual()
        var receipt = Counter.entry("2026-11-02-a", 33_300, "VIR SEPA MENUISERIE KERVELLA", on: "2026-11-02", account: Counter.kervella)
        receipt.shares = [
            EntryShare(customer: CustomerID("C1"), credit: receipt.nextCredit, amount: 33_300, on: receipt.entry.bookedOn, evidence: MatchEvidence(isAutomatic: false))
        ]
        counter.knowledge.remember(receipt)
        counter.knowledge.learn(receipt.entry, of: [CustomerID("C1")])
        let proposal = counter.propose(
            Counter.entry("E", debit.amount, debit.label, account: debit.account, nature: EntryNature(returnReason: debit.reason)))
        #expect(proposal.doubtCodes == Set([debit.doubt].compactMap { $0 }))
        let isFound = debit.doubt == "money_went_back"
        #expect(proposal.outcome == (isFound ? .suggest : .none))
        #expect(proposal.best?.returned.map(\.amount) == (isFound ? [33_300] : nil))
        #expect(proposal.best?.reasons.first { $0.code == "return_charges" }?.value == debit.charges)
    }

    @Test("A payment that counts again after its return was undone is not taken back by the program alone")
    func undoneReturn() {
        var counter = Counter.usual()
        var receipt = Counter.entry("2026-11-02-a", 33_300, "VIR SEPA MENUISERIE KERVELLA", on: "2026-11-02", account: Counter.kervella)
        let credit = CreditKey(kind: .payment, id: receipt.nextCredit.id.again(2))
        receipt.shares = [
            EntryShare(customer: CustomerID("C1"), credit: credit, amount: 33_300, on: receipt.entry.bookedOn, evidence: MatchEvidence(isAutomatic: false))
        ]
        counter.knowledge.remember(receipt)
        let proposal = counter.propose(
            Counter.entry("E", -33_300, "REJET VIR", account: Counter.kervella, nature: EntryNature(returnReason: "AC04")))
        #expect(proposal.outcome == .suggest)
        #expect(proposal.doubtCodes == ["undone"])
    }

    static let returns: [(reference: String?, account: String?, outcome: MatchProposal.Outcome)] = [
        ("E2E-0001-KERV", nil, .post), (nil, Counter.kervella, .post), (nil, nil, .suggest),
    ]

    @Test("Money that goes back finds the receipt that it was", arguments: returns)
    func wentBack(reference: String?, account: String?, outcome: MatchProposal.Outcome) throws {
        var counter = Counter.usual()
        var receipt = Counter.entry(
            "2026-11-02-a", 33_300, "VIR SEPA MENUISERIE KERVELLA", on: "2026-11-02", account: Counter.kervella,
            references: EntryReferences(endToEnd: "E2E-0001-KERV"))
        receipt.shares = [
            EntryShare(customer: CustomerID("C1"), credit: receipt.nextCredit, amount: 33_300, on: receipt.entry.bookedOn, evidence: MatchEvidence(isAutomatic: false))
        ]
        counter.knowledge.remember(receipt)
        let proposal = counter.propose(
            Counter.entry(
                "E", -33_300, "REJET VIR", account: account, references: EntryReferences(endToEnd: reference), nature: EntryNature(returnReason: "AC04")))
        #expect(proposal.outcome == outcome, "\(proposal.doubts)")
        #expect(proposal.best?.returned.map(\.receipt) == [EntryID("2026-11-02-a")])
        #expect(proposal.best?.codes.contains("return_reason") == true)
    }
}
