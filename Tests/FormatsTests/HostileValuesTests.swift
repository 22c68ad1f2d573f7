import Formats
import Testing
import Values

@Suite("Values nobody should believe")
struct HostileValuesTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let value: String
        let currency: String
        let code: DiagnosticCode
        var testDescription: String { "\(value) \(currency) \(code.rawValue)" }

        init(_ value: String, _ code: DiagnosticCode, _ currency: String = "EUR") {
            (self.value, self.code, self.currency) = (value, code, currency)
        }
    }

    @Test("amounts", arguments: [
        Sample("-5", .amountNegative), Sample("0", .amountZero), Sample("-0", .amountZero), Sample("0.00", .amountZero),
        Sample("1e3", .amountMalformed), Sample("NaN", .amountMalformed), Sample("0x10", .amountMalformed),
        Sample("٣٤", .amountMalformed), Sample("92233720368547758.08", .amountOverflow),
        Sample("1000000000000000000000000000000", .amountOverflow), Sample("12abc", .amountMalformed),
        Sample("60000000000000000.00", .amountOverflow), Sample("10000000000000.00", .amountOverflow),
        Sample("1000000000000000", .amountOverflow, "JPY"),
        Sample("", .missingValue), Sample("  ", .missingValue), Sample("100.5", .tooManyDecimals, "JPY"),
        Sample("1.2345", .tooManyDecimals, "KWD"), Sample("1..2", .amountMalformed), Sample("1 2", .amountMalformed),
        Sample("5-3", .amountMalformed), Sample("(12.00)", .amountMalformed), Sample("INF", .amountMalformed),
        Sample("12.", .amountMalformed), Sample(".5", .amountMalformed), Sample("--5", .amountMalformed),
        Sample("5 $", .amountMalformed), Sample("5", .currencyUnknown, "EURO1"), Sample("5", .currencyUnknown, "12"),
    ])
    func amounts(sample: Sample) throws {
        let (_, rows) = try take(
            "invoice_number;customer_number;issued_on;amount;currency\nF0;C0;2026-01-01;12.50;EUR\n"
                + "F1;C1;2026-01-01;\(sample.value);\(sample.currency)\n")
        #expect(codes(rows) == [sample.code])
        guard case .rejected(let line, let problems) = rows[1] else { return }
        #expect(line == 3)
        #expect(problems[0].line == 3)
        #expect(problems[0].column == (sample.code == .currencyUnknown ? "currency" : "amount"))
    }

    @Test("dates", arguments: [
        Sample("0000-00-00", .dateImpossible), Sample("30/02/2026", .dateImpossible), Sample("29-02-2025", .dateImpossible),
        Sample("2025-02-29", .dateImpossible), Sample("26-03-01", .dateMalformed), Sample("20260-01-01", .dateMalformed),
        Sample("31/12/9999", .dateOutOfRange), Sample("1999-12-31", .dateOutOfRange), Sample("2101-01-01", .dateOutOfRange),
        Sample("46000", .dateMalformed), Sample("demain", .dateMalformed), Sample("13/13/2026", .dateImpossible),
        Sample("2026-1-1-1", .dateMalformed), Sample("2026/01-01", .dateMalformed), Sample("", .missingValue),
        Sample("31/12/25", .dateMalformed), Sample("2026-01-01T10:00:00Z", .dateMalformed), Sample("00/01/2026", .dateImpossible),
        Sample("12/31/2026", .dateContradictsProfile),
    ])
    func dates(sample: Sample) throws {
        let proofs = (1...12).map { _ in "F0;C0;31/01/2026;1\n" }.joined()
        let (_, rows) = try take(
            "invoice_number;customer_number;issued_on;amount\n" + proofs + "F1;C1;\(sample.value);1\n")
        #expect(codes(rows) == [sample.code])
    }

    @Test("dates that are dates", arguments: [
        ("2026-11-22", "2026-11-22"), ("20261122", "2026-11-22"), ("2026/11/22", "2026-11-22"), ("3/4/2026", "2026-04-03"),
        ("22.11.2026", "2026-11-22"), ("22-11-2026", "2026-11-22"), ("2026-11-22 00:00:00", "2026-11-22"),
        ("2026-11-22T23:59:59.000", "2026-11-22"), ("29/02/2024", "2024-02-29"),
    ])
    func goodDates(written: String, iso: String) throws {
        let (_, rows) = try take(
            "invoice_number;customer_number;issued_on;amount\nF0;C0;31/01/2026;1\nF1;C1;\(written);1\n")
        guard case .draft(.invoice(let draft)) = rows[1] else {
            Issue.record("rejected: \(rows[1])")
            return
        }
        #expect(draft.issuedOn.iso == iso)
    }

    @Test("due before issue")
    func dueBeforeIssue() throws {
        let (_, rows) = try take("invoice_number,customer_number,issued_on,due_on,amount\nF1,C1,2026-02-01,2026-01-31,5\n")
        #expect(codes(rows) == [.dueBeforeIssue])
    }

    @Test("control characters, line breaks and endless values are refused where they stand")
    func texts() throws {
        let long = String(repeating: "x", count: 500)
        let (_, rows) = try take(
            "customer_number;name\nC1;\"a\nb\"\nC2;a\u{1B}[31m\nC3;\(long)\nC4;a\u{2028}b\nC5;a\u{85}b\nC6;<img src=x>\u{202E}\nC7;\"x\"y\n")
        #expect(codes(rows) == [.controlCharacter, .controlCharacter, .valueTooLong, .controlCharacter, .controlCharacter, .quoteMisplaced])
        guard case .rejected(_, let problems) = rows[2] else { return }
        #expect(problems[0].value.count == 200)
        #expect(problems[0].line == 5)
    }

    @Test("bytes flipped, inserted and deleted never stop the reader, and no row is lost", arguments: 0..<60)
    func mutations(seed: Int) throws {
        let original = bytes(
            """
            \u{FEFF}N° facture;Code client;Raison sociale;Date facture;Échéance;Montant TTC;Devise
            FA-1;C001;"Été ""Sud""; SARL";15/01/2026;14/02/2026;1 234,56;EUR
            FA-2;C002;L'Œuf;31/01/2026;02/03/2026;12,50;EUR
            FA-3;C003;Ets Durand;28/02/2026;30/03/2026;1.200,00;EUR

            """)
        var random = Seeded(state: UInt64(seed) &* 7919 &+ 1)
        for _ in 0..<40 {
            var mutated = original
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let index = Int.random(in: 0..<mutated.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: mutated[index] = UInt8.random(in: 0...255, using: &random)
                case 1: mutated.insert(UInt8.random(in: 0...255, using: &random), at: index)
                default: mutated.remove(at: index)
                }
            }
            do throws(Diagnostic) {
                _ = try take(TableInput(bytes: mutated))
            } catch {
                #expect(!error.code.rawValue.isEmpty)
            }
        }
    }
}

/// SplitMix64: the same sequence for the same seed, everywhere.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
