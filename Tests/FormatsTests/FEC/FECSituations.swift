/// Accounting situations, and what a credit controller should see of them.
enum FECSituations {
    static let all: [(name: String, table: String, golden: [String])] = [
        ("an invoice paid in two parts, lettered in lower case", """
            VE 1 20260105 411000 C1 FA-1 D120,00 a
            VE 1 20260105 707000 . FA-1 C100,00
            VE 1 20260105 445710 . FA-1 C20,00
            BQ 1 20260210 411000 C1 R-1 C50,00 a
            BQ 1 20260210 512000 . R-1 D50,00
            """, [
            "C1 invoice FA-1 2026-01-05 120.00 EUR open 70.00", "C1 payment R-1 2026-02-10 50.00 EUR open 0.00",
            "R-1 -> FA-1 50.00 on 2026-02-10",
        ]),
        ("a payment of three invoices, oldest first, with too much", """
            VE 1 20260301 411000 C1 FA-3 D30,00 B
            VE 1 20260301 707000 . FA-3 C30,00
            VE 2 20260101 411000 C1 FA-1 D10,00 B
            VE 2 20260101 707000 . FA-1 C10,00
            VE 3 20260201 411000 C1 FA-2 D20,00 B
            VE 3 20260201 707000 . FA-2 C20,00
            BQ 1 20260210 411000 C1 R-1 C25,00 B
            BQ 1 20260210 512000 . R-1 D25,00
            BQ 2 20260310 411000 C1 R-2 C40,00 B
            BQ 2 20260310 512000 . R-2 D40,00
            """, [
            "C1 invoice FA-3 2026-03-01 30.00 EUR open 0.00", "C1 invoice FA-1 2026-01-01 10.00 EUR open 0.00",
            "C1 invoice FA-2 2026-02-01 20.00 EUR open 0.00", "C1 payment R-1 2026-02-10 25.00 EUR open 0.00",
            "C1 payment R-2 2026-03-10 40.00 EUR open 5.00", "R-1 -> FA-1 10.00 on 2026-02-10",
            "R-1 -> FA-2 15.00 on 2026-02-10", "R-2 -> FA-2 5.00 on 2026-03-10", "R-2 -> FA-3 30.00 on 2026-03-10",
        ]),
        ("one code for two customers and two accounts is four groups", """
            VE 1 20260105 411000 C1 FA-1 D10,00 A
            VE 1 20260105 707000 . FA-1 C10,00
            VE 2 20260105 411000 C2 FA-2 D10,00 A
            VE 2 20260105 707000 . FA-2 C10,00
            BQ 1 20260210 411000 C2 R-1 C10,00 A
            BQ 1 20260210 512000 . R-1 D10,00
            BQ 2 20260210 411100 C1 R-2 C10,00 A
            BQ 2 20260210 530000 . R-2 D10,00
            """, [
            "C1 invoice FA-1 2026-01-05 10.00 EUR open 10.00", "C2 invoice FA-2 2026-01-05 10.00 EUR open 0.00",
            "C2 payment R-1 2026-02-10 10.00 EUR open 0.00", "C1 payment R-2 2026-02-10 10.00 EUR open 10.00",
            "R-1 -> FA-2 10.00 on 2026-02-10",
        ]),
        ("a credit note, lettered", """
            VE 1 20260105 411000 C1 FA-1 D120,00 A pd=20260103
            VE 1 20260105 707000 . FA-1 C100,00
            VE 1 20260105 445710 . FA-1 C20,00
            VE 2 20260115 411000 C1 AV-1 C24,00 A pd=20260114
            VE 2 20260115 709000 . AV-1 D20,00
            VE 2 20260115 445710 . AV-1 D4,00
            """, [
            "C1 invoice FA-1 2026-01-03 120.00 EUR open 96.00", "C1 creditNote AV-1 2026-01-14 24.00 EUR open 0.00",
            "AV-1 -> FA-1 24.00 on 2026-01-14",
        ]),
        ("a bad debt written off with its VAT, and a discount for prompt payment", """
            VE 1 20260105 411000 C1 FA-1 D120,00 A
            VE 1 20260105 707000 . FA-1 C120,00
            OD 1 20260601 411000 C1 OD-1 C60,00 A
            OD 1 20260601 654000 . OD-1 D50,00
            OD 1 20260601 445710 . OD-1 D10,00
            BQ 1 20260301 411000 C1 R-1 C60,00 A
            BQ 1 20260301 512000 . R-1 D58,80
            BQ 1 20260301 665000 . R-1 D1,00
            BQ 1 20260301 445710 . R-1 D0,20
            """, [
            "C1 invoice FA-1 2026-01-05 120.00 EUR open 0.00", "C1 writeOff OD-1 2026-06-01 60.00 EUR open 0.00",
            "C1 payment R-1 2026-03-01 60.00 EUR open 0.00", "R-1 -> FA-1 60.00 on 2026-03-01",
            "OD-1 -> FA-1 60.00 on 2026-06-01",
        ]),
        ("VAT due on receipt, moved inside the bank entry", """
            VE 1 20260105 411000 C1 FA-1 D120,00
            VE 1 20260105 706000 . FA-1 C100,00
            VE 1 20260105 445740 . FA-1 C20,00
            BQ 1 20260301 411000 C1 R-1 C120,00
            BQ 1 20260301 445740 . R-1 D20,00
            BQ 1 20260301 445710 . R-1 C20,00
            BQ 1 20260301 512000 . R-1 D120,00
            """, [
            "C1 invoice FA-1 2026-01-05 120.00 EUR open 120.00", "C1 payment R-1 2026-03-01 120.00 EUR open 120.00",
        ]),
        ("an invoice of two due dates posted as two lines, without a column for them", """
            VE 1 20260105 411000 C1 FA-1 D60,00
            VE 1 20260105 411000 C1 FA-1 D40,00
            VE 1 20260105 707000 . FA-1 C100,00
            """, ["C1 invoice FA-1 2026-01-05 100.00 EUR open 100.00"]),
        ("a discount line on the customer's own account", """
            VE 1 20260105 411000 C1 FA-1 D100,00 A
            VE 1 20260105 411000 C1 FA-1 C5,00
            VE 1 20260105 707000 . FA-1 C95,00
            BQ 1 20260301 411000 C1 R-1 C100,00 A
            BQ 1 20260301 512000 . R-1 D100,00
            """, [
            "C1 invoice FA-1 2026-01-05 95.00 EUR open 0.00", "C1 payment R-1 2026-03-01 100.00 EUR open 5.00",
            "R-1 -> FA-1 95.00 on 2026-03-01",
        ]),
        ("a cash sale in one entry", """
            CA 1 20260105 411000 C1 T-1 D12,00 A
            CA 1 20260105 707000 . T-1 C12,00
            CA 1 20260105 530000 . T-1 D12,00
            CA 1 20260105 411000 C1 T-1 C12,00 A
            """, [
            "C1 invoice T-1 2026-01-05 12.00 EUR open 0.00", "C1 payment T-1 2026-01-05 12.00 EUR open 0.00",
            "T-1 -> T-1 12.00 on 2026-01-05",
        ]),
        ("a direct debit returned unpaid opens the invoice again", """
            VE 1 20260105 411000 C1 FA-1 D100,00 A
            VE 1 20260105 707000 . FA-1 C100,00
            BQ 1 20260201 411000 C1 PRLV-1 C100,00 A
            BQ 1 20260201 512000 . PRLV-1 D100,00
            BQ 2 20260210 411000 C1 IMP-1 D100,00
            BQ 2 20260210 512000 . IMP-1 C100,00
            """, [
            "C1 invoice FA-1 2026-01-05 100.00 EUR open 100.00", "C1 payment PRLV-1 2026-02-01 100.00 EUR open 0.00",
            "C1 unpaidReturn IMP-1 2026-02-10 100.00 EUR open 0.00 reverses PRLV-1",
        ]),
        ("a return paid again, lettered with the second payment", """
            VE 1 20260105 411000 C1 FA-1 D100,00 A
            VE 1 20260105 707000 . FA-1 C100,00
            BQ 1 20260201 411000 C1 PRLV-1 C100,00 A
            BQ 1 20260201 512000 . PRLV-1 D100,00
            BQ 2 20260210 411000 C1 IMP-1 D100,00 B
            BQ 2 20260210 627000 . IMP-1 D8,00
            BQ 2 20260210 512000 . IMP-1 C108,00
            BQ 3 20260301 411000 C1 VIR-9 C100,00 B
            BQ 3 20260301 512000 . VIR-9 D100,00
            """, [
            "C1 invoice FA-1 2026-01-05 100.00 EUR open 0.00", "C1 payment PRLV-1 2026-02-01 100.00 EUR open 0.00",
            "C1 unpaidReturn IMP-1 2026-02-10 100.00 EUR open 0.00 reverses PRLV-1",
            "C1 payment VIR-9 2026-03-01 100.00 EUR open 0.00", "VIR-9 -> FA-1 100.00 on 2026-03-01",
        ]),
        ("a return that may cancel one of two payments is not guessed", """
            BQ 1 20260201 411000 C1 P-1 C50,00
            BQ 1 20260201 512000 . P-1 D50,00
            BQ 2 20260202 411000 C1 P-2 C50,00
            BQ 2 20260202 512000 . P-2 D50,00
            BQ 3 20260210 411000 C1 I-1 D50,00
            BQ 3 20260210 512000 . I-1 C50,00
            BQ 4 20260211 411000 C1 P-2 D50,00
            BQ 4 20260211 512000 . P-2 C50,00
            """, [
            "C1 payment P-1 2026-02-01 50.00 EUR open 50.00", "C1 payment P-2 2026-02-02 50.00 EUR open 0.00",
            "C1 unpaidReturn I-1 2026-02-10 50.00 EUR open 50.00",
            "C1 unpaidReturn P-2 2026-02-11 50.00 EUR open 0.00 reverses P-2",
        ]),
        ("a credit note paid out is no return", """
            VE 1 20260105 411000 C1 FA-1 D50,00 A
            VE 1 20260105 707000 . FA-1 C50,00
            BQ 1 20260201 411000 C1 P-1 C50,00 A
            BQ 1 20260201 512000 . P-1 D50,00
            VE 2 20260203 411000 C1 AV-1 C50,00
            VE 2 20260203 707000 . AV-1 D50,00
            BQ 2 20260210 411000 C1 AV-1 D50,00
            BQ 2 20260210 512000 . AV-1 C50,00
            """, [
            "C1 invoice FA-1 2026-01-05 50.00 EUR open 0.00", "C1 payment P-1 2026-02-01 50.00 EUR open 0.00",
            "C1 creditNote AV-1 2026-02-03 50.00 EUR open 50.00",
            "C1 refund AV-1 (BQ-2) 2026-02-10 50.00 EUR open 50.00", "P-1 -> FA-1 50.00 on 2026-02-01",
        ]),
        ("a claim become doubtful, then paid", """
            VE 1 20260105 411000 C1 FA-1 D100,00 A
            VE 1 20260105 707000 . FA-1 C100,00
            OD 1 20260601 411000 C1 OD-1 C100,00 A
            OD 1 20260601 416000 C1 OD-1 D100,00 B
            BQ 1 20260701 416000 C1 R-1 C30,00 B
            BQ 1 20260701 512000 . R-1 D30,00
            """, [
            "C1 invoice FA-1 2026-01-05 100.00 EUR open 70.00", "C1 payment R-1 2026-07-01 30.00 EUR open 0.00",
            "R-1 -> FA-1 30.00 on 2026-07-01",
        ]),
        ("a bill of exchange accepted, then cashed", """
            VE 1 20260105 41100007 . FA-1 D100,00 A
            VE 1 20260105 707000 . FA-1 C100,00
            EF 1 20260120 41100007 . LCR-1 C100,00 A
            EF 1 20260120 41300007 . LCR-1 D100,00 C
            BQ 1 20260331 41300007 . LCR-1 C100,00 C
            BQ 1 20260331 511300 . LCR-1 D100,00
            """, [
            "41100007 invoice FA-1 2026-01-05 100.00 EUR open 0.00", "41100007 payment LCR-1 2026-03-31 100.00 EUR open 0.00",
            "LCR-1 -> FA-1 100.00 on 2026-03-31",
        ]),
        ("an advance received, then deducted from the final invoice", """
            BQ 1 20260105 419100 C1 AC-1 C200,00
            BQ 1 20260105 512000 . AC-1 D200,00
            VE 1 20260301 411000 C1 FA-1 D1000,00
            VE 1 20260301 419100 C1 FA-1 D200,00
            VE 1 20260301 707000 . FA-1 C1000,00
            VE 1 20260301 445710 . FA-1 C200,00
            """, [
            "C1 advance AC-1 2026-01-05 200.00 EUR open 0.00", "C1 invoice FA-1 2026-03-01 1200.00 EUR open 1000.00",
            "AC-1 -> FA-1 200.00 on 2026-03-01",
        ]),
        ("a deposit invoiced, paid, then deducted: only claims count", """
            VE 1 20260105 411000 C1 FA-0 D240,00 A
            VE 1 20260105 419100 C1 FA-0 C200,00
            VE 1 20260105 445710 . FA-0 C40,00
            BQ 1 20260110 411000 C1 R-1 C240,00 A
            BQ 1 20260110 512000 . R-1 D240,00
            VE 2 20260301 411000 C1 FA-1 D960,00
            VE 2 20260301 419100 C1 FA-1 D200,00
            VE 2 20260301 707000 . FA-1 C1000,00
            VE 2 20260301 445710 . FA-1 C160,00
            """, [
            "C1 invoice FA-0 2026-01-05 240.00 EUR open 0.00", "C1 payment R-1 2026-01-10 240.00 EUR open 0.00",
            "C1 invoice FA-1 2026-03-01 960.00 EUR open 960.00", "R-1 -> FA-0 240.00 on 2026-01-10",
        ]),
        ("an advance and a credit to grant are credits, never negative invoices; 418 is not claimable", """
            BQ 1 20260105 4191DUPONT . AC-1 C200,00 name=Dupont
            BQ 1 20260105 512000 . AC-1 D200,00
            OD 1 20261231 4198DUPONT . RRR C50,00
            OD 1 20261231 709000 . RRR D50,00
            OD 2 20261231 418100 . FAE D900,00
            OD 2 20261231 707000 . FAE C900,00
            VE 1 20261231 411DUPONT . FA-1 D30,00
            VE 1 20261231 418100 . FA-1 C30,00
            """, [
            "DUPONT advance AC-1 2026-01-05 200.00 EUR open 200.00", "DUPONT advance RRR 2026-12-31 50.00 EUR open 50.00",
            "DUPONT invoice FA-1 2026-12-31 30.00 EUR open 30.00",
        ]),
        ("an advance paid back", """
            BQ 1 20260105 419100 C1 AC-1 C200,00
            BQ 1 20260105 512000 . AC-1 D200,00
            BQ 2 20260205 419100 C1 RB-1 D150,00
            BQ 2 20260205 512000 . RB-1 C150,00
            """, [
            "C1 advance AC-1 2026-01-05 200.00 EUR open 50.00", "C1 refund RB-1 2026-02-05 150.00 EUR open 0.00",
            "AC-1 -> RB-1 150.00 on 2026-02-05",
        ]),
        ("openings with their detail, then a payment", """
            AN 1 20260101 411000 C1 FA-9 D100,00 A pd=20251120
            AN 1 20260101 411000 C1 R-9 C30,00 . pd=20251220
            AN 1 20260101 101000 . AN C500,00
            AN 1 20260101 512000 . AN D430,00
            BQ 1 20260110 411000 C1 R-1 C100,00 A
            BQ 1 20260110 512000 . R-1 D100,00
            """, [
            "C1 invoice FA-9 2025-11-20 100.00 EUR open 0.00 opening", "C1 otherCredit R-9 2025-12-20 30.00 EUR open 30.00 opening",
            "C1 payment R-1 2026-01-10 100.00 EUR open 0.00", "R-1 -> FA-9 100.00 on 2026-01-10",
        ]),
        ("openings summarised by customer, in a journal told by its label", """
            99 1 20260101 411000 C1 BILAN D100,00 . lib=Journal_d'à-nouveaux
            99 1 20260101 411000 C2 BILAN D50,00 . lib=Journal_d'à-nouveaux
            99 1 20260101 101000 . BILAN C150,00 . lib=Journal_d'à-nouveaux
            """, [
            "C1 invoice BILAN 2026-01-01 100.00 EUR open 100.00 summarisedOpening",
            "C2 invoice BILAN (99-1) 2026-01-01 50.00 EUR open 50.00 summarisedOpening",
        ]),
        ("openings in the journal of sundry operations, told by their accounts", """
            OD 1 20260101 411000 C1 FA-9 D100,00 . pd=20251120
            OD 1 20260101 120000 . AN C100,00
            """, ["C1 invoice FA-9 2025-11-20 100.00 EUR open 100.00 opening"]),
        ("the lines of an entry far from one another", """
            VE 1 20260105 411000 C1 FA-1 D100,00
            BQ 1 20260110 512000 . R-1 D100,00
            VE 2 20260106 707000 . FA-2 C50,00
            BQ 1 20260110 411000 C1 R-1 C100,00
            VE 1 20260105 707000 . FA-1 C100,00
            VE 2 20260106 411000 C1 FA-2 D50,00
            """, [
            "C1 invoice FA-1 2026-01-05 100.00 EUR open 100.00", "C1 payment R-1 2026-01-10 100.00 EUR open 100.00",
            "C1 invoice FA-2 2026-01-06 50.00 EUR open 50.00",
        ]),
        ("a software that numbers every line: the journal tells", """
            VE 1 20260105 411000 C1 FA-1 D100,00
            VE 2 20260105 707000 . FA-1 C100,00
            BQ 1 20260110 512000 . R-1 D100,00
            BQ 2 20260110 411000 C1 R-1 C100,00
            """, [
            "C1 invoice FA-1 2026-01-05 100.00 EUR open 100.00", "C1 payment R-1 2026-01-10 100.00 EUR open 100.00",
        ]),
        ("a customer's debt moved to another customer, and a compensation with a supplier", """
            OD 1 20260105 411000 C1 OD-1 C100,00
            OD 1 20260105 411000 C2 OD-1 D100,00
            OD 2 20260105 411000 C2 OD-2 C40,00
            OD 2 20260105 401000 F2 OD-2 D40,00
            """, [
            "C1 otherCredit OD-1 2026-01-05 100.00 EUR open 100.00", "C2 otherDebit OD-1 2026-01-05 100.00 EUR open 100.00",
            "C2 otherCredit OD-2 2026-01-05 40.00 EUR open 40.00",
        ]),
        ("a sale in dollars, its payment and the exchange difference", """
            VE 1 20260105 411000 US1 FA-1 D92,00 A fx=100,00 cur=USD
            VE 1 20260105 707000 . FA-1 C92,00
            BQ 1 20260210 411000 US1 R-1 C90,00 A fx=-100,00 cur=USD
            BQ 1 20260210 512000 . R-1 D90,00
            OD 1 20260210 411000 US1 OD-1 C2,00 A
            OD 1 20260210 666000 . OD-1 D2,00
            """, [
            "US1 invoice FA-1 2026-01-05 100.00 USD open 0.00", "US1 payment R-1 2026-02-10 100.00 USD open 0.00",
            "R-1 -> FA-1 100.00 on 2026-02-10",
        ]),
        ("a sale in yen paid in euros is settled in euros", """
            VE 1 20260105 411000 J1 FA-1 D92,00 A fx=15000 cur=JPY
            VE 1 20260105 707000 . FA-1 C92,00
            VE 2 20260105 411000 J1 FA-2 D92,00 . fx=15000,00 cur=JPY
            VE 2 20260105 707000 . FA-2 C92,00
            BQ 1 20260210 411000 J1 R-1 C92,00 A
            BQ 1 20260210 512000 . R-1 D92,00
            """, [
            "J1 invoice FA-1 2026-01-05 92.00 EUR open 0.00", "J1 invoice FA-2 2026-01-05 15000 JPY open 15000",
            "J1 payment R-1 2026-02-10 92.00 EUR open 0.00", "R-1 -> FA-1 92.00 on 2026-02-10",
        ]),
    ]
}
